/**
 * Months ahead: errors and how often intervals hold, 4, 8 and 18 weeks ahead on the two real centres (as far as they are long enough), on made queues whose level wanders,
 * and 18 and 64 weeks ahead against the truth of the fixture hotline; and centres of kinds that no setting was chosen on, beside the seasonal naive.
 */
import type { Calendar, IntervalSeries } from 'krarup/domain'
import { backtest, findForecaster } from 'krarup/forecast'
import { NO_REAL_DATA, realCentres, realData } from './forecast-data.ts'
import { hotline, madeDays, UNSEEN } from './forecast-made.ts'
import { type HeldTotals, holdTotals, noTotals, totalsClaims } from './forecast-totals.ts'
import { type Claim, finish } from './harness.ts'

const DAY = 86_400
const claims: Claim[] = []
const percent = (share: number) => Math.round(share * 1000) / 10
/** Days ahead, first and last. */
const WINDOWS = [
  [1, 14],
  [15, 28],
  [29, 56],
  [57, 126],
] as const

interface Question {
  name: string
  histories: readonly IntervalSeries[]
  calendar: Calendar
  origins(days: number): number[]
}

function ask({ name, histories, calendar, origins }: Question): void {
  const models = ['seasonal-naive', 'long-range', 'auto']
  const sums = models.map(() => WINDOWS.map(() => ({ error: 0, actual: 0, in80: 0, in95: 0, scored: 0 })))
  let count = 0
  for (const history of histories) {
    const slots = DAY / history.interval
    const days = history.values.length / slots
    for (const origin of origins(days)) {
      count++
      const past = {
        ...history,
        values: history.values.subarray(0, origin * slots),
        state: history.state.subarray(0, origin * slots),
      }
      models.forEach((model, m) => {
        const forecast = findForecaster(model)
          .fit(past, calendar)
          .forecast(Math.min(126, days - origin) * slots)
        const [low95, low80, high80, high95] = [0.025, 0.1, 0.9, 0.975].map((p) => forecast.quantile(p))
        for (let i = 0; i < forecast.mean.length; i++) {
          const value = history.values[origin * slots + i]
          if (Number.isNaN(value) || Number.isNaN(forecast.mean[i])) continue
          const lead = Math.floor(i / slots) + 1
          const sum = sums[m][WINDOWS.findIndex(([from, to]) => lead >= from && lead <= to)]
          sum.error += Math.abs(value - forecast.mean[i])
          sum.actual += value
          sum.scored++
          if (value >= low80[i] && value <= high80[i]) sum.in80++
          if (value >= low95[i] && value <= high95[i]) sum.in95++
        }
      })
    }
  }
  console.log(`\n${name}: ${count} origins`)
  console.table(
    models.flatMap((model, m) =>
      WINDOWS.map(([from, to], w) => {
        const { error, actual, in80, in95, scored } = sums[m][w]
        return {
          model,
          days: `${from} to ${to}`,
          'WAPE %': percent(error / actual),
          'in 80 %': percent(in80 / scored),
          'in 95 %': percent(in95 / scored),
        }
      }),
    ),
  )
  WINDOWS.slice(1).forEach(([, to], w) => {
    const [naive, , auto] = sums.map((byWindow) => byWindow[w + 1].error / byWindow[w + 1].actual)
    claims.push({
      name: `${name}, up to ${to} days ahead`,
      unit: '% WAPE',
      ours: percent(auto),
      reference: percent(naive),
      referenceName: 'seasonal-naive',
      ratio: naive / auto,
    })
  })
}

const every = (from: number, to: number, step: number) => {
  const rows: number[] = []
  for (let row = from; row <= to; row += step) rows.push(row)
  return rows
}

if (realData) {
  const { bank, anonbank } = realCentres()
  ask({
    name: bank.name,
    histories: [bank.history],
    calendar: bank.calendar,
    origins: (days) => every(60, days - 28, 10),
  })
  ask({
    name: anonbank.name,
    histories: [anonbank.history],
    calendar: anonbank.calendar,
    origins: (days) => every(60, days - 56, 14),
  })
} else {
  console.log(NO_REAL_DATA)
}
ask({
  name: 'made queues that wander by a tenth a year',
  histories: Array.from({ length: 40 }, (_, i) => madeDays(365 + 126, 100 + i)),
  calendar: { specialDays: [] },
  origins: () => [365],
})

const totals = (name: string, held: readonly HeldTotals[]) => {
  claims.push(...totalsClaims(name, held))
}
if (realData) {
  const { bank, anonbank } = realCentres()
  for (const { name, history, calendar } of [bank, anonbank]) {
    const held = noTotals()
    const days = (history.values.length * history.interval) / DAY
    for (const origin of every(60, days - 30, 7)) holdTotals(history, calendar, origin, held)
    totals(name, held)
  }
}
const heldOfMade = noTotals()
for (let i = 0; i < 100; i++) holdTotals(madeDays(365 + 90, 500 + i), { specialDays: [] }, 365, heldOfMade)
totals('made queues that wander by a tenth a year', heldOfMade)

const { history, truth, calendar } = hotline(730 + 448)
for (const years of [1, 2]) {
  const days = 365 * years
  const past = {
    ...history,
    values: history.values.subarray(0, days * 48),
    state: history.state.subarray(0, days * 48),
  }
  const off = (model: string, last: number) => {
    const { mean } = findForecaster(model)
      .fit(past, calendar)
      .forecast(last * 48)
    let error = 0
    let total = 0
    for (let i = 0; i < mean.length; i++) {
      const expected = truth[days * 48 + i]
      if (!(expected > 0 && mean[i] >= 0)) continue
      error += Math.abs(mean[i] - expected)
      total += expected
    }
    return error / total
  }
  for (const weeks of [18, 64]) {
    const naive = off('seasonal-naive', weeks * 7)
    const auto = off('auto', weeks * 7)
    claims.push({
      name: `fixture hotline, ${years === 1 ? 'a year' : 'two years'} of history, ${weeks} weeks against the truth`,
      unit: '% off',
      ours: percent(auto),
      reference: percent(naive),
      referenceName: 'seasonal-naive',
      ratio: naive / auto,
    })
  }
}

for (const { name, history: unseen } of UNSEEN) {
  // A day ahead in daily totals is one figure an origin: eight of them would be luck.
  const { rows } = backtest(unseen, { models: ['auto'], origins: unseen.interval === DAY ? 60 : 8 })
  for (const horizon of [1, 7, 14]) {
    const [naive, auto] = ['seasonal-naive', 'auto'].map(
      (model) => rows.find((row) => row.model === model && row.horizon === horizon)!,
    )
    claims.push({
      name: `${name}: ${horizon} days ahead`,
      unit: '% WAPE',
      ours: percent(auto.wape),
      reference: percent(naive.wape),
      referenceName: 'seasonal-naive',
      ratio: naive.wape / auto.wape,
    })
    console.log(
      `${name}, ${horizon} days: in 80 % ${percent(auto.coverage80.share)}, in 95 % ${percent(auto.coverage95.share)}`,
    )
  }
}
finish(realData ? import.meta.url : new URL('forecast-far-made.bench.ts', import.meta.url).href, claims)
