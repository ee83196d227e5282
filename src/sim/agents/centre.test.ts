import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, simulate } from '../index.ts'
import { scenarios, traced } from '../random-scenarios.testing.ts'

/** The same scenario for agent-level simulation: what it asks for is what happens anyway. */
function agentByAgent(scenario: Scenario): Scenario {
  const [[name, group], ...others] = Object.entries(scenario.groups)
  return { ...scenario, groups: { [name]: { ...group, overtime: 'contact' }, ...Object.fromEntries(others) } }
}

describe('agent-level simulation and the general event loop, on the same draws', () => {
  const agree = (numRuns: number) =>
    fc.assert(
      fc.property(scenarios, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        const agentLevel = compile(agentByAgent(scenario))
        expect(model.agentLevel).toBeUndefined()
        expect(agentLevel.agentLevel).toBeDefined()
        const events = traced((sink) => simulate(model, seed, 3, undefined, sink))
        const { contacts, tally } = traced((sink) => simulate(agentLevel, seed, 3, undefined, sink))
        expect(contacts.map((record) => record.slice(0, 8))).toEqual(events.contacts)
        expect({ ...tally, agentLevelGroup: new Float64Array(), agentLevelQueue: new Float64Array() }).toEqual(
          events.tally,
        )
      }),
      { numRuns },
    )

  it('agree contact by contact and figure by figure, to the bit', () => agree(8))

  it('agree on many scenarios', { tags: ['slow'] }, () => agree(150))
})
