/** Workbooks (.xlsx): bytes in, sheets of typed cells out. Nothing here needs Node. */
export { openWorkbook, type Sheet, sheetNamed, type Workbook } from './open-workbook.ts'
export { headOf, isBlank, MergedCells } from './sheet-head.ts'
