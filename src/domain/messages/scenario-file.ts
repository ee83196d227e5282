import { speaker } from './message.ts'

/** What is left out of the tables that scenario and capacity files name. */
export const SCENARIO_FILE = {
  volumesOutside: '{table} has {rows} with {contacts} contacts outside the hours {hours}; {place} is without them.',
  agentsOutside: '{table} has {rows} with agents outside the hours {hours}; {place} is without them.',
  oneRow: '1 row ({clock})',
  rows: '{count} rows ({first} to {last})',
  unplannedQueues: 'the forecast has queues that the file does not plan: {queues}',
  noMonday: '{day} is no Monday: the plan begins on that of its week, {monday}',
} as const

export const scenarioFileSays = speaker('scenarioFile', SCENARIO_FILE)
