import {
  type Deadline,
  formOf,
  type HourSpan,
  inLibrary,
  type Kind,
  pointer,
  type Word,
  type Words,
} from '../../../scenario/index.ts'
import { agentsByHours, volumesByHours } from './by-hours.ts'
import { secondsIntoDay, spanIntoDay } from './day-clock.ts'
import type { WrittenDeadline } from './read-values.ts'
import {
  agentsFrom,
  callsFrom,
  type StaffingReference,
  type Surroundings,
  type TableReference,
  volumesFrom,
} from './tables.ts'

/**
 * A record of a file in the library's words and time: keys in camel case, times of day in seconds from the start of the day's first interval, tables as their numbers.
 *
 * @param place JSON pointer of the record, in the file's words
 */
export function recordInLibrary(written: object, words: Words, around: Surroundings, place: string): object {
  const entries = Object.entries(written).flatMap(([key, value]): [string, unknown][] => {
    const name = inLibrary(key)
    const word: Word = words[name]
    const at = `${place}/${pointer(key)}`
    if (word.fileOnly === 'span') return Object.entries(spanIntoDay(value as HourSpan, around.day.hours, at))
    return [[name, inLibraryTime(value, word.is, around, at)]]
  })
  return Object.fromEntries(entries)
}

function inLibraryTime(value: unknown, kind: Kind, around: Surroundings, place: string): unknown {
  const { day } = around
  switch (kind.kind) {
    case 'clock':
      return secondsIntoDay(value as number, day.hours, place)
    case 'hours':
      return spanIntoDay(value as HourSpan, day.hours, place)
    case 'openHours':
      return Array.isArray(value)
        ? value.map((span, index) => spanIntoDay(span, day.hours, `${place}/${index}`))
        : [spanIntoDay(value as HourSpan, day.hours, place)]
    case 'deadline':
      return deadlineOf(value as WrittenDeadline, day.hours)
    case 'volume':
      if (isTable(value)) return volumesFrom(value, around, nameAt(place), place)
      return isByHours(value) ? volumesByHours(value, day, place) : value
    case 'calls':
      return callsFrom(value as TableReference, around, nameAt(place), place)
    case 'agents':
      if (isStaffing(value)) return agentsFrom(value, around, nameAt(place), place)
      return isByHours(value) ? agentsByHours(value, day, place) : value
    case 'list':
      return (value as unknown[]).map((item, index) => inLibraryTime(item, kind.item, around, `${place}/${index}`))
    case 'byName':
      return Object.fromEntries(
        Object.entries(value as object).map(([name, item]) => [
          name,
          inLibraryTime(item, kind.item, around, `${place}/${pointer(name)}`),
        ]),
      )
    case 'words':
      return recordInLibrary(value as object, kind.words, around, place)
    case 'either': {
      const form = formOf(value, kind.forms)
      return form.kind === 'choice' ? value : inLibraryTime(value, form, around, place)
    }
    default:
      return value
  }
}

/** A deadline in the scenario's own time: seconds from the opening. */
function deadlineOf(deadline: WrittenDeadline, hours: HourSpan | undefined): Deadline {
  if (typeof deadline !== 'object') return deadline
  return { at: deadline.clock - (hours?.from ?? 0), daysLater: deadline.daysLater }
}

/** The tables that a queue, a menu or a group names. */
export function tablesOf({ volume, calls, agents }: Record<string, unknown>): { file: string }[] {
  return [volume, calls, agents].filter(isTable)
}

function isStaffing(value: unknown): value is StaffingReference {
  return isTable(value)
}

/** The name of the entity whose word stands at a place: `front` of `/groups/front/agents`. */
function nameAt(place: string): string {
  return place.split('/').at(-2)!.replaceAll('~1', '/').replaceAll('~0', '~')
}

function isByHours(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTable(value: unknown): value is TableReference {
  return typeof value === 'object' && value !== null && 'file' in value
}
