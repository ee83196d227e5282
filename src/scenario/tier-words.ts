import { CUSTOMER_WORDS } from './customer.ts'
import type { QueueScenario } from './scenario.ts'

const CONTACT_WORDS = [
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
] as const satisfies readonly (keyof QueueScenario)[]
const PLACES = 'placesPerAgent'

export type TierWord = (typeof CONTACT_WORDS)[number] | Exclude<(typeof CUSTOMER_WORDS)[number], typeof PLACES>

/** What a tier may say otherwise than the queues that name it. Volume, channel, lines and places are the queue's. */
export const TIER_WORDS: readonly TierWord[] = [...CONTACT_WORDS, ...CUSTOMER_WORDS.filter((word) => word !== PLACES)]

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
