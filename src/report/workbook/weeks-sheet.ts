import type { RollUp } from '../../plan/index.ts'
import { monthName, shortDay } from '../dates.ts'
import { figures } from '../format.ts'
import { showsMonths } from '../plan/index.ts'
import { cellAt, on } from './address.ts'
import type { AssumptionPlaces } from './assumptions-sheet.ts'
import { agentsOfDays, type Block, datesOfDays, figureByDay, timesOf } from './days-sheet.ts'
import { computed, constant, type PlanSheets } from './plan-sheets.ts'
import { type RollUpFigure, rollUpCells } from './roll-up-cells.ts'
import type { Cell, CellLook, Chart, Condition, Sheet } from './workbook.ts'

const FROM_COLUMN = 1
const DAYS_COLUMN = 2
const BEFORE_PEAK = ['contacts', 'aht'] as const
const AFTER_PEAK = [
  'agentHours',
  'paidHours',
  'fte',
  'cost',
  'serviceLevel',
  'connectRate',
  'asa',
  'occupancy',
  'abandonment',
  'meetsTarget',
] as const
const SERVICE_COLUMN = DAYS_COLUMN + 1 + BEFORE_PEAK.length + 1 + AFTER_PEAK.indexOf('serviceLevel')

/** Days of the plan in a row, counted from 0, and what they came to. */
interface Stretch {
  from: number
  days: number
  rollUp: RollUp
  label: string
  look?: CellLook
}

/** Rows between the table and the charts, and the size of a chart. */
const CHART = { gap: 2, rows: 18, columns: 5 }
const COLOURS = { hours: '4A7FB5', service: '2E8B57', agents: '4A7FB5' }

/** A row for each week of each group, for each month of a plan of more than four weeks, and one for the whole plan; below them the days drawn. */
export function weeksSheet(sheets: PlanSheets, places: AssumptionPlaces, blocks: readonly Block[]): Sheet {
  const { plan, words, texts, names, firstDay, firstDate, language } = sheets
  const heading = (text: string) => constant(text, undefined, 'heading')
  const headingOf = (name: RollUpFigure) => heading(name === 'cost' ? texts.cost : words[name])
  const rows: (Cell | null)[][] = [
    [
      heading(words.group),
      heading(texts.from),
      heading(texts.dayCount),
      ...BEFORE_PEAK.map(headingOf),
      heading(words.peakAgents),
      ...AFTER_PEAK.map(headingOf),
    ],
  ]
  const conditions: Condition[] = []
  for (const block of blocks) {
    const first = rows.length
    for (const week of block.staffing.weeks) {
      const from = Math.max(0, week.monday - firstDay)
      rows.push(stretch(block, rows.length, { from, days: week.days, rollUp: week, label: block.name }))
    }
    for (const month of showsMonths(plan) ? block.staffing.months : []) {
      const label = figures.fill(texts.monthOf, { name: block.name, month: monthName(month.month, language) })
      const from = Math.max(0, month.month - firstDay)
      rows.push(stretch(block, rows.length, { from, days: month.days, rollUp: month, label, look: 'sum' }))
    }
    const label = figures.fill(texts.totalOf, { name: block.name })
    const whole = { from: 0, days: plan.dayCount, rollUp: block.staffing.total, label, look: 'sum' } as const
    rows.push(stretch(block, rows.length, whole), [])
    if (block.limit !== undefined)
      conditions.push({
        kind: 'below',
        range: `${cellAt(first, SERVICE_COLUMN)}:${cellAt(rows.length - 2, SERVICE_COLUMN)}`,
        limit: block.limit,
      })
  }
  return {
    name: names.weeks,
    columns: [{ width: 24 }, { width: 18 }, { width: 7 }, ...Array.from({ length: 13 }, () => ({ width: 13 }))],
    rows,
    frozen: { rows: 1, columns: 1 },
    conditions,
    charts: charts(sheets, blocks[0], rows.length + CHART.gap),
  }

  function stretch(block: Block, row: number, { from, days, rollUp, label, look: shown }: Stretch): (Cell | null)[] {
    const { index } = block
    const look = shown === undefined ? {} : { look: shown }
    const first = cellAt(row, FROM_COLUMN, 'column')
    const count = cellAt(row, DAYS_COLUMN, 'column')
    const group = index === undefined ? '' : `,group_no,${index + 1}`
    const cells = rollUpCells(sheets, places, {
      rollUp,
      where: `dates,">="&${first},dates,"<"&${first}+${count}${group}`,
      ...(index === undefined ? {} : { index }),
      workingDays: `${count}*days_per_week/7`,
      ...look,
    })
    return [
      { ...constant(label), ...look },
      { ...constant(firstDate + from, 'date'), ...look },
      { ...constant(days, 'whole'), ...look },
      ...BEFORE_PEAK.map((figure) => cells[figure]),
      {
        ...computed(
          `MAX(${on({ name: names.days }, agentsOfDays(block, from, from + days))})`,
          rollUp.peakAgents,
          'whole',
        ),
        ...look,
      },
      ...AFTER_PEAK.map((figure) => cells[figure]),
    ]
  }
}

/** Hours and service by day, and the agents of the busiest day: all groups together where there are several. */
function charts(sheets: PlanSheets, block: Block, row: number): Chart[] {
  const { texts, words, names, firstDay, language } = sheets
  const busiest = block.staffing.days.reduce((best, day) => (day.peakAgents > best.peakAgents ? day : best))
  const day = busiest.day - firstDay
  const onDays = (range: string) => on({ name: names.days }, range)
  const at = (place: number) => ({
    from: { row, column: place * CHART.columns },
    to: { row: row + CHART.rows, column: (place + 1) * CHART.columns },
  })
  const dates = onDays(datesOfDays(sheets))
  return [
    {
      kind: 'column',
      title: texts.chartHours,
      series: [
        { name: words.paidHours, values: onDays(figureByDay(sheets, block, 'paidHours')), colour: COLOURS.hours },
      ],
      categories: dates,
      format: 'whole',
      ...at(0),
    },
    {
      kind: 'line',
      title: texts.chartService,
      series: [
        {
          name: words.serviceLevel,
          values: onDays(figureByDay(sheets, block, 'serviceLevel')),
          colour: COLOURS.service,
        },
      ],
      categories: dates,
      format: 'share',
      most: 1,
      ...at(1),
    },
    {
      kind: 'column',
      title: figures.fill(texts.chartAgents, { day: shortDay(busiest.day, language) }),
      series: [{ name: words.agents, values: onDays(agentsOfDays(block, day, day + 1)), colour: COLOURS.agents }],
      categories: onDays(timesOf(block)),
      format: 'whole',
      ...at(2),
    },
  ]
}
