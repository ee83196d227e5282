import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QueueScenario } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
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
} from '../../index.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  AGENT_LEVEL_QUEUE,
  AGENT_LEVEL_QUEUE_COLUMNS,
} from '../../model/agent-level-columns.ts'
import { defined, randomTime, rarely, scenarios, traced } from '../../random-scenarios.testing.ts'

const queueCell = (model: CompiledModel, tally: Tally, i: number, q: number, column: number) =>
  tally.queue[(i * model.queues + q) * QUEUE_COLUMNS + column]
const groupCell = (model: CompiledModel, tally: Tally, i: number, g: number, column: number) =>
  tally.group[(i * model.groups + g) * GROUP_COLUMNS + column]
const centreGroupCell = (model: CompiledModel, tally: Tally, i: number, g: number, column: number) =>
  tally.agentLevelGroup[(i * model.groups + g) * AGENT_LEVEL_GROUP_COLUMNS + column]
const agentLevelCell = (model: CompiledModel, tally: Tally, i: number, q: number, column: number) =>
  tally.agentLevelQueue[(i * model.queues + q) * AGENT_LEVEL_QUEUE_COLUMNS + column]
const rows = (model: CompiledModel) => Array.from({ length: model.intervals + 1 }, (_, i) => i)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const total = (
  cell: (model: CompiledModel, tally: Tally, i: number, of: number, column: number) => number,
  model: CompiledModel,
  tally: Tally,
  of: number,
  column: number,
) => sum(rows(model).map((i) => cell(model, tally, i, of, column)))

/** A scenario with deferred work for all its groups besides. */
function withTickets(scenario: Scenario, tickets: Partial<QueueScenario>): Scenario {
  const names = Object.keys(scenario.groups)
  const queue = { channel: 'deferred' as const, volume: 100, aht: 200, groups: names, ...tickets }
  return { ...scenario, queues: { ...scenario.queues, tickets: queue } }
}

const ofCalls = (contacts: readonly number[][], tickets: number) => contacts.filter(([q]) => q !== tickets)

describe('deferred work that can be interrupted', () => {
  it('leaves every figure of the calls as it is without it, to the bit, and fills idle time', () => {
    fc.assert(
      fc.property(scenarios, randomTime(30, 900), fc.nat(), (scenario, aht, seed) => {
        const alone = compile(withTickets(scenario, { volume: 0, interruptible: true }))
        const blended = compile(withTickets(scenario, { aht, interruptible: true, backlog: 3000 }))
        const q = alone.queues - 1
        const calls = traced((sink) => simulate(alone, seed, 0, undefined, sink))
        const both = traced((sink) => simulate(blended, seed, 0, undefined, sink))
        expect(ofCalls(both.contacts, q)).toEqual(calls.contacts)
        const callFigures = (model: CompiledModel, { queue, route }: Tally) => ({
          queues: rows(model).map((i) => [
            ...queue.subarray(i * model.queues * QUEUE_COLUMNS, (i * model.queues + q) * QUEUE_COLUMNS),
          ]),
          routes: rows(model).map((i) => [
            ...route.subarray(
              i * model.routes * ROUTE_COLUMNS,
              (i * model.routes + model.routeStart[q]) * ROUTE_COLUMNS,
            ),
          ]),
        })
        expect(callFigures(blended, both.tally)).toEqual(callFigures(alone, calls.tally))
        for (const i of rows(alone))
          for (let g = 0; g < alone.groups; g++) {
            const [before, after] = [calls.tally, both.tally].map((tally) =>
              Object.values(GROUP).map((column) => groupCell(alone, tally, i, g, column)),
            )
            const deferred = centreGroupCell(blended, both.tally, i, g, AGENT_LEVEL_GROUP.deferred)
            expect(after).toEqual(before.map((value, column) => (column === GROUP.busy ? value + deferred : value)))
            // There is always enough of it: whoever is not wanted by a call works on.
            if (i < alone.intervals && agentLevelCell(blended, both.tally, i, q, AGENT_LEVEL_QUEUE.backlog) > 20)
              expect(deferred).toBe(before[GROUP.staffed] - before[GROUP.busy] - before[GROUP.afterCall])
          }
      }),
      { numRuns: 20 },
    )
  })
})

describe('deferred work', () => {
  const tickets = fc
    .record({
      volume: fc.integer({ min: 0, max: 300 }),
      aht: randomTime(30, 900),
      afterCall: rarely(randomTime(5, 60)),
      deadline: rarely(fc.constantFrom(300, 1800, { at: 600 }, { at: 60, daysLater: 1 })),
      interruptible: fc.boolean(),
      backlog: rarely(fc.constantFrom(20, { contacts: 30, age: 7200 })),
    })
    .map(defined)

  it('ends once, is finished or backlog, and its time is that of its agents', () => {
    fc.assert(
      fc.property(scenarios, tickets, fc.integer({ min: 0, max: 3 }), fc.nat(), (scenario, queue, reserve, seed) => {
        const [first, ...others] = Object.entries(scenario.groups)
        const groups = { ...Object.fromEntries(others), [first[0]]: { ...first[1], reserve } }
        const model = compile(withTickets({ ...scenario, groups }, queue))
        const q = model.queues - 1
        const { tally, contacts } = traced((sink) => simulate(model, seed, 1, undefined, sink))
        const work = contacts.filter(([of]) => of === q)
        const finished = work.filter(([, , , outcome]) => outcome === OUTCOME.answered)
        const ofQueue = (column: number) => total(queueCell, model, tally, q, column)
        const ofTickets = (column: number) => total(agentLevelCell, model, tally, q, column)
        expect(work.length).toBe(ofQueue(QUEUE.offered))
        expect(work.length - finished.length).toBe(ofQueue(QUEUE.left))
        expect(ofTickets(AGENT_LEVEL_QUEUE.finishedInTime) + ofTickets(AGENT_LEVEL_QUEUE.finishedLate)).toBe(
          finished.length,
        )
        expect(ofTickets(AGENT_LEVEL_QUEUE.carriedIn)).toBe(
          work.filter(([, , , , , , , , , customer]) => customer < 0).length,
        )

        let handled = 0
        for (let row = 0; row < tally.route.length; row += ROUTE_COLUMNS)
          if (model.routeQueue[(row / ROUTE_COLUMNS) % model.routes] === q)
            handled += tally.route[row + ROUTE.handleSeconds]
        const groupsOf = [...Array(model.groups).keys()]
        expect(sum(groupsOf.map((g) => total(centreGroupCell, model, tally, g, AGENT_LEVEL_GROUP.deferred)))).toBe(
          handled,
        )
        for (const i of rows(model).slice(0, -1)) {
          for (const g of groupsOf) {
            const [staffed, busy, afterCall] = Object.values(GROUP).map((column) =>
              groupCell(model, tally, i, g, column),
            )
            expect(staffed).toBeGreaterThanOrEqual(busy + afterCall)
          }
          const end = (i + 1) * model.interval
          const there = work.filter(
            ([, , arrived, outcome, , , ended]) => arrived < end && (outcome === OUTCOME.left || ended > end),
          )
          const stock = (column: number) => agentLevelCell(model, tally, i, q, column)
          expect(stock(AGENT_LEVEL_QUEUE.backlog)).toBe(there.length)
          const classes = Array.from({ length: 6 }, (_, age) => stock(AGENT_LEVEL_QUEUE.backlogTo1h + age))
          expect(sum(classes)).toBe(there.length)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('alone keeps its agent as busy as the work that has come allows, however it is ordered', () => {
    const interval = 600
    const model = compile({
      interval,
      intervals: 30,
      queues: {
        mail: {
          channel: 'deferred',
          volume: 90,
          aht: { type: 'constant', value: 100 },
          deadline: 900,
          groups: ['desk'],
        },
        complaint: {
          channel: 'deferred',
          volume: 40,
          aht: { type: 'constant', value: 200 },
          deadline: 300,
          backlog: 3,
          groups: ['desk'],
        },
      },
      groups: { desk: { agents: 1 } },
    })
    const { tally, contacts } = traced((sink) => simulate(model, 5, 0, undefined, sink))
    // Work that has come and is not done yet goes down by a second a second: what is done in an interval follows from the arrivals alone.
    const horizon = model.intervals * interval
    const busy = new Float64Array(model.intervals)
    const spend = (from: number, to: number) => {
      for (let time = from; time < to; ) {
        const end = Math.min(to, (Math.floor(time / interval) + 1) * interval)
        busy[Math.floor(time / interval)] += end - time
        time = end
      }
    }
    let done = 0
    for (const [q, , arrived] of contacts) {
      const from = Math.max(done, arrived)
      done = from + (q === 0 ? 100 : 200)
      spend(from, Math.min(done, horizon))
    }
    expect(done).toBeGreaterThan(horizon)
    expect([...busy]).toEqual(
      rows(model)
        .slice(0, -1)
        .map((i) => groupCell(model, tally, i, 0, GROUP.busy)),
    )
  })

  it('leaves the reserve idle', () => {
    const model = compile({
      interval: 600,
      intervals: 3,
      queues: { mail: { channel: 'deferred', volume: 0, aht: 100, backlog: 1000, groups: ['desk'] } },
      groups: { desk: { agents: 5, reserve: 2 } },
    })
    const tally = simulate(model, 1, 0)
    for (const i of [0, 1, 2]) expect(groupCell(model, tally, i, 0, GROUP.busy)).toBe(3 * 600)
  })

  it('is done by the earliest deadline: all in time if any order does it', () => {
    const job = fc.record({ time: fc.integer({ min: 1, max: 9 }), due: fc.integer({ min: 1, max: 25 }) })
    const fits = (jobs: readonly { time: number; due: number }[], from = 0): boolean =>
      jobs.length === 0 ||
      jobs.some(
        ({ time, due }, k) =>
          from + time <= due &&
          fits(
            jobs.filter((_, other) => other !== k),
            from + time,
          ),
      )
    let feasible = 0
    fc.assert(
      fc.property(fc.array(job, { minLength: 2, maxLength: 5 }), (jobs) => {
        const model = compile({
          interval: 100,
          intervals: 1,
          queues: Object.fromEntries(
            jobs.map(({ time, due }, k) => [
              `job ${k}`,
              {
                channel: 'deferred',
                volume: 0,
                aht: { type: 'constant', value: time },
                deadline: due,
                backlog: 1,
                groups: ['desk'],
              },
            ]),
          ),
          groups: { desk: { agents: 1 } },
        } satisfies Scenario)
        const { tally, contacts } = traced((sink) => simulate(model, 1, 0, undefined, sink))
        const late = sum(jobs.map((_, q) => total(agentLevelCell, model, tally, q, AGENT_LEVEL_QUEUE.finishedLate)))
        expect(late === 0).toBe(fits(jobs))
        if (late === 0) feasible++
        // The exact schedule (Jackson, 1955): in the order of the deadlines, one after the other.
        const order = jobs.map((each, q) => ({ ...each, q })).sort((a, b) => a.due - b.due || a.q - b.q)
        let end = 0
        for (const { time, q } of order) {
          end += time
          expect(contacts.find(([of]) => of === q)?.[6]).toBe(end)
        }
      }),
      { numRuns: 100 },
    )
    expect(feasible).toBeGreaterThan(10)
    expect(feasible).toBeLessThan(90)
  })

  it('goes on where it was laid aside, with the rest, also after midnight', () => {
    const model = compile({
      interval: 3600,
      intervals: 12,
      days: 2,
      queues: {
        // 11 hours of work from 08:00; the agent is here from 08:00 to 14:00 on both days.
        report: {
          channel: 'deferred',
          volume: 0,
          aht: { type: 'constant', value: 11 * 3600 },
          interruptible: true,
          backlog: 1,
          groups: ['desk'],
        },
      },
      groups: { desk: { agents: [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0] } },
    })
    const { tally, contacts } = traced((sink) => simulate(model, 1, 0, undefined, sink))
    expect(contacts.map(([, , , outcome, , , ended]) => [outcome, ended])).toEqual([[OUTCOME.answered, 17 * 3600]])
    expect(total(centreGroupCell, model, tally, 0, AGENT_LEVEL_GROUP.interruptions)).toBe(1)
    // 08:00 to 13:00 of the next day, the night included.
    expect(total(agentLevelCell, model, tally, 0, AGENT_LEVEL_QUEUE.finishSeconds)).toBe(29 * 3600)
    expect(agentLevelCell(model, tally, 11, 0, AGENT_LEVEL_QUEUE.backlogTo24h)).toBe(1)
    expect(agentLevelCell(model, tally, 12, 0, AGENT_LEVEL_QUEUE.backlogTo48h)).toBe(1)
  })

  it.each([
    ['24 hours, night included', 24 * 3600, 10, 22],
    ['2 hours, of which the night takes the last', 2 * 3600, 11, 12],
    ['08:00 of the next day, an hour before the opening', { at: -3600, daysLater: 1 }, 3, 12],
    ['11:00 of the next day', { at: 2 * 3600, daysLater: 1 }, 3, 14],
    ['the next 11:00, today', { at: 2 * 3600 }, 1, 2],
    ['the next 11:00, tomorrow', { at: 2 * 3600 }, 5, 14],
  ] as const)('is due in %s', (_, deadline, arrives, overdue) => {
    // From 09:00 to 21:00, two days; it comes in the course of one hour, and nobody is there.
    const volume = new Array(24).fill(0)
    volume[arrives] = 50
    const model = compile({
      interval: 3600,
      intervals: 12,
      days: 2,
      queues: { mail: { channel: 'deferred', volume, aht: 60, deadline, groups: ['desk'] } },
      groups: { desk: { agents: 0 } },
    })
    const tally = simulate(model, 3, 0)
    const stock = (i: number) => agentLevelCell(model, tally, i, 0, AGENT_LEVEL_QUEUE.backlogOverdue)
    expect(stock(overdue - 1)).toBe(0)
    expect(stock(overdue)).toBe(total(queueCell, model, tally, 0, QUEUE.offered))
  })
})

describe('wrong words of deferred work', () => {
  const scenario = (queue: Partial<QueueScenario>): Scenario => ({
    interval: 600,
    intervals: 1,
    queues: { mail: { volume: 10, aht: 60, groups: ['desk'], ...queue } },
    groups: { desk: { agents: 1 } },
  })

  it.each([
    [{ channel: 'post' as 'call' }, 'UNREADABLE', '/queues/mail/channel'],
    [{ channel: 'deferred', patience: 60 }, 'CONFLICT', '/queues/mail/patience'],
    [{ channel: 'deferred', lines: 6 }, 'CONFLICT', '/queues/mail/lines'],
    [{ channel: 'deferred', deadline: -1 }, 'OUT_OF_RANGE', '/queues/mail/deadline'],
    [{ channel: 'deferred', deadline: { at: 0, daysLater: 0.5 } }, 'OUT_OF_RANGE', '/queues/mail/deadline/daysLater'],
    [{ channel: 'deferred', backlog: 1.5 }, 'OUT_OF_RANGE', '/queues/mail/backlog'],
    [{ deadline: 60 }, 'CONFLICT', '/queues/mail/deadline'],
    [{ backlog: 5 }, 'CONFLICT', '/queues/mail/backlog'],
    [{ interruptible: true }, 'CONFLICT', '/queues/mail/interruptible'],
  ] as const)('%j', (queue, code, name) => {
    expect(() => compile(scenario(queue))).toThrow(expect.objectContaining({ code, where: { name } }))
  })

  it('a reserve of half an agent', () => {
    const { groups, ...rest } = scenario({ channel: 'deferred' })
    expect(() => compile({ ...rest, groups: { desk: { ...groups.desk, reserve: 0.5 } } })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE', where: { name: '/groups/desk/reserve' } }),
    )
  })
})
