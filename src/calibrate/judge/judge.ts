import { checkKeys, checkNumber, DAY_SECONDS, type DayNumber, type Keys, KrarupError } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import type { Measured, Measurements } from '../measure/types.ts'
import { matchAvailability } from './availability.ts'
import { type Finding, findingsOf } from './findings.ts'
import { HOURS } from './hour.ts'
import { groupsOfAgents, preferencesOf } from './preferences.ts'
import { presentSpans } from './present-spans.ts'
import { type Assumptions, absenceOf, NOTHING_MEASURED, replayScenario } from './replay.ts'
import { errorsOf, type ReplayErrors, type ReplayRuns, runReplay } from './runs.ts'
import { COUNT, COUNTS, figuresOf, type GridSums, observedGrid, type ServiceFigures, sumsOf } from './service-grid.ts'

/** What is added on a rung of the ladder. */
export type RungName =
  | 'formula'
  | 'handleTimes'
  | 'patience'
  | 'routing'
  | 'turnover'
  | 'hours'
  | 'availability'
  /** The handle times of the days held out themselves. */
  | 'ownHandleTimes'

/** A rung of the ladder: with all assumptions up to it, how far a replay of the days held out is off. */
export interface Rung extends ReplayErrors {
  name: RungName
}

/** What happened in an hour of the day or a queue, over all days held out, and its replay. */
export interface Judged {
  /** Undefined for all hours together. */
  hour?: number
  /** By name; undefined for all queues together. */
  queue?: string
  observed: ServiceFigures
  replayed: ServiceFigures
  /** Service of single replays: 95 % of them lie between. */
  low: number
  high: number
}

export interface JudgedHour extends Judged {
  hour: number
  /** Share of the time present that agents are with contacts. */
  occupancy: { observed: number; replayed: number }
}

/** Days that a model has not seen, and its replay of them. */
export interface Judgement {
  training: readonly DayNumber[]
  heldOut: readonly DayNumber[]
  /** Seconds within which an answer is in time. */
  within: number
  seed: number
  replications: number
  /** Contacts of the days held out that are judged, and visits that are not as the log does not say how they ended. */
  contacts: number
  leftOut: number
  /** Share of the time present for which agents take calls, matched on the days of training. */
  availability: Measured
  /** What a scenario says to have it: its agents are `away` for the rest, for `absence` seconds at a time. */
  saidAvailability: number
  absence: number
  ladder: readonly Rung[]
  all: Judged
  hours: readonly JudgedHour[]
  queues: readonly Judged[]
  hoursAndQueues: readonly (Judged & { hour: number; queue: string })[]
  /** What is wrong, the plainest first. Empty: nothing stands out. */
  findings: readonly Finding[]
}

export interface JudgeOptions {
  /** Days that were measured. */
  training: readonly DayNumber[]
  /** Days that were not. */
  heldOut: readonly DayNumber[]
  /** Seconds within which an answer is in time. Default 20. */
  within?: number
  /** Default 1. */
  seed?: number
  /** Replays of the days held out. Default 20. */
  replications?: number
  /** Is told after every replay which share of the work is done, and waited for. */
  onProgress?: (share: number) => void | Promise<void>
  signal?: AbortSignal
}

const KEYS = {
  training: 1,
  heldOut: 1,
  within: 1,
  seed: 1,
  replications: 1,
  onProgress: 1,
  signal: 1,
} as const satisfies Keys<JudgeOptions>

/** Replays of a rung, and for each step of the search for the availability. */
const FEW_REPLAYS = 4
const DEFAULT_REPLAYS = 20
/** Replays of the search: two at the ends, six between, three for the interval. */
const SEARCH_STEPS = 11
const DEFAULT_WITHIN = 20
const LADDER: readonly RungName[] = [
  'formula',
  'handleTimes',
  'patience',
  'routing',
  'turnover',
  'hours',
  'availability',
  'ownHandleTimes',
]

/**
 * Holds what was measured on some days of a log to others that it has not seen: replays them with the arrivals that came and the agents who were present, one assumption added after the other, and names the assumptions
 * that are wrong.
 *
 * @throws {KrarupError} MISSING, OUT_OF_RANGE; what `compile` says of a replay
 */
export async function judgeCalibration(
  log: CallLog,
  measured: Measurements,
  options: JudgeOptions,
): Promise<Judgement> {
  checkKeys('judgeCalibration', options, KEYS)
  const { training, heldOut, within = DEFAULT_WITHIN, seed = 1, replications = DEFAULT_REPLAYS } = options
  checkNumber('within', within, { least: 0 })
  checkNumber('replications', replications, { least: 2, whole: true })
  for (const [days, name] of [
    [training, 'training'],
    [heldOut, 'heldOut'],
  ] as const)
    if (days.length === 0) throw noDays(name)
  checkAnswers(log, measured)
  const groupOf = groupsOfAgents(log, measured)
  const spans = presentSpans(log, measured.presence, (agent) => measured.routing.groups[groupOf[agent]].queues)
  const preferences = preferencesOf(log, spans, measured, groupOf)
  const few = Math.min(FEW_REPLAYS, replications)
  const progress = progressOf(options, (LADDER.length + SEARCH_STEPS - 1) * few + replications)
  const replayOf = (days: readonly DayNumber[], assumptions: Assumptions, count: number, ownHandleTimes = false) =>
    runReplay(
      replayScenario({ log, days, spans, ownHandleTimes }, measured, assumptions, { within, groupOf, preferences }),
      days,
      { seed, replications: count, breathe: progress },
    )
  const gridOf = (days: readonly DayNumber[]) => observedGrid(log, days, spans, within)
  const sums = (days: readonly DayNumber[]) => sumsOf(gridOf(days), days.length, log.queues.length)
  const observed = sums(heldOut)

  let assumptions = NOTHING_MEASURED
  let last: ReplayRuns | undefined
  let availability: Measured = { value: 1, n: 0, low: Number.NaN, high: Number.NaN }
  let said = 1
  const ladder: Rung[] = []
  for (const name of LADDER) {
    if (name === 'availability') {
      const others = assumptions
      const matched = await matchAvailability(sums(training), (share) =>
        replayOf(training, { ...others, availability: share }, few),
      )
      availability = matched.measured
      said = matched.said
      assumptions = { ...assumptions, availability: said }
      last = await replayOf(heldOut, assumptions, replications)
      ladder.push({ name, ...errorsOf(last.mean, observed) })
      continue
    }
    if (name !== 'formula' && name !== 'ownHandleTimes') assumptions = { ...assumptions, [name]: true }
    // Times that were measured are not multiplied by the hour once more.
    const isOwn = name === 'ownHandleTimes'
    const runs = await replayOf(heldOut, isOwn ? { ...assumptions, hours: false } : assumptions, few, isOwn)
    ladder.push({ name, ...errorsOf(runs.mean, observed) })
  }
  const replay = last as ReplayRuns
  const grid = gridOf(heldOut)
  const visits = countVisits(log, heldOut)
  return {
    training,
    heldOut,
    within,
    seed,
    replications,
    contacts: observed.all[COUNT.offered],
    leftOut: visits - observed.all[COUNT.offered],
    availability,
    saidAvailability: said,
    absence: absenceOf(measured),
    ladder,
    ...judgedParts(log.queues, replay, observed, { busy: grid.busy, present: grid.present }, measured),
    findings: findingsOf({ log, measured, training, heldOut, groupOf, availability, replay, observed }),
  }
}

function judgedParts(
  queues: readonly string[],
  replay: ReplayRuns,
  observed: GridSums,
  { busy, present }: { busy: Float64Array; present: Float64Array },
  { turnover }: Measurements,
): Pick<Judgement, 'all' | 'hours' | 'queues' | 'hoursAndQueues'> {
  const judged = (of: (sums: GridSums) => Float64Array, at: number): Judged => {
    const services = replay.sums.map((one) => figuresOf(of(one), at).service).sort((a, b) => a - b)
    return {
      observed: figuresOf(of(observed), at),
      replayed: figuresOf(of(replay.mean), at),
      low: quantile(services, 0.025),
      high: quantile(services, 0.975),
    }
  }
  const isUsed = (one: Judged) => one.observed.offered > 0
  const hours = Array.from({ length: HOURS }, (_, hour) => hour)
  const between = Math.max(0, turnover.all.mean.value || 0)
  return {
    all: judged(({ all }) => all, 0),
    hours: hours.flatMap((hour) => {
      const one = judged(({ byHour }) => byHour, hour * COUNTS)
      // Turnover is no time with a contact, but the replay books it after one.
      const idle = between * replay.mean.byHour[hour * COUNTS + COUNT.answered]
      const occupancy = {
        observed: busy[hour] / present[hour],
        replayed: Math.max(0, replay.busy[hour] - idle) / replay.present[hour],
      }
      return isUsed(one) ? [{ hour, ...one, occupancy }] : []
    }),
    queues: queues.flatMap((queue, q) => {
      const one = judged(({ byQueue }) => byQueue, q * COUNTS)
      return isUsed(one) ? [{ queue, ...one }] : []
    }),
    hoursAndQueues: hours.flatMap((hour) =>
      queues.flatMap((queue, q) => {
        const one = judged(({ byHourAndQueue }) => byHourAndQueue, (hour * queues.length + q) * COUNTS)
        return isUsed(one) ? [{ hour, queue, ...one }] : []
      }),
    ),
  }
}

/** A quantile of sorted numbers, straight between two of them. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}

function countVisits({ count, arrived }: CallLog, days: readonly DayNumber[]): number {
  const wanted = new Set(days)
  let visits = 0
  for (let i = 0; i < count; i++) if (wanted.has(Math.floor(arrived[i] / DAY_SECONDS))) visits++
  return visits
}

function progressOf({ onProgress, signal }: JudgeOptions, replays: number): () => Promise<void> {
  let done = 0
  return async () => {
    done++
    await onProgress?.(Math.min(1, done / replays))
    signal?.throwIfAborted()
  }
}

/** A replay needs agents, and how long they take. */
function checkAnswers(log: CallLog, { handling, routing }: Measurements): void {
  const missing = (what: string, columns: string) =>
    new KrarupError({
      code: 'MISSING',
      what,
      where: { name: 'log' },
      how: `say which column has it, for example --map ${columns}`,
    })
  if (!log.end.subarray(0, log.count).includes(VISIT_END.answered))
    throw missing('by this log no call was answered', 'outcome=COLUMN')
  if (routing.groups.length === 0) throw missing('the log does not say which agent answered', 'agent=COLUMN')
  if (!handling.some(({ all }) => all.mean.n > 0))
    throw missing('the log does not say how long the calls that are measured took', 'talk=COLUMN, or handled=COLUMN')
}

function noDays(name: string): KrarupError {
  return new KrarupError({
    code: 'MISSING',
    what: 'there are no days to be simulated',
    where: { name },
    how: 'a log has to have days that are measured, and later ones that are not',
  })
}

/** Days of a log with visits: those that are measured, and the last, which are held out. */
export function splitDays(log: CallLog, heldOutDays?: number): { training: DayNumber[]; heldOut: DayNumber[] } {
  const seen = new Set<DayNumber>()
  for (let i = 0; i < log.count; i++) seen.add(Math.floor(log.arrived[i] / DAY_SECONDS))
  const days = [...seen].sort((a, b) => a - b)
  if (days.length < LEAST_DAYS) throw tooShort(days.length)
  const last = days[days.length - 1]
  const span = last - days[0] + 1
  const held = heldOutDays ?? Math.min(TWO_WEEKS, Math.max(1, Math.floor(span / 3)))
  const training = days.filter((day) => day <= last - held)
  const heldOut = days.filter((day) => day > last - held)
  if (training.length < LEAST_DAYS - 1)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `the log spans ${span} days, and ${training.length} of them would be left to be measured`,
      where: { name: 'heldOut' },
      how: 'hold out fewer days, or give a longer log',
      value: held,
    })
  return { training, heldOut }
}

const TWO_WEEKS = 14
/** Days from which something can be said at all: some to be measured, and one to be held out. */
const LEAST_DAYS = 6

function tooShort(days: number): KrarupError {
  return new KrarupError({
    code: 'MISSING',
    what: `a log of ${days} ${days === 1 ? 'day' : 'days'} is too short to be measured and judged`,
    where: { name: 'log' },
    how: `give one of at least ${LEAST_DAYS} days with calls; better are six weeks`,
    value: days,
  })
}
