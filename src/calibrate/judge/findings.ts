import { DAY_SECONDS, type DayNumber } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import type { Measured, Measurements } from '../measure/types.ts'
import { handleResiduals, handleTimeChange, hourlyHandleTimes } from './handle-times.ts'
import { patienceChange } from './patience-change.ts'
import type { ReplayRuns } from './runs.ts'
import { COUNT, COUNTS, figuresOf, type GridSums } from './service-grid.ts'

/** An assumption that is wrong; queues and groups by name. */
export type Finding =
  /** Agents seem present and take calls for a part of that time only. */
  | { kind: 'availability'; value: number; low: number; high: number }
  /** Handle times go with the hour of the day. */
  | {
      kind: 'hours'
      spread: number
      shortest: { hour: number; factor: number }
      longest: { hour: number; factor: number }
    }
  /** In the days held out callers were patient for `factor` times as long as before. */
  | { kind: 'patience'; factor: number; low: number; high: number; hungUp: number; expected: number }
  /** In the days held out handle times were `factor` times as long as before, the queue and the agent being equal. */
  | { kind: 'handleTimes'; factor: number; low: number; high: number }
  /** In the days held out a group answered hardly any contacts of a queue that it took before. */
  | { kind: 'routing'; group: string; queue: string; answered: number; expected: number }
  /** Service of the days held out is off, and none of the above says why. */
  | { kind: 'unexplained'; error: number; low: number; high: number }

/** An availability stands out if it lies below this for certain: nobody takes calls every second. */
const MOSTLY_AVAILABLE = 0.95
/** Standard deviations from which a difference is no chance, although some are looked at: once in 16 000 where nothing is wrong. */
const CERTAIN = 4
/** Differences that nobody plans by, however certain: of patience, of handle times, of hours, of the day's service. */
const SMALL = { patience: 0.2, handleTimes: 0.07, hours: 0.06, service: 0.03 } as const
/** A group answers hardly any contacts of a queue: below this share of what the replay has it answer. */
const HARDLY = 1 / 3
/** Contacts that the replay has a group answer, from which one can tell. */
const ENOUGH_ANSWERS = 25

export interface Evidence {
  log: CallLog
  measured: Measurements
  training: readonly DayNumber[]
  heldOut: readonly DayNumber[]
  groupOf: readonly number[]
  availability: Measured
  /** The replay of the days held out with all that was measured. */
  replay: ReplayRuns
  observed: GridSums
}

/** What is wrong with the assumptions, the plainest first; empty where nothing stands out. */
export function findingsOf(evidence: Evidence): Finding[] {
  const named = [
    ...availabilityFinding(evidence.availability),
    ...routingFindings(evidence),
    ...patienceFinding(evidence),
    ...handleTimeFindings(evidence),
  ]
  const explains = named.some(({ kind }) => kind !== 'availability' && kind !== 'hours')
  return explains ? named : [...named, ...unexplained(evidence)]
}

function availabilityFinding({ value, low, high }: Measured): Finding[] {
  return high < MOSTLY_AVAILABLE ? [{ kind: 'availability', value, low, high }] : []
}

function patienceFinding({ log, measured, heldOut }: Evidence): Finding[] {
  const { score, factor, low, high, hungUp, expected } = patienceChange(log, measured, heldOut)
  const isLarge = Math.abs(Math.log(factor)) > Math.log1p(SMALL.patience)
  return Math.abs(score) > CERTAIN && isLarge ? [{ kind: 'patience', factor, low, high, hungUp, expected }] : []
}

function handleTimeFindings({ log, training, heldOut }: Evidence): Finding[] {
  const before = handleResiduals(log, training, training)
  const after = handleResiduals(log, training, heldOut)
  const hours = hourlyHandleTimes([...before, ...after])
  const { factor, low, high, score } = handleTimeChange(before, after)
  return [
    ...(hours && hours.score > CERTAIN && hours.spread > SMALL.hours
      ? [{ kind: 'hours' as const, spread: hours.spread, shortest: hours.shortest, longest: hours.longest }]
      : []),
    ...(Math.abs(score) > CERTAIN && Math.abs(factor - 1) > SMALL.handleTimes
      ? [{ kind: 'handleTimes' as const, factor, low, high }]
      : []),
  ]
}

function routingFindings({ log, measured, heldOut, groupOf, replay }: Evidence): Finding[] {
  const { groups } = measured.routing
  const answered = new Float64Array(log.queues.length * groups.length)
  const wanted = new Set(heldOut)
  for (let i = 0; i < log.count; i++)
    if (log.end[i] === VISIT_END.answered && log.agent[i] >= 0 && wanted.has(Math.floor(log.arrived[i] / DAY_SECONDS)))
      answered[log.queue[i] * groups.length + groupOf[log.agent[i]]]++
  return log.queues.flatMap((queue, q) =>
    groups.flatMap((group, g): Finding[] => {
      const at = q * groups.length + g
      const expected = replay.answers[at]
      // A queue that nobody answers is replayed with everybody: that is no change.
      return group.answers[q] > 0 && expected >= ENOUGH_ANSWERS && answered[at] < HARDLY * expected
        ? [{ kind: 'routing', group: group.name, queue, answered: answered[at], expected }]
        : []
    }),
  )
}

function unexplained({ replay, observed }: Evidence): Finding[] {
  const days = observed.byDay.length / COUNTS
  const contacts = observed.all[COUNT.offered]
  const differences = Array.from({ length: days }, (_, day) => {
    const at = day * COUNTS + COUNT.within
    return replay.mean.byDay[at] - observed.byDay[at]
  })
  const mean = differences.reduce((sum, each) => sum + each, 0) / days
  const squares = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0)
  const half = Math.sqrt((squares * days) / Math.max(1, days - 1)) / contacts
  const error = figuresOf(replay.mean.all).service - figuresOf(observed.all).service
  return Math.abs(error) > Math.max(SMALL.service, CERTAIN * half)
    ? [{ kind: 'unexplained', error, low: error - 1.96 * half, high: error + 1.96 * half }]
    : []
}
