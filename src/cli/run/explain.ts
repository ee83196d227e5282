import { dayOf, formatDay, intervalsPerDay, KrarupError, parsePlainDateTime } from '../../domain/index.ts'
import type { Effect } from '../../forecast/index.ts'
import { figures, type Language, longDay, table } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { effectWords, signed } from './effect-words.ts'
import type { QueueAnswer } from './forecast-answer.ts'
import type { Title } from './headings.ts'
import { tableStyle } from './output.ts'
import type { Options } from './words.ts'

/** Why one day of one queue is forecast as it is. */
export interface ExplainedDay {
  queue: string
  model: string
  day: QueueAnswer['days'][number]
  /** In their order, the contacts that the day stands at after each. The last is the forecast. */
  steps: { effect: Effect | OwnFigure; contacts: number }[]
}

interface OwnFigure {
  kind: 'own'
  name: 'your own figure'
  factor: number
}

/**
 * The days that --explain names, of every queue.
 *
 * @throws {KrarupError} UNREADABLE for no date, OUT_OF_RANGE for one that is not forecast
 */
export function explainedDays(
  answers: readonly QueueAnswer[],
  asked: readonly string[],
  options: Options,
): ExplainedDay[] {
  const days = asked.map((text) => options.readWord('explain', text, (word) => dayOf(parsePlainDateTime(word))))
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

/** A table a day and queue. */
export function explainLines(
  explained: readonly ExplainedDay[],
  title: Title,
  language: Language,
  terminal: Terminal,
): string[] {
  const { volume, fill } = figures
  return explained.flatMap(({ queue, model, day, steps }) => {
    const named = { queue, day: longDay(day.day, language), model }
    if (steps.length === 0) return [fill(title('explainClosed', '{queue}, {day}: closed'), named), '']
    return [
      fill(
        title(
          'explainHead',
          '{queue}, {day}: {contacts} contacts, 8 of 10 such days end between {low} and {high} ({model})',
        ),
        {
          ...named,
          contacts: volume(day.mean),
          low: volume(day.low),
          high: volume(day.high),
        },
      ),
      ...table(
        [
          { heading: title('why', 'why').replace(/[ （(].*/, '') },
          { heading: title('effect', 'effect') },
          { heading: title('contactsAfter', 'contacts so') },
        ],
        steps.map(({ effect, contacts }) => [
          effect.kind === 'own' ? title('ownFigure', effect.name) : effectWords(effect, title),
          effect.kind === 'level' ? '' : signed(effect.factor - 1),
          volume(contacts),
        ]),
        tableStyle(terminal),
      ),
      '',
    ]
  })
}

export function explainJson(explained: readonly ExplainedDay[]): object[] {
  return explained.map(({ queue, model, day, steps }) => ({
    queue,
    model,
    day: formatDay(day.day),
    volume: Number.isNaN(day.mean) ? null : day.mean,
    effects: steps.map(({ effect, contacts }) => ({ ...effect, contacts })),
  }))
}

export function explainRows(explained: readonly ExplainedDay[], title: Title) {
  return {
    headings: ['day', 'queue', 'model', 'effect', 'factor', 'volume'].map((name) => title(name)),
    rows: explained.flatMap(({ queue, model, day, steps }) =>
      steps.map(({ effect, contacts }) => [
        formatDay(day.day),
        queue,
        model,
        effect.kind === 'own' ? title('ownFigure', effect.name) : effectWords(effect, title),
        Number(effect.factor.toFixed(5)),
        Number(contacts.toFixed(2)),
      ]),
    ),
  }
}
