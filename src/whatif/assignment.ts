import { checkKeys, type Keys, KrarupError } from '../domain/index.ts'
import { isWholeNumber } from '../scenario/index.ts'
import { compile, type Scenario } from '../sim/index.ts'
import type { Assignment, Operator } from './assignment-parts.ts'
import { dayClock, isByInterval, isWithin, listByInterval, putList } from './day-clock.ts'
import { everyChange } from './every.ts'
import { evaluateExpression } from './expression.ts'
import { choiceOf, namesOf } from './names.ts'
import { type Ground, readPath, recordAt } from './path.ts'
import { changeInPercent } from './percent.ts'
import { type Data, type DataRecord, dataOf, isNumbers, isRecord, kindOf, scenarioOf } from './scenario-data.ts'
import { elementwise, type Value } from './values.ts'

/** What has to be known besides a scenario to change it. */
export interface ChangeOptions {
  /** Second of the day at which the first interval begins; default 0. Hours in a path (`volume["10:00-12:00"]`) are read by it. */
  opens?: number
}

export const CHANGE_KEYS = { opens: 1 } as const satisfies Keys<ChangeOptions>

const OPERATOR = /\s*([-+*/]?=)(?!=)\s*/y
/** `volume +10%`: nothing but a signed number of per cent after the path. */
const SIGNED_PERCENT = /\s*(?=[-+]\s*\d+(?:\.\d+)?\s*%\s*$)/y

/**
 * A scenario with changes made to it, one after the other: each sees what those before it have done. Left of `=`, `+=`, `-=`, `*=` or `/=` stands a path, right of it an
 * expression of numbers of the scenario; `*` in a path is every name: `queues.*.volume += 10%`; or, where a list of names stands, such a list: `queues.vip.groups = [vip seats, general]`; or one of the words of a place: `queues.vip.agent-selection = random`.
 *
 * @throws {KrarupError} what is wrong with a path, an expression, or the scenario that comes out
 * @example
 * ```ts
 * import { changeScenario } from 'krarup/whatif'
 * const scenario = {
 *   interval: 1800,
 *   queues: { hotline: { volume: [100, 120], aht: 300, groups: ['front'] } },
 *   groups: { front: { agents: 20 }, 'vip seats': { agents: 3 } },
 * }
 * const changed = await changeScenario(scenario, ['queues.hotline.volume *= 1.2', 'groups["vip seats"].agents = round(groups.front.agents / 8)'])
 * changed.queues.hotline.volume //=> [120, 144]
 * changed.groups['vip seats'].agents //=> 3
 * ```
 */
export async function changeScenario(
  scenario: Scenario,
  changes: readonly string[],
  options: ChangeOptions = {},
): Promise<Scenario> {
  checkKeys('changeScenario', options, CHANGE_KEYS)
  const data = dataOf(scenario)
  const ground = groundOf(data, options)
  for (const written of changes) {
    const each = everyChange(written, ground)
    // Who reads of one name has to know that all were meant.
    const how = each.length > 1 ? `${written.trim()} is for every name; write a change for each that has it` : undefined
    for (const change of each) await inPlace(change, () => makeChange(change, ground), how)
  }
  return checkedScenario(data)
}

async function makeChange(change: string, ground: Ground): Promise<void> {
  const said = readAssignment(change, ground)
  const words = namesOf(said) ?? choiceOf(said)
  if (words !== undefined) {
    recordAt(ground.data, said.path.keys)[said.path.keys.at(-1) as string] = words
    return
  }
  const assignment = changeInPercent(said)
  assign(assignment, await evaluateExpression(assignment.expression, ground), ground)
}

export function groundOf(data: DataRecord, { opens = 0 }: ChangeOptions): Ground {
  return { data, clock: dayClock(data, opens) }
}

/** @throws {KrarupError} UNREADABLE, MISSING */
export function readAssignment(text: string, ground: Ground): Assignment {
  const start = text.length - text.trimStart().length
  const path = readPath(text, start, ground)
  OPERATOR.lastIndex = path.end
  SIGNED_PERCENT.lastIndex = path.end
  if (SIGNED_PERCENT.exec(text)) return { path, operator: '=', expression: text.slice(SIGNED_PERCENT.lastIndex), text }
  const operator = OPERATOR.exec(text)
  if (!operator)
    throw new KrarupError({
      code: 'UNREADABLE',
      what: `after ${path.text} one of = += -= *= /= is expected`,
      where: { name: text },
      ...(text.slice(path.end).trim() === '' ? {} : { value: text.slice(path.end).trim() }),
    })
  return { path, operator: operator[1] as Operator, expression: text.slice(OPERATOR.lastIndex), text }
}

/** Puts a value where an assignment says, in place. */
export function assign({ path, operator, text }: Assignment, right: Value, { data, clock }: Ground): void {
  const { keys, hours, value: before } = path
  const key = keys.at(-1) as string
  const wrong = (what: string, how?: string) =>
    new KrarupError({ code: 'CONFLICT', what, where: { name: text }, ...(how === undefined ? {} : { how }) })
  if (before !== undefined && typeof before !== 'number' && !isNumbers(before))
    throw wrong(`${path.text} holds ${kindOf(before)}; only numbers can be set`, partsOf(before, path.text))
  if (before === undefined && operator !== '=')
    throw wrong(`${path.text} has no value that ${operator} could change`, `give it one with =`)
  const after = operator === '=' ? right : elementwise([before as Value, right], ARITHMETIC[operator])
  const record = recordAt(data, keys)
  if (hours) {
    const list = listByInterval(record, key, clock) as number[]
    const places = list.flatMap((_, index) => (isWithin(index, hours, clock) ? [index] : []))
    if (typeof after !== 'number' && after.length !== places.length)
      throw wrong(`these hours have ${places.length} intervals, and the value has ${after.length}`)
    places.forEach((index, k) => {
      list[index] = typeof after === 'number' ? after : after[k]
    })
    putList(record, key, checkedWhole(list, keys, text) as number[])
    return
  }
  if (typeof after !== 'number' && typeof before === 'number' && !isByInterval(key))
    throw wrong(`${path.text} holds one number, and the value is a list`)
  const checked = checkedWhole(after, keys, text)
  if (typeof checked === 'number') record[key] = checked
  else putList(record, key, checked)
}

const ARITHMETIC: Record<Exclude<Operator, '='>, (a: number, b: number) => number> = {
  '+=': (a, b) => a + b,
  '-=': (a, b) => a - b,
  '*=': (a, b) => a * b,
  '/=': (a, b) => a / b,
}

/** What is counted stays whole, but for the rounding of binary; nobody is rounded up or down in silence. */
function checkedWhole(value: Value, keys: readonly string[], text: string): Value {
  if (!isWholeNumber(keys)) return value
  return elementwise([value], (number) => {
    // 20 * 1.1 is 22.000000000000004 in binary: that is 22.
    const whole = Math.round(number)
    if (Math.abs(number - whole) <= WHOLE * Math.max(1, Math.abs(whole))) return whole
    const path = pathText(keys)
    const isAgents = keys.at(-1) === 'agents'
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: isAgents ? 'agents are whole persons' : `${path} is a whole number`,
      where: { name: text },
      how: `write round(...), ceil(...) or floor(...) around the value; with *= write it out: ${isAgents ? 'groups.a.agents = round(groups.a.agents * 1.15)' : `${path} = round(${path} * 1.15)`}`,
      value: number,
    })
  })
}

/** Relative error of a few operations in binary. */
const WHOLE = 1e-12

/** The numbers within a record, as paths that could be meant. */
function partsOf(value: Data, path: string): string | undefined {
  if (!isRecord(value)) return typeof value === 'string' ? 'change the file, and give both to --compare' : undefined
  const numbers = Object.entries(value).flatMap(([key, part]) => (typeof part === 'number' ? [`${path}.${key}`] : []))
  return numbers.length > 0 ? `set ${numbers.join(' or ')}` : undefined
}

/**
 * The scenario, if the simulator takes it.
 *
 * @throws {KrarupError} what `compile` says, with the place in the words of a path
 */
export function checkedScenario(data: DataRecord): Scenario {
  const scenario = scenarioOf(data)
  try {
    compile(scenario)
  } catch (error) {
    const pointer = error instanceof KrarupError ? error.where?.name : undefined
    if (!(error instanceof KrarupError) || !pointer?.startsWith('/')) throw error
    const path = pathText(
      pointer
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
    )
    const { code, what, how, value } = error
    throw new KrarupError(
      {
        code,
        what: what.replace(pointer, path),
        where: { name: 'the changed scenario' },
        ...(how === undefined ? {} : { how }),
        ...(value === undefined ? {} : { value }),
      },
      { cause: error },
    )
  }
  return scenario
}

/** Keys as a path that can be typed. */
export function pathText(keys: readonly string[]): string {
  return keys
    .map((key, index) => {
      if (index > 0 && /^\d+$/.test(key)) return `[${key}]`
      const bare = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key)
      return bare ? `${index > 0 ? '.' : ''}${key}` : `[${JSON.stringify(key)}]`
    })
    .join('')
}

/** An error in an expression, with the whole change as its place. @param remedy goes before that of the error */
async function inPlace<T>(text: string, work: () => Promise<T>, remedy?: string): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    const { code, what, value } = error
    const how = (code === 'MISSING' || code === 'CONFLICT' ? remedy : undefined) ?? error.how
    throw new KrarupError(
      {
        code,
        what,
        where: { name: text },
        ...(how === undefined ? {} : { how }),
        ...(value === undefined ? {} : { value }),
      },
      { cause: error },
    )
  }
}
