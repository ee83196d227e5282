import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { entryOf, type History, KrarupError, parseDuration, parseShare, type QueueHistory } from '../../domain/index.ts'
import { commandSays, type Message, type MessageValue } from '../../domain/messages/index.ts'
import { standardForm } from '../../numeric/random/distribution.ts'
import { DEFAULT_SETTINGS, type PlanOptions, type QueueSettings } from '../../plan/index.ts'
import type { QueueScenario, Scenario } from '../../scenario/index.ts'
import type { Options } from './words.ts'

/** What a plan takes of a calibrated centre, by queue. */
interface CalibratedQueue {
  /** Mean patience in seconds; undefined where nobody hung up. */
  patience: number | undefined
  /** Seconds after a contact until an agent takes the next, beyond the handle time of the history. */
  turnover: number
  /** Share of the time present for which the agents of its groups take contacts. */
  availability: number
}

/**
 * Lines of a calibrated scenario that say what its words do not: how much of the after-call work is turnover, which no history has; and the availability that comes out, which is more than the scenario asks for,
 * as who is due to go away finishes the contact first.
 */
export function calibratedLines({ turnover, availability }: { turnover: number; availability: number }): string[] {
  return [`# turnover: ${turnover.toFixed(1)}s`, `# availability: ${(100 * availability).toFixed(1)}%`]
}

const TURNOVER_LINE = /^# turnover: (\S+)$/m
const AVAILABILITY_LINE = /^# availability: (\S+)$/m

/** The scenario of `--calibrated`: patience, turnover and availability by queue. Undefined where none is given. */
export async function calibratedOf(options: Options): Promise<Map<string, CalibratedQueue> | undefined> {
  const path = options.text('calibrated')
  if (path === undefined) return undefined
  const { readScenarioFile } = await import('../../io/yaml/index.ts')
  const { scenario } = await readScenarioFile(path)
  const text = await readFile(path, 'utf8')
  const [, turnover] = TURNOVER_LINE.exec(text) ?? []
  const [, availability] = AVAILABILITY_LINE.exec(text) ?? []
  return new Map(
    Object.entries(scenario.queues).map(([name, queue]) => [
      name,
      {
        patience: patienceOf(queue, scenario),
        turnover: turnover === undefined ? meanOf(queue.afterCall ?? 0) : parseDuration(turnover),
        availability: availability === undefined ? availabilityOf(queue, scenario) : parseShare(availability),
      },
    ]),
  )
}

/** Mean patience of all contacts of a queue; those who hang up at once have none. */
function patienceOf({ patience, balking = 0, tiers }: QueueScenario, scenario: Scenario): number | undefined {
  const ofTier = (tier: string) => {
    const own = scenario.tiers?.[tier]?.patience ?? patience
    return own === undefined || own === 'none' ? Number.NaN : meanOf(own)
  }
  const mean = tiers
    ? Object.entries(tiers).reduce((sum, [tier, share]) => sum + share * ofTier(tier), 0)
    : patience === undefined
      ? Number.NaN
      : meanOf(patience)
  return Number.isNaN(mean) ? undefined : (1 - balking) * mean
}

function availabilityOf({ groups }: QueueScenario, scenario: Scenario): number {
  const shares = groups.map(
    (group) => scenario.groups[typeof group === 'string' ? group : group.group]?.away?.share ?? 0,
  )
  return 1 - shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length)
}

function meanOf(time: Parameters<typeof standardForm>[0] | number): number {
  return typeof time === 'number' ? time : standardForm(time).mean
}

/**
 * A plan's history and settings with what a calibrated centre knows better: its patience in place of the estimate, its turnover on top of handle times, its availability as a further shrinkage of those
 * who are scheduled. What is said on the command line or in the plan file stays.
 *
 * @throws {KrarupError} MISSING where no queue of the history is in the centre
 */
export function withCalibrated(
  history: History,
  planOptions: PlanOptions,
  calibrated: ReadonlyMap<string, CalibratedQueue>,
  path: string,
): { history: History; planOptions: PlanOptions; remarks: Message[] } {
  const known = history.queues.filter(({ queue }) => calibrated.has(queue))
  if (known.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'no queue of the history is in the calibrated centre',
      where: { name: '--calibrated' },
      how: `rename the queues: --rename OLD=NEW; the centre has ${[...calibrated.keys()].join(', ')}`,
      value: path,
    })
  const queues: Record<string, Partial<QueueSettings>> = { ...planOptions.queues }
  const said: Message[] = []
  for (const { queue, measures } of known) {
    const { patience, turnover, availability } = calibrated.get(queue) as CalibratedQueue
    const own = entryOf(planOptions.queues, queue) ?? {}
    const all = { ...planOptions.settings, ...own }
    const shrinkage = all.shrinkage ?? DEFAULT_SETTINGS.shrinkage
    const takesPatience = all.patience === undefined && all.deadline === undefined
    const given = all.aht ?? (measures.handleTotal ? undefined : Number.NaN)
    queues[queue] = {
      ...own,
      shrinkage: 1 - (1 - shrinkage) * availability,
      ...(takesPatience ? { patience: patience ?? 'infinite' } : {}),
      ...(given === undefined || Number.isNaN(given) ? {} : { aht: given + turnover }),
    }
    said.push(
      commandSays('calibratedQueue', {
        queue,
        patience: !takesPatience
          ? ''
          : patience === undefined
            ? commandSays('nobodyHangsUp')
            : commandSays('patience', { patience: spoken(patience) }),
        turnover: spoken(turnover),
        availability: { share: availability, decimals: 0 },
        shrinkage: { share: shrinkage, decimals: 0 },
        becomes: { share: 1 - (1 - shrinkage) * availability, decimals: 0 },
      }),
    )
  }
  const others = history.queues.filter(({ queue }) => !calibrated.has(queue)).map(({ queue }) => queue)
  return {
    history: { ...history, queues: history.queues.map((queue) => withTurnover(queue, calibrated.get(queue.queue))) },
    planOptions: { ...planOptions, queues },
    remarks: [
      commandSays('calibratedBy', { file: basename(path), queues: { list: said, mark: '; ' } }),
      ...(others.length > 0 ? [commandSays('notCalibrated', { file: basename(path), queues: { list: others } })] : []),
    ],
  }
}

function spoken(seconds: number): MessageValue {
  return { seconds: seconds < 60 ? seconds : Math.round(seconds) }
}

/** Handle times with turnover: it keeps an agent like the contact itself. */
function withTurnover(queue: QueueHistory, calibrated: CalibratedQueue | undefined): QueueHistory {
  const { handleTotal, answered, offered } = queue.measures
  if (!calibrated || !handleTotal) return queue
  const contacts = answered ?? offered
  return {
    ...queue,
    measures: {
      ...queue.measures,
      handleTotal: handleTotal.map((total, i) => total + calibrated.turnover * contacts[i]),
    },
  }
}
