import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupScenario } from '../../../scenario/group.ts'
import type { QueueScenario } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { compile, GROUP_COLUMNS, QUEUE, QUEUE_COLUMNS, ROUTE, ROUTE_COLUMNS, simulate } from '../../index.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  AGENT_LEVEL_QUEUE,
  AGENT_LEVEL_QUEUE_COLUMNS,
} from '../../model/agent-level-columns.ts'
import { CASE, CASE_COLUMNS, CLOCK, CLOCK_COLUMNS } from '../../model/case-columns.ts'
import { defined, rarely } from '../../random-scenarios.testing.ts'

const group: fc.Arbitrary<GroupScenario> = fc
  .record({
    agents: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }),
    shifts: rarely(fc.constant([{ agents: 2, from: 200, to: 2900, pauses: [{ at: 1000, length: 300 }] }])),
    away: rarely(fc.constant({ share: 0.1, for: 120 })),
    ring: rarely(fc.constant(4)),
    overtime: rarely(fc.constantFrom('contact' as const, 'queue' as const)),
    chats: rarely(fc.integer({ min: 2, max: 3 })),
    callsBesideChats: rarely(fc.constant(1)),
    reserve: rarely(fc.integer({ min: 0, max: 2 })),
  })
  .map(({ callsBesideChats, ...words }) =>
    defined({ ...words, callsBesideChats: words.chats ? callsBesideChats : undefined }),
  ) as fc.Arbitrary<GroupScenario>

const centres: fc.Arbitrary<Scenario> = fc
  .record({
    groups: fc.tuple(group, group),
    volume: fc.integer({ min: 0, max: 200 }),
    interruptible: fc.boolean(),
    mode: fc.constantFrom('preview' as const, 'progressive' as const, 'predictive' as const),
    closing: fc.constantFrom('finish' as const, 'stop' as const),
    trouble: rarely(
      fc.array(
        fc.record({
          from: fc.integer({ min: 100, max: 2000 }),
          to: fc.integer({ min: 2001, max: 8000 }),
          effect: fc.constantFrom('lost' as const, 'queued' as const),
          scope: fc.constantFrom(
            {},
            { queues: ['calls', 'sale'] },
            { queues: ['chats', 'tickets'] },
            { groups: ['a'] },
          ),
        }),
        { minLength: 1, maxLength: 2 },
      ),
    ),
  })
  .map(({ groups: [a, b], volume, interruptible, mode, closing, trouble }): Scenario => {
    const both = ['a', { group: 'b', after: 20 }]
    const calls: QueueScenario = {
      volume,
      aht: 150,
      afterCall: 20,
      patience: 90,
      groups: both,
      transfers: [
        { share: 0.1, to: 'tickets' },
        { share: 0.1, to: 'chats' },
      ],
      repeat: { share: 0.2, delay: 600, to: 'tickets' },
      redial: { abandoned: 0.5, delay: 200 },
      followUps: [{ to: 'checks', share: 0.2, delay: 100 }],
      offer: { share: 0.3, time: 40, success: 0.1, revenue: 5 },
    }
    return {
      interval: 900,
      intervals: 4,
      days: 2,
      closing,
      queues: {
        calls,
        chats: {
          channel: 'chat',
          volume,
          aht: 200,
          afterCall: 30,
          patience: 120,
          groups: both,
          transfers: [{ share: 0.1, to: 'calls' }],
        },
        tickets: {
          channel: 'deferred',
          volume,
          aht: 240,
          deadline: 1800,
          interruptible,
          backlog: 10,
          groups: both,
          repeat: { share: 0.1, delay: 900 },
        },
        replies: { channel: 'deferred', aht: 120, interruptible, groups: ['a', 'b'] },
        checks: { channel: 'deferred', aht: 60, interruptible, groups: ['b'] },
        sale: {
          channel: 'outbound',
          aht: 100,
          groups: ['a', 'b'],
          campaign: {
            list: 500,
            mode,
            answered: 0.4,
            ring: 8,
            noAnswer: 20,
            rightParty: 0.7,
            wrongParty: 15,
            attempts: 2,
            retry: 600,
          },
        },
      },
      groups: { a, b },
      cases: {
        ticket: {
          steps: [
            { queue: 'tickets', beginWithin: 600, within: 1800 },
            { queue: 'replies', within: 3600, share: 0.7, after: 60 },
          ],
          escalation: { to: 'checks' },
        },
      },
      ...(trouble ? { trouble: trouble.map(({ scope, ...words }) => ({ ...words, ...scope })) } : {}),
    }
  })

describe('calls, chats, deferred work and campaigns together', () => {
  it('end once each, and agents are never in two places', () => {
    fc.assert(
      fc.property(centres, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        let told = 0
        const tally = simulate(model, seed, 0, undefined, () => told++)
        const { queues, groups, routes, intervals } = model
        const sum = (cells: Float64Array, from: number, step: number) => {
          let total = 0
          for (let k = from; k < cells.length; k += step) total += cells[k]
          return total
        }
        const ofQueue = (q: number, column: number) =>
          sum(tally.queue, q * QUEUE_COLUMNS + column, queues * QUEUE_COLUMNS)
        const ofCentre = (q: number, column: number) =>
          sum(tally.agentLevelQueue, q * AGENT_LEVEL_QUEUE_COLUMNS + column, queues * AGENT_LEVEL_QUEUE_COLUMNS)
        const finished = (q: number) =>
          ofCentre(q, AGENT_LEVEL_QUEUE.finishedInTime) + ofCentre(q, AGENT_LEVEL_QUEUE.finishedLate)
        let offered = 0
        for (let q = 0; q < queues; q++) {
          let answered = 0
          for (let r = model.routeStart[q]; r < model.routeStart[q + 1]; r++)
            answered += sum(tally.route, r * ROUTE_COLUMNS + ROUTE.answered, routes * ROUTE_COLUMNS)
          offered += ofQueue(q, QUEUE.offered)
          expect(answered + ofQueue(q, QUEUE.abandoned) + ofQueue(q, QUEUE.blocked) + ofQueue(q, QUEUE.left)).toBe(
            ofQueue(q, QUEUE.offered),
          )
        }
        expect(told).toBe(offered)
        const ofCases = (column: number) => sum(tally.cases, column, CASE_COLUMNS)
        const ofClock = (clock: number, column: number) =>
          sum(tally.clocks, clock * CLOCK_COLUMNS + column, 3 * CLOCK_COLUMNS)
        expect(ofCases(CASE.opened)).toBe(ofQueue(2, QUEUE.offered))
        expect(ofCases(CASE.closed)).toBeLessThanOrEqual(ofCases(CASE.opened))
        expect(ofCases(CASE.escalatedLate) + ofCases(CASE.escalatedByRepeat)).toBe(ofCases(CASE.escalated))
        // Each clock stops once, its step's work over; in time is what was due.
        expect(ofClock(1, CLOCK.stopped)).toBe(finished(2))
        expect(ofClock(2, CLOCK.stopped)).toBe(finished(3))
        for (const clock of [0, 1, 2]) {
          expect(ofClock(clock, CLOCK.inTime)).toBeLessThanOrEqual(
            Math.min(ofClock(clock, CLOCK.due), ofClock(clock, CLOCK.stopped)),
          )
        }
        const sale = queues - 1
        const left =
          tally.agentLevelQueue[(intervals * queues + sale) * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.listLeft]
        expect(
          ofCentre(sale, AGENT_LEVEL_QUEUE.listFinished) + ofCentre(sale, AGENT_LEVEL_QUEUE.listExhausted) + left,
        ).toBe(500)
        for (let row = 0; row < intervals * groups; row++) {
          const [staffed, busy, afterCall] = tally.group.subarray(row * GROUP_COLUMNS, (row + 1) * GROUP_COLUMNS)
          const away = tally.agentLevelGroup[row * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.away]
          const deferred = tally.agentLevelGroup[row * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.deferred]
          expect(staffed).toBeGreaterThanOrEqual(busy + afterCall + away)
          expect(busy).toBeGreaterThanOrEqual(deferred)
        }
      }),
      { numRuns: 60 },
    )
  })
})
