export { type PlanWorkbookOptions, planWorkbook } from './plan-workbook.ts'
export { type TableWorkbookOptions, tableWorkbook } from './table-workbook.ts'
export { toXlsx } from './to-xlsx.ts'
export type { Cell, CellFormat, CellLook, Chart, Condition, Rule, Sheet, Workbook } from './workbook.ts'
