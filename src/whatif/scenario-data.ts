import type { Scenario } from '../sim/index.ts'

/** A scenario as what it is: plain data. What-ifs know places in it, not words, so that whatever a scenario can say can be changed. */
export type Data = number | string | boolean | null | Data[] | DataRecord
export interface DataRecord {
  [key: string]: Data
}

/** A copy whose records have no prototype: a name leads to what the scenario says or to nothing. */
export function dataOf(scenario: Scenario): DataRecord {
  return copyOf(scenario as never) as DataRecord
}

/** A copy with ordinary records, as the simulator and messages know them. */
export function scenarioOf(data: DataRecord): Scenario {
  return JSON.parse(JSON.stringify(data)) as Scenario
}

function copyOf(value: Data): Data {
  if (Array.isArray(value)) return value.map(copyOf)
  if (typeof value !== 'object' || value === null) return value
  const record: DataRecord = Object.create(null)
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) record[key] = copyOf(inner)
  return record
}

export function isRecord(value: Data | undefined): value is DataRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isNumbers(value: Data | undefined): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number')
}

/** What stands at a place, for messages. */
export function kindOf(value: Data | undefined): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'yes or no'
  if (typeof value === 'number') return 'a number'
  if (isNumbers(value)) return 'a list of numbers'
  if (Array.isArray(value)) return 'a list'
  return typeof value.type === 'string' ? 'a distribution' : 'a record'
}
