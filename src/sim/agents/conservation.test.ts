import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OUTCOMES_FOLLOWED } from '../../scenario/choices.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { centreSum, expectConservation, queueSum, routeSum, told } from '../conservation.testing.ts'
import { compile, OUTCOME, type QUEUE, type ROUTE, simulate } from '../index.ts'
import { AGENT_LEVEL_QUEUE, AGENT_LEVEL_QUEUE_COLUMNS } from '../model/agent-level-columns.ts'
import { MENU, MENU_COLUMNS } from '../model/menu-columns.ts'
import {
  defined,
  randomTime,
  rarely,
  scenarios,
  withCampaign,
  withDiverted,
  withMenu,
  withStaff,
} from '../random-scenarios.testing.ts'

const someShare = fc.constantFrom(0.1, 0.3, 0.5)
const anyShare = fc.constantFrom(0, 0.5, 1)
const above = fc.constantFrom(0, 20, 60)

/** Random scenarios in which customers do all that they can do. */
const lively: fc.Arbitrary<Scenario> = scenarios.chain((scenario) => {
  const names = Object.keys(scenario.queues)
  const { interval } = scenario
  const intervals = (Object.values(scenario.queues)[0].volume as number[]).length
  const factors = fc.array(fc.constantFrom(0.5, 1, 1.5), { minLength: intervals, maxLength: intervals })
  const words = names.map((name, index) => {
    const others = names.filter((other) => other !== name)
    const other = others.length > 0 ? fc.constantFrom(...others) : fc.constant(undefined)
    const withOther = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
      others.length > 0 ? rarely(fc.record(shape).map(defined)) : fc.constant(undefined)
    const after = fc.oneof(
      anyShare,
      fc
        .record({
          share: anyShare,
          later: rarely(someShare),
          delay: rarely(randomTime(10, 300)),
          laterDelay: rarely(randomTime(10, 300)),
          to: others.length > 0 ? rarely(other.map((to) => ({ [to as string]: 0.4 }))) : fc.constant(undefined),
        })
        .map(defined),
    )
    // The first queue is always open: messages go there.
    const hours =
      index === 0
        ? fc.constant({})
        : fc
            .record({
              open: fc.constantFrom([{ from: 100, to: interval * intervals - 50 }], [{ from: 0, to: 200 }]),
              atClosing: rarely(fc.constantFrom('finish' as const, 'send-away' as const, 'hang-up' as const)),
              voicemail: rarely(fc.record({ share: someShare, to: fc.constant(names[0]) })),
            })
            .map(defined)
    return fc
      .record({
        hours: fc.oneof(fc.constant({}), hours),
        redial: rarely(
          fc
            .record({
              abandoned: after,
              blocked: after,
              delay: randomTime(10, 500),
              attempts: fc.constantFrom(2, 4),
              keeps: rarely(fc.constantFrom('patience' as const, ['aht', 'patience'] as const)),
            })
            .map(defined),
        ),
        transfers: rarely(
          fc.array(
            fc.record({
              share: fc.constantFrom(0.1, 0.4),
              to: fc.constantFrom(...names),
              priority: fc.constantFrom(0, 2),
            }),
            { minLength: 1, maxLength: 2 },
          ),
        ),
        repeat: rarely(fc.record({ share: someShare, delay: randomTime(10, 500), to: fc.constantFrom(...names) })),
        followUps: rarely(
          fc.array(
            fc.record({
              to: fc.constantFrom(...names),
              share: someShare,
              after: fc.constantFrom(...OUTCOMES_FOLLOWED),
              delay: fc.constant(300),
            }),
            { minLength: 1, maxLength: 2 },
          ),
        ),
        from: rarely(
          fc.record({
            queue: fc.constantFrom(...names),
            share: someShare,
            outcome: fc.constantFrom(...OUTCOMES_FOLLOWED),
            delay: fc.constant(200),
          }),
        ),
        timeCounts: rarely(fc.constant('open-hours' as const)),
        announcements: rarely(
          fc.constantFrom(
            [{ at: 15, leave: 0.3, patience: 2 }],
            [
              { at: 5, patience: 0.5 },
              { at: 40, leave: 0.5 },
            ],
          ),
        ),
        announcedWait: rarely(
          fc.constant([
            { above: 10, leave: 0.1 },
            { above: 60, leave: 0.5 },
          ]),
        ),
        informed: rarely(
          fc.constantFrom({}, { of: 'position' as const, perPlace: 30 }, { stays: false, patience: 1.5 }),
        ),
        callback: rarely(
          fc
            .record({
              above,
              accept: anyShare,
              mode: rarely(fc.constant('later' as const)),
              dial: rarely(randomTime(5, 30)),
              reached: fc.constantFrom(0, 0.5, 1),
              retry: rarely(randomTime(30, 300)),
              attempts: rarely(fc.constantFrom(1, 2)),
            })
            .map(defined),
        ),
        deflection: rarely(fc.record({ above, share: someShare }).map((value) => value)),
        deflectionTo: withOther({ above, share: someShare, to: other }),
        patienceFactors: rarely(factors),
        ahtFactors: rarely(factors),
        ahtFactorsBy: rarely(fc.constant('arrival' as const)),
        ahtPerWait: rarely(fc.constant(0.2)),
        priorityPerSecond: rarely(fc.constant(0.01)),
        placesPerAgent: rarely(fc.constant(1.5)),
      })
      .map(({ hours, deflectionTo, deflection, ...rest }) =>
        defined({ ...rest, ...hours, deflection: deflectionTo ?? deflection }),
      )
  })
  const group = fc
    .record({
      afterCall: rarely(fc.dictionary(fc.constantFrom(...names), randomTime(5, 60))),
      pace: rarely(fc.constant(1.2)),
      paceCovers: rarely(fc.constant('all' as const)),
      paceFactors: rarely(factors),
    })
    .map(defined)
  const days = { volume: { 'queue 0': 0.3 }, aht: { 'queue 0': -0.2 }, agents: { 'group 0': -0.3 } }
  const groupWords = fc.array(group, { minLength: 4, maxLength: 4 })
  return fc.tuple(fc.tuple(...words), groupWords, fc.boolean()).map(([list, ofGroups, differ]) => ({
    ...scenario,
    ...(differ ? { dayFactors: [days] } : {}),
    groups: Object.fromEntries(
      Object.entries(scenario.groups).map(([name, value], g) => [name, { ...value, ...ofGroups[g] }]),
    ),
    queues: Object.fromEntries(names.map((name, q) => [name, tamed({ ...scenario.queues[name], ...list[q] })])),
  })) as fc.Arbitrary<Scenario>
})

/** Every queue puts some through to a second agent of its own. */
function withSecondConversations({ queues, ...rest }: Scenario, counts: boolean): Scenario {
  const named = Object.entries(queues).map(([name, queue]) => {
    const others = (queue.transfers ?? []).filter(({ to }) => to !== name).slice(0, 1)
    return [name, { ...queue, transfers: [...others, { share: 0.3, to: name, priority: 1, counts }] }]
  })
  return { ...rest, queues: Object.fromEntries(named) }
}

/** Where nobody hangs up, handle times that grow with the wait run away, beyond all times that are exact; and nobody compares a wait with an endless patience. */
function tamed<Q extends { patience?: unknown; ahtPerWait?: unknown; informed?: unknown }>(queue: Q) {
  const { ahtPerWait: _, ...others } = queue
  const { informed: __, ...rest } = others
  return queue.patience === undefined ? rest : queue.informed === undefined ? queue : others
}

const behindMenu = withMenu(lively)

describe('customers of random scenarios', () => {
  const isTheSameAhead = (which: fc.Arbitrary<Scenario>, numRuns: number) =>
    fc.assert(
      fc.property(which, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        fc.pre(model.agentLevel !== undefined)
        expect(simulate(model, seed, 0)).toEqual(told(model, seed).tally)
      }),
      { numRuns, endOnFailure: true },
    )

  it('come out the same to the bit where all that is known of a contact and its agent is done when they find each other', () =>
    isTheSameAhead(fc.oneof(withStaff(scenarios), withStaff(lively)), 12))

  it('do so in many', { tags: ['slow'] }, () =>
    isTheSameAhead(fc.oneof(withStaff(scenarios), withStaff(lively), withCampaign(withStaff(lively))), 150),
  )

  it('end every contact exactly once, and all figures add up', { tags: ['slow'] }, () => {
    fc.assert(
      fc.property(fc.oneof(lively, withDiverted(lively)), fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        fc.pre(model.agentLevel !== undefined)
        const run = told(model, seed)
        expectConservation(model, run)
        // The same again, without a trace: there what is known ahead is done ahead.
        expect(simulate(model, seed, 0)).toEqual(run.tally)
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })

  it('do so beside a campaign that dials in any way, and nobody on its list is lost', { tags: ['slow'] }, () => {
    fc.assert(
      fc.property(withCampaign(lively), fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        const run = told(model, seed)
        const sale = model.queueNames.indexOf('sale')
        const sum = (column: keyof typeof AGENT_LEVEL_QUEUE) => centreSum(model, run.tally, column, sale)
        const last = (model.intervals * model.queues + sale) * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE.listLeft
        const left = run.tally.agentLevelQueue[last]
        expect(sum('listFinished') + sum('listExhausted') + left).toBe(scenario.queues.sale.campaign?.list)
        expect(queueSum(model, run.tally, 'offered', sale)).toBe(sum('reached'))
        expect(queueSum(model, run.tally, 'abandoned', sale)).toBe(sum('abandonedByUs'))
        // Everybody else ends once, whatever the agents do besides.
        for (let q = 0; q < sale; q++) {
          const own = run.contacts.filter(({ queue, outcome }) => queue === q && outcome !== OUTCOME.closed)
          expect(queueSum(model, run.tally, 'offered', q)).toBe(own.length)
        }
        // The same again, without a trace: there what is known ahead is done ahead.
        expect(simulate(model, seed, 0)).toEqual(run.tally)
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })

  it('are served to the bit as they are where second conversations count', { tags: ['slow'] }, () => {
    fc.assert(
      fc.property(lively, fc.nat(), (scenario, seed) => {
        const run = (counts: boolean) => {
          const model = compile(withSecondConversations(scenario, counts))
          return { model, ...told(model, seed) }
        }
        const [all, first] = [run(true), run(false)]
        expect(first.contacts).toEqual(all.contacts)
        expect(first.tally.group).toEqual(all.tally.group)
        expect(first.tally.agentLevelGroup).toEqual(all.tally.agentLevelGroup)
        for (let q = 0; q < all.model.queues; q++) {
          const queue = (column: keyof typeof QUEUE) =>
            [all, first].map(({ model, tally }) => queueSum(model, tally, column, q))
          const centre = (column: keyof typeof AGENT_LEVEL_QUEUE) =>
            [all, first].map(({ model, tally }) => centreSum(model, tally, column, q))
          const route = (column: keyof typeof ROUTE) =>
            [all, first].map(({ model, tally }) => routeSum(model, tally, column, q))
          for (const [a, b] of [queue('queueSeconds'), queue('redials'), centre('lineSeconds'), route('handleSeconds')])
            expect(b).toBe(a)
          // Each of them ends in one way, and is in no count of it.
          const ends = [queue('abandoned'), queue('blocked'), queue('left'), route('answered')]
          ends.push(centre('deflected'), centre('sentAway'), centre('callbacksMissed'), centre('closed'))
          const fewer = ends.map(([a, b]) => a - b)
          expect(Math.min(...fewer)).toBeGreaterThanOrEqual(0)
          const uncounted = centre('uncounted')[1]
          expect(fewer.reduce((sum, each) => sum + each, 0)).toBe(uncounted)
          const closed = centre('closed')
          expect(queue('offered')[0] - queue('offered')[1]).toBe(uncounted - (closed[0] - closed[1]))
          expect(queue('offered')[1]).toBe(ends.reduce((sum, [, b]) => sum + b, 0) - closed[1])
        }
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  it('do so behind a voice menu too, whose calls end once each', () => {
    fc.assert(
      fc.property(behindMenu, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        const run = told(model, seed)
        expectConservation(model, run)
        const sum = (column: number) => {
          let total = 0
          for (let k = column; k < run.tally.menu.length; k += MENU_COLUMNS) total += run.tally.menu[k]
          return total
        }
        const { offered, blocked, toQueue, selfService, hungUp, silent, left } = MENU
        const ends = [blocked, toQueue, selfService, hungUp, silent, left].map(sum)
        expect(ends.reduce((total, each) => total + each, 0)).toBe(sum(offered))
        // Nobody but a run that is stopped leaves a call in the menu.
        if (model.finish) expect(sum(left)).toBe(0)
        // The same again, without a trace: there what is known ahead is done ahead.
        expect(simulate(model, seed, 0)).toEqual(run.tally)
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})
