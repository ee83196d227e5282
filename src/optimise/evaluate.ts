import { KrarupError } from '../domain/index.ts'
import {
  type CompiledModel,
  compile,
  type ReplicationJob,
  type Runner,
  type Scenario,
  valuePlaces,
} from '../sim/index.ts'
import type { Conditions, DaySums } from './conditions.ts'
import { agentsTable, type Space, type Staffing } from './space.ts'

/** What a staffing gave on some days. Sums of day d are rows d of each array. */
export interface Outcome {
  /** Numbers of the days, in their order. */
  days: readonly number[]
  /** [(day * parts + part) * blocks + block] */
  surplus: Float64Array
  /** [day * parts + part] */
  base: Float64Array
  /** [(day * queues + queue) * blocks + block] */
  offered: Float64Array
  answered: Float64Array
  work: Float64Array
}

export interface Evaluator {
  /** Simulates staffings on days, all with the same luck. The order of work does not matter for the answer. */
  evaluate(staffings: readonly Staffing[], days: readonly number[]): Promise<Outcome[]>
}

interface EvaluatorOptions {
  model: CompiledModel
  scenario: Scenario
  space: Space
  conditions: Conditions
  runner: Runner
  seed: number
  signal: AbortSignal | undefined
  /** Days simulated so far, by all evaluators of a run together. */
  count: { days: number }
  /** Is told after every staffing. */
  told: () => void | Promise<void>
}

/** Days of a task: few enough that two workers end at the same time. */
const TASK_DAYS = 20

/**
 * Simulates staffings of one scenario. Plain scenarios are compiled once and their table of agents is replaced; where agents are simulated one by one a model lists them, so it is compiled again.
 *
 * @throws {KrarupError} ABORTED
 */
export function evaluatorOf(options: EvaluatorOptions): Evaluator {
  const { model, scenario, space, conditions, runner, seed, signal, told } = options
  const { size } = valuePlaces(model)
  const { blocks } = space
  const parts = conditions.parts.length
  const { queues } = conditions
  const jobOf = (staffing: Staffing): ReplicationJob => {
    const agents = agentsTable(model, space, staffing)
    const changed = withAgents(scenario, space, model, agents)
    return { model: model.agentLevel ? compile(changed) : { ...model, agents }, seed, scenario: changed }
  }
  return {
    evaluate: async (staffings, days) => {
      const outcomes = staffings.map(() => newOutcome(days, parts, queues, blocks))
      const tasks = tasksOf(days)
      let next = 0
      const work = async () => {
        for (let index = next++; index < staffings.length * tasks.length; index = next++) {
          if (signal?.aborted) throw aborted()
          const s = Math.floor(index / tasks.length)
          jobs[s] ??= jobOf(staffings[s])
          const { at, first, count } = tasks[index % tasks.length]
          const values = await runner.run(jobs[s] as ReplicationJob, first, count)
          for (let k = 0; k < count; k++)
            conditions.read(values, k * size, dayOf(outcomes[s], at + k, parts, queues, blocks))
          options.count.days += count
          if (index % tasks.length === tasks.length - 1) {
            jobs[s] = undefined
            await told()
          }
        }
      }
      const jobs: (ReplicationJob | undefined)[] = []
      await Promise.all(Array.from({ length: Math.max(1, runner.parallel) }, work))
      return outcomes
    },
  }
}

/** The error of whoever stops it. */
export function aborted(): KrarupError {
  return new KrarupError({ code: 'ABORTED', what: 'stopped' })
}

function newOutcome(days: readonly number[], parts: number, queues: number, blocks: number): Outcome {
  return {
    days,
    surplus: new Float64Array(days.length * parts * blocks),
    base: new Float64Array(days.length * parts),
    offered: new Float64Array(days.length * queues * blocks),
    answered: new Float64Array(days.length * queues * blocks),
    work: new Float64Array(days.length * queues * blocks),
  }
}

function dayOf(outcome: Outcome, d: number, parts: number, queues: number, blocks: number): DaySums {
  const { surplus, base, offered, answered, work } = outcome
  const row = (of: Float64Array, size: number) => of.subarray(d * size, (d + 1) * size)
  return {
    surplus: row(surplus, parts * blocks),
    base: row(base, parts),
    offered: row(offered, queues * blocks),
    answered: row(answered, queues * blocks),
    work: row(work, queues * blocks),
  }
}

/** Days that follow each other are simulated together. */
function tasksOf(days: readonly number[]): { at: number; first: number; count: number }[] {
  const tasks: { at: number; first: number; count: number }[] = []
  for (let at = 0; at < days.length; at++) {
    const last = tasks.at(-1)
    if (last && last.count < TASK_DAYS && days[at] === last.first + last.count) last.count++
    else tasks.push({ at, first: days[at], count: 1 })
  }
  return tasks
}

/** The scenario with other agents on duty; shifts and fixed groups stay. */
export function withAgents(
  scenario: Scenario,
  { fixed, groupNames }: Space,
  { groups, intervals, intervalsPerDay }: CompiledModel,
  agents: Int32Array,
): Scenario {
  const changed = groupNames.map((name, g) => {
    const group = scenario.groups[name]
    if (fixed[g]) return [name, group]
    return [name, { ...group, agents: Array.from({ length: intervals }, (_, i) => agents[i * groups + g]) }]
  })
  return { ...scenario, intervals: intervalsPerDay, groups: Object.fromEntries(changed) }
}
