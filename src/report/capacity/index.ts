export { capacityReport } from './capacity-page.ts'
export { CAPACITY_JSON_VERSION, capacityCsvRows, capacityJson, capacityTable } from './capacity-table.ts'
export { type CapacityWorkbookOptions, capacityWorkbook } from './capacity-workbook.ts'
