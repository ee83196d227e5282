export type { PrintOptions } from '../print-options.ts'
export {
  figureForm,
  figureHeading,
  isShare,
  type PlusMinus,
  plusMinusOf,
  writeDifference,
  writeFigure,
} from './figure.ts'
export { menuRemarks } from './menu-tables.ts'
export type { SimulatedScenario } from './simulated-scenario.ts'
export { simulationCsvRows } from './simulation-csv.ts'
export { DETAILS, type Detail, SIMULATION_JSON_VERSION, simulationJson } from './simulation-json.ts'
export { simulationReport } from './simulation-page.ts'
export { simulationTable } from './simulation-table.ts'
export { simulationTables } from './simulation-tables.ts'
export { staffingRemarks } from './staffing-remarks.ts'
export { callLogCsvRows, traceCsvRows } from './trace-csv.ts'
