export { rosterCalendar } from './roster-calendar.ts'
export { rosterReport } from './roster-page.ts'
export { ROSTER_JSON_VERSION, rosterCsvRows, rosterJson, rosterTable } from './roster-table.ts'
