export * from './calibration/index.ts'
export * from './capacity/index.ts'
export { contractJson, contractTable } from './contract/index.ts'
export type { CsvCell, CsvRows } from './csv-rows.ts'
export { longDay, shortDay, shortWeekday } from './dates.ts'
export { displayWidth } from './display-width.ts'
export * from './forecast/index.ts'
export { type FigureFormats, figures, figuresIn } from './format.ts'
export { LANGUAGES, type Language } from './language.ts'
export { errorInLanguage, inLanguage } from './messages/index.ts'
export * from './optimise/index.ts'
export {
  type GlanceChart,
  type GridChart,
  type IntervalsChart,
  type PlanPageOptions,
  type PlanSvgOptions,
  type PointsChart,
  planPage,
  planSvg,
  type SimulationPage,
  type SweepPage,
  simulationPage,
  sweepPage,
  type TimeAxis,
} from './page/index.ts'
export {
  fileNameOf,
  type ImportFile,
  type ImportFiles,
  type Json,
  PLAN_JSON_VERSION,
  PLAN_WIDE_FIGURES,
  PLANNING_SYSTEMS,
  type PlanCsv,
  type PlanningSystem,
  type PlanPeriod,
  type PlanTableOptions,
  type PlanWideFigure,
  planCsvRows,
  planFor,
  planJson,
  planPeriodCsvRows,
  planTable,
  planTierCsvRows,
  planWideCsvRows,
  type Words,
  words,
} from './plan/index.ts'
export type { PrintOptions } from './print-options.ts'
export * from './review/index.ts'
export * from './roster/index.ts'
export * from './rostered/index.ts'
export * from './schedule/index.ts'
export * from './simulation/index.ts'
export * from './staff/index.ts'
export { type Column, type TableContent, type TableOptions, table } from './table.ts'
export * from './whatif/index.ts'
export {
  type Cell,
  type CellFormat,
  type CellLook,
  type Chart,
  type Condition,
  type PlanWorkbookOptions,
  planWorkbook,
  type Rule,
  type Sheet,
  type TableWorkbookOptions,
  tableWorkbook,
  toXlsx,
  type Workbook,
} from './workbook/index.ts'
