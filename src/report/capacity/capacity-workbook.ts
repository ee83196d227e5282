import type { CapacityPlan, PlannedGroup } from '../../capacity/index.ts'
import { checkKeys, type Keys } from '../../domain/index.ts'
import type { Language } from '../language.ts'
import {
  type Cell,
  type CellFormat,
  type CellLook,
  cellAt,
  DAY_ZERO,
  on,
  rangeOf,
  type Sheet,
  sheetNames,
  type Workbook,
} from '../workbook/index.ts'
import {
  amountHeading,
  costNames,
  costRows,
  coverOf,
  followerNames,
  sentencesOf,
  titleOf,
  weekHeadings,
  withoutOf,
} from './answer.ts'
import { type CapacityWords, capacityWords } from './words.ts'

export interface CapacityWorkbookOptions {
  /** Day on which it was made, `2026-04-06`. */
  generated?: string
  language?: Language
}

const KEYS = { generated: 1, language: 1 } as const satisfies Keys<CapacityWorkbookOptions>
const COLOURS = { need: 'B23B3B', agents: '1F6FB2', low: 'E3A5A5', high: 'E3A5A5' }

const cell = (value: string | number | null, format?: CellFormat, look?: CellLook): Cell => ({
  value,
  ...(format ? { format } : {}),
  ...(look ? { look } : {}),
})
const headings = (texts: readonly string[]) => texts.map((text) => cell(text, undefined, 'heading'))

/**
 * A plan of hiring as a workbook: a summary with classes and costs, a sheet of weeks for each group with a chart, and the weeks' costs. What is over or under follows from the cells beside it: who overwrites the need, people or overtime sees it.
 */
export function capacityWorkbook(plan: CapacityPlan, options: CapacityWorkbookOptions = {}): Workbook {
  checkKeys('capacityWorkbook', options, KEYS)
  const { generated, language = 'en' } = options
  const words = capacityWords(language)
  const names = sheetNames([words.summary, ...plan.groups.map(({ name }) => name), words.costs])
  return {
    title: titleOf(plan, words),
    language,
    ...(generated === undefined ? {} : { generated }),
    names: {},
    sheets: [
      summarySheet(plan, names[0], words),
      ...plan.groups.map((group, g) => groupSheet(plan, group, names[1 + g], words)),
      costSheet(plan, names[names.length - 1], words),
    ],
  }
}

function summarySheet(plan: CapacityPlan, name: string, words: CapacityWords): Sheet {
  const { contracts } = plan.question
  const lost = withoutOf(plan, words)
  const date = (day: number) => cell(day + DAY_ZERO, 'date')
  const rows: (Cell | null)[][] = [
    [cell(titleOf(plan, words), undefined, 'title')],
    [cell(coverOf(plan, words), undefined, 'note')],
    [],
    headings([
      words.group,
      words.start,
      words.onContacts,
      words.decideBy,
      words.people,
      ...contracts.map((each) => each.name),
      plan.priced ? words.saved : words.savedHours,
      words.lackingAfter,
    ]),
    ...plan.classes.map((one, k) => [
      cell(one.group),
      date(one.start),
      date(one.onContacts),
      one.planned ? cell(words.decided) : date(one.decideBy),
      cell(one.people, 'whole'),
      ...contracts.map((_, c) => cell(one.byContract[c], 'whole')),
      cell(plan.worths[k].saved, 'whole'),
      cell(plan.worths[k].shortWeeks, 'tenth'),
    ]),
    [],
    headings([amountHeading(plan, words), words.whole]),
    ...costRows(plan, words).map(([text, cost]) => [cell(text), cell(cost, 'whole')]),
    [cell(words.total, undefined, 'sum'), cell(plan.costs.total, 'whole', 'sum')],
    [],
    ...(lost
      ? [
          [cell(lost.title, undefined, 'title')],
          headings(lost.headings),
          ...lost.rows.map(({ name: text, values, decimals }) => [
            cell(text),
            ...values.map((value) => cell(value, decimals === 0 ? 'whole' : 'tenth')),
          ]),
          [cell(lost.classes, undefined, 'note')],
          [],
        ]
      : []),
    ...sentencesOf(plan, words).map((text) => [cell(text, undefined, 'note')]),
  ]
  return {
    name,
    columns: [{ width: 26 }, ...new Array(6 + contracts.length).fill({ width: 18 })],
    rows,
    frozen: { rows: 0, columns: 0 },
  }
}

/** Columns of a group's sheet, in their order. */
const COLUMNS = {
  week: 0,
  need: 1,
  low: 2,
  high: 3,
  occupancy: 4,
  heads: 5,
  inTraining: 6,
  agents: 7,
  overtime: 8,
  borrowed: 9,
  lent: 10,
  over: 11,
  overLow: 12,
  overHigh: 13,
} as const

function groupSheet(plan: CapacityPlan, { weeks }: PlannedGroup, name: string, words: CapacityWords): Sheet {
  const { start } = plan.question
  const last = weeks.length
  const column = (at: number) => on({ name }, rangeOf({ row: 1, column: at }, { row: last, column: at }, 'both'))
  const rows = weeks.map((one, week) => {
    const row = week + 1
    const at = (key: keyof typeof COLUMNS) => cellAt(row, COLUMNS[key])
    const over = (need: 'need' | 'low' | 'high', value: number): Cell => ({
      value,
      formula: `${at('agents')}+${at('overtime')}+${at('borrowed')}-${at('lent')}-${at(need)}`,
      format: 'tenth',
    })
    return [
      cell(start + 7 * week + DAY_ZERO, 'date'),
      cell(one.need.mean, 'tenth', 'input'),
      cell(one.need.low, 'tenth'),
      cell(one.need.high, 'tenth'),
      Number.isFinite(one.occupancy) ? cell(one.occupancy, 'share') : null,
      cell(one.heads, 'tenth'),
      cell(one.inTraining, 'tenth'),
      cell(one.agents, 'tenth', 'input'),
      cell(one.overtime, 'tenth', 'input'),
      cell(one.borrowed, 'tenth'),
      cell(one.lent, 'tenth'),
      over('need', one.over.mean),
      over('high', one.over.low),
      over('low', one.over.high),
    ]
  })
  return {
    name,
    columns: [{ width: 18 }, ...new Array(13).fill({ width: 12 })],
    rows: [headings(weekHeadings(words)), ...rows],
    frozen: { rows: 1, columns: 1 },
    conditions: [
      {
        kind: 'below',
        range: rangeOf({ row: 1, column: COLUMNS.over }, { row: last, column: COLUMNS.overHigh }),
        limit: 0,
      },
    ],
    charts: [
      {
        kind: 'line',
        title: words.byWeek,
        series: [
          { name: words.need, values: column(COLUMNS.need), colour: COLOURS.need },
          { name: words.needLow, values: column(COLUMNS.low), colour: COLOURS.low },
          { name: words.needHigh, values: column(COLUMNS.high), colour: COLOURS.high },
          { name: words.agents, values: column(COLUMNS.agents), colour: COLOURS.agents },
        ],
        categories: column(COLUMNS.week),
        from: { row: 1, column: 15 },
        to: { row: 26, column: 28 },
        format: 'whole',
      },
    ],
  }
}

function costSheet(plan: CapacityPlan, name: string, words: CapacityWords): Sheet {
  const { question, costsByWeek, followers } = plan
  const last = question.weeks
  const kinds = costNames(words)
  const people = followerNames(words)
  const total = (row: number): string => `SUM(${rangeOf({ row, column: 1 }, { row, column: kinds.length })})`
  return {
    name,
    columns: [{ width: 18 }, ...new Array(kinds.length + 1 + people.length).fill({ width: 14 })],
    rows: [
      headings([words.week, ...kinds.map(([, text]) => text), words.total, ...people.map(([, text]) => text)]),
      ...costsByWeek.map((costs, week) => [
        cell(question.start + 7 * week + DAY_ZERO, 'date'),
        ...kinds.map(([key]) => cell(costs[key], 'whole')),
        { value: costs.total, formula: total(week + 1), format: 'whole' as const },
        ...people.map(([key]) => cell(followers[week][key], 'whole')),
      ]),
      [
        cell(words.total, undefined, 'sum'),
        ...[...kinds.map(([key]) => plan.costs[key]), plan.costs.total].map(
          (value, k): Cell => ({
            value,
            formula: `SUM(${rangeOf({ row: 1, column: 1 + k }, { row: last, column: 1 + k })})`,
            format: 'whole',
            look: 'sum',
          }),
        ),
      ],
    ],
    frozen: { rows: 1, columns: 1 },
  }
}
