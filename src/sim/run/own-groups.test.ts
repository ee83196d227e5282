import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { twoSkillsScenario } from '../../../bench/sim/experiments.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, simulate, type Tally } from '../index.ts'
import { hasOwnGroups } from '../kernel/own-groups-state.ts'
import { oneQueue, ownGroups, traced } from '../random-scenarios.testing.ts'
import { simulateByEvents, simulateByOwnGroups } from './simulate.ts'

/** All bits of a tally in a line of text. */
const digest = (tally: Tally) =>
  (Object.values(tally) as Float64Array[]).map((rows) => Buffer.from(rows.buffer).toString('base64')).join(' ')

describe('the short cut for queues with groups of their own', () => {
  const agree = (which: fc.Arbitrary<Scenario>, numRuns: number) =>
    fc.assert(
      fc.property(which, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        expect(hasOwnGroups(model)).toBe(true)
        const short = traced((sink) => simulateByOwnGroups(model, seed, 0, undefined, sink))
        const general = traced((sink) => simulateByEvents(model, seed, 0, undefined, sink))
        expect(short.contacts).toEqual(general.contacts)
        expect(short.tally).toEqual(general.tally)
      }),
      { numRuns },
    )

  it('agrees with the general event loop contact by contact and figure by figure, to the bit', () =>
    agree(ownGroups, 120))

  it('agrees where there is one queue', () => agree(oneQueue, 120))

  // Agents who come when an interval begins finish together, and together with an interval.
  it('agrees where much happens at the same moment', () =>
    agree(
      fc.tuple(ownGroups, fc.constantFrom(50, 100, 150, 300)).map(([scenario, value]) => {
        const aht = { type: 'constant' as const, value }
        const { callSelection: _, ...rest } = { ...scenario.groups['group 0'] }
        return {
          ...scenario,
          queues: Object.fromEntries(
            Object.entries(scenario.queues).map(([name, { afterCall: __, ...queue }]) => [name, { ...queue, aht }]),
          ),
          groups: Object.fromEntries(
            Object.entries({ ...scenario.groups, 'group 0': rest }).map(([name, { aht: __, ...group }]) => [
              name,
              { ...group, agents: (group.agents as number[]).map((count, i) => (i === 0 ? 0 : count)) },
            ]),
          ),
        }
      }),
      60,
    ))

  const single = (agents: number, volume: number, intervals: number): Scenario => ({
    interval: 1800,
    intervals,
    queues: { calls: { volume: volume * intervals, aht: 300, patience: 120, groups: ['agents'] } },
    groups: { agents: { agents } },
  })
  it.each([
    ['20 agents', single(20, 100, 1250)],
    ['3 060 agents', single(3060, 18_000, 7)],
    ['two skills', twoSkillsScenario(1, 100)],
    [
      'customers who are counted, and agents chosen at random',
      {
        ...twoSkillsScenario(1, 40, { agentSelection: 'random' }),
        customers: true,
      },
    ],
  ])('is taken and agrees: %s', (_, scenario) => {
    const model = compile(scenario)
    expect(hasOwnGroups(model)).toBe(true)
    expect(digest(simulate(model, 1, 0))).toBe(digest(simulateByEvents(model, 1, 0)))
  })

  const two = twoSkillsScenario(1, 2)
  const { A, B } = two.queues
  it.each<[string, Scenario]>([
    [
      'a group of its own that serves another queue',
      { ...two, queues: { A, B: { ...B, groups: ['only B', 'only A'] } } },
    ],
    ['no group of its own', { ...two, queues: { A, B: { ...B, groups: [{ group: 'both', after: 20 }] } } }],
    ['two groups from the beginning', { ...two, queues: { A: { ...A, groups: ['only A', 'both'] }, B } }],
    ['lines', { ...two, queues: { A: { ...A, lines: 100 }, B } }],
    ['places of the centre', { ...two, places: 50 }],
    ['redials', { ...two, queues: { A: { ...A, redial: { abandoned: 0.5, blocked: 0, delay: 60 } }, B } }],
    ['the longest queue', { ...two, longestQueue: true }],
    [
      'agents who have been idle longest',
      {
        ...two,
        queues: {
          A: {
            ...A,
            agentSelection: 'most-idle',
            groups: ['only A', { group: 'both', after: 20 }, { group: 'more', after: 20 }],
          },
          B,
        },
        groups: { ...two.groups, more: { agents: 1 } },
      },
    ],
    ['persons', { ...two, groups: { ...two.groups, both: { agents: 10, ring: 3 } } }],
  ])('is not taken with %s', (_, scenario) => expect(hasOwnGroups(compile(scenario))).toBe(false))
})
