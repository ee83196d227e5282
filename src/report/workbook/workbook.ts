import type { Language } from '../language.ts'

/** What the number in a cell is; how it is shown follows from it and the language. Dates count days since 1899-12-30, times and durations are parts of a day, shares are of 1. */
export type CellFormat =
  | 'date'
  | 'day'
  | 'moment'
  | 'time'
  | 'duration'
  | 'wait'
  | 'share'
  | 'whole'
  | 'tenth'
  | 'money'
  | 'change'

/** What a cell is to the reader. `input`: may be overwritten, and what depends on it follows. */
export type CellLook = 'title' | 'heading' | 'input' | 'sum' | 'note'

/** A cell. Text is text, whatever it begins with; with a formula, `value` is what we compute for it. */
export interface Cell {
  value: string | number | null
  /** Without the `=`. */
  formula?: string
  format?: CellFormat
  look?: CellLook
  /** A number that is shown with words around it: a heading that formulas look up. */
  shown?: string
}

/** Colours that follow the figures. `heat`: from few to many; `below`: what misses a limit, what meets it and what is no number; `changed`: what is not 0. */
export type Condition =
  | { kind: 'heat'; range: string }
  | { kind: 'below'; range: string; limit: number }
  | { kind: 'changed'; range: string }

/** What may be typed in a range. `nothing`: its figures follow from elsewhere, and the message says from where. */
export interface Rule {
  range: string
  accepts: 'whole' | 'share' | 'positive' | 'nothing'
  title: string
  message: string
}

export interface Chart {
  kind: 'line' | 'column'
  title: string
  /** Ranges with their sheets. */
  series: readonly { name: string; values: string; colour: string }[]
  categories: string
  /** Rows and columns from 0. */
  from: { row: number; column: number }
  to: { row: number; column: number }
  format?: CellFormat
  /** Where the axis of the figures ends. */
  most?: number
}

export interface Sheet {
  name: string
  /** Widths in characters; a folded column opens with the plus above it. */
  columns: readonly { width: number; folded?: boolean }[]
  rows: readonly (readonly (Cell | null)[])[]
  /** Rows on top and columns on the left that stay in view. */
  frozen: { rows: number; columns: number }
  /** Range whose first row has buttons for filters. */
  filter?: string
  conditions?: readonly Condition[]
  rules?: readonly Rule[]
  charts?: readonly Chart[]
}

/** A workbook as plain values; `toXlsx` makes its bytes. */
export interface Workbook {
  title: string
  language: Language
  /** Day on which it was made, `2026-04-06`. */
  generated?: string
  sheets: readonly Sheet[]
  /** Defined names, each with the range or cell that it stands for. */
  names: Readonly<Record<string, string>>
}
