import { type DayNumber, intervalsBefore, STATE } from '../../domain/index.ts'
import type { Effect } from '../../forecast/index.ts'
import { monthName, numericDay, quarterName, shortWeekday } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { modelName } from '../model-name.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { effectWords, signedPercent } from './effect-words.ts'
import type { ForecastSummary, PeriodSummary, TodaySummary } from './summary.ts'
import { type ForecastWords, forecastWords } from './words.ts'

/** A queue's forecast being printed. */
type Printed = ReturnType<typeof printWith> & { words: ForecastWords }

/**
 * One queue's forecast for the terminal, a line an element: the days with their limits, the rest of today, days that stand out and why, and how the models did on the queue's past.
 */
export function forecastTable(summary: ForecastSummary, options: PrintOptions = {}): string[] {
  const print: Printed = { ...printWith('forecastTable', options), words: forecastWords(options.language) }
  const { words, language, style } = print
  const { volume, duration } = figuresIn(language)
  const { forecasted, days } = summary
  const own = days.some(({ model }) => model !== undefined)
  return [
    `${forecasted.queue}: ${modelName(forecasted.volume.model, words.language)}`,
    ...table(
      [
        { heading: words.day, whole: true },
        { heading: words.contacts },
        { heading: words.likely, align: 'left' },
        { heading: words.aht },
        ...(own ? [{ heading: words.ownFigures }] : []),
      ],
      days.map(({ day, mean, low, high, aht, model }) => {
        const name = `${shortWeekday(day, language)} ${numericDay(day, language)}`
        if (Number.isNaN(mean)) return [name, words.closed, '', '']
        return [
          name,
          volume(mean),
          between(low, high, words),
          Number.isNaN(aht) ? '' : duration(aht),
          ...(own ? [model === undefined ? '' : volume(model)] : []),
        ]
      }),
      style,
    ),
    ...monthLines(summary, print),
    ...quarterLines(summary, print),
    ...todayLines(summary, print),
    ...specialLines(summary, print),
    ...scoreLines(summary, print),
    ...learntLines(summary, print),
    '',
  ]
}

/** Days beyond which months are shown beside days. */
const FOUR_WEEKS = 28

/** Months beyond which quarters are shown beside them. */
const SOME_MONTHS = 4

/** Months, where the forecast is longer than four weeks. */
function monthLines({ days, months }: ForecastSummary, print: Printed): string[] {
  return days.length <= FOUR_WEEKS ? [] : periodLines(print.words.month, months, monthName, print)
}

/** Quarters, where the forecast is longer than a quarter by far. */
function quarterLines({ months, quarters }: ForecastSummary, print: Printed): string[] {
  return months.length <= SOME_MONTHS ? [] : periodLines(print.words.quarter, quarters, quarterName, print)
}

/** Months or quarters, and of how many of their days. */
function periodLines(
  heading: string,
  periods: readonly PeriodSummary[],
  nameOf: (day: DayNumber, language: Language) => string,
  { words, language, style }: Printed,
): string[] {
  const { volume, duration, fill } = figuresIn(language)
  return [
    '',
    ...table(
      [{ heading }, { heading: words.contacts }, { heading: words.likelyMonth, align: 'left' }, { heading: words.aht }],
      periods.map(({ start, days: forecast, all, mean, low, high, aht }) => {
        const part = forecast < all ? ` (${fill(words.partOf, { days: forecast, all })})` : ''
        const name = `${nameOf(start, language)}${part}`
        if (Number.isNaN(mean)) return [name, words.closed, '', '']
        return [name, volume(mean), between(low, high, words), Number.isNaN(aht) ? '' : duration(aht)]
      }),
      style,
    ),
  ]
}

/** `433 and 557`. */
function between(low: number, high: number, words: ForecastWords): string {
  return figures.fill(words.between, {
    low: figuresIn(words.language).volume(low),
    high: figuresIn(words.language).volume(high),
  })
}

/** What came, what was expected, and the rest of the day by interval. */
function todayLines({ forecasted, horizon, today, days }: ForecastSummary, { words, style }: Printed): string[] {
  const { morning, volume: now, knownUntil } = forecasted
  if (!today || !morning) return []
  const { volume, clock, fill } = figuresIn(words.language)
  const { came, expected, rest, until, aht } = today
  const low = now.quantile(0.1)
  const high = now.quantile(0.9)
  const places = Array.from(horizon.places.subarray(intervalsBefore(horizon, knownUntil), horizon.dayFrom[1])).filter(
    (i) => now.state[i] !== STATE.closed,
  )
  return [
    '',
    fill(words.todaySoFar, {
      day: numericDay(days[0].day, words.language),
      time: clock(until),
      came: volume(came),
      expected: volume(expected),
      change: signedPercent(came / expected - 1, words.language),
    }),
    ...(places.length === 0
      ? []
      : [
          fill(words.todayRest, {
            mean: volume(rest.mean),
            low: volume(rest.low),
            high: volume(rest.high),
            morning: volume(rest.morning),
            change: signedPercent(rest.mean / rest.morning - 1, words.language),
          }),
          ...(aht ? [ahtLine(aht, words)] : []),
          ...table(
            [
              { heading: words.from },
              { heading: words.inTheMorning },
              { heading: words.now },
              { heading: words.likelyInterval, align: 'left' },
              ...(aht ? [{ heading: words.aht }] : []),
            ],
            places.map((i) => [
              clock(i * now.interval),
              volume(morning.mean[i]),
              volume(now.mean[i]),
              between(low[i], high[i], words),
              ...(aht ? [figuresIn(words.language).duration(forecasted.aht![i])] : []),
            ]),
            style,
          ),
        ]),
  ]
}

/** What contacts took so far, and what is expected of the rest of the day. */
function ahtLine({ came, expected, rest }: NonNullable<TodaySummary['aht']>, words: ForecastWords): string {
  const { duration, fill } = figuresIn(words.language)
  return fill(words.todayAht, {
    came: duration(came),
    expected: duration(expected),
    change: signedPercent(came / expected - 1, words.language),
    rest: duration(rest.mean),
    morning: duration(rest.morning),
    restChange: signedPercent(rest.mean / rest.morning - 1, words.language),
  })
}

/** What an effect must be at least to be worth telling. */
const TOLD = 0.02

/** Days that stand out, and why, in plain words. */
function specialLines({ days, forecasted }: ForecastSummary, { words, style, language }: Printed): string[] {
  const rows = days.flatMap(({ day, effects }) => {
    const why = effects.filter(
      ({ kind, factor }) =>
        kind === 'event' ||
        kind === 'special' ||
        ((kind === 'month' || kind === 'closure') && Math.abs(factor - 1) >= TOLD),
    )
    if (why.length === 0) return []
    // What has a name comes first: the day of the month is known to everybody.
    const named = ({ kind }: Effect) => Number(kind === 'event' || kind === 'special')
    const reasons = why
      .sort((a, b) => named(b) - named(a))
      .map((effect) => `${effectWords(effect, language)} ${signedPercent(effect.factor - 1, language)}`)
    return [[`${shortWeekday(day, language)} ${numericDay(day, language)}`, listed(reasons, words.language)]]
  })
  if (rows.length === 0) return []
  return [
    '',
    ...table(
      [
        { heading: words.standOut },
        {
          heading: figures.fill(words.whyModel, { model: modelName(forecasted.model.model, words.language) }),
          align: 'left',
        },
      ],
      rows,
      style,
    ),
  ]
}

/** How the models that were tried did on this queue's past, the chosen one first. */
function scoreLines({ forecasted }: ForecastSummary, { words, style }: Printed): string[] {
  const { fitted, volume } = forecasted
  const { percent } = figuresIn(words.language)
  if (!fitted.scores) return []
  const isChosen = (model: string) => model === volume.model
  const ordered = [...fitted.scores].sort(
    (a, b) => Number(isChosen(b.model)) - Number(isChosen(a.model)) || a.fortnight - b.fortnight,
  )
  const [chosen, naive] = [volume.model, NAIVE].map((name) => ordered.find(({ model }) => model === name))
  return [
    '',
    ...table(
      [{ heading: words.errors }, { heading: words.oneDay }, { heading: words.oneWeek }, { heading: words.twoWeeks }],
      ordered.map(({ model, day, week, fortnight }) => [
        isChosen(model)
          ? figures.fill(words.chosen, { model: modelName(model, words.language) })
          : modelName(model, words.language),
        percent(day),
        percent(week),
        percent(fortnight),
      ]),
      { ...style, bold: (i) => isChosen(ordered[i].model) },
    ),
    ...(chosen && naive && chosen.model !== NAIVE && !(chosen.fortnight < naive.fortnight) ? [words.noBetter] : []),
  ]
}

/** How much of the history is in the forecast. */
function learntLines({ forecasted: { fitted } }: ForecastSummary, { words }: Printed): string[] {
  if (!fitted.learntFrom) return []
  const { first, last } = fitted.learntFrom
  const days = figuresIn(words.language).volume(last - first + 1)
  return [
    '',
    figures.fill(words.learntFrom, {
      days,
      first: numericDay(first, words.language),
      last: numericDay(last, words.language),
    }),
  ]
}

/** The yardstick. */
const NAIVE = 'seasonal-naive'
