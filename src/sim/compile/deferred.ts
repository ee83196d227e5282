import { checkNumber } from '../../domain/index.ts'
import {
  conflict,
  DEFAULTS,
  type GroupScenario,
  isDeferred,
  pointer,
  type QueueScenario,
  type Scenario,
} from '../../scenario/index.ts'
import type { DeferredModel } from '../model/feature-models.ts'
import { onGrid } from '../model/grid.ts'
import type { CompileContext } from './context.ts'

/** A deadline so many days later at most. */
const MOST_DAYS = 366
const MOST_CONTACTS = 1e7

/**
 * Deferred work; undefined where there is none.
 *
 * @param queues the model's: one a queue and tier
 * @throws {KrarupError} OUT_OF_RANGE, CONFLICT, UNREADABLE
 */
export function compileDeferred(
  scenario: Scenario,
  queues: readonly QueueScenario[],
  groups: readonly GroupScenario[],
  { queueNames, groupNames, addTime }: CompileContext,
): DeferredModel | undefined {
  for (const [name, { backlog, tiers }] of Object.entries(scenario.queues))
    if (backlog !== undefined && tiers)
      throw conflict(
        `/queues/${pointer(name)}/backlog`,
        'it is not known which tiers the backlog belongs to',
        'give each tier a queue of its own',
      )
  const reserve = Float64Array.from(groups, (group, g) =>
    checkNumber(`/groups/${pointer(groupNames[g])}/reserve`, group.reserve ?? DEFAULTS.group.reserve, {
      least: 0,
      whole: true,
    }),
  )
  if (!queues.some(isDeferred)) return undefined
  const place = (q: number, key: string) => `/queues/${pointer(queueNames[q])}/${key}`
  const day = queues.map(({ deadline }) => (typeof deadline === 'object' ? deadline : undefined))
  const backlog = queues.map(({ backlog = 0 }) => (typeof backlog === 'number' ? { contacts: backlog } : backlog))
  return {
    isDeferred: Uint8Array.from(queues, (queue) => (isDeferred(queue) ? 1 : 0)),
    deadline: Float64Array.from(queues, ({ deadline = Number.POSITIVE_INFINITY }, q) =>
      typeof deadline === 'object'
        ? Number.NaN
        : onGridOrNever(checkNumber(place(q, 'deadline'), deadline, { least: 0, infinite: true })),
    ),
    deadlineAt: Float64Array.from(day, (given, q) =>
      given ? onGrid(checkNumber(place(q, 'deadline/at'), given.at)) : Number.NaN,
    ),
    deadlineDays: Float64Array.from(day, (given, q) =>
      checkNumber(place(q, 'deadline/daysLater'), given?.daysLater ?? 0, { least: 0, most: MOST_DAYS, whole: true }),
    ),
    interruptible: Uint8Array.from(queues, ({ interruptible }) => (interruptible ? 1 : 0)),
    backlog: Float64Array.from(backlog, ({ contacts }, q) =>
      checkNumber(place(q, 'backlog'), contacts, { least: 0, most: MOST_CONTACTS, whole: true }),
    ),
    backlogAge: Int32Array.from(backlog, ({ age }, q) => addTime(age, place(q, 'backlog/age'))),
    reserve,
  }
}

function onGridOrNever(seconds: number): number {
  return seconds === Number.POSITIVE_INFINITY ? seconds : onGrid(seconds)
}
