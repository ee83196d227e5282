export type { ScheduleAnswer } from './answer.ts'
export { scheduleCalendar } from './schedule-calendar.ts'
export { scheduleReport } from './schedule-report.ts'
export { SCHEDULE_JSON_VERSION, scheduleCsvRows, scheduleJson, scheduleTable, tourCsvRows } from './schedule-table.ts'
