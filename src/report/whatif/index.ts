export {
  type Comparison,
  type ComparisonQuestion,
  comparisonCsvRows,
  comparisonJson,
  comparisonTable,
} from './comparison.ts'
export { type CurveAnswer, curveCsvRows, curveJson, curveReport, curveTable } from './curve.ts'
export { describeDrill } from './drill-words.ts'
export type { Shown } from './entities.ts'
export { WHATIF_JSON_VERSION } from './runs.ts'
export { type SearchAnswer, searchCsvRows, searchJson, searchReport, searchTable } from './search.ts'
export { type SweepAnswer, sweepCsvRows, sweepJson, sweepTable } from './sweep.ts'
export { sweepReport } from './sweep-report.ts'
