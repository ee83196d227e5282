import { shortWeekday } from '../dates.ts'
import { type Staffing, wholePlan } from '../plan/index.ts'
import { type TimeOfDay, timesOfDay } from '../times-of-day.ts'
import { cellAt, quoted, rangeOf } from './address.ts'
import type { AssumptionPlaces } from './assumptions-sheet.ts'
import { computed, constant, type PlanSheets, rowNumbers } from './plan-sheets.ts'
import { type RollUpFigure, rollUpCells } from './roll-up-cells.ts'
import type { Cell, Condition, Rule, Sheet } from './workbook.ts'

/** A group's block on the sheet of days, or that of all groups together. */
export interface Block {
  name: string
  /** Place of the group, from 0; of all groups together: nothing. */
  index?: number
  staffing: Staffing
  /** Share of the target's service level, where it has one. */
  limit?: number
  /** Its rows: the intervals of a day in which it is open on any day. */
  times: readonly TimeOfDay[]
  /** Row of its name; the intervals begin below. */
  row: number
}

const DATE_ROW = 1
const TIME_COLUMN = 0
const UNDER_AGENTS = ['contacts', 'peakAgents', 'agentHours', 'paidHours', 'fte', 'cost'] as const
const UNDER_SERVICE = ['serviceLevel', 'connectRate', 'asa', 'occupancy', 'abandonment', 'meetsTarget'] as const

/** The blocks of the sheet of days, from above: all groups together where there are several, then each. */
export function blocksOf(sheets: PlanSheets): Block[] {
  const { plan, words } = sheets
  const allTimes = timesOfDay(plan)
  const groups = plan.groups.map((group, index) => {
    const limit = group.targets[0]?.serviceLevel?.share
    return { name: group.name, index, staffing: group as Staffing, ...(limit === undefined ? {} : { limit }) }
  })
  const all = groups.length > 1 ? [{ name: words.allGroups, staffing: wholePlan(plan) }] : []
  let row = DATE_ROW + 1
  return [...all, ...groups].map((block) => {
    const times = allTimes.filter(({ intervals }) => intervals.some((i) => i >= 0 && block.staffing.open[i]))
    const placed = { ...block, times, row }
    row += times.length + UNDER_AGENTS.length + 2
    return placed
  })
}

/** Column of a day among the agents, and among the service levels. */
function agentsColumn(day: number): number {
  return TIME_COLUMN + 1 + day
}
function serviceColumn({ plan }: PlanSheets, day: number): number {
  return TIME_COLUMN + 3 + plan.dayCount + day
}

/** The cells of a block's agents on days from (inclusive) to (exclusive), by interval: for maxima and charts. */
export function agentsOfDays({ row, times }: Block, from: number, to: number): string {
  return rangeOf(
    { row: row + 1, column: agentsColumn(from) },
    { row: row + Math.max(1, times.length), column: agentsColumn(to - 1) },
    'both',
  )
}

/** A figure of a block by day, from the first to the last. */
export function figureByDay(sheets: PlanSheets, { row, times }: Block, name: RollUpFigure): string {
  const { dayCount } = sheets.plan
  const left = UNDER_AGENTS.indexOf(name as never)
  const line = row + 1 + times.length + (left >= 0 ? left : UNDER_SERVICE.indexOf(name as never))
  const column = (day: number) => (left >= 0 ? agentsColumn(day) : serviceColumn(sheets, day))
  return rangeOf({ row: line, column: column(0) }, { row: line, column: column(dayCount - 1) }, 'both')
}

/** The dates above the agents. */
export function datesOfDays({ plan }: PlanSheets): string {
  return rangeOf(
    { row: DATE_ROW, column: agentsColumn(0) },
    { row: DATE_ROW, column: agentsColumn(plan.dayCount - 1) },
    'both',
  )
}

/** The times of a block. */
export function timesOf({ row, times }: Block): string {
  return rangeOf(
    { row: row + 1, column: TIME_COLUMN },
    { row: row + Math.max(1, times.length), column: TIME_COLUMN },
    'both',
  )
}

/** Days across, intervals down, a block a group: agents on the left, their service on the right, the day's sums below. */
export function daysSheet(sheets: PlanSheets, places: AssumptionPlaces, blocks: readonly Block[]): Sheet {
  const { plan, texts, words, names, firstDate, firstDay, language } = sheets
  const days = Array.from({ length: plan.dayCount }, (_, day) => day)
  const across = (
    left: (day: number) => Cell | null,
    right: (day: number) => Cell | null,
    label: Cell,
  ): (Cell | null)[] => [label, ...days.map(left), null, label, ...days.map(right)]
  const heading = (text: string) => constant(text, undefined, 'heading')
  const dates = (day: number) => constant(firstDate + day, 'day', 'heading')
  const weekdays = (day: number) => heading(shortWeekday(firstDay + day, language))
  const top = across(weekdays, weekdays, heading(words.agents))
  top[plan.dayCount + 2] = heading(words.serviceLevel)
  const rows: (Cell | null)[][] = [top, across(dates, dates, heading(words.time))]
  const conditions: Condition[] = []
  const rules: Rule[] = []
  for (const block of blocks) {
    rows.push(...blockRows(sheets, places, block, across), [])
    const { row, times, limit } = block
    if (times.length === 0) continue
    const part = (column: (day: number) => number, rowsBelow = 0) =>
      rangeOf(
        { row: row + 1, column: column(0) },
        { row: row + times.length + rowsBelow, column: column(plan.dayCount - 1) },
      )
    conditions.push({ kind: 'heat', range: part(agentsColumn) })
    if (limit !== undefined)
      conditions.push({ kind: 'below', range: part((day) => serviceColumn(sheets, day), 1), limit })
    rules.push({ range: part(agentsColumn), accepts: 'nothing', title: texts.rulesDays, message: texts.rulesDaysHint })
  }
  return {
    name: names.days,
    columns: [
      { width: 22 },
      ...days.map(() => ({ width: 9 })),
      { width: 3 },
      { width: 22 },
      ...days.map(() => ({ width: 9 })),
    ],
    rows,
    frozen: { rows: DATE_ROW + 1, columns: 1 },
    conditions,
    rules,
  }
}

type Across = (left: (day: number) => Cell | null, right: (day: number) => Cell | null, label: Cell) => (Cell | null)[]

function blockRows(sheets: PlanSheets, places: AssumptionPlaces, block: Block, across: Across): (Cell | null)[][] {
  const { plan, words, texts, perDay } = sheets
  const { name, index, staffing, times, row } = block
  const group = index === undefined ? '' : `,group_no,${index + 1}`
  const numbers = rowNumbers(plan)
  const date = (column: number) => cellAt(DATE_ROW, column, 'row')
  const rows: (Cell | null)[][] = [[constant(name, undefined, 'title')]]
  for (const { slot, again, intervals } of times) {
    const time = cellAt(rows.length + row, TIME_COLUMN, 'column')
    const twice = plan.again ? `,again,${again}` : ''
    const where = (column: number) => `dates,${date(column)},times,${time}${twice}`
    const open = (day: number) => intervals[day] >= 0 && staffing.open[intervals[day]] === 1
    const shown = again ? { shown: `hh:mm" ${words.secondTime}"` } : {}
    rows.push(
      across(
        (day) =>
          open(day)
            ? computed(
                index === undefined
                  ? `SUMIFS(agents,${where(agentsColumn(day))})`
                  : ofRow('agents', numbers[index][intervals[day]]),
                staffing.agents[intervals[day]],
                'whole',
              )
            : null,
        (day) =>
          open(day)
            ? computed(
                index === undefined
                  ? serviceOfAll(where(serviceColumn(sheets, day)), texts.outside)
                  : ofRow('service_level', numbers[index][intervals[day]]),
                staffing.serviceLevel[intervals[day]],
                'share',
              )
            : null,
        { ...constant(slot / perDay, 'time'), ...shown },
      ),
    )
  }
  const ofDay = (day: number, column: number) =>
    rollUpCells(sheets, places, {
      rollUp: staffing.days[day],
      where: `dates,${date(column)}${group}`,
      ...(index === undefined ? {} : { index }),
      workingDays: '1',
      look: 'sum',
    })
  const left = days(plan.dayCount).map((day) => ofDay(day, agentsColumn(day)))
  const right = days(plan.dayCount).map((day) => ofDay(day, serviceColumn(sheets, day)))
  // A text in a chart is drawn as 0, an empty cell is a gap; on a closed day there is nothing to compute.
  const closed = (day: number) => times.every(({ intervals }) => intervals[day] < 0 || !staffing.open[intervals[day]])
  for (const [k, under] of UNDER_AGENTS.entries()) {
    const beside = UNDER_SERVICE[k]
    const labels = across(
      (day) =>
        under === 'peakAgents'
          ? computed(
              `MAX(${agentsOfDays(block, day, day + 1).replaceAll('$', '')})`,
              staffing.days[day].peakAgents,
              'whole',
              'sum',
            )
          : left[day][under],
      (day) => (closed(day) ? null : right[day][beside]),
      constant(under === 'cost' ? texts.cost : words[under], undefined, 'sum'),
    )
    labels[plan.dayCount + 2] = constant(words[beside], undefined, 'sum')
    rows.push(labels)
  }
  return rows
}

/** A figure of one row of the sheet of intervals, wherever it has been sorted to. A look-up is much quicker than a sum with conditions, and there are thousands. */
function ofRow(name: string, row: number): string {
  return `INDEX(${name},MATCH(${row},row_no,0))`
}

/** The service level of an interval of all groups together, weighted by their contacts. */
function serviceOfAll(where: string, outside: string): string {
  return `IF(COUNTIFS(service_level,${quoted(outside)},contacts,">0",${where})>0,${quoted(outside)},IF(SUMIFS(contacts,${where})=0,"",SUMIFS(in_time,${where})/SUMIFS(contacts,${where})))`
}

function days(count: number): number[] {
  return Array.from({ length: count }, (_, day) => day)
}
