import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulateByTheBook } from '../../bench/sim/textbook.ts'
import {
  type CompiledModel,
  compile,
  GROUP,
  GROUP_COLUMNS,
  OUTCOME,
  QUEUE,
  QUEUE_COLUMNS,
  type RandomTime,
  ROUTE,
  ROUTE_COLUMNS,
  type Scenario,
  simulate,
  type Tally,
  type TraceSink,
} from './index.ts'
import { isOneQueue } from './one-queue.ts'
import { simulateByEvents } from './simulate.ts'

/** Continuous times, so that two things happen at the same moment practically never: what comes first then is not defined. */
const randomTime = (low: number, high: number): fc.Arbitrary<RandomTime> => {
  const mean = fc.double({ min: low, max: high, noNaN: true })
  return fc.oneof(
    mean,
    mean.map((m) => ({ type: 'lognormal' as const, mean: m, sd: m })),
    mean.map((m) => ({ type: 'gamma' as const, mean: m, sd: m / 2 })),
    mean.map((m) => ({ type: 'uniform' as const, from: m / 2, to: (3 * m) / 2 })),
  )
}

const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** Drops undefined properties, which the types of a scenario do not allow. */
const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    queues: fc.integer({ min: 1, max: 4 }),
    groups: fc.integer({ min: 1, max: 4 }),
    intervals: fc.integer({ min: 1, max: 5 }),
    days: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ queues, groups, intervals, days }) => {
    const groupName = fc.integer({ min: 0, max: groups - 1 }).map((g) => `group ${g}`)
    const queueNames = Array.from({ length: queues }, (_, q) => `queue ${q}`)
    const queue = fc
      .record({
        volume: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: intervals, maxLength: intervals }),
        arrivals: fc.constantFrom('poisson' as const, 'fixed' as const),
        busyness: rarely(fc.constantFrom(0.1, 0.5)),
        aht: randomTime(30, 600),
        afterCall: rarely(randomTime(5, 60)),
        patience: rarely(randomTime(5, 200)),
        balking: rarely(fc.constantFrom(0.1, 0.3)),
        priority: rarely(fc.integer({ min: 0, max: 2 })),
        weight: rarely(fc.constantFrom(0.5, 2)),
        agentSelection: rarely(fc.constantFrom('order' as const, 'most-idle' as const)),
        lines: rarely(fc.integer({ min: 1, max: 20 })),
        places: rarely(fc.integer({ min: 0, max: 10 })),
        redial: rarely(
          fc.record({
            abandoned: fc.constantFrom(0, 0.5, 1),
            blocked: fc.constantFrom(0, 0.5, 1),
            delay: randomTime(10, 500),
            attempts: fc.integer({ min: 1, max: 4 }),
          }),
        ),
        groups: fc.uniqueArray(
          fc.record({ group: groupName, after: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 90, noNaN: true })) }),
          { minLength: 1, maxLength: groups, selector: ({ group }) => group },
        ),
      })
      .map(defined)
    const group = fc
      .record({
        agents: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: intervals * days, maxLength: intervals * days }),
        callSelection: rarely(fc.constantFrom('priority' as const, 'longest-wait' as const)),
        aht: rarely(fc.dictionary(fc.constantFrom(...queueNames), randomTime(30, 600))),
        priorities: rarely(fc.dictionary(fc.constantFrom(...queueNames), fc.integer({ min: 0, max: 3 }))),
      })
      .map(defined)
    return fc
      .record({
        interval: fc.constantFrom(300, 900),
        intervals: fc.constant(intervals),
        days: fc.constant(days),
        closing: rarely(fc.constantFrom('finish' as const, 'stop' as const)),
        busyness: rarely(fc.constantFrom(0.1, 0.3)),
        lines: rarely(fc.integer({ min: 1, max: 40 })),
        longestQueue: fc.boolean(),
        queues: fc
          .tuple(...queueNames.map((name) => queue.map((value) => [name, value] as const)))
          .map(Object.fromEntries),
        groups: fc
          .tuple(...Array.from({ length: groups }, (_, g) => group.map((value) => [`group ${g}`, value] as const)))
          .map(Object.fromEntries),
      })
      .map(defined) as fc.Arbitrary<Scenario>
  })

/** What the short cut serves: scenarios of one queue, busier than the others, with staff that comes and goes. */
const oneQueue: fc.Arbitrary<Scenario> = scenarios.map(({ queues, groups, lines: _, longestQueue: __, ...rest }) => {
  const { lines: ___, places: ____, redial: _____, ...queue } = queues['queue 0']
  const { agents } = groups['group 0']
  return { ...rest, queues: { 'queue 0': { ...queue, groups: ['group 0'] } }, groups: { 'group 0': { agents } } }
})

function traced(run: (sink: TraceSink) => Tally): { tally: Tally; contacts: number[][] } {
  const contacts: number[][] = []
  const tally = run((...record) => contacts.push(record))
  contacts.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1])
  return { tally, contacts }
}

describe('the kernel and the plain event list of a textbook, on the same draws', () => {
  it('agree contact by contact and figure by figure, to the bit', () => {
    fc.assert(
      fc.property(scenarios, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        const ours = traced((sink) => simulate(model, seed, 3, undefined, sink))
        const plain = traced((sink) => simulateByTheBook(model, seed, 3, undefined, sink))
        expect(ours.contacts).toEqual(plain.contacts)
        expect(ours.tally).toEqual(plain.tally)
      }),
      { numRuns: 80 },
    )
  })
})

describe('the short cut for one queue and one group', () => {
  it('is taken, and agrees with the general event loop contact by contact and figure by figure, to the bit', () => {
    fc.assert(
      fc.property(oneQueue, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        expect(isOneQueue(model)).toBe(true)
        const short = traced((sink) => simulate(model, seed, 0, undefined, sink))
        const general = traced((sink) => simulateByEvents(model, seed, 0, undefined, sink))
        expect(short.contacts).toEqual(general.contacts)
        expect(short.tally).toEqual(general.tally)
      }),
      { numRuns: 150 },
    )
  })

  it('agrees with it on 125 000 contacts for 20 and for 3 060 agents', () => {
    for (const [agents, volume, intervals] of [
      [20, 100, 1250],
      [3060, 18_000, 7],
    ]) {
      const model = compile({
        interval: 1800,
        intervals,
        queues: { calls: { volume: volume * intervals, aht: 300, patience: 120, groups: ['agents'] } },
        groups: { agents: { agents } },
      })
      expect(digest(simulate(model, 1, 0))).toBe(digest(simulateByEvents(model, 1, 0)))
    }
  })
})

/** All bits of a tally in a line of text. */
const digest = (tally: Tally) =>
  (Object.values(tally) as Float64Array[]).map((rows) => Buffer.from(rows.buffer).toString('base64')).join(' ')

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
