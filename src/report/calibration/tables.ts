import type { Judged, Judgement, Measured } from '../../calibrate/index.ts'
import { figures, figuresIn, signed } from '../format.ts'
import { listed } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import type { TableContent } from '../table.ts'
import type { Calibration } from './calibration.ts'
import { rungText } from './sentences.ts'
import type { CalibrationWords } from './words.ts'

const { fill } = figures

/** `4m05s ± 3.2s`; without a half-width where none is known. */
function known({ value, low, high }: Measured, write: (value: number) => string): string {
  const half = (high - low) / 2
  return Number.isFinite(half) ? `${write(value)} ± ${write(half)}` : write(value)
}

/** What was measured, a row a queue. */
export function queueTable({ measured }: Calibration, words: CalibrationWords): TableContent {
  const { volume, number, duration, percent } = figuresIn(words.language)
  const { queues, arrivals, handling, patience, redials, transfers, days } = measured
  const first = (headings: readonly string[]) => headings.map((heading) => ({ heading }))
  return {
    columns: first([
      words.queue,
      words.contactsADay,
      words.dispersion,
      words.aht,
      words.cv,
      words.shortCalls,
      words.patience,
      words.meanPatience,
      words.atOnce,
      words.redials,
      words.transfers,
    ]).map((column, i) => (i > 6 ? { ...column, optional: true } : column)),
    rows: queues.map((queue, q) => {
      const { byWeekday, dispersion } = arrivals.byQueue[q]
      const { all } = handling[q]
      const survival = patience[q].all
      const to = transfers[q].to.reduce((sum, { share }) => sum + share.value, 0)
      return [
        queue,
        volume(perDay(byWeekday, days)),
        number(dispersion.value, 2),
        known(all.mean, duration),
        number(all.cv.value, 2),
        percent(all.short.share.value),
        duration(survival.median.value),
        duration(survival.mean.value),
        percent(survival.balking.value),
        percent(redials[q].share.value, 0),
        percent(to, 0),
      ]
    }),
    foot: [],
  }
}

/** Arrivals of a day, the mean of the days that were measured. */
function perDay(byWeekday: readonly Measured[], days: readonly number[]): number {
  // Day 0 of the count of days, 1970-01-01, was a Thursday.
  const total = days.reduce((sum, day) => sum + (byWeekday[(day + 3) % 7]?.value || 0), 0)
  return total / days.length
}

/** Who answers what, a row a group. */
export function groupTable({ measured }: Calibration, words: CalibrationWords): TableContent {
  const { number } = figuresIn(words.language)
  const { groups } = measured.routing
  return {
    columns: [{ heading: words.group }, { heading: words.agents }, { heading: words.takes, align: 'left' }],
    rows: groups.map(({ name, agents, queues }) => [
      name,
      number(agents.length),
      listed(
        queues.map((q) => measured.queues[q]),
        words.language,
      ),
    ]),
    foot: [],
  }
}

/** The ladder, a row a rung. */
export function ladderTable({ ladder }: Judgement, words: CalibrationWords): TableContent {
  const { number, duration } = figuresIn(words.language)
  return {
    columns: [
      { heading: words.added },
      { heading: words.dayError },
      { heading: words.hourService },
      { heading: words.hourHangUps },
      { heading: words.hourAsa },
    ],
    rows: ladder.map(({ name, service, byHour }, rung) => [
      `${rung + 1} ${rungText(name, words)}`,
      signed(number(100 * service, 1)),
      number(100 * byHour.service, 1),
      number(100 * byHour.hangUps, 1),
      duration(byHour.asa),
    ]),
    foot: [],
  }
}

/** What happened on the days held out beside their replay: a row for each hour of the day, or each queue. */
export function judgedTable(
  rows: readonly (Judged & { occupancy?: { observed: number; replayed: number } })[],
  { all }: Judgement,
  words: CalibrationWords,
): TableContent {
  const { number, percent, duration } = figuresIn(words.language)
  const byHour = rows.some(({ hour }) => hour !== undefined)
  const withOccupancy = rows.some(({ occupancy }) => occupancy)
  const beside = (heading: string) => [{ heading }, { heading: words.replay }]
  const cells = (name: string, one: (typeof rows)[number]) => [
    name,
    number(one.observed.offered),
    percent(one.observed.service),
    percent(one.replayed.service),
    percent(one.observed.hangUps),
    percent(one.replayed.hangUps),
    duration(one.observed.asa),
    duration(one.replayed.asa),
    ...(withOccupancy
      ? [percent(one.occupancy?.observed ?? Number.NaN, 0), percent(one.occupancy?.replayed ?? Number.NaN, 0)]
      : []),
  ]
  return {
    columns: [
      { heading: byHour ? words.hour : words.queue },
      { heading: words.contacts },
      ...beside(words.service),
      ...beside(words.hangUps),
      ...beside(words.asa),
      ...(withOccupancy ? beside(words.occupancy) : []),
    ],
    rows: rows.map((one) => cells(nameOf(one), one)),
    foot: [cells(words.all, all)],
  }
}

/** `08:00`, or the queue. */
export function nameOf({ hour, queue }: Judged): string {
  return [...(hour === undefined ? [] : [figures.clock(hour * 3600)]), ...(queue === undefined ? [] : [queue])].join(
    ' ',
  )
}

export function ladderNote({ within }: Judgement, words: CalibrationWords): string {
  return fill(words.ladderNote, { within: spokenDuration(within, words.language) })
}
