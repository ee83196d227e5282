import { toJSONSchema } from 'zod'
import { type HourSpan, SCENARIO_WORDS } from '../../../scenario/index.ts'
import { wordsSchema } from './kind-schema.ts'

/** What a scenario file may say. */
export const scenarioFileSchema = wordsSchema(SCENARIO_WORDS)

/** A file that has the shape it should have: in the words of files, with every value read. */
export interface WrittenScenario {
  interval: number
  hours?: HourSpan
  queues: Record<string, Record<string, unknown>>
  menus?: Record<string, Record<string, unknown>>
  groups: Record<string, Record<string, unknown>>
}

/** The JSON Schema of scenario files, for editors: shipped as `krarup/schema/scenario.schema.json`. */
export function scenarioJsonSchema(): object {
  return {
    ...toJSONSchema(scenarioFileSchema, { io: 'input', reused: 'ref' }),
    title: 'A scenario of krarup simulate',
  }
}
