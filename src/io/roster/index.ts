export { readPeople } from './read-people.ts'
export { readRoster, readShifts } from './read-shifts.ts'
export { rosteredShifts } from './rostered-shifts.ts'
