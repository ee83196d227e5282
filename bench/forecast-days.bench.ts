/**
 * Histories of daily totals: ten made kinds with years, holidays, trends and closures, four histories of each, beside a Fourier regression on the same columns; how often ranges hold;
 * what three years of hours are worth beside half a year; and what a calendar costs that has no effect. Everything is made by chance, so no figure was tuned on a real centre.
 */
import { type Calendar, dayNumber, type IntervalSeries, weekdayOf } from 'krarup/domain'
import { findForecaster, forecastSeries } from 'krarup/forecast'
import { chinaHolidays } from 'krarup/io'
import { dailyKinds } from './forecast-kinds.ts'
import { madeSeries } from './forecast-made.ts'
import { fourierRegression } from './fourier-regression.ts'
import { type Claim, finish } from './harness.ts'

const HORIZONS = [1, 7, 14, 28]
const ORIGINS = 12
/** Histories of each kind: from one alone, a kind on which both are as good was 15 % worse by luck. */
const SEEDS = [1, 2, 3, 4]
const claims: Claim[] = []
const percent = (share: number) => Math.round(share * 1000) / 10

const firstDays = (all: IntervalSeries, days: number): IntervalSeries => ({
  ...all,
  values: all.values.subarray(0, days),
  state: all.state.subarray(0, days),
})

const held = { in80: 0, in95: 0, days: 0 }
const table: Record<string, Record<string, string>> = {}
const kinds = SEEDS.map(dailyKinds)
for (const [kind, { name }] of kinds[0].entries()) {
  const sums = HORIZONS.map(() => ({ ours: 0, fourier: 0, actual: 0 }))
  const questions = kinds.flatMap((ofSeed) => {
    const { history, calendar } = ofSeed[kind]
    const days = history.values.length
    const from = Math.max(days - 365, Math.floor(days / 2))
    return Array.from({ length: ORIGINS }, (_, origin) => ({
      history,
      calendar,
      row: Math.round(from + ((days - 28 - from) * origin) / (ORIGINS - 1)),
    }))
  })
  for (const { history, calendar, row } of questions) {
    const past = firstDays(history, row)
    const ours = forecastSeries(past, { horizon: 28, calendar })
    const fourier = fourierRegression(past, calendar, 28)
    const [low95, low80, high80, high95] = [0.025, 0.1, 0.9, 0.975].map((p) => ours.quantile(p))
    for (let day = 0; day < 28; day++) {
      const came = history.values[row + day]
      if (Number.isNaN(came)) continue
      HORIZONS.forEach((horizon, h) => {
        if (day >= horizon) return
        sums[h].ours += Math.abs(came - (ours.mean[day] || 0))
        sums[h].fourier += Math.abs(came - fourier[day])
        sums[h].actual += came
      })
      if (day >= 14 || Number.isNaN(ours.mean[day])) continue
      held.days++
      held.in80 += came >= low80[day] && came <= high80[day] ? 1 : 0
      held.in95 += came >= low95[day] && came <= high95[day] ? 1 : 0
    }
  }
  table[name] = {
    auto: sums.map(({ ours, actual }) => percent(ours / actual).toFixed(1)).join(' / '),
    'Fourier regression': sums.map(({ fourier, actual }) => percent(fourier / actual).toFixed(1)).join(' / '),
  }
  // A day ahead is four dozen figures, each off by chance alone as much as a forecast is.
  for (const h of [1, 3]) {
    const { ours, fourier, actual } = sums[h]
    claims.push({
      name: `${name}: ${HORIZONS[h]} days ahead`,
      unit: '% WAPE',
      ours: percent(ours / actual),
      reference: percent(fourier / actual),
      referenceName: 'Fourier regression',
      ratio: fourier / ours,
    })
  }
}
console.log(
  `\ndaily histories, ${SEEDS.length} of each kind, ${ORIGINS} origins each: WAPE % at ${HORIZONS.join(' / ')} days`,
)
console.table(table)
console.log(
  `ranges of the first two weeks: 80 % held ${percent(held.in80 / held.days)} %, 95 % held ${percent(held.in95 / held.days)} %`,
)

/** Three years of hours, with a course of the year and without: two weeks ahead, by all of it and by its last half year. */
const HALF_YEAR = 182
const THREE_YEARS = 1096
const hours = [0.1, 0].map((year) => {
  const sums = [HALF_YEAR, THREE_YEARS].map(() => ({ error: 0, actual: 0 }))
  for (const seed of [1, 2]) {
    const days = THREE_YEARS + 162
    const all = madeSeries(
      {
        days,
        interval: 3600,
        mean: (day, hour) =>
          30 *
          (1 + 0.5 * Math.sin((Math.PI * (hour - 8)) / 12)) *
          [1, 0.98, 0.98, 1, 1.05, 1.03, 0.97][day % 7] *
          Math.exp(
            year *
              (Math.cos((2 * Math.PI * (day - 10)) / 365.25) + 0.5 * Math.cos((4 * Math.PI * (day - 60)) / 365.25)),
          ),
        dispersion: 1.3,
        dayCv: 0.03,
        wander: 0.05,
      },
      seed,
    )
    for (let end = THREE_YEARS; end <= days - 14; end += 37) {
      for (const [h, known] of [HALF_YEAR, THREE_YEARS].entries()) {
        const [from, to] = [(end - known) * 24, end * 24]
        const past = {
          ...all,
          start: all.start + from * 3600,
          values: all.values.slice(from, to),
          state: all.state.slice(from, to),
        }
        forecastSeries(past, { horizon: 14 * 24 }).mean.forEach((mean, i) => {
          sums[h].error += Math.abs(mean - all.values[to + i])
          sums[h].actual += all.values[to + i]
        })
      }
    }
  }
  return { year, wape: sums.map(({ error, actual }) => error / actual) }
})
for (const { year, wape } of hours) {
  claims.push({
    name: `three years of hours ${year > 0 ? 'with a course of the year' : 'without'}: two weeks ahead`,
    unit: '% WAPE',
    ours: Math.round(wape[1] * 10_000) / 100,
    reference: Math.round(wape[0] * 10_000) / 100,
    referenceName: 'the last half year',
    ratio: wape[0] / wape[1],
  })
}

const WEEK = [1.2, 1.05, 1, 1, 0.95, 0.6, 0.5]
const NO_CALENDAR: Calendar = { specialDays: [] }
const first = dayNumber({ year: 2024, month: 1, day: 1 })
const past = { with: 0, without: 0, histories: 0 }
for (let start = first; start < first + 600; start += 30) {
  const made = madeSeries(
    {
      days: 84,
      interval: 1800,
      mean: (day, hour) => (hour < 8 || hour >= 20 ? Number.NaN : 40 * WEEK[weekdayOf(start + day)]),
      dispersion: 1,
      dayCv: 0.05,
      wander: 0,
    },
    start,
  )
  const history = { ...made, start: start * 86_400 }
  const china = { specialDays: chinaHolidays(start, start + 98, 'en').days }
  const errorOf = (calendar: Calendar) => {
    const fitted = findForecaster('auto').fit(history, calendar)
    const chosen = fitted.forecast(48).model
    return fitted.scores!.find(({ model }) => model === chosen)!.day
  }
  past.with += errorOf(china)
  past.without += errorOf(NO_CALENDAR)
  past.histories++
}
claims.push({
  name: 'a calendar without effect, twelve weeks: a day ahead on the own past',
  unit: '% WAPE',
  ours: percent(past.with / past.histories),
  reference: percent(past.without / past.histories),
  referenceName: 'no calendar',
  ratio: past.without / past.with,
})
finish(import.meta.url, claims)
