/**
 * The total of several queues: the sum of their forecasts beside a forecast of the sum and the reconciled one, and how often three ways of saying how sure it is hold what comes.
 * Queues: the four of a small bank by type of call (two months), both real centres cut into queues by chance, and the fixture hotline.
 */
import { fileURLToPath } from 'node:url'
import { type Calendar, dayOf, type IntervalSeries, measureSeries } from 'krarup/domain'
import { forecastSeries, forecastTogether, sumOfSeries } from 'krarup/forecast'
import { chinaHolidays, readHistory } from 'krarup/io'
import { randomStream } from '../src/numeric/random/stream.ts'
import { NO_REAL_DATA, realCentres, realData, realQueues } from './forecast-data.ts'
import { type Claim, finish } from './harness.ts'

const DAY = 86_400
const HORIZONS = [1, 7, 14]
const PATHS = 200
const TAIL = 0.1
const claims: Claim[] = []
const percent = (share: number) => Math.round(share * 10_000) / 100

/** Each contact goes to a queue by chance; the shares turn over the day and wander from day to day. */
function cutIntoQueues(history: IntervalSeries, shares: readonly number[], seed: number): IntervalSeries[] {
  const random = randomStream(seed)
  const slots = DAY / history.interval
  const parts = shares.map(() => history.values.map((value) => (Number.isNaN(value) ? value : 0)))
  const wander = shares.map(() => 0)
  for (let i = 0; i < history.values.length; i++) {
    if (i % slots === 0) for (const q of wander.keys()) wander[q] = 0.97 * wander[q] + 0.1 * (random.uniform() - 0.5)
    if (!(history.values[i] > 0)) continue
    const weights = shares.map(
      (share, q) => share * Math.exp(wander[q] + 0.4 * Math.sin((2 * Math.PI * (i % slots)) / slots + q)),
    )
    const all = weights.reduce((sum, it) => sum + it, 0)
    for (let call = 0; call < history.values[i]; call++) {
      let left = random.uniform() * all
      let q = 0
      while (q < weights.length - 1 && left >= weights[q]) left -= weights[q++]
      parts[q][i]++
    }
  }
  return parts.map((values) => ({ ...history, values }))
}

function judge(name: string, queues: readonly IntervalSeries[], origins: readonly number[], calendar: Calendar): void {
  const all = sumOfSeries(queues)
  const slots = DAY / all.interval
  const days = all.values.length / slots
  const cut = (series: IntervalSeries, row: number): IntervalSeries => {
    const own = series.values.length / slots - days + row
    return { ...series, values: series.values.subarray(0, own * slots), state: series.state.subarray(0, own * slots) }
  }
  const zero = () =>
    HORIZONS.map(() => ({ sum: 0, direct: 0, reconciled: 0, queues: 0, queuesReconciled: 0, actual: 0 }))
  const sums = zero()
  const held = { courses: 0, apart: 0, added: 0, days: 0 }
  const heldIntervals = { total: 0, courses: 0, added: 0, count: 0 }
  for (const row of origins) {
    const horizon = Math.min(HORIZONS.at(-1)!, days - row) * slots
    const ahead = all.values.subarray(row * slots, row * slots + horizon)
    const options = { horizon, calendar }
    const alone = queues.map((queue) => forecastSeries(cut(queue, row), options))
    const ofSum = forecastSeries(cut(all, row), options)
    const fitted = forecastTogether(
      queues.map((queue) => cut(queue, row)),
      options,
    )
    const sum = ofSum.mean.map((_, i) => alone.reduce((so, { mean }) => so + (mean[i] || 0), 0))
    const actualOf = queues.map((queue) =>
      queue.values.subarray(queue.values.length - all.values.length).subarray(row * slots, row * slots + horizon),
    )
    HORIZONS.forEach((horizonDays, h) => {
      if (row + horizonDays > days) return
      for (let i = 0; i < horizonDays * slots; i++) {
        if (!(ahead[i] >= 0) || Number.isNaN(ofSum.mean[i])) continue
        const so = sums[h]
        so.actual += ahead[i]
        so.sum += Math.abs(sum[i] - ahead[i])
        so.direct += Math.abs(ofSum.mean[i] - ahead[i])
        so.reconciled += Math.abs(fitted.total.mean[i] - ahead[i])
        for (const q of queues.keys()) {
          so.queues += Math.abs((alone[q].mean[i] || 0) - (actualOf[q][i] || 0))
          so.queuesReconciled += Math.abs((fitted.queues[q].mean[i] || 0) - (actualOf[q][i] || 0))
        }
      }
    })
    // Drawn of the same past dates.
    const joint = [fitted.total.paths(PATHS, randomStream(row))]
    const apart = alone.map((one, q) => one.paths(PATHS, randomStream(row, q + 1)))
    const limits = alone.map((one) => [one.quantile(TAIL), one.quantile(1 - TAIL)])
    const ofDay = (values: Float64Array, day: number) =>
      values.subarray(day * slots, (day + 1) * slots).reduce((so, it) => so + (it || 0), 0)
    for (let day = 0; day < horizon / slots; day++) {
      const actual = ofDay(ahead, day)
      if (!(actual > 0)) continue
      const within = (paths: readonly (readonly Float64Array[])[]) => {
        const totals = Float64Array.from({ length: PATHS }, (_, p) =>
          paths.reduce((so, each) => so + ofDay(each[p], day), 0),
        ).sort()
        return actual >= totals[TAIL * PATHS] && actual <= totals[(1 - TAIL) * PATHS - 1] ? 1 : 0
      }
      const [low, high] = [0, 1].map((side) => limits.reduce((so, each) => so + ofDay(each[side], day), 0))
      held.days++
      held.courses += within(joint)
      held.apart += within(apart)
      held.added += actual >= low && actual <= high ? 1 : 0
    }
    const column = new Float64Array(PATHS)
    const own = [fitted.total.quantile(TAIL), fitted.total.quantile(1 - TAIL)]
    for (let i = 0; i < horizon; i++) {
      if (!(ahead[i] >= 0) || Number.isNaN(ofSum.mean[i])) continue
      for (let p = 0; p < PATHS; p++) column[p] = joint[0][p][i] || 0
      column.sort()
      heldIntervals.count++
      heldIntervals.total += ahead[i] >= own[0][i] && ahead[i] <= own[1][i] ? 1 : 0
      heldIntervals.courses += ahead[i] >= column[TAIL * PATHS] && ahead[i] <= column[(1 - TAIL) * PATHS - 1] ? 1 : 0
      const [low, high] = [0, 1].map((side) => limits.reduce((so, each) => so + (each[side][i] || 0), 0))
      heldIntervals.added += ahead[i] >= low && ahead[i] <= high ? 1 : 0
    }
  }
  console.log(`\n${name}: ${queues.length} queues, ${origins.length} origins; WAPE %`)
  console.table(
    sums.map((so, h) => ({
      days: HORIZONS[h],
      'total: sum of queues': percent(so.sum / so.actual),
      'total: forecast itself': percent(so.direct / so.actual),
      'total: reconciled': percent(so.reconciled / so.actual),
      'queues: by themselves': percent(so.queues / so.actual),
      'queues: reconciled': percent(so.queuesReconciled / so.actual),
    })),
  )
  const share = (count: number, of: number) => percent(count / of)
  console.log(
    `80 % of the total's days: held ${share(held.courses, held.days)} % by courses drawn together, ${share(held.apart, held.days)} % drawn apart, ${share(held.added, held.days)} % by added quantiles`,
  )
  console.log(
    `80 % of its intervals: held ${share(heldIntervals.total, heldIntervals.count)} % by the quantiles of the total, ${share(heldIntervals.courses, heldIntervals.count)} % by courses drawn together, ${share(heldIntervals.added, heldIntervals.count)} % by added quantiles`,
  )
  for (const [h, so] of sums.entries()) {
    claims.push({
      name: `${name}, ${HORIZONS[h]} days: reconciled beside the sum`,
      unit: '% WAPE',
      ours: percent(so.reconciled / so.actual),
      reference: percent(so.sum / so.actual),
      referenceName: 'sum of queues',
      ratio: so.sum / so.reconciled,
    })
  }
}

const every = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

if (realData) {
  const { bank, anonbank } = realCentres()
  judge('small bank by type of call', realQueues(), every(30, 52, 1), anonbank.calendar)
  for (const { name, history, origins, calendar } of [bank, anonbank]) {
    const rows = origins.filter((_, i) => i % 2 === 0).map((day) => day - history.start / DAY)
    judge(`${name}, cut into three`, cutIntoQueues(history, [0.6, 0.3, 0.1], 5), rows, calendar)
  }
} else {
  console.log(NO_REAL_DATA)
}
const { history } = await readHistory(fileURLToPath(new URL('../fixtures/hotline.csv', import.meta.url)))
const queues = history.queues.map((queue) => measureSeries(queue, 'offered'))
const first = dayOf(queues[0].start)
const days = queues[0].values.length / (DAY / history.interval)
const { days: specialDays } = chinaHolidays(first, first + days + 14, 'en')
judge('fixture hotline', queues, every(days - 126, days - 14, 28), { specialDays })
finish(import.meta.url, claims)
