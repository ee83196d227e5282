import { checkKeys, DAY_SECONDS, WEEKDAYS } from '../../domain/index.ts'
import { erfcx } from '../../numeric/scaled-error-function.ts'
import { shortWeekday } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PointsChart, type SweepPage, sweepPage } from '../page/index.ts'
import { spokenDuration } from '../spoken-duration.ts'
import type { TableContent } from '../table.ts'
import type { Calibration } from './calibration.ts'
import { daysText, measuredLines, rungText, verdictLines } from './sentences.ts'
import { groupTable, judgedTable, ladderNote, ladderTable, nameOf, queueTable } from './tables.ts'
import { type CalibrationWords, calibrationWords } from './words.ts'

const { clock, fill } = figures

/** Queues that have pictures of their own: those with most contacts. The tables have all. */
const MOST_PICTURED = 6

type Section = SweepPage['sections'][number]
type Points = PointsChart['series'][number]['points']

/** A calibration as one HTML page that needs nothing else: the verdict, the ladder, the days held out by hour and queue, and pictures of what was measured. */
export function calibrationPage(calibration: Calibration, options: { language?: Language } = {}): string {
  checkKeys('calibrationPage', options, { language: 1 } as const)
  const { language = 'en' } = options
  const { number, percent, duration } = figuresIn(language)
  const words = calibrationWords(language)
  const { name, judgement, log } = calibration
  const { all, availability, within } = judgement
  const pictured = picturedQueues(calibration)
  return sweepPage({
    language,
    title: fill(words.title, { name }),
    subtitle: fill(words.subtitle, {
      training: daysText(judgement.training, language),
      heldOut: daysText(judgement.heldOut, language),
      contacts: number(judgement.contacts),
      replications: number(judgement.replications),
      seed: judgement.seed,
    }),
    figures: [
      { label: words.contacts, value: number(judgement.contacts), note: daysText(judgement.heldOut, language) },
      {
        label: fill(words.service20, { within: spokenDuration(within, language) }),
        value: percent(all.observed.service),
        note: `${words.replay} ${percent(all.replayed.service)}`,
      },
      {
        label: words.hangUps,
        value: percent(all.observed.hangUps),
        note: `${words.replay} ${percent(all.replayed.hangUps)}`,
      },
      { label: words.asa, value: duration(all.observed.asa), note: `${words.replay} ${duration(all.replayed.asa)}` },
      {
        label: words.availabilityCard,
        value: percent(availability.value, 0),
        note: Number.isFinite(availability.low)
          ? `${percent(availability.low, 0)}–${percent(availability.high, 0)}`
          : '',
      },
    ],
    sections: [
      { heading: words.verdict, notes: verdictLines(judgement, words), charts: [] },
      ladderSection(calibration, words),
      ...judgedSections(calibration, words),
      arrivalSection(calibration, pictured, words, language),
      handleSection(calibration, pictured, words),
      patienceSection(calibration, pictured, words),
      {
        heading: words.measured,
        notes: measuredLines(calibration, words),
        charts: [],
        table: pageTable(queueTable(calibration, words)),
      },
      { heading: words.group, charts: [], table: pageTable(groupTable(calibration, words)) },
      { heading: words.log, notes: log, charts: [] },
    ],
  })
}

function pageTable({ columns, rows, foot }: TableContent): NonNullable<Section['table']> {
  return { headings: columns.map(({ heading }) => heading), rows: [...rows, ...foot] }
}

function picturedQueues({ measured }: Calibration): number[] {
  const answers = (q: number) => measured.handling[q].all.mean.n
  return measured.queues
    .map((_, q) => q)
    .sort((a, b) => answers(b) - answers(a))
    .slice(0, MOST_PICTURED)
}

function ladderSection({ judgement }: Calibration, words: CalibrationWords): Section {
  const { number } = figuresIn(words.language)
  const { ladder } = judgement
  const series = (
    [
      [words.service, ({ byHour }) => 100 * byHour.service],
      [words.hangUps, ({ byHour }) => 100 * byHour.hangUps],
    ] as const satisfies readonly (readonly [string, (rung: (typeof ladder)[number]) => number])[]
  ).map(([name, of]) => ({
    name,
    points: ladder.map((rung, at) =>
      exact(at, of(rung), `${rungText(rung.name, words)}\n${name} ${number(of(rung), 1)}`),
    ),
  }))
  return {
    heading: words.ladder,
    notes: [ladderNote(judgement, words)],
    charts: [
      {
        title: `${words.byHour}: ${words.error} (${words.points})`,
        across: words.rung,
        write: (value) => number(value, 1),
        share: false,
        places: ladder.map((_, at) => ({ at, text: number(at + 1) })),
        series,
      },
    ],
    table: pageTable(ladderTable(judgement, words)),
  }
}

/** What happened on the days held out, and their replay. */
function judgedSections({ judgement }: Calibration, words: CalibrationWords): Section[] {
  const { percent, duration } = figuresIn(words.language)
  const { hours, queues, hoursAndQueues } = judgement
  const chart = (
    title: string,
    write: (value: number) => string,
    share: boolean,
    of: (one: { service: number; hangUps: number; asa: number }) => number,
    rows: readonly (typeof hoursAndQueues)[number][] | typeof hours,
    withBand = false,
  ): PointsChart => ({
    title,
    across: words.time,
    write,
    share,
    places: rows.map(({ hour }) => ({ at: hour, text: clock(hour * 3600) })),
    series: [
      {
        name: words.observed,
        points: rows.map((one) =>
          exact(one.hour, of(one.observed), `${nameOf(one)}\n${words.observed} ${write(of(one.observed))}`),
        ),
      },
      {
        name: words.replayed,
        points: rows.map((one) => ({
          at: one.hour,
          value: of(one.replayed),
          low: withBand ? one.low : of(one.replayed),
          high: withBand ? one.high : of(one.replayed),
          tip: `${nameOf(one)}\n${words.replayed} ${write(of(one.replayed))}`,
        })),
      },
    ],
  })
  return [
    {
      heading: words.byHour,
      charts: [
        chart(
          words.service,
          (value) => percent(value, 0),
          true,
          ({ service }) => service,
          hours,
          true,
        ),
        chart(
          words.hangUps,
          (value) => percent(value, 0),
          true,
          ({ hangUps }) => hangUps,
          hours,
        ),
        chart(words.asa, duration, false, ({ asa }) => asa, hours),
      ],
      table: pageTable(judgedTable(hours, judgement, words)),
    },
    {
      heading: words.byQueue,
      charts: queues.slice(0, MOST_PICTURED).map(({ queue }) =>
        chart(
          `${queue}: ${words.service}`,
          (value) => percent(value, 0),
          true,
          ({ service }) => service,
          hoursAndQueues.filter((one) => one.queue === queue),
          true,
        ),
      ),
      table: pageTable(judgedTable(queues, judgement, words)),
    },
  ]
}

/** Arrivals of the busiest weekday. */
function arrivalSection(
  { measured }: Calibration,
  pictured: readonly number[],
  words: CalibrationWords,
  language: Language,
): Section {
  const { number } = figuresIn(language)
  const { interval, arrivals, queues } = measured
  return {
    heading: words.arrivals,
    charts: pictured.flatMap((q): PointsChart[] => {
      const { byWeekday, rates } = arrivals.byQueue[q]
      const busiest = WEEKDAYS.map((_, weekday) => weekday).reduce((best, weekday) =>
        (byWeekday[weekday]?.value || 0) > (byWeekday[best]?.value || 0) ? weekday : best,
      )
      const own = rates[busiest]
      const points = own.flatMap((rate, i): Points[number][] =>
        rate.value > 0
          ? [
              {
                at: i,
                value: rate.value,
                low: finite(rate.low, rate.value),
                high: finite(rate.high, rate.value),
                tip: `${clock(i * interval)}\n${number(rate.value, 1)}`,
              },
            ]
          : [],
      )
      if (points.length === 0) return []
      return [
        {
          title: fill(words.arrivalsOf, {
            queue: queues[q],
            interval: spokenDuration(interval, language),
            // Day 4, 1970-01-05, was a Monday.
            weekday: shortWeekday(busiest + 4, language),
          }),
          across: words.time,
          write: (value) => number(value),
          share: false,
          places: everyHours(
            points.map(({ at }) => at),
            interval,
          ),
          series: [{ name: words.arrivals, points }],
        },
      ]
    }),
  }
}

/** Whole hours among places that are intervals of a day. */
function everyHours(intervals: readonly number[], interval: number): PointsChart['places'] {
  const [first, last] = [Math.min(...intervals), Math.max(...intervals)]
  const places = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return places
    .filter((at) => at === first || at === last || (at * interval) % 7200 === 0)
    .map((at) => ({ at, text: clock((at * interval) % DAY_SECONDS) }))
}

/** Handle times: how many take at most so long, beside the lognormal; and their means by hour. */
function handleSection({ measured }: Calibration, pictured: readonly number[], words: CalibrationWords): Section {
  const { duration, percent, number } = figuresIn(words.language)
  const { handling, queues } = measured
  return {
    heading: words.handleTimesOf,
    charts: pictured.flatMap((q): PointsChart[] => {
      const { all, byHour } = handling[q]
      if (all.quantiles.length === 0) return []
      const most = all.quantiles[Math.floor(0.95 * (all.quantiles.length - 1))]
      const seconds = evenly(most)
      const shareUntil = (time: number) => all.quantiles.filter((each) => each <= time).length / all.quantiles.length
      const lognormal = (time: number) =>
        all.short.share.value +
        (1 - all.short.share.value) * normalBelow(Math.log(time / all.median.value) / all.sigma.value)
      const curve = (name: string, of: (time: number) => number) => ({
        name,
        points: seconds
          .filter((time) => time > 0)
          .map((time) => exact(time, of(time), `${name}\n${duration(time)}: ${percent(of(time), 0)}`)),
      })
      const hours = byHour.flatMap(({ value, low, high, n }, hour): Points[number][] =>
        n > 0 && Number.isFinite(low)
          ? [{ at: hour, value, low, high, tip: `${clock(hour * 3600)}\n${number(value, 2)}` }]
          : [],
      )
      return [
        {
          title: fill(words.quantilesOf, { queue: queues[q] }),
          across: words.seconds,
          write: (value) => percent(value, 0),
          share: true,
          places: fewOf(seconds, duration),
          series: [curve(words.measuredCurve, shareUntil), curve(words.modelCurve, lognormal)],
        },
        ...(hours.length > 1
          ? [
              {
                title: fill(words.byHourOf, { queue: queues[q] }),
                across: words.time,
                write: (value: number) => number(value, 2),
                share: false,
                places: hours.map(({ at }) => ({ at, text: clock(at * 3600) })),
                series: [{ name: words.aht, points: hours }],
                lines: [{ value: 1, text: '1' }],
              },
            ]
          : []),
      ]
    }),
  }
}

/** Patience by Kaplan and Meier with its interval, and how many hang up in a minute. */
function patienceSection({ measured }: Calibration, pictured: readonly number[], words: CalibrationWords): Section {
  const { duration, percent } = figuresIn(words.language)
  const { patience, queues } = measured
  return {
    heading: words.patienceSection,
    charts: pictured.flatMap((q): PointsChart[] => {
      const { times, survival, low, high, hazard, mean } = patience[q].all
      // At the end, where few have waited so long, a curve says nothing.
      const told = times.filter((_, i) => !(high[i] - low[i] > WIDE)).length
      if (told < 5) return []
      const step = Math.max(1, Math.floor(told / PICTURED_TIMES))
      const points = times.flatMap((at, i): Points[number][] =>
        i % step === 0 && i < told
          ? [
              {
                at,
                value: survival[i],
                low: finite(low[i], survival[i]),
                high: finite(high[i], survival[i]),
                tip: `${duration(at)}\n${percent(survival[i], 0)}`,
              },
            ]
          : [],
      )
      const steps = hazard.filter(
        ({ rate, to }) => Number.isFinite(to) && rate.high - rate.low <= 3 * Math.max(rate.value, 1 / mean.value),
      )
      const perMinute = (rate: number) => 60 * rate
      return [
        {
          title: fill(words.patienceOf, { queue: queues[q] }),
          across: words.waitedFor,
          write: (value) => percent(value, 0),
          share: true,
          places: fewOf(evenly(points[points.length - 1].at), duration),
          series: [{ name: words.patienceSection, points }],
        },
        ...(steps.length > 2
          ? [
              {
                title: fill(words.hazardOf, { queue: queues[q] }),
                across: words.waitedFor,
                write: (value: number) => percent(value, 0),
                share: false,
                places: fewOf(evenly(steps[steps.length - 1].to), duration),
                series: [
                  {
                    name: words.hangUps,
                    points: steps.map(({ from, to, rate }) => ({
                      at: (from + to) / 2,
                      value: perMinute(rate.value),
                      low: perMinute(finite(rate.low, rate.value)),
                      high: perMinute(finite(rate.high, rate.value)),
                      tip: `${duration(from)}–${duration(to)}\n${percent(perMinute(rate.value), 0)}`,
                    })),
                  },
                ],
              },
            ]
          : []),
      ]
    }),
  }
}

/** Share of callers by which an interval is too wide for a picture. */
const WIDE = 0.4
/** Points of a curve that a picture shows. */
const PICTURED_TIMES = 30

function exact(at: number, value: number, tip: string): Points[number] {
  return { at, value, low: value, high: value, tip }
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise
}

/** Moments from 0 to `most`, evenly. */
function evenly(most: number): number[] {
  return Array.from({ length: PICTURED_TIMES + 1 }, (_, i) => (most * i) / PICTURED_TIMES)
}

/** Every fifth, with its text. */
function fewOf(moments: readonly number[], write: (value: number) => string): PointsChart['places'] {
  return moments.filter((_, i) => i % 5 === 0).map((at) => ({ at, text: write(at) }))
}

/** Share of a normal variable below so many standard deviations. */
function normalBelow(z: number): number {
  const tail = 0.5 * Math.exp(-(z ** 2) / 2) * erfcx(Math.abs(z) / Math.SQRT2)
  return z < 0 ? tail : 1 - tail
}
