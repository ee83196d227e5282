/** Small tables of dates and times: holidays, events, overrides, opening hours. */
export { type ChinaHolidays, chinaHolidays } from './china-holidays.ts'
export { formatOpeningHours, parseHoursOfDay, parseOpeningHours } from './opening-hours.ts'
export { type Events, readEvents } from './read-events.ts'
export { readHolidays } from './read-holidays.ts'
export { readOverrides } from './read-overrides.ts'
export { readPlan, readStaffing } from './read-plan.ts'
export { readTable } from './read-table.ts'
export type { Table } from './table.ts'
