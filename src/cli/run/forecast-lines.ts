import { formatDay, intervalsPerDay, STATE } from '../../domain/index.ts'
import type { Effect } from '../../forecast/index.ts'
import { figures, type Language, shortWeekday, table } from '../../report/index.ts'
import type { Terminal } from '../terminal.ts'
import { effectWords, signed } from './effect-words.ts'
import type { QueueAnswer } from './forecast-answer.ts'
import type { Title } from './headings.ts'
import { tableStyle } from './output.ts'

/** One queue's forecast for people. */
export function queueLines(answer: QueueAnswer, title: Title, language: Language, terminal: Terminal): string[] {
  const { volume, duration } = figures
  const { forecasted, days } = answer
  const own = days.some(({ model }) => model !== undefined)
  return [
    `${forecasted.queue}: ${forecasted.volume.model}`,
    ...table(
      [
        { heading: title('day') },
        { heading: title('volume', 'contacts') },
        { heading: title('likely', '8 of 10 days end between'), align: 'left' },
        { heading: title('aht', 'AHT') },
        ...(own ? [{ heading: title('ownFigures', 'yours; the model said') }] : []),
      ],
      days.map(({ day, mean, low, high, aht, model }) => {
        const name = `${shortWeekday(day, language)} ${formatDay(day)}`
        if (Number.isNaN(mean)) return [name, title('closed'), '', '']
        return [
          name,
          volume(mean),
          between(low, high, title),
          Number.isNaN(aht) ? '' : duration(aht),
          ...(own ? [model === undefined ? '' : volume(model)] : []),
        ]
      }),
      tableStyle(terminal),
    ),
    ...todayLines(answer, title, terminal),
    ...specialLines(answer, title, language, terminal),
    ...scoreLines(answer, title, terminal),
    '',
  ]
}

/** `433 and 557`. */
function between(low: number, high: number, title: Title): string {
  return figures.fill(title('between', '{low} and {high}'), { low: figures.volume(low), high: figures.volume(high) })
}

/** What came, what was expected, and the rest of the day by interval. */
function todayLines({ forecasted, today, days }: QueueAnswer, title: Title, terminal: Terminal): string[] {
  const { morning, volume: now, knownUntil } = forecasted
  if (!today || !morning) return []
  const { volume, clock, fill } = figures
  const { came, expected, rest, until } = today
  const low = now.quantile(0.1)
  const high = now.quantile(0.9)
  const places = Array.from({ length: intervalsPerDay(now.interval) - knownUntil }, (_, k) => knownUntil + k).filter(
    (i) => now.state[i] !== STATE.closed,
  )
  return [
    '',
    fill(title('todaySoFar', '{day} until {time}: {came} contacts came, {expected} were expected ({change})'), {
      day: formatDay(days[0].day),
      time: clock(until),
      came: volume(came),
      expected: volume(expected),
      change: signed(came / expected - 1),
    }),
    ...(places.length === 0
      ? []
      : [
          fill(
            title(
              'todayRest',
              'rest of the day: {mean} contacts (8 of 10 such days end between {low} and {high}); {morning} were expected in the morning ({change})',
            ),
            {
              mean: volume(rest.mean),
              low: volume(rest.low),
              high: volume(rest.high),
              morning: volume(rest.morning),
              change: signed(rest.mean / rest.morning - 1),
            },
          ),
          ...table(
            [
              { heading: title('start', 'from') },
              { heading: title('volume_morning', 'in the morning') },
              { heading: title('volume_now', 'now') },
              { heading: title('likelyInterval', '8 of 10 between'), align: 'left' },
            ],
            places.map((i) => [
              clock(i * now.interval),
              volume(morning.mean[i]),
              volume(now.mean[i]),
              between(low[i], high[i], title),
            ]),
            tableStyle(terminal),
          ),
        ]),
  ]
}

/** What an effect must be at least to be worth telling. */
const TOLD = 0.02

/** Days that stand out, and why, in plain words. */
function specialLines(
  { days, forecasted }: QueueAnswer,
  title: Title,
  language: Language,
  terminal: Terminal,
): string[] {
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
    const words = why
      .sort((a, b) => named(b) - named(a))
      .map((effect) => `${effectWords(effect, title)} ${signed(effect.factor - 1)}`)
    return [[`${shortWeekday(day, language)} ${formatDay(day)}`, words.join(', ')]]
  })
  if (rows.length === 0) return []
  return [
    '',
    ...table(
      [
        { heading: title('standOut', 'days that stand out') },
        { heading: title('why', 'why ({model})').replace('{model}', forecasted.model.model), align: 'left' },
      ],
      rows,
      tableStyle(terminal),
    ),
  ]
}

/** How the models that were tried did on this queue's past, the chosen one first. */
function scoreLines({ forecasted }: QueueAnswer, title: Title, terminal: Terminal): string[] {
  const { fitted, volume } = forecasted
  const { percent } = figures
  if (!fitted.scores) return []
  const isChosen = (model: string) => model === volume.model
  const ordered = [...fitted.scores].sort(
    (a, b) => Number(isChosen(b.model)) - Number(isChosen(a.model)) || a.fortnight - b.fortnight,
  )
  const [chosen, naive] = [volume.model, NAIVE].map((name) => ordered.find(({ model }) => model === name))
  return [
    '',
    ...table(
      [
        { heading: title('errors', "errors on this queue's past") },
        { heading: title('oneDay', '1 day') },
        { heading: title('oneWeek', '1 week') },
        { heading: title('twoWeeks', '2 weeks') },
      ],
      ordered.map(({ model, day, week, fortnight }) => [
        isChosen(model) ? figures.fill(title('chosen', '{model} (chosen)'), { model }) : model,
        percent(day),
        percent(week),
        percent(fortnight),
      ]),
      { ...tableStyle(terminal), bold: (i) => isChosen(ordered[i].model) },
    ),
    ...(chosen && naive && chosen.model !== NAIVE && !(chosen.fortnight < naive.fortnight)
      ? [
          title(
            'noBetter',
            'it does not beat the seasonal naive forecast on this past: be as careful as with last week',
          ),
        ]
      : []),
  ]
}

/** The yardstick. */
const NAIVE = 'seasonal-naive'
