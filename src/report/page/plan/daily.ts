import { figures, figuresIn } from '../../format.ts'
import { dailyChart } from '../chart/daily.ts'
import type { Canvas } from '../chart/svg.ts'
import { legend, note, table } from '../html.ts'
import { details } from './markup.ts'
import { limitsOf, type OpenView } from './open-view.ts'

const { safe } = figures

/** Contacts a day: history and forecast with its limits, drawn and as a table. */
export function dailySection(open: OpenView, canvas: Canvas): string {
  const { content, view, forecast } = open
  const { words, days, pastDays } = content
  const limits = limitsOf(content, view)
  const banded = forecast.dayLow.some((value) => !Number.isNaN(value))
  const chart = dailyChart(
    {
      formats: figuresIn(words.language),
      label: words.daily,
      words: { ...words, limits },
      past: forecast.past,
      incomplete: forecast.incomplete,
      pastLabels: pastDays,
      mean: forecast.dayVolume,
      low: forecast.dayLow,
      high: forecast.dayHigh,
      labels: days.map((one) => one.short),
      ticks: content.dailyTicks,
    },
    canvas,
  )
  const notes = [
    banded && view.queues.length !== 1 ? words.limitsNote : '',
    forecast.incomplete.length > 0 ? words.incompleteNote : '',
  ]
  return [
    legend(['k-past', words.history], ['k-ahead', words.forecast], ...(banded ? [['k-band', limits] as const] : [])),
    chart,
    note(notes.filter(Boolean).join(' ')),
    details(words, dailyTable(open, banded)),
  ].join('')
}

function dailyTable({ content, view, forecast }: OpenView, banded: boolean): string {
  const { words, days, pastDays } = content
  const { volume } = figuresIn(words.language)
  const { past, dayVolume, dayLow, dayHigh } = forecast
  const headings = [words.day, words.contacts, ...(banded ? [limitsOf(content, view)] : [])]
  return table(headings.map(safe), [
    ...past.map((value, i) => [safe(pastDays[i]), volume(value), ...(banded ? [''] : [])]),
    ...dayVolume.map((value, i) => [
      safe(days[i].short),
      volume(value),
      ...(banded ? [`${volume(dayLow[i])} – ${volume(dayHigh[i])}`] : []),
    ]),
  ])
}
