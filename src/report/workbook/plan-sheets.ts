import { dayOf, intervalsPerDay } from '../../domain/index.ts'
import type { Plan } from '../../plan/index.ts'
import type { Language } from '../language.ts'
import { type Words, words as wordsOf } from '../plan/index.ts'
import { DAY_ZERO } from './address.ts'
import { type WorkbookWords, workbookWords } from './words.ts'
import type { Cell, CellFormat, CellLook } from './workbook.ts'

/** What the sheets of a plan are made from, and where each finds the others. */
export interface PlanSheets {
  plan: Plan
  title: string
  generated?: string
  language: Language
  words: Words
  texts: WorkbookWords
  perDay: number
  firstDay: number
  /** Spreadsheet's number of the plan's first day. */
  firstDate: number
  /** Names of the four sheets. */
  names: { weeks: string; days: string; intervals: string; assumptions: string }
}

export function planSheets(plan: Plan, title: string, generated: string | undefined, language: Language): PlanSheets {
  const texts = workbookWords(language)
  const firstDay = dayOf(plan.start)
  return {
    plan,
    title,
    ...(generated === undefined ? {} : { generated }),
    language,
    words: wordsOf(language),
    texts,
    perDay: intervalsPerDay(plan.interval),
    firstDay,
    firstDate: firstDay + DAY_ZERO,
    names: { weeks: texts.weeks, days: texts.days, intervals: texts.intervals, assumptions: texts.assumptions },
  }
}

/** When an interval begins: spreadsheet's date, part of a day, and 1 in the repetition of the hour that clocks repeat. */
export function momentOf(
  { plan, firstDate, perDay }: PlanSheets,
  i: number,
): { date: number; time: number; again: number } {
  const place = plan.places[i]
  return {
    date: firstDate + Math.floor(place / perDay),
    time: (place % perDay) / perDay,
    again: plan.again?.[i] ?? 0,
  }
}

/** What stands where nothing is expected, and for a wait without end. */
export const NONE = '–'
export const ENDLESS = '∞'

/** A figure as a cell shows it: no number and infinity are texts. `scale`: what it is divided by. */
export function figure(value: number, scale = 1): string | number {
  if (Number.isNaN(value)) return NONE
  return Number.isFinite(value) ? value / scale : ENDLESS
}

export function constant(value: string | number | null, format?: CellFormat, look?: CellLook): Cell {
  return { value, ...(format ? { format } : {}), ...(look ? { look } : {}) }
}

/** A formula with what we compute for it; no number is an empty text there. */
export function computed(formula: string, value: string | number, format?: CellFormat, look?: CellLook): Cell {
  const known = typeof value === 'number' && Number.isNaN(value) ? '' : value
  return {
    formula,
    value: known === Number.POSITIVE_INFINITY ? ENDLESS : known,
    ...(format ? { format } : {}),
    ...(look ? { look } : {}),
  }
}

/** The number of each open interval of each group on the sheet of intervals, from 1 in the order in which they are made; 0 where closed. It stays with its row when rows are sorted. */
export function rowNumbers({ groups, length }: Plan): Int32Array[] {
  let row = 0
  return groups.map(({ open }) => Int32Array.from({ length }, (_, i) => (open[i] ? ++row : 0)))
}
