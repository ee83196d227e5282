import { figuresIn } from '../../format.ts'
import { serviceChart } from '../chart/service.ts'
import type { Canvas } from '../chart/svg.ts'
import { legend, note } from '../html.ts'
import type { OpenView } from './open-view.ts'
import { knowsTargetMet } from './roll-ups.ts'

/** The service to expect by day. */
export function serviceSection({ content, group, days: rows }: OpenView, canvas: Canvas): string {
  const { words, days } = content
  const keys = legend(
    ['k-level', words.serviceLevel],
    ['k-past', words.connectRate],
    ...(group.targets.length > 0 ? [['k-goal', words.target] as const] : []),
  )
  const chart = serviceChart(
    {
      formats: figuresIn(words.language),
      label: words.serviceByDay,
      words,
      serviceLevel: rows.map((row) => row.serviceLevel),
      connectRate: rows.map((row) => row.connectRate),
      targetMet: rows.map((row) => row.targetMet),
      targets: group.targets,
      labels: days.map((one) => one.long),
      ticks: days.map((one) => [one.weekday, one.date] as const),
    },
    canvas,
  )
  const notes = [knowsTargetMet(rows) ? words.meetsTargetNote : '', group.kind === 'all' ? words.serviceMixed : '']
  return keys + chart + note(notes.filter(Boolean).join(' '))
}
