import { checkNumber, checkShare, DEFAULT_TARGET } from '../../domain/index.ts'
import {
  DEFAULTS,
  pointer,
  type QueueScenario,
  type Redial,
  type RedialAfter,
  type Scenario,
} from '../../scenario/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { byInterval, gammaShape } from './arrival-table.ts'
import { type Entities, placeOf } from './entities.ts'
import type { Horizon } from './horizon.ts'
import type { RandomTimes } from './random-times.ts'

/** Agents of one group. */
const MOST_AGENTS = 10_000_000

/** What contacts of a queue do, and what is wanted for them. */
export type QueueColumns = Pick<
  CompiledModel,
  | 'queueDayPartBusynessShape'
  | 'queueBusynessShape'
  | 'afterCall'
  | 'patience'
  | 'redialDelay'
  | 'balking'
  | 'mostIdle'
  | 'weight'
  | 'lines'
  | 'places'
  | 'promptAbandonment'
  | 'redialAbandoned'
  | 'redialBlocked'
  | 'attempts'
  | 'openHoursCount'
  | 'targets'
  | 'threshold'
  | 'earlyAbandonment'
>

/** @throws {KrarupError} OUT_OF_RANGE */
export function compileQueueColumns(entities: Entities, scenario: Scenario, { addTime }: RandomTimes): QueueColumns {
  const { queues } = entities
  const place = (q: number, key: string) => placeOf(entities, q, key)
  const targets = queues.map(({ target }) => target ?? DEFAULT_TARGET)
  const levels = targets.map(({ serviceLevel }) => serviceLevel)
  return {
    queueDayPartBusynessShape: Float64Array.from(queues, ({ partBusyness }, q) =>
      gammaShape(partBusyness, place(q, 'partBusyness')),
    ),
    queueBusynessShape: Float64Array.from(queues, ({ busyness }, q) => gammaShape(busyness, place(q, 'busyness'))),
    afterCall: Int32Array.from(queues, ({ afterCall }, q) => addTime(afterCall, place(q, 'afterCall'))),
    patience: Int32Array.from(queues, ({ patience }, q) => addTime(patience, place(q, 'patience'))),
    redialDelay: Int32Array.from(queues, ({ redial }, q) => addTime(redial?.delay, place(q, 'redial/delay'))),
    balking: Float64Array.from(queues, ({ balking }, q) =>
      checkShare(place(q, 'balking'), balking ?? DEFAULTS.queue.balking),
    ),
    mostIdle: Uint8Array.from(queues, ({ agentSelection }) => (agentSelection === 'most-idle' ? 1 : 0)),
    weight: Float64Array.from(queues, ({ weight }, q) =>
      checkNumber(place(q, 'weight'), weight ?? DEFAULTS.queue.weight, { above: 0 }),
    ),
    lines: Float64Array.from(queues, ({ lines }, q) => limit(lines, place(q, 'lines'))),
    places: Float64Array.from(queues, ({ places }, q) => limit(places, place(q, 'places'))),
    promptAbandonment: Uint8Array.from(queues, (queue) => (isPrompt(queue, scenario) ? 1 : 0)),
    redialAbandoned: Float64Array.from(queues, ({ redial }, q) =>
      firstShare(redial?.abandoned, place(q, 'redial/abandoned')),
    ),
    redialBlocked: Float64Array.from(queues, ({ redial }, q) =>
      firstShare(redial?.blocked, place(q, 'redial/blocked')),
    ),
    attempts: Int32Array.from(queues, ({ redial }, q) => attemptsOf(redial?.attempts, place(q, 'redial/attempts'))),
    openHoursCount: Uint8Array.from(queues, ({ timeCounts }) => (timeCounts === 'open-hours' ? 1 : 0)),
    targets,
    threshold: Float64Array.from(levels, (level) => (level ?? DEFAULT_TARGET.serviceLevel!).within),
    earlyAbandonment: Float64Array.from(levels, (level) =>
      typeof level?.definition === 'object' ? level.definition.excludingAbandonsWithin : 0,
    ),
  }
}

/** Whether who hangs up must be taken note of at that moment: lines, places or redials depend on it. */
function isPrompt({ patience, balking, lines, places, redial }: QueueScenario, scenario: Scenario): boolean {
  const hangsUp = patience !== undefined || Boolean(balking)
  const limited = [scenario.lines, scenario.places, lines, places].some((each) => each !== undefined)
  return hangsUp && (Boolean(scenario.longestQueue) || limited || Boolean(redial?.abandoned))
}

/** More attempts than a run has room for. */
const UNLIMITED = 2 ** 31 - 1

function attemptsOf(attempts: Redial['attempts'] = DEFAULTS.redial.attempts, name: string): number {
  return attempts === 'unlimited' ? UNLIMITED : checkNumber(name, attempts, { least: 1, whole: true })
}

/** Of first attempts: of later ones agent-level simulation knows. */
function firstShare(given: number | RedialAfter | undefined, name: string): number {
  return typeof given === 'object'
    ? checkShare(`${name}/share`, given.share)
    : checkShare(name, given ?? DEFAULTS.redial.abandoned)
}

/** A number of lines or places; Infinity for no limit. @throws {KrarupError} OUT_OF_RANGE */
export function limit(value: number | undefined, name: string): number {
  return value === undefined ? Number.POSITIVE_INFINITY : checkNumber(name, value, { least: 0, whole: true })
}

/** Agents on duty, [interval * groups + group]. @throws {KrarupError} OUT_OF_RANGE, CONFLICT */
export function agentTable({ groups, groupNames }: Entities, { intervals, intervalsPerDay }: Horizon): Int32Array {
  const table = new Int32Array(intervals * groups.length)
  groups.forEach(({ agents: given, shifts }, g) => {
    const name = `/groups/${pointer(groupNames[g])}/agents`
    const agents = given ?? (shifts ? 0 : Number.NaN)
    const domain = { least: 0, most: MOST_AGENTS, whole: true }
    const values =
      typeof agents === 'object'
        ? byInterval(agents, name, intervals, intervalsPerDay, domain)
        : [checkNumber(name, agents, domain)]
    for (let i = 0; i < intervals; i++) table[i * groups.length + g] = values[i % values.length]
  })
  return table
}
