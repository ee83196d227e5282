import { speaker } from './message.ts'

/** Days on which clocks change. */
export const CALENDAR = {
  hourSkipped: '{day} has {hours} hours: {from} to {to} does not exist',
  hourDoubled: '{day} has {hours} hours: {from} to {to} comes twice, and stands twice',
} as const

export const calendarSays = speaker('calendar', CALENDAR)
