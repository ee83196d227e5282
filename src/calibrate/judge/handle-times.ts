import { DAY_SECONDS, type DayNumber } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { ClusteredMean, chiSquaredScore } from './clustered.ts'
import { HOUR, HOURS } from './hour.ts'

/** Shorter calls are apart: wrong numbers, calls that an agent hung up. */
const SHORT = 10
/** Calls of a queue by one agent from which both are told from others. */
const ENOUGH = 20

/** A call's handle time beside others of its queue and agent: the logarithm of their ratio. */
interface Residual {
  day: DayNumber
  hour: number
  value: number
}

/** Logarithms of the handle times of answered calls on some days, less the mean of their queue and agent on the days of training. */
export function handleResiduals(log: CallLog, training: readonly DayNumber[], days: readonly DayNumber[]): Residual[] {
  const [trained, wanted] = [new Set(training), new Set(days)]
  const agents = log.agents.length + 1
  const cells = new Float64Array(log.queues.length * agents * 2)
  const each = (of: ReadonlySet<number>, take: (cell: number, visit: number, day: number, time: number) => void) => {
    for (let i = 0; i < log.count; i++) {
      const time = log.handled[i]
      const day = Math.floor(log.arrived[i] / DAY_SECONDS)
      if (log.end[i] !== VISIT_END.answered || !(time >= SHORT) || !of.has(day)) continue
      take((log.queue[i] * agents + log.agent[i] + 1) * 2, i, day, Math.log(time))
    }
  }
  each(trained, (cell, _, __, time) => {
    cells[cell]++
    cells[cell + 1] += time
  })
  const residuals: Residual[] = []
  each(wanted, (cell, i, day, time) => {
    if (cells[cell] < ENOUGH) return
    const hour = Math.floor((((log.arrived[i] + (log.waited[i] || 0)) % DAY_SECONDS) / HOUR) % HOURS)
    residuals.push({ day, hour, value: time - cells[cell + 1] / cells[cell] })
  })
  return residuals
}

export interface HourlyHandleTimes {
  /** Standard deviations of a normal variable that the hours' differences are worth. */
  score: number
  /** Standard deviation of the hours' factors, each by its calls, without what chance adds. */
  spread: number
  /** The hours with the shortest and the longest handle times, as factors on the mean. */
  shortest: { hour: number; factor: number }
  longest: { hour: number; factor: number }
}

/** Calls of an hour of the day from which its factor is told. */
const ENOUGH_OF_HOUR = 60

/** Whether handle times go with the hour of the day, the queue and the agent being equal. Undefined where fewer than two hours have enough calls. */
export function hourlyHandleTimes(residuals: readonly Residual[]): HourlyHandleTimes | undefined {
  const hours = Array.from({ length: HOURS }, () => new ClusteredMean())
  for (const { day, hour, value } of residuals) hours[hour].add(day, value)
  const known = hours.flatMap((own, hour) =>
    own.count >= ENOUGH_OF_HOUR && own.error > 0 ? [{ hour, mean: own.mean, error: own.error, n: own.count }] : [],
  )
  if (known.length < 2) return undefined
  const total = known.reduce((sum, { n }) => sum + n, 0)
  const centre = known.reduce((sum, { n, mean }) => sum + n * mean, 0) / total
  const squares = known.reduce((sum, { mean, error }) => sum + ((mean - centre) / error) ** 2, 0)
  const variance = known.reduce((sum, { n, mean, error }) => sum + n * ((mean - centre) ** 2 - error ** 2), 0) / total
  const sorted = known.toSorted((a, b) => a.mean - b.mean)
  const factorOf = ({ hour, mean }: (typeof known)[number]) => ({ hour, factor: Math.exp(mean - centre) })
  return {
    score: chiSquaredScore(squares, known.length - 1),
    spread: Math.sqrt(Math.max(0, variance)),
    shortest: factorOf(sorted[0]),
    longest: factorOf(sorted[sorted.length - 1]),
  }
}

/** How much longer handle times are on other days than on those of training, the queue and the agent being equal: a factor, its interval and its score. */
export function handleTimeChange(
  before: readonly Residual[],
  after: readonly Residual[],
): { factor: number; low: number; high: number; score: number } {
  const [earlier, later] = [before, after].map((residuals) => {
    const mean = new ClusteredMean()
    for (const { day, value } of residuals) mean.add(day, value)
    return mean
  })
  const error = Math.hypot(earlier.error, later.error)
  const change = later.mean - earlier.mean
  return {
    factor: Math.exp(change),
    low: Math.exp(change - 1.96 * error),
    high: Math.exp(change + 1.96 * error),
    score: change / error,
  }
}
