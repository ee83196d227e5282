import type { QueueHistory } from '../domain/index.ts'
import { type Message, planSays } from '../domain/messages/index.ts'
import type { GroupPlan } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'

/** Why a group's queueing model does not fit what its history says of hanging up; nothing where it does. */
export interface ModelDoubt {
  group: string
  reason: keyof typeof REASONS
}

const NAMES = 10

/** The sentence of each reason. */
const REASONS = {
  asked: 'askedErlangC',
  infinite: 'infinitePatience',
  'no waits': 'noWaits',
  'nobody hung up': 'nobodyHungUp',
} as const

export function modelDoubt(
  group: Pick<GroupPlan, 'name' | 'model' | 'patienceSource'>,
  members: readonly PlannedQueue[],
  { measures: { abandoned } }: QueueHistory,
): ModelDoubt[] {
  if (!abandoned) return []
  const hungUp = abandoned.some((count) => count > 0)
  const doubt = (reason: ModelDoubt['reason']) => [{ group: group.name, reason }]
  if (group.model === 'erlangA') return !hungUp && group.patienceSource === 'given' ? doubt('nobody hung up') : []
  if (!hungUp) return []
  if (members.some(({ settings }) => settings.model === 'erlangC')) return doubt('asked')
  return doubt(members.some(({ settings }) => settings.patience === 'infinite') ? 'infinite' : 'no waits')
}

/** A sentence for each reason. */
export function modelDoubtMessages(doubts: readonly ModelDoubt[]): Message[] {
  return Object.entries(REASONS).flatMap(([reason, sentence]) => {
    const list = doubts.filter((one) => one.reason === reason).map(({ group }) => group)
    return list.length > 0 ? [planSays(sentence, { groups: { list, most: NAMES } })] : []
  })
}
