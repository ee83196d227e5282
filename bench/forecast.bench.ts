/**
 * Forecasts of two real centres at the origins others were judged at, beside the seasonal naive and the mean of four weeks; how often intervals hold what they say;
 * what the first hours of a day are worth; what cleaning finds; and times. Real data are read from ../shared; without them only the times are measured.
 */
import { STATE } from 'krarup/domain'
import {
  type BacktestRow,
  backtest,
  cleanSeries,
  type Forecaster,
  findForecaster,
  forecastSeries,
} from 'krarup/forecast'
import { AUTO_CLEANED } from './forecast-aims.ts'
import { type Centre, NO_REAL_DATA, realCentres, realData } from './forecast-data.ts'
import { judgeCleaning } from './forecast-defects.ts'
import { type Claim, finish, race } from './harness.ts'

const DAY = 86_400
const HORIZONS = [1, 7, 14]
const HORIZON_NAMES = ['1 day', '1 week', '2 weeks']
const claims: Claim[] = []
const percent = (share: number) => Math.round(share * 10_000) / 100

/** What many planners do: the mean of the last four same weekdays. It has no uncertainty of its own and is scored by its mean alone. */
const meanOfFourWeeks: Forecaster = {
  name: 'mean of four weeks',
  title: 'mean of the last four same weekdays',
  fit({ start, interval, values }) {
    const slots = DAY / interval
    const days = values.length / slots
    return {
      forecast(horizon) {
        const mean = new Float64Array(horizon).fill(Number.NaN)
        for (let i = 0; i < horizon; i++) {
          const row = days + Math.floor(i / slots)
          let sum = 0
          let count = 0
          for (let back = row - 7; back >= 0 && count < 4; back -= 7) {
            const value = back < days ? values[back * slots + (i % slots)] : Number.NaN
            if (value >= 0) {
              sum += value
              count++
            }
          }
          if (count > 0) mean[i] = sum / count
        }
        const state = Uint8Array.from(mean, (value) => (Number.isNaN(value) ? STATE.closed : STATE.observed))
        const same = () => mean
        return {
          model: 'mean of four weeks',
          start: start + values.length * interval,
          interval,
          mean,
          state,
          quantile: same,
          paths: () => [],
        }
      },
    }
  },
}

function show(rows: readonly BacktestRow[]): void {
  console.table(
    rows.map((row) => ({
      model: row.model,
      days: row.horizon,
      'WAPE %': percent(row.wape),
      'bias %': percent(row.bias),
      MASE: Math.round(row.mase * 100) / 100,
      'in 80 %': `${percent(row.coverage80.share)} (${percent(row.coverage80.low)} to ${percent(row.coverage80.high)})`,
      'in 95 %': `${percent(row.coverage95.share)} (${percent(row.coverage95.low)} to ${percent(row.coverage95.high)})`,
      'interval score': Math.round(row.intervalScore80 * 1000) / 1000,
      pinball: Math.round(row.pinball * 10_000) / 10_000,
    })),
  )
}

function accuracy(centre: Centre): void {
  const { name, history, origins, calendar, aim, bestOfR } = centre
  const { rows } = backtest(history, {
    models: [meanOfFourWeeks, 'weekday-profile', 'double-seasonal', 'day-total', 'low-rank', 'auto'],
    origins,
    horizons: HORIZONS,
    calendar,
  })
  console.log(
    `\n${name}: ${origins.length} origins of forecast-baselines.csv; best single model of R there ${bestOfR.join(' / ')}, aim ${aim.join(' / ')}`,
  )
  // The mean of four weeks says nothing of its uncertainty.
  show(rows.filter(({ model }) => model !== meanOfFourWeeks.name))
  const wape = (model: string, horizon: number) =>
    percent(rows.find((row) => row.model === model && row.horizon === horizon)!.wape)
  HORIZONS.forEach((horizon, h) => {
    for (const reference of ['seasonal-naive', meanOfFourWeeks.name]) {
      claims.push({
        name: `${name}, ${HORIZON_NAMES[h]}: auto beside ${reference}`,
        unit: '% WAPE',
        ours: wape('auto', horizon),
        reference: wape(reference, horizon),
        referenceName: reference,
        ratio: wape(reference, horizon) / wape('auto', horizon),
      })
    }
    claims.push({
      name: `${name}, ${HORIZON_NAMES[h]}: aim`,
      unit: '% WAPE',
      ours: wape('auto', horizon),
      reference: aim[h],
      referenceName: 'aim',
      ratio: aim[h] / wape('auto', horizon),
    })
  })
}

function dailyCoverage({ name, history, origins, calendar }: Centre): void {
  const days = Array.from({ length: origins.at(-1)! - origins[0] + 1 }, (_, i) => origins[0] + i)
  const { rows } = backtest(history, { models: ['auto'], origins: days, horizons: HORIZONS, calendar })
  console.log(`\n${name}: coverage from ${days.length} daily origins`)
  show(rows)
}

function intraday({ name, history, origins, calendar }: Centre): void {
  const slots = DAY / history.interval
  const first = history.start / DAY
  const hours = [8, 9, 10, 11, 12, 14, 16]
  const sums = hours.map(() => ({ before: 0, after: 0, actual: 0 }))
  for (let day = origins[0]; day <= origins.at(-1)!; day++) {
    const row = day - first
    const actual = history.values.subarray(row * slots, (row + 1) * slots)
    if (!actual.some((value) => value > 0)) continue
    const past = {
      ...history,
      values: history.values.subarray(0, row * slots),
      state: history.state.subarray(0, row * slots),
    }
    const fitted = findForecaster('low-rank').fit(past, calendar)
    const morning = fitted.forecast(slots).mean
    hours.forEach((hour, h) => {
      const known = (hour * 3600) / history.interval
      const values = actual.map((value, slot) => (slot < known ? value : Number.NaN))
      const state = Uint8Array.from(values, (value) => (Number.isNaN(value) ? STATE.missing : STATE.observed))
      const later = fitted.update!({ start: day * DAY, interval: history.interval, values, state }).forecast(slots).mean
      for (let slot = known; slot < slots; slot++) {
        if (Number.isNaN(actual[slot]) || Number.isNaN(morning[slot])) continue
        sums[h].before += Math.abs(actual[slot] - morning[slot])
        sums[h].after += Math.abs(actual[slot] - later[slot])
        sums[h].actual += actual[slot]
      }
    })
  }
  hours.forEach((hour, h) => {
    const { before, after, actual } = sums[h]
    claims.push({
      name: `${name}, rest of the day at ${hour}:00`,
      unit: '% WAPE',
      ours: percent(after / actual),
      reference: percent(before / actual),
      referenceName: "morning's forecast",
      ratio: before / after,
    })
  })
}

function cleaning({ name, history, calendar }: Centre): void {
  const { recall, precision, byKind, injected } = judgeCleaning(history, calendar, 40, 1)
  console.log(
    `\n${name}: ${injected} defects put in at random places: recall ${percent(recall)} %, precision ${percent(precision)} %`,
  )
  console.log(
    Object.entries(byKind)
      .map(([kind, it]) => `${kind} ${it.found} of ${it.injected}`)
      .join(', '),
  )
  console.log(`  and ${cleanSeries(history, { calendar }).cases.length} cases in the data as they are`)
}

/** What learning from the cleaned past is worth: every origin's past is cleaned by itself, and what was recorded is scored. */
function worthOfCleaning({ name, history, origins, calendar }: Centre): void {
  for (const [known, days] of [
    ['', calendar],
    [', calendar withheld', { specialDays: [] }],
  ] as const) {
    const wape = (prepare: (past: typeof history) => typeof history) =>
      backtest(history, { models: ['auto'], origins, horizons: HORIZONS, calendar: days, prepare })
        .rows.filter(({ model }) => model === 'auto')
        .map(({ wape }) => percent(wape))
        .join(' / ')
    const cleaned = wape((past) => cleanSeries(past, { calendar: days }).series)
    console.log(`${name}${known}: auto ${wape((past) => past)} % WAPE as recorded, ${cleaned} % from the cleaned past`)
    if (calendar.specialDays.length === 0) break
  }
}

/** A year of 30-min counts: weekday, time of day, bill days, noise. */
function year(days: number) {
  const slots = 48
  const values = new Float64Array(days * slots)
  let seed = 1
  const uniform = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return seed / 2 ** 32
  }
  for (let day = 0; day < days; day++) {
    const level = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5][day % 7] * (day % 30 < 4 ? 1.2 : 1) * (0.9 + 0.2 * uniform())
    for (let slot = 0; slot < slots; slot++) {
      const mean = 120 * level * Math.max(0.03, Math.sin((Math.PI * (slot - 12)) / 34))
      values[day * slots + slot] = Math.max(
        0,
        Math.round(mean + Math.sqrt(3 * mean) * (uniform() + uniform() + uniform() - 1.5) * 2),
      )
    }
  }
  return { start: 4 * DAY, interval: 1800, values, state: new Uint8Array(values.length) }
}

if (realData) {
  const { bank, anonbank } = realCentres()
  for (const centre of [bank, anonbank]) {
    accuracy(centre)
    dailyCoverage(centre)
    intraday(centre)
    cleaning(centre)
    worthOfCleaning(centre)
  }
} else {
  console.log(NO_REAL_DATA)
}

const history = year(365)
const twoWeeks = { horizon: 14 * 48 }
const naive = () => forecastSeries(history, { ...twoWeeks, model: 'seasonal-naive' }).quantile(0.9)
for (const model of ['weekday-profile', 'double-seasonal', 'count-regression', 'low-rank', 'auto']) {
  claims.push(
    await race({
      name: `a year of 30-min data, two weeks ahead with intervals: ${model}`,
      ours: () => forecastSeries(history, { ...twoWeeks, model }).quantile(0.9),
      reference: naive,
      referenceName: 'seasonal-naive',
      rounds: 3,
    }),
  )
}
claims.push(
  await race({
    name: AUTO_CLEANED,
    ours: () => forecastSeries(cleanSeries(history).series, { ...twoWeeks, model: 'auto' }).quantile(0.9),
    reference: naive,
    referenceName: 'seasonal-naive',
    rounds: 3,
  }),
)
const fourWeeks = () => meanOfFourWeeks.fit(history).forecast(twoWeeks.horizon)
claims.push(
  await race({
    name: 'a year of 30-min data, two weeks ahead, the mean alone: seasonal-naive',
    ours: () => findForecaster('seasonal-naive').fit(history).forecast(twoWeeks.horizon).mean,
    reference: fourWeeks,
    referenceName: 'mean of four weeks',
    rounds: 3,
  }),
)
// Without the real data there are no claims about them to check.
finish(realData ? import.meta.url : new URL('forecast-times.bench.ts', import.meta.url).href, claims)
