import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import {
  type CompiledModel,
  compile,
  GROUP,
  GROUP_COLUMNS,
  OUTCOME,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  simulate,
  type Tally,
} from '../index.ts'
import { scenarios, traced } from '../random-scenarios.testing.ts'

describe('a run from within the trace of another run of the same model', () => {
  // Both worked in the same memory: of 329 contacts of the outer run 50 were left, and nothing was said.
  const lunch: Scenario = {
    interval: 1800,
    intervals: 2,
    queues: { calls: { volume: 300, aht: 300, patience: 60, groups: ['front'] } },
    groups: { front: { agents: 20 } },
  }
  const { calls } = lunch.queues
  it.each([
    ['the short cut', lunch],
    ['the event loop', { ...lunch, queues: { calls, letters: calls } }],
    ['agent-level simulation', { ...lunch, groups: { front: { agents: 20, ring: 3 } } }],
  ])('changes neither: %s', (_, scenario) => {
    const model = compile(scenario)
    const alone = [0, 1].map((replication) => traced((sink) => simulate(model, 1, replication, undefined, sink)))
    const inner: Tally[] = []
    const outer = traced((sink) =>
      simulate(model, 1, 0, undefined, (...record) => {
        if (inner.length < 3) inner.push(simulate(model, 1, 1))
        sink(...record)
      }),
    )
    expect(outer).toEqual(alone[0])
    expect(inner).toEqual([alone[1].tally, alone[1].tally, alone[1].tally])
  })

  it('keeps its memory when the trace throws', () => {
    const model = compile(lunch)
    const before = simulate(model, 1, 0)
    const broken = () => {
      throw new Error('enough')
    }
    expect(() => simulate(model, 1, 0, undefined, broken)).toThrow('enough')
    expect(simulate(model, 1, 0)).toEqual(before)
  })
})

const sum = (rows: Float64Array, columns: number, column: number) => {
  let total = 0
  for (let i = column; i < rows.length; i += columns) total += rows[i]
  return total
}

describe('conservation', () => {
  it('every contact ends exactly once, and time is neither made nor lost', () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        const { tally, contacts } = traced((sink) => simulate(model, seed, 0, undefined, sink))
        const queue = (column: number) => sum(tally.queue, QUEUE_COLUMNS, column)
        const route = (column: number) => sum(tally.route, ROUTE_COLUMNS, column)
        const group = (column: number) => sum(tally.group, GROUP_COLUMNS, column)
        const of = (outcome: number) => contacts.filter((record) => record[3] === outcome)
        expect(contacts.length).toBe(queue(QUEUE.offered))
        expect(of(OUTCOME.blocked).length).toBe(queue(QUEUE.blocked))
        expect(of(OUTCOME.abandoned).length).toBe(queue(QUEUE.abandoned))
        expect(of(OUTCOME.left).length).toBe(queue(QUEUE.left))
        expect(of(OUTCOME.answered).length).toBe(route(ROUTE.answered))
        expect(queue(QUEUE.offered)).toBe(
          queue(QUEUE.blocked) + queue(QUEUE.abandoned) + queue(QUEUE.left) + route(ROUTE.answered),
        )
        // Sums of multiples of 2^-20 s: exact, so equal to the bit.
        expect(group(GROUP.busy) + group(GROUP.afterCall)).toBe(route(ROUTE.handleSeconds))
        const waited = contacts.reduce((total, record) => total + (record[5] - record[2]), 0)
        expect(queue(QUEUE.queueSeconds)).toBe(waited)
        for (let row = 0; row < tally.group.length; row += GROUP_COLUMNS) {
          const idle =
            tally.group[row + GROUP.staffed] - tally.group[row + GROUP.busy] - tally.group[row + GROUP.afterCall]
          expect(idle).toBeGreaterThanOrEqual(0)
        }
        expectNeverMoreBusyThanPresent(model, contacts)
      }),
      { numRuns: 60 },
    )
  })
})

/** At the start of every service the group has an agent on duty for it; who is over is finishing what was begun before staff was cut. */
function expectNeverMoreBusyThanPresent(model: CompiledModel, contacts: number[][]): void {
  for (let g = 0; g < model.groups; g++) {
    const served = contacts.filter((record) => record[4] === g)
    for (const [, , , , , start] of served) {
      const interval = Math.min(model.intervals - 1, Math.floor(start / model.interval))
      const busy = served.filter((other) => other[5] <= start && other[7] > start).length
      expect(busy).toBeLessThanOrEqual(model.agents[interval * model.groups + g])
    }
  }
}
