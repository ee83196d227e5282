import { decodeColumn } from '../codec.ts'
import {
  FORECAST_SCALES,
  INTERVAL_SCALES,
  type PlanContent,
  type PlanView,
  ROLL_UP_SCALES,
  TODAY_SCALES,
} from './content.ts'

type Scales = Readonly<Record<string, number>>
type Columns<Names extends Scales> = { [Name in keyof Names]: number[] }
export type IntervalColumns = Columns<typeof INTERVAL_SCALES>
/** What is said of a day, a week or the whole plan. */
export type RollUpRow = { [Name in keyof typeof ROLL_UP_SCALES]: number }

/** A view with its columns read. */
export interface OpenView {
  content: PlanContent
  /** A queue of a pool, a group, or the whole plan. */
  view: PlanView
  /** The view that has agents: of a queue, that of its group. */
  group: PlanView
  own: IntervalColumns
  staff: IntervalColumns
  forecast: Columns<typeof FORECAST_SCALES>
  days: RollUpRow[]
  weeks: RollUpRow[]
  months: RollUpRow[]
  total: RollUpRow
}

export function openView(content: PlanContent, index: number): OpenView {
  const view = content.views[index]
  const group = staffingView(content, index)
  return {
    content,
    view,
    group,
    own: intervalsOf(view),
    staff: intervalsOf(group),
    forecast: columnsOf(view.forecast, FORECAST_SCALES),
    days: rowsOf(group.days),
    weeks: rowsOf(group.weeks),
    months: rowsOf(group.months),
    total: totalOf(group),
  }
}

/** The view whose agents serve another. */
function staffingView({ views }: PlanContent, index: number): PlanView {
  const view = views[index]
  return view.servedBy === undefined ? view : views[view.servedBy]
}

export function intervalsOf(view: PlanView): IntervalColumns {
  return columnsOf(view.intervals, INTERVAL_SCALES)
}

export function morningOf(text: string): Columns<typeof TODAY_SCALES> {
  return columnsOf(text, TODAY_SCALES)
}

export function totalOf(view: PlanView): RollUpRow {
  return rowsOf(view.total)[0]
}

function columnsOf<Names extends Scales>(text: string, scales: Names): Columns<Names> {
  const encoded = text.split(' ')
  const columns: Record<string, number[]> = {}
  Object.keys(scales).forEach((name, i) => {
    columns[name] = decodeColumn(encoded[i] ?? '', scales[name])
  })
  return columns as Columns<Names>
}

export function rowsOf(text: string): RollUpRow[] {
  const columns = columnsOf(text, ROLL_UP_SCALES)
  const names = Object.keys(columns) as (keyof RollUpRow)[]
  return columns.volume.map((_, i) => {
    const row: Partial<RollUpRow> = {}
    for (const name of names) row[name] = columns[name][i]
    return row as RollUpRow
  })
}

/** The day that needs most agents. */
export function busiestDay(content: PlanContent, index: number): number {
  const rows = rowsOf(staffingView(content, index).days)
  return rows.reduce((best, row, i) => (row.peakAgents > rows[best].peakAgents ? i : best), 0)
}

/** Name and value of what is said of a view. */
export function factsOf({ texts }: PlanContent, { facts }: PlanView): (readonly [name: string, value: string])[] {
  return facts.map((place, i) => [texts[place], texts[facts[i + 1]]] as const).filter((_, i) => i % 2 === 0)
}

/** The 10 % and 90 % limits of one queue are its own; those of several are added up. */
export function limitsOf({ words }: PlanContent, { queues }: PlanView): string {
  return queues.length === 1 ? words.limits : words.outerLimits
}
