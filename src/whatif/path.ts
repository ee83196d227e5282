import { KrarupError, unknownName } from '../domain/index.ts'
import { inLibrary, wordsAt } from '../scenario/index.ts'
import { type DayClock, intervalsIn, isByInterval, isHours, isWithin, listByInterval } from './day-clock.ts'
import { type Data, type DataRecord, isRecord, kindOf } from './scenario-data.ts'

/** What a path is read against. */
export interface Ground {
  data: DataRecord
  clock: DayClock
}

/** A place in a scenario: keys from the top, and hours where only some intervals of a list are meant. */
export interface Path {
  keys: string[]
  /** First interval of the day and the one after the last. */
  hours?: [from: number, to: number]
  /** As it was written. */
  text: string
}

/** A path that was read from a text, with what stands there. */
export interface FoundPath extends Path {
  /** Undefined: the scenario may say it, and does not. */
  value: Data | undefined
  /** Where in the text it ends. */
  end: number
}

const BARE = /[\p{L}\p{N}_][\p{L}\p{N}_-]*/uy
const QUOTED = /\[\s*(?:"((?:[^"\\]|\\["\\])*)"|'((?:[^'\\]|\\['\\])*)'|(\d+))\s*\]/y
/** Longer names are not written by hand. */
const MOST_KEYS = 12

/**
 * Reads a path such as `queues.hotline.aht`, `groups["vip seats"].agents`, `queues.热线.volume["10:00-12:00"]` or `queues.vip.groups[1].after`.
 * A bare name goes as far as the scenario knows it, so that `volume-10` is a difference where nothing is called so. Words may be written as in a file (`after-call`) or as in
 * the library (`afterCall`). Only what stands in the scenario itself is found.
 *
 * @throws {KrarupError} UNREADABLE, MISSING: did you mean ...?
 */
export function readPath(text: string, start: number, ground: Ground): FoundPath {
  const keys: string[] = []
  let value: Data | undefined = ground.data
  let hours: Path['hours']
  let at = start
  const written = () => text.slice(start, at)
  const missing = (word: string, known: readonly string[]) =>
    unknownName({
      code: 'MISSING',
      what: keys.length === 0 ? 'the scenario has nothing of this name' : `${written()} has nothing of this name`,
      name: word,
      known,
      where: { name: text.trim() },
      list: 'it has',
    })
  for (;;) {
    const parent: Data = value as Data
    const bracket = keys.length > 0 ? match(QUOTED, text, at) : undefined
    const dotted = keys.length > 0 && text[at] === '.'
    const bare = bracket || (keys.length > 0 && !dotted) ? undefined : match(BARE, text, at + (dotted ? 1 : 0))
    if (!bracket && !bare) break
    if (keys.length === MOST_KEYS) throw unreadable(text, 'a path does not go so deep')
    const [word, end] = bracket
      ? [(bracket[1] ?? bracket[2] ?? bracket[3]).replaceAll(/\\(["'\\])/g, '$1'), at + bracket[0].length]
      : longestKnown((bare as RegExpExecArray)[0], parent, wordsAt(keys), at + (dotted ? 1 : 0))
    if (bracket && isHours(word) && isByInterval(keys.at(-1) as string)) {
      hours = hoursOf(word, text, ground.clock)
      at = end
      break
    }
    if (Array.isArray(parent)) {
      const index = /^\d+$/.test(word) ? Number(word) : parent.length
      if (index >= parent.length)
        throw new KrarupError({
          code: 'MISSING',
          what: `${written()} is a list of ${parent.length}: its first is [0], its last [${parent.length - 1}]`,
          where: { name: text.trim() },
          value: word,
        })
      keys.push(String(index))
      value = parent[index]
    } else if (isRecord(parent)) {
      const key = [word, inLibrary(word)].find((each) => Object.hasOwn(parent, each))
      if (key === undefined) {
        const words = wordsAt(keys)
        const known = words.find((each) => each === word || inLibrary(each) === word)
        if (known === undefined)
          throw missing(word, [
            ...Object.keys(parent),
            ...words.filter((each) => !Object.hasOwn(parent, inLibrary(each))),
          ])
        keys.push(inLibrary(known))
        return { keys, value: undefined, end, text: text.slice(start, end) }
      }
      keys.push(key)
      value = parent[key]
    } else {
      throw new KrarupError({
        code: 'MISSING',
        what: `${written()} holds ${kindOf(parent)}, which has no parts`,
        where: { name: text.trim() },
        value: word,
      })
    }
    at = end
  }
  if (keys.length === 0) throw unreadable(text, 'here a name is expected, such as queues.hotline.volume')
  const path = { keys, text: written(), end: at }
  if (!hours) return { ...path, value }
  const list = listByInterval(recordAt(ground.data, keys), keys.at(-1) as string, ground.clock)
  return { ...path, hours, value: list && pick(list, hours, ground.clock) }
}

/** The record that holds the last key of a path. */
export function recordAt(data: DataRecord, keys: readonly string[]): DataRecord {
  let record: Data = data
  for (const key of keys.slice(0, -1)) record = (record as DataRecord)[key]
  return record as DataRecord
}

function pick(list: readonly number[], hours: [number, number], clock: DayClock): number[] {
  return list.filter((_, index) => isWithin(index, hours, clock))
}

function hoursOf(word: string, text: string, clock: DayClock): [number, number] {
  const hours = intervalsIn(clock, word)
  if (hours) return hours
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `these hours are not whole intervals of the day, which has ${clock.count} of ${clock.interval / 60} min`,
    where: { name: text.trim() },
    value: word,
  })
}

/** Of a bare word with hyphens, the longest part that names something here; all of it where none does. */
function longestKnown(run: string, parent: Data, words: readonly string[], start: number): [word: string, end: number] {
  const word = run.replace(/-+$/, '')
  const parts = word.split('-')
  for (let count = parts.length; count > 0; count--) {
    const candidate = parts.slice(0, count).join('-')
    const known = isRecord(parent)
      ? Object.hasOwn(parent, candidate) || Object.hasOwn(parent, inLibrary(candidate)) || words.includes(candidate)
      : /^\d+$/.test(candidate)
    if (known) return [candidate, start + candidate.length]
  }
  return [word, start + word.length]
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function unreadable(text: string, what: string): KrarupError {
  return new KrarupError({ code: 'UNREADABLE', what, where: { name: text.trim() } })
}
