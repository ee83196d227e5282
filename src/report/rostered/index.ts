export { rosteredReport } from './rostered-page.ts'
export {
  ROSTERED_JSON_VERSION,
  type RosteredAnswer,
  rosteredCsvRows,
  rosteredJson,
  rosteredTable,
} from './rostered-table.ts'
