import { checkKeys, checkNumber, formatDuration, formatShare, KrarupError, parseDuration } from '../domain/index.ts'
import type { Scenario } from '../sim/index.ts'
import { CHANGE_KEYS, type ChangeOptions, groundOf, readAssignment } from './assignment.ts'
import { everyChange } from './every.ts'
import { dataOf } from './scenario-data.ts'

/** Something that is varied: `groups.general.agents=80..120:5`, `queues.hotline.volume *= 0.9,1,1.1`. */
export interface Factor {
  /** The path, as it was written. */
  path: string
  operator: string
  /** As texts, in the order that was given. */
  values: string[]
}

/** Points of a grid, and values of a factor. */
const MOST_POINTS = 10_000
/** A range's last value is its end, for all that binary fractions do. */
const SLACK = 1e-9

/**
 * Reads a factor: a path, an operator, and values: a list (`240s,270s,300s`) or a range (`80..120:5`, both ends included; step 1 where none is given).
 *
 * @throws {KrarupError} as for a path; UNREADABLE, OUT_OF_RANGE
 * @example
 * ```ts
 * import { readFactor } from 'krarup/whatif'
 * const scenario = { interval: 1800, queues: { a: { volume: [9], aht: 60, groups: ['b'] } }, groups: { b: { agents: 2 } } }
 * readFactor('groups.b.agents = 2..6:2', scenario) //=> { path: 'groups.b.agents', operator: '=', values: ['2', '4', '6'] }
 * readFactor('queues.a.aht=1m..2m:30s', scenario).values //=> ['1m', '1m30s', '2m']
 * ```
 */
export function readFactor(text: string, scenario: Scenario, options: ChangeOptions = {}): Factor {
  checkKeys('readFactor', options, CHANGE_KEYS)
  const ground = groundOf(dataOf(scenario), options)
  const [first] = everyChange(text, ground).map((each) => readAssignment(each, ground))
  const { operator, expression } = first
  // As it was written, with the names that * stands for not written out.
  const path = text.slice(0, first.path.end - first.text.length).trim()
  // What follows a colon is the step: clocks (00:05:00) are for lists.
  const range = /^([^:]+?)\.\.([^:]+)(?::(.+))?$/.exec(expression.trim())
  const values = range ? rangeOf(text, range[1], range[2], range[3]) : expression.split(',').map((each) => each.trim())
  for (const value of values) readQuantity(value, text)
  if (new Set(values).size < values.length)
    throw new KrarupError({ code: 'CONFLICT', what: 'a value stands twice', where: { name: text } })
  return { path, operator, values }
}

function rangeOf(text: string, first: string, last: string, by: string | undefined): string[] {
  const ends = [readQuantity(first, text), readQuantity(last, text)]
  const step = by === undefined ? { value: 1, kind: 'number' as const } : readQuantity(by, text)
  const kind = [...ends, step].map((end) => end.kind).find((each) => each !== 'number') ?? 'number'
  if (!(ends[1].value > ends[0].value) || !(step.value > 0))
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'a range goes up, from its first value to its last',
      where: { name: text },
      how: 'write 80..120:5',
    })
  const steps = Math.floor(((ends[1].value - ends[0].value) / step.value) * (1 + SLACK) + SLACK)
  checkNumber('values of a factor', steps + 1, { most: MOST_POINTS })
  const write = { number: String, time: exactDuration, share: formatShare }[kind]
  // 0.1 + 0.2 is 0.3, and 0.3 - 3 * 0.1 is 0: what is below the twelfth digit of the largest number is binary's.
  const largest = Math.max(step.value, ...ends.map(({ value }) => Math.abs(value)))
  const decimals = Math.min(100, Math.max(0, 12 - Math.ceil(Math.log10(largest))))
  return Array.from({ length: steps + 1 }, (_, k) => write(Number((ends[0].value + k * step.value).toFixed(decimals))))
}

/** `formatDuration` rounds to a tenth of a second; what is finer is written in seconds. */
function exactDuration(seconds: number): string {
  const text = formatDuration(seconds)
  return parseDuration(text) === seconds ? text : `${seconds}s`
}

/** More than all, as in `*= 110%`, and less than nothing, as in `+= -10%`, are factors too. */
const PERCENT = /^[-+]?\d+(?:\.\d+)?%$/

interface Quantity {
  value: number
  kind: 'number' | 'time' | 'share'
}

/** @throws {KrarupError} UNREADABLE */
function readQuantity(text: string, whole: string): Quantity {
  const word = text.trim()
  const number = Number(word)
  if (word !== '' && Number.isFinite(number)) return { value: number, kind: 'number' }
  try {
    return PERCENT.test(word)
      ? { value: Number(word.slice(0, -1)) / 100, kind: 'share' }
      : { value: parseDuration(word), kind: 'time' }
  } catch (cause) {
    throw new KrarupError(
      {
        code: 'UNREADABLE',
        what: 'not a number, a time or a share',
        where: { name: whole },
        how: 'write a list (240s,270s,300s) or a range (80..120:5)',
        value: word,
      },
      { cause },
    )
  }
}

/**
 * Every combination of the factors' values, the last factor's changing quickest.
 *
 * @throws {KrarupError} OUT_OF_RANGE
 */
export function gridOf(factors: readonly Factor[]): string[][] {
  checkNumber(
    'points of the grid',
    factors.reduce((product, { values }) => product * values.length, 1),
    { most: MOST_POINTS },
  )
  return factors.reduce<string[][]>(
    (points, { values }) => points.flatMap((point) => values.map((value) => [...point, value])),
    [[]],
  )
}
