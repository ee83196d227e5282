import { type DayNumber, dayOf, formatDay, intervalsPerDay, KrarupError } from '../../domain/index.ts'
import type { Effect } from '../../forecast/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { longDay } from '../dates.ts'
import { figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { modelName } from '../model-name.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { effectWords, signedPercent } from './effect-words.ts'
import type { DaySummary, ForecastSummary } from './summary.ts'
import { forecastColumns, forecastWords } from './words.ts'

/** Why one day of one queue is forecast as it is. */
export interface ExplainedDay {
  queue: string
  model: string
  day: DaySummary
  /** In their order, the contacts that the day stands at after each. The last is the forecast. */
  steps: { effect: Effect | OtherStep; contacts: number }[]
}

/** What is no effect of the model: the planner's own figure, and an hour that comes twice or not at all. */
interface OtherStep {
  kind: 'own' | 'clock'
  name: 'your own figure' | 'change of the clocks'
  factor: number
}

/**
 * Why these days are forecast as they are, for every queue.
 *
 * @throws {KrarupError} OUT_OF_RANGE for a day that is not forecast
 */
export function explainDays(answers: readonly ForecastSummary[], days: readonly DayNumber[]): ExplainedDay[] {
  return days.flatMap((day) =>
    answers.map((answer): ExplainedDay => {
      const { volume, queue } = answer.forecasted
      const first = dayOf(volume.start)
      const row = day - first
      const count = volume.mean.length / intervalsPerDay(volume.interval)
      if (row < 0 || row >= count) {
        throw new KrarupError({
          code: 'OUT_OF_RANGE',
          what: 'this day is not forecast',
          where: { name: '--explain' },
          how: `${queue} is forecast from ${formatDay(first)} to ${formatDay(first + count - 1)}; --days goes further`,
          value: formatDay(day),
        })
      }
      const own = answer.days[row]
      let contacts = 1
      const steps: ExplainedDay['steps'] = own.effects.map((effect) => {
        contacts *= effect.factor
        return { effect, contacts }
      })
      const equal = dayTotal(answer, row)
      const passing = own.model ?? own.mean
      if (Math.abs(passing / equal - 1) > ROUNDING) {
        steps.push({
          effect: { kind: 'clock', name: 'change of the clocks', factor: passing / equal },
          contacts: passing,
        })
      }
      if (own.model !== undefined) {
        steps.push({
          effect: { kind: 'own', name: 'your own figure', factor: own.mean / own.model },
          contacts: own.mean,
        })
      }
      return { queue, model: answer.forecasted.model.model, day: own, steps }
    }),
  )
}

/** Relative difference below which nothing is left to be explained. */
const ROUNDING = 1e-9

/** What the model expects of a day of 24 hours. */
function dayTotal({ forecasted: { model } }: ForecastSummary, row: number): number {
  const perDay = intervalsPerDay(model.interval)
  return model.mean.subarray(row * perDay, (row + 1) * perDay).reduce((sum, mean) => sum + (mean || 0), 0)
}

/** Explained days for the terminal, a line an element: a table for each day and queue, the contacts after each effect. */
export function explainedTable(explained: readonly ExplainedDay[], options: PrintOptions = {}): string[] {
  const { style, language } = printWith('explainedTable', options)
  const words = forecastWords(language)
  const { volume, fill } = figuresIn(language)
  return explained.flatMap(({ queue, model, day, steps }) => {
    const named = { queue, day: longDay(day.day, language), model: modelName(model, language) }
    if (steps.length === 0) return [fill(words.explainedClosed, named), '']
    return [
      fill(words.explained, {
        ...named,
        contacts: volume(day.mean),
        low: volume(day.low),
        high: volume(day.high),
      }),
      ...table(
        [{ heading: words.why }, { heading: words.effect }, { heading: words.contactsAfter }],
        steps.map(({ effect, contacts }) => [
          stepName(effect, language),
          effect.kind === 'level' ? '' : signedPercent(effect.factor - 1, language),
          volume(contacts),
        ]),
        style,
      ),
      '',
    ]
  })
}

/** Explained days as JSON can carry them. */
export function explainedJson(explained: readonly ExplainedDay[]): object[] {
  return explained.map(({ queue, model, day, steps }) => ({
    queue,
    model,
    day: formatDay(day.day),
    volume: Number.isNaN(day.mean) ? null : day.mean,
    effects: steps.map(({ effect, contacts }) => ({ ...effect, contacts })),
  }))
}

/** Explained days as CSV has them: a row for each effect. */
export function explainedCsvRows(explained: readonly ExplainedDay[], language: Language = 'en'): CsvRows {
  const columns = forecastColumns(language)
  return {
    headings: (['day', 'queue', 'model', 'effect', 'factor', 'volume'] as const).map((name) => columns[name]),
    rows: explained.flatMap(({ queue, model, day, steps }) =>
      steps.map(({ effect, contacts }) => [
        formatDay(day.day),
        queue,
        model,
        stepName(effect, language),
        Number(effect.factor.toFixed(5)),
        Number(contacts.toFixed(2)),
      ]),
    ),
  }
}

function stepName(effect: Effect | OtherStep, language: Language): string {
  const { ownFigure, clockChange } = forecastWords(language)
  switch (effect.kind) {
    case 'own':
      return ownFigure
    case 'clock':
      return clockChange
    default:
      return effectWords(effect, language)
  }
}
