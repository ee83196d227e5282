import {
  checkKeys,
  checkNumber,
  checkTarget,
  DEFAULT_TARGET,
  entryOf,
  type Keys,
  KrarupError,
  unknownName,
} from '../domain/index.ts'
import type { PlanOptions, QueueSettings, WorkDeadline } from './plan.ts'

/** What a queue gets that says nothing else: 90/10, 30 % shrinkage, patience from its history, one agent at least while open. */
export const DEFAULT_SETTINGS: QueueSettings = {
  target: DEFAULT_TARGET,
  shrinkage: 0.3,
  patience: 'estimate',
  model: 'auto',
  leastAgents: 1,
}

const SETTINGS_KEYS = {
  target: 1,
  shrinkage: 1,
  patience: 1,
  model: 1,
  leastAgents: 1,
  aht: 1,
  hours: 1,
  group: 1,
  priority: 1,
  deadline: 1,
} as const satisfies Keys<QueueSettings>

const DEADLINE_KEYS = { within: 1, counts: 1, share: 1 } as const satisfies Keys<WorkDeadline>

/** Share of deferred work that is to be done in time, where none is said. */
const DEFAULT_SHARE = 0.95

/** Priorities are numbers that people choose. */
const MOST_PRIORITY = 1e6

/** The settings of each queue: the defaults, then the plan's, then the queue's own. Throws on a queue that the history does not have. */
export function resolveSettings(
  queues: readonly string[],
  options: Pick<PlanOptions, 'settings' | 'queues'>,
): Map<string, QueueSettings> {
  checkKeys('settings', options.settings ?? {}, SETTINGS_KEYS)
  for (const [name, settings] of Object.entries(options.queues ?? {})) {
    checkKeys(`queues.${name}`, settings, SETTINGS_KEYS)
  }
  const known = new Set(queues)
  for (const name of Object.keys(options.queues ?? {})) {
    if (known.has(name)) continue
    throw unknownName({
      what: 'no such queue in the history',
      name,
      known,
      where: { name: `queues.${name}` },
      list: 'the history has',
      most: 10,
    })
  }
  return new Map(
    queues.map((queue) => [
      queue,
      checkSettings(queue, { ...DEFAULT_SETTINGS, ...options.settings, ...entryOf(options.queues, queue) }),
    ]),
  )
}

function checkSettings(queue: string, settings: QueueSettings): QueueSettings {
  const name = (field: string) => `queues.${queue}.${field}`
  checkTarget(settings.target)
  checkNumber(name('shrinkage'), settings.shrinkage, { least: 0, most: 0.99 })
  checkNumber(name('leastAgents'), settings.leastAgents, { least: 0, whole: true })
  if (typeof settings.patience === 'number') checkNumber(name('patience'), settings.patience, { above: 0 })
  if (settings.aht !== undefined) checkNumber(name('aht'), settings.aht, { above: 0 })
  if (settings.priority !== undefined)
    checkNumber(name('priority'), settings.priority, { least: -MOST_PRIORITY, most: MOST_PRIORITY })
  if (settings.deadline !== undefined && settings.deadline !== 'none')
    checkDeadline(name('deadline'), settings.deadline)
  if (settings.model === 'erlangA' && settings.patience === 'infinite') {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'Erlang A needs a patience',
      where: { name: name('patience') },
      how: 'give a mean patience such as 2m, or take Erlang C',
      value: 'infinite',
    })
  }
  return settings
}

function checkDeadline(name: string, deadline: WorkDeadline): void {
  checkKeys(name, deadline, DEADLINE_KEYS)
  const { within, counts, share } = deadline
  checkNumber(`${name}.within`, within, { above: 0 })
  if (share !== undefined) checkNumber(`${name}.share`, share, { above: 0, most: 1 })
  if (counts !== undefined && counts !== 'hours' && counts !== 'open hours')
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not what a deadline counts',
      where: { name: `${name}.counts` },
      how: "take 'hours' or 'open hours'",
      value: counts,
    })
}

/** The deadline of a queue with all that it leaves out; undefined for contacts on the line. */
export function deadlineOf({ deadline }: QueueSettings): Required<WorkDeadline> | undefined {
  return deadline === undefined || deadline === 'none'
    ? undefined
    : { counts: 'hours', share: DEFAULT_SHARE, ...deadline }
}
