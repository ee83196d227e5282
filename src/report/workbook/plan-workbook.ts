import { checkKeys, type Keys } from '../../domain/index.ts'
import type { Plan } from '../../plan/index.ts'
import type { Language } from '../language.ts'
import { on } from './address.ts'
import { assumptionPlaces, assumptionsSheet } from './assumptions-sheet.ts'
import { blocksOf, daysSheet } from './days-sheet.ts'
import { intervalsSheet } from './intervals-sheet.ts'
import { planSheets } from './plan-sheets.ts'
import { tiersSheet } from './tiers-sheet.ts'
import { weeksSheet } from './weeks-sheet.ts'
import type { Workbook } from './workbook.ts'

export interface PlanWorkbookOptions {
  title: string
  /** Day on which it was made, `2026-04-06`; the workbook itself knows no clock. */
  generated?: string
  language?: Language
}

const KEYS = { title: 1, generated: 1, language: 1 } as const satisfies Keys<PlanWorkbookOptions>

/**
 * A plan as a workbook to go on working in: weeks, days by intervals, intervals, tiers where there are any, assumptions. Whoever overwrites the agents of an interval sees its service change, and hours, FTE and cost with it; shrinkage,
 * wages and the hours of a full-time agent are cells. `toXlsx` makes the file.
 *
 * @throws {KrarupError} UNSUPPORTED where there are more intervals than a spreadsheet can be worked with
 */
export function planWorkbook(plan: Plan, options: PlanWorkbookOptions): Workbook {
  checkKeys('planWorkbook', options, KEYS)
  const { title, generated, language = 'en' } = options
  const sheets = planSheets(plan, title, generated, language)
  const places = assumptionPlaces(sheets)
  const blocks = blocksOf(sheets)
  const intervals = intervalsSheet(sheets, places)
  const assumption = (place: string) => on({ name: sheets.names.assumptions }, place)
  return {
    title,
    language,
    ...(generated === undefined ? {} : { generated }),
    sheets: [
      weeksSheet(sheets, places, blocks),
      daysSheet(sheets, places, blocks),
      intervals.sheet,
      ...tiersSheet(sheets),
      assumptionsSheet(sheets),
    ],
    names: {
      ...intervals.names,
      hours_per_day: assumption(places.hoursPerDay),
      days_per_week: assumption(places.daysPerWeek),
      interval_hours: assumption(places.intervalHours),
    },
  }
}
