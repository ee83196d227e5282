import type { QueueScenario } from './scenario.ts'

/** Words of a queue that mean nothing where nobody waits on the line, and those of deferred work alone. */
export const ON_THE_LINE = [
  'patience',
  'balking',
  'redial',
  'lines',
  'places',
  'agentSelection',
  'priority',
  'weight',
  'offer',
  'announcements',
  'announcedWait',
  'expectedWait',
  'callback',
  'deflection',
  'patienceFactors',
  'ahtPerWait',
  'priorityPerSecond',
  'placesPerAgent',
] as const
export const DEFERRED_ONLY = ['deadline', 'interruptible', 'backlog'] as const
export function isDeferred({ channel }: QueueScenario): boolean {
  return channel === 'deferred'
}

export function isOffered({ callback, deflection, announcedWait }: QueueScenario): boolean {
  return callback !== undefined || deflection !== undefined || announcedWait !== undefined
}
