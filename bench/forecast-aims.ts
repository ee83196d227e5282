/** The aims of forecasts in one table: today's figure, the aim, and whether it is reached; from what the benches of forecasts have measured. */
import type { Claim } from './harness.ts'

type Results = Readonly<Record<string, readonly Claim[] | undefined>>

interface Aim {
  what: string
  today: string
  aim: string
  within: boolean
}

/** The claim of `forecast` that is the time's. */
export const AUTO_CLEANED = 'a year of 30-min data, two weeks ahead with intervals: auto, cleaned'

/** WAPE in per cent that is wanted of the real centres, one day, one week and two weeks ahead. */
const WAPE = {
  bank_na_2003_30min: { '1 day': 4.4, '1 week': 5.2, '2 weeks': 5.1 },
  anonbank_il_1999_30min: { '1 day': 20.6, '1 week': 22.0, '2 weeks': 22.3 },
} as const
/** Kinds of daily histories on which the Fourier regression is to be beaten, and how far behind it the others may be. */
const KINDS_AHEAD = 8
const MOST_BEHIND = 0.05
/** Points that ranges may be off what they promise. */
const POINTS_OFF = 3
/** Times the seasonal naive's time. */
const MOST_TIME = 4

/** Prints the table; nothing where no bench of forecasts has run. What was not measured, for its bench did not run or real data are missing, has no row. */
export function showForecastAims(results: Results): void {
  const aims = [...accuracy(results), ...dailyKinds(results), ...ranges(results), ...time(results)]
  if (aims.length === 0) return
  console.log('\n# aims of forecasts')
  console.table(
    Object.fromEntries(
      aims.map(({ what, today, aim, within }) => [what, { today, aim, 'is it reached': within ? 'yes' : 'no' }]),
    ),
  )
}

function accuracy({ forecast = [] }: Results): Aim[] {
  return Object.entries(WAPE).flatMap(([centre, aims]) =>
    Object.entries(aims).flatMap(([horizon, aim]) =>
      forecast
        .filter(({ name }) => name === `${centre}, ${horizon}: aim`)
        .map(({ ours }) => ({
          what: `${centre}, ${horizon}`,
          today: `${ours} % WAPE`,
          aim: `<= ${aim}`,
          within: ours <= aim,
        })),
    ),
  )
}

function dailyKinds(results: Results): Aim[] {
  const claims = (results['forecast-days'] ?? []).filter(({ referenceName }) => referenceName === 'Fourier regression')
  return [...new Set(claims.map(({ name }) => name.replace(/.*: /, '')))].map((horizon) => {
    const ratios = claims.filter(({ name }) => name.endsWith(`: ${horizon}`)).map(({ ratio }) => ratio)
    const ahead = ratios.filter((ratio) => ratio >= 1).length
    const behind = Math.max(...ratios.map((ratio) => 1 / ratio - 1))
    return {
      what: `daily histories beside a Fourier regression, ${horizon}`,
      today: `ahead on ${ahead} of ${ratios.length}, ${behind > 0 ? `at most ${(100 * behind).toFixed(0)} % behind` : 'never behind'}`,
      aim: `on ${KINDS_AHEAD}, <= ${100 * MOST_BEHIND} % behind`,
      within: ahead >= KINDS_AHEAD && behind <= MOST_BEHIND,
    }
  })
}

function ranges(results: Results): Aim[] {
  return Object.entries(results)
    .filter(([bench]) => bench.startsWith('forecast'))
    .flatMap(([, claims = []]) => claims)
    .filter(({ name }) => name.endsWith('ranges held'))
    .map(({ name, ours, reference }) => ({
      what: name,
      today: `${ours.toFixed(1)} %`,
      aim: `${reference - POINTS_OFF} to ${reference + POINTS_OFF} %`,
      within: Math.abs(ours - reference) <= POINTS_OFF + 1e-9,
    }))
}

/** Both in one process, in turn: time by the clock stands for processor time. */
function time({ forecast = [] }: Results): Aim[] {
  return forecast
    .filter(({ name }) => name === AUTO_CLEANED)
    .map(({ ratio }) => ({
      what: 'a year of half hours, two weeks with ranges, auto, cleaned',
      today: `${(1 / ratio).toFixed(1)} x the seasonal naive`,
      aim: `<= ${MOST_TIME} x`,
      within: 1 / ratio <= MOST_TIME,
    }))
}
