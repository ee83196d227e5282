import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, simulate } from '../index.ts'
import { oneQueue, scenarios, traced, withOpenMenu, withoutPersons } from '../random-scenarios.testing.ts'
import { simulateByEvents, simulatePersons } from '../run/simulate.ts'

/** The same scenario in the words of agent-level simulation: what it asks for is what happens anyway. */
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
        const { contacts, tally } = traced((sink) => simulatePersons(agentLevel, seed, 3, undefined, sink))
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

describe('agent-level simulation and the loops that do without persons, where nobody is told apart', () => {
  const agree = (which: fc.Arbitrary<Scenario>, numRuns: number) =>
    fc.assert(
      fc.property(withoutPersons(which), fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        expect(model.agentLevel?.needsPersons).toBe(false)
        const persons = traced((sink) => simulatePersons(model, seed, 3, undefined, sink))
        const events = traced((sink) => simulateByEvents(model, seed, 3, undefined, sink))
        expect(events.contacts).toEqual(persons.contacts.map((record) => record.slice(0, 8)))
        expect(events.tally).toEqual(persons.tally)
        // The loop that is taken where nobody asks who it was.
        expect(simulate(model, seed, 3)).toEqual(persons.tally)
      }),
      { numRuns },
    )

  it('agree contact by contact and figure by figure, to the bit', () => agree(scenarios, 12))

  it('agree where the short cut for one queue is taken', () => agree(oneQueue, 6))

  it('agree where calls come through a menu that turns nobody away', () => agree(withOpenMenu(scenarios), 8))

  it('agree on many scenarios', { tags: ['slow'] }, () => agree(fc.oneof(scenarios, withOpenMenu(scenarios)), 200))

  // The event loop had them leave at the end of the day, before they had come: waits below 0.
  it('who comes out of a menu after the last interval, with nobody there, is left at once', () => {
    const model = compile({
      interval: 300,
      customers: true,
      queues: { calls: { volume: [0], aht: 60, groups: ['agents'] } },
      groups: { agents: { agents: 0 } },
      menus: { menu: { volume: 40, nodes: { first: { time: 120, choices: [{ to: 'calls' }] } } } },
    })
    expect(model.agentLevel?.needsPersons).toBe(false)
    const persons = traced((sink) => simulatePersons(model, 1, 0, undefined, sink))
    const events = traced((sink) => simulateByEvents(model, 1, 0, undefined, sink))
    const late = events.contacts.filter(([, , arrived]) => arrived > 300)
    expect(late.length).toBeGreaterThan(3)
    for (const [, , arrived, , , left] of late) expect(left).toBe(arrived)
    expect(events.contacts).toEqual(persons.contacts.map((record) => record.slice(0, 8)))
    expect(events.tally).toEqual(persons.tally)
  })

  it('a trace is that of persons: it says which agent and which customer it was', () => {
    const model = compile({
      interval: 600,
      customers: true,
      queues: { calls: { volume: [20], aht: 60, groups: ['agents'] } },
      groups: { agents: { agents: 2 } },
    })
    expect(model.agentLevel?.needsPersons).toBe(false)
    const { contacts, tally } = traced((sink) => simulate(model, 1, 0, undefined, sink))
    expect(contacts.length).toBeGreaterThan(5)
    for (const [, , , , , , , , agent, customer] of contacts) {
      expect([0, 1]).toContain(agent)
      expect(customer).toBeGreaterThanOrEqual(0)
    }
    expect(simulate(model, 1, 0)).toEqual(tally)
  })
})
