import { listNames, type QueueHistory } from '../domain/index.ts'
import type { GroupPlan } from './plan.ts'
import type { PlannedQueue } from './plan-queue.ts'

/** Why a group's queueing model does not fit what its history says of hanging up; nothing where it does. */
export interface ModelDoubt {
  group: string
  reason: keyof typeof REASONS
}

const NAMES = 10

/** After the names of groups. */
const REASONS = {
  asked: 'planned with Erlang C, for it was asked for, as if nobody hung up; the history has abandoned contacts',
  infinite: 'planned with Erlang C, for patience was said to be infinite; the history has abandoned contacts',
  'no waits':
    'planned with Erlang C, as if nobody hung up, though the history has abandoned contacts: it has no total wait (of the answered and of the abandoned), from which patience follows; give a patience, for example --patience 2m, or export the waits',
  'nobody hung up': 'planned with Erlang A and the patience that was given, though nobody hung up in the history',
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
export function modelDoubtsTold(doubts: readonly ModelDoubt[]): string[] {
  return Object.entries(REASONS).flatMap(([reason, sentence]) => {
    const names = doubts.filter((one) => one.reason === reason).map(({ group }) => group)
    return names.length > 0 ? [`${listNames(names, NAMES)}: ${sentence}`] : []
  })
}
