import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { type CompiledModel, compile, OUTCOME, simulate, type Tally, type TraceSink } from '../index.ts'
import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../model/agent-level-columns.ts'
import { scenarios } from '../random-scenarios.testing.ts'

/** The same scenario in agent-level simulation, with telephones that ring. */
function agentByAgent(scenario: Scenario): Scenario {
  const [[name, group], ...others] = Object.entries(scenario.groups)
  return { ...scenario, groups: { [name]: { ...group, ring: 4 }, ...Object.fromEntries(others) } }
}

type Attempt = Parameters<TraceSink>

function run(model: CompiledModel, seed: number): { tally: Tally; records: Attempt[] } {
  const records: Attempt[] = []
  const tally = simulate(model, seed, 0, undefined, (...record) => records.push(record))
  return { tally, records }
}

describe('customers, however often they call', () => {
  it('and the time for which lines are held, are those of the contacts in the trace', () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), (scenario, seed) => {
        const model = compile(agentByAgent(scenario))
        const { tally, records } = run(model, seed)
        const expected = new Float64Array(tally.agentLevelQueue.length)
        const rowOf = (time: number, queue: number) =>
          (Math.min(model.intervals, Math.floor(time / model.interval)) * model.queues + queue) *
          AGENT_LEVEL_QUEUE_COLUMNS
        const first = new Map<string, number>()
        for (const [queue, attempt, arrived, , , , , , , customer] of records)
          if (attempt === 1) first.set(`${queue} ${customer}`, arrived)
        for (const [queue, attempt, arrived, outcome, , left, ended, , , customer] of records) {
          const row = rowOf(first.get(`${queue} ${customer}`) as number, queue)
          const answered = outcome === OUTCOME.answered
          if (attempt === 1) expected[row + AGENT_LEVEL_QUEUE.customers]++
          if (answered) expected[row + AGENT_LEVEL_QUEUE.customersServed]++
          if (answered && attempt === 1) expected[row + AGENT_LEVEL_QUEUE.customersServedAtFirst]++
          if (answered && attempt === 1 && left - arrived <= model.threshold[queue])
            expected[row + AGENT_LEVEL_QUEUE.customersServedInTime]++
          if (outcome !== OUTCOME.blocked)
            expected[rowOf(arrived, queue) + AGENT_LEVEL_QUEUE.lineSeconds] += ended - arrived
        }
        for (const column of Object.values(AGENT_LEVEL_QUEUE))
          for (let at = column; at < expected.length; at += AGENT_LEVEL_QUEUE_COLUMNS)
            expect([column, at, tally.agentLevelQueue[at]]).toEqual([column, at, expected[at]])
      }),
      { numRuns: 60 },
    )
  })
})
