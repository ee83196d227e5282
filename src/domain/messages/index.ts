export { CALENDAR, calendarSays } from './calendar.ts'
export { COMMAND, commandSays } from './command.ts'
export { ERROR, ERROR_WORDS, errorSays } from './error.ts'
export { FORECAST, forecastSays } from './forecast.ts'
export {
  englishOf,
  fillPlaces,
  messageOf,
  messagesOf,
  placesOf,
  type Sentences,
  speaker,
  termOf,
  type ValueStyle,
  wordsOf,
} from './message.ts'
export { PLAN, PLAN_FILE, planFileSays, planSays } from './plan.ts'
export { CALL_TERMS, callTerm, READER, readerSays } from './reader.ts'
export { saidError } from './said-error.ts'
export { SCENARIO_FILE, scenarioFileSays } from './scenario-file.ts'
export { MENU, menuSays } from './simulation.ts'
export { STAFF_WARNINGS, staffWarning } from './staff.ts'
export type { Message, MessageValue } from './types.ts'
