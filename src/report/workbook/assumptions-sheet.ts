import type { GroupPlan } from '../../plan/index.ts'
import { figures } from '../format.ts'
import { remarksIn } from '../messages/index.ts'
import { groupFacts } from '../plan/index.ts'
import { cellAt, DAY_ZERO, rangeOf } from './address.ts'
import { constant, type PlanSheets } from './plan-sheets.ts'
import type { Cell, Rule, Sheet } from './workbook.ts'

const VALUE_COLUMN = 1
const FIRST_VALUE_ROW = 3
const GROUPS_ROW = 8
const SHRINKAGE_COLUMN = 2
const WAGE_COLUMN = 3

/** Where formulas of other sheets find what is assumed: cells with `$` on the sheet of assumptions. */
export interface AssumptionPlaces {
  hoursPerDay: string
  daysPerWeek: string
  intervalHours: string
  wages: string
  shrinkage: (group: number) => string
  wage: (group: number) => string
}

export function assumptionPlaces({ plan }: PlanSheets): AssumptionPlaces {
  const row = (group: number) => GROUPS_ROW + 1 + group
  return {
    hoursPerDay: cellAt(FIRST_VALUE_ROW, VALUE_COLUMN, 'both'),
    daysPerWeek: cellAt(FIRST_VALUE_ROW + 1, VALUE_COLUMN, 'both'),
    intervalHours: cellAt(FIRST_VALUE_ROW + 2, VALUE_COLUMN, 'both'),
    wages: rangeOf(
      { row: row(0), column: WAGE_COLUMN },
      { row: row(plan.groups.length - 1), column: WAGE_COLUMN },
      'both',
    ),
    shrinkage: (group) => cellAt(row(group), SHRINKAGE_COLUMN, 'both'),
    wage: (group) => cellAt(row(group), WAGE_COLUMN, 'both'),
  }
}

/** A full-time agent works five days of seven, as the plan's FTE has it. */
const DAYS_PER_WEEK = 5

/** What the plan rests on: what may be overwritten, the facts of each group, how to work with the workbook, the plan's remarks. */
export function assumptionsSheet(sheets: PlanSheets): Sheet {
  const { plan, words, texts, title, generated, names, language } = sheets
  const forecasts = new Map(plan.queues.map((queue) => [queue.name, queue]))
  const facts = plan.groups.map((group) => factsByName(group, groupFacts(group, forecasts, words), sheets))
  const columns = [...new Set(facts.flatMap((each) => [...each.keys()]))]
  const rows: (Cell | null)[][] = [
    [constant(figures.fill(texts.planOf, { title }), undefined, 'title')],
    generated === undefined ? [] : [constant(texts.made), constant(dateOf(generated), 'date')],
    [constant(texts.assumptions, undefined, 'heading'), constant(texts.value, undefined, 'heading')],
    [constant(texts.hoursPerDay), constant(plan.fteHours, 'money', 'input')],
    [constant(texts.daysPerWeek), constant(DAYS_PER_WEEK, 'money', 'input')],
    [constant(texts.intervalHours), constant(plan.interval / 3600, 'money')],
    [],
    [],
    [texts.number, words.group, words.shrinkage, texts.wage, ...columns].map((text) =>
      constant(text, undefined, 'heading'),
    ),
    ...plan.groups.map((group, index) => [
      constant(index + 1),
      constant(group.name),
      constant(group.shrinkage, 'share', 'input'),
      constant(null, 'money', 'input'),
      ...columns.map((column) => constant(facts[index].get(column) ?? null)),
    ]),
    [],
    [constant(texts.howTo, undefined, 'heading')],
    ...[
      texts.howToAgents,
      texts.howToService,
      ...(plan.groups.some(({ solution }) => solution === 'transient') ? [texts.howToTransient] : []),
      texts.howToAssumptions,
      texts.howToForecast,
    ].map((text) => [constant(text)]),
    ...(plan.remarks.length > 0
      ? [
          [],
          [constant(words.remarks, undefined, 'heading')],
          ...remarksIn(plan, language).map((text) => [constant(text)]),
        ]
      : []),
  ]
  const places = assumptionPlaces(sheets)
  const rules: Rule[] = [
    {
      range: rangeOf(
        { row: GROUPS_ROW + 1, column: SHRINKAGE_COLUMN },
        { row: GROUPS_ROW + plan.groups.length, column: SHRINKAGE_COLUMN },
      ),
      accepts: 'share',
      title: texts.rulesShrinkage,
      message: texts.rulesShrinkageHint,
    },
    ...[places.wages, `${places.hoursPerDay}:${places.daysPerWeek}`].map((range) => ({
      range: range.replaceAll('$', ''),
      accepts: 'positive' as const,
      title: texts.rulesPositive,
      message: texts.rulesPositiveHint,
    })),
  ]
  return {
    name: names.assumptions,
    columns: [{ width: 32 }, { width: 22 }, { width: 14 }, { width: 14 }, ...columns.map(() => ({ width: 28 }))],
    rows,
    frozen: { rows: 0, columns: 0 },
    rules,
  }
}

function dateOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + DAY_ZERO
}

/** Facts of one name together; the shrinkage has a cell of its own. */
function factsByName(
  { queues }: GroupPlan,
  facts: readonly [string, string][],
  { words }: PlanSheets,
): Map<string, string> {
  const byName = new Map<string, string>([[words.queues, queues.join('; ')]])
  for (const [name, value] of facts) {
    if (name === words.shrinkage || name === words.queues) continue
    byName.set(name, byName.has(name) ? `${byName.get(name)}; ${value}` : value)
  }
  return byName
}
