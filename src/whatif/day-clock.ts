import { compile } from '../sim/index.ts'
import { type Data, type DataRecord, isNumbers, isRecord, scenarioOf } from './scenario-data.ts'

/** The intervals of a scenario on the wall clock. */
export interface DayClock {
  /** Second of the day at which the first interval begins. */
  opens: number
  /** Seconds. */
  interval: number
  /** Intervals of a day. */
  count: number
}

/** @throws {KrarupError} what `compile` says of the scenario */
export function dayClock(data: DataRecord, opens: number): DayClock {
  const { interval, intervalsPerDay } = compile(scenarioOf(data))
  return { opens, interval, count: intervalsPerDay }
}

const SPAN = /^(\d{1,2}):([0-5]\d)(?:\s*-\s*(\d{1,2}):([0-5]\d))?$/

/** Whether a word is a time of day (`10:00`) or hours (`10:00-12:00`). */
export function isHours(word: string): boolean {
  return SPAN.test(word)
}

/** The first interval of `10:00-12:00` and the one after its last, of `10:00` that one alone; undefined where they are not whole intervals of the day. */
export function intervalsIn(
  { opens, interval, count }: DayClock,
  word: string,
): [from: number, to: number] | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = (SPAN.exec(word) as RegExpExecArray).map(Number)
  const place = (second: number) => (second + (second < opens ? 86_400 : 0) - opens) / interval
  const from = place(fromHour * 3600 + fromMinute * 60)
  const end = Number.isNaN(toHour) ? from + 1 : place(toHour * 3600 + toMinute * 60)
  // The end of a day that begins at midnight, or goes round the clock, reads like its start.
  const to = end <= from ? end + 86_400 / interval : end
  return Number.isInteger(from) && Number.isInteger(to) && from < count && to <= count ? [from, to] : undefined
}

/** Whether a place of a list is within the hours, on any day that the list covers. */
export function isWithin(index: number, [from, to]: [number, number], { count }: DayClock): boolean {
  return index % count >= from && index % count < to
}

/** Words that are given by interval. */
const BY_INTERVAL = ['volume', 'agents']

export function isByInterval(key: string): boolean {
  return BY_INTERVAL.includes(key)
}

/**
 * What stands at `key` of a record, as a list by interval: agents of all day are on duty in every interval, the volume of a day is shared out by its profile.
 * Undefined where it holds no number.
 */
export function listByInterval(record: DataRecord, key: string, { count }: DayClock): number[] | undefined {
  const value: Data | undefined = record[key]
  if (isNumbers(value)) return value.length === 1 ? new Array<number>(count).fill(value[0]) : [...value]
  if (typeof value !== 'number') return undefined
  if (key !== 'volume') return new Array<number>(count).fill(value)
  const weights =
    isNumbers(record.profile) && record.profile.length > 1 ? record.profile : new Array<number>(count).fill(1)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => (value * weight) / sum)
}

/** Puts a list in the place of a number. A volume by interval needs no profile any more. */
export function putList(record: DataRecord, key: string, list: number[]): void {
  record[key] = list
  if (key === 'volume') delete record.profile
}

/** Every record of `queues`, `groups`, ... by its name. */
export function namedRecords(data: DataRecord, kind: string): [name: string, record: DataRecord][] {
  const records = data[kind]
  if (!isRecord(records)) return []
  return Object.entries(records).filter((entry): entry is [string, DataRecord] => isRecord(entry[1]))
}
