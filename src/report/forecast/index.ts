export { backtestCsvRows, backtestJson, backtestTable, type QueueBacktest } from './backtest-table.ts'
export { casesCsvRows, casesJson, casesTable, type QueueCases } from './cases.ts'
export { type ExplainedDay, explainDays, explainedCsvRows, explainedJson, explainedTable } from './explained-day.ts'
export {
  FORECAST_WIDE_FIGURES,
  type ForecastRowOptions,
  type ForecastWideFigure,
  forecastCsvRows,
  forecastWideCsvRows,
} from './forecast-csv.ts'
export { forecastJson } from './forecast-json.ts'
export { forecastTable } from './forecast-table.ts'
export { type DaySummary, type ForecastSummary, summariseForecast, type TodaySummary } from './summary.ts'
export { forecastWords } from './words.ts'
