import type { QueueScenario } from './scenario.ts'

/** What a tier may say otherwise than the queues that name it. Volume, channel, lines and places are the queue's. */
export const TIER_WORDS = [
  'aht',
  'afterCall',
  'patience',
  'balking',
  'priority',
  'weight',
  'groups',
  'agentSelection',
  'overflow',
  'redial',
  'target',
  'deadline',
  'interruptible',
  'offer',
  'open',
  'atClosing',
  'voicemail',
  'transfers',
  'repeat',
  'announcements',
  'announcedWait',
  'expectedWait',
  'callback',
  'deflection',
  'patienceFactors',
  'ahtFactors',
  'ahtPerWait',
  'priorityPerSecond',
] as const satisfies readonly (keyof QueueScenario)[]
export type TierWord = (typeof TIER_WORDS)[number]

/** Of them, those that a tier can take back with `'none'`: what the queue says does not hold for it. */
export const DENIABLE_WORDS = [
  'patience',
  'overflow',
  'redial',
  'deadline',
  'offer',
  'open',
  'voicemail',
  'transfers',
  'repeat',
  'announcements',
  'announcedWait',
  'callback',
  'deflection',
  'patienceFactors',
  'ahtFactors',
] as const satisfies readonly TierWord[]
export type DeniableWord = (typeof DENIABLE_WORDS)[number]

export const NONE = 'none'
