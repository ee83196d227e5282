import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AGENT_SELECTIONS, CALL_SELECTIONS } from '../../../scenario/choices.ts'
import type { GroupScenario } from '../../../scenario/group.ts'
import type { AgentSelection } from '../../../scenario/queue.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { type CompiledModel, compile, GROUP, GROUP_COLUMNS, OUTCOME, simulate, type Tally } from '../../index.ts'
import { meanOf } from '../../mean-of.testing.ts'
import { AGENT_LEVEL_GROUP, AGENT_LEVEL_GROUP_COLUMNS } from '../../model/agent-level-columns.ts'
import { traced } from '../../random-scenarios.testing.ts'

/** Four hours of one queue and one group. */
function centre(group: GroupScenario, volume = 200, aht: Scenario['queues'][string]['aht'] = 240): Scenario {
  return {
    interval: 1800,
    intervals: 8,
    queues: { calls: { volume, aht, patience: 120, groups: ['agents'] } },
    groups: { agents: group },
  }
}

const groupSum = ({ group }: Tally, column: number) => sumOf(group, GROUP_COLUMNS, column)
const centreSum = ({ agentLevelGroup }: Tally, column: number) =>
  sumOf(agentLevelGroup, AGENT_LEVEL_GROUP_COLUMNS, column)

function sumOf(rows: Float64Array, columns: number, column: number): number {
  let sum = 0
  for (let k = column; k < rows.length; k += columns) sum += rows[k]
  return sum
}

const days = (model: CompiledModel, count: number, figure: (tally: Tally) => number) =>
  Array.from({ length: count }, (_, replication) => figure(simulate(model, 7, replication)))

const groups: fc.Arbitrary<GroupScenario> = fc.record({
  agents: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 8, maxLength: 8 }),
  shifts: fc.array(
    fc
      .record({
        agents: fc.integer({ min: 1, max: 3 }),
        from: fc.integer({ min: 0, max: 12_000 }),
        length: fc.integer({ min: 600, max: 14_000 }),
        pauses: fc.array(fc.record({ at: fc.double({ min: 0.01, max: 0.9, noNaN: true }), length: fc.constant(60) }), {
          maxLength: 3,
        }),
      })
      .map(({ agents, from, length, pauses }) => ({
        agents,
        from,
        to: from + length,
        pauses: pauses.map(({ at, length: seconds }) => ({ at: from + at * (length - 60), length: seconds })),
      })),
    { maxLength: 3 },
  ),
  absence: fc.constantFrom(0, 0.2),
  lateness: fc.constantFrom({ share: 0, by: 1 }, { share: 0.5, by: 600 }),
  away: fc.constantFrom({ share: 0, for: 1 }, { share: 0.1, for: 200 }),
  ring: fc.constantFrom({ time: 4 }, { time: 20, counts: false }),
  overtime: fc.constantFrom('contact' as const, 'queue' as const),
  pace: fc.constantFrom(1, 1.25),
})

describe('agents one by one', () => {
  it('are never in two places, and their time is busy, after-call, away or idle', () => {
    fc.assert(
      fc.property(
        groups,
        groups,
        fc.nat(),
        fc.constantFrom('finish' as const, 'stop' as const),
        (a, b, seed, closing) => {
          const { tally, contacts } = traced((sink) =>
            simulate(
              compile({
                ...centre(a),
                closing,
                queues: {
                  calls: { volume: 150, aht: 240, afterCall: 30, patience: 120, groups: ['agents', 'others'] },
                  more: { volume: 90, aht: 300, patience: 60, priority: 1, groups: [{ group: 'others', after: 10 }] },
                },
                groups: { agents: a, others: b },
              }),
              seed,
              0,
              undefined,
              sink,
            ),
          )
          const free = new Map<number, number>()
          const answered = contacts.filter(([, , , outcome]) => outcome === OUTCOME.answered)
          for (const [, , , , , answeredAt, , freeAt, agent] of answered.sort((x, y) => x[5] - y[5])) {
            expect(answeredAt).toBeGreaterThanOrEqual(free.get(agent) ?? 0)
            free.set(agent, freeAt)
          }
          for (let row = 0; row < tally.group.length / GROUP_COLUMNS; row++) {
            const at = row * GROUP_COLUMNS
            const away = tally.agentLevelGroup[row * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.away]
            const idle =
              tally.group[at + GROUP.staffed] - tally.group[at + GROUP.busy] - tally.group[at + GROUP.afterCall] - away
            expect(idle).toBeGreaterThanOrEqual(0)
          }
          const handled = answered.reduce((sum, [, , , , , from, , to]) => sum + to - from, 0)
          const ringing = centreSum(tally, AGENT_LEVEL_GROUP.ringing)
          expect(groupSum(tally, GROUP.busy) + groupSum(tally, GROUP.afterCall) - ringing).toBe(handled)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('with shifts over the whole day are as many agents by interval, to the bit', () => {
    const counted = traced((sink) => simulate(compile(centre({ agents: 15 })), 3, 0, undefined, sink))
    const shift = traced((sink) =>
      simulate(compile(centre({ shifts: [{ agents: 15, from: 0, to: 14_400 }] })), 3, 0, undefined, sink),
    )
    expect(shift.contacts.map((record) => record.slice(0, 8))).toEqual(counted.contacts)
    expect(shift.tally.group).toEqual(counted.tally.group)
    expect(shift.tally.queue).toEqual(counted.tally.queue)
  })

  it('take every pause, as long as planned, when they are done with their contact', () => {
    const pauses = [
      { at: 3600, length: 900 },
      { at: 9000, length: 600 },
    ]
    const tally = simulate(compile(centre({ shifts: [{ agents: 15, from: 0, to: 14_400, pauses }] }, 600)), 3, 0)
    expect(centreSum(tally, AGENT_LEVEL_GROUP.pauses)).toBe(30)
    expect(centreSum(tally, AGENT_LEVEL_GROUP.away)).toBe(15 * 1500)
    expect(centreSum(tally, AGENT_LEVEL_GROUP.pausesMoved)).toBeGreaterThan(5)
    expect(centreSum(tally, AGENT_LEVEL_GROUP.pauseDelay)).toBeGreaterThan(0)
    expect(groupSum(tally, GROUP.staffed) - groupSum(tally, GROUP.overtime)).toBe(15 * 14_400)
  })

  it('are absent as often as is said', () => {
    for (const group of [{ agents: 20 }, { shifts: [{ agents: 20, from: 0, to: 14_400 }] }]) {
      const model = compile(centre({ ...group, absence: 0.1 }, 10))
      const staffed = meanOf(
        days(model, 200, (tally) => groupSum(tally, GROUP.staffed)),
        0.9 * 20 * 14_400,
      )
      expect(staffed).toMatchObject({ isTrue: true, isSharp: true })
    }
  })

  it('come late as often and by as much as is said', () => {
    const by = { type: 'uniform' as const, from: 600, to: 1800 }
    const model = compile(centre({ shifts: [{ agents: 20, from: 0, to: 14_400 }], lateness: { share: 0.3, by } }, 0))
    const missed = meanOf(
      days(model, 1200, (tally) => 20 * 14_400 - groupSum(tally, GROUP.staffed)),
      20 * 0.3 * 1200,
    )
    expect(missed).toMatchObject({ isTrue: true, isSharp: true })
  })

  it('are away unplanned for the share of the time that is said', () => {
    // An alternating renewal process that begins on duty: the share tends to 10 %, from below.
    const scenario = { ...centre({ agents: 40, away: { share: 0.1, for: 60 } }, 0), intervals: 48, warmUp: 1800 }
    const model = compile(scenario)
    const share = meanOf(
      days(model, 40, (tally) => centreSum(tally, AGENT_LEVEL_GROUP.away) / groupSum(tally, GROUP.staffed)),
      0.1,
    )
    // The first cycle makes it less by about 600 * 0.9 * 0.1 of 86 400 seconds: 0.06 %.
    expect(Math.abs(share.mean - 0.1)).toBeLessThan(4 * share.standardError + 0.001)
    expect(share.isSharp).toBe(true)
  })

  it('let the telephone ring: one agent is a queue with one server whose handle time is longer (Pollaczek and Khinchine)', {
    tags: ['slow'],
  }, () => {
    const ring = 30
    const rate = 1 / 300
    const model = compile({
      interval: 1800,
      intervals: 960,
      warmUp: 18_000,
      queues: { calls: { volume: 960 * 6, aht: 150, groups: ['agents'] } },
      groups: { agents: { agents: 1, ring: { time: { type: 'constant', value: ring } } } },
    })
    const secondMoment = 2 * 150 ** 2 + 2 * 150 * ring + ring ** 2
    const truth = (rate * secondMoment) / (2 * (1 - rate * (150 + ring))) + ring
    const waits = Array.from({ length: 120 }, (_, replication) => {
      const { contacts } = traced((sink) => simulate(model, 11, replication, undefined, sink))
      const counted = contacts.filter(([, , arrived]) => arrived > 18_000)
      return counted.reduce((sum, [, , arrived, , , answered]) => sum + answered - arrived, 0) / counted.length
    })
    expect(meanOf(waits, truth)).toMatchObject({ isTrue: true, isSharp: true })
  })

  it('do not change what callers feel by the rule that picks one of equals', () => {
    const waits = AGENT_SELECTIONS.map((agentSelection) => {
      const scenario = centre({ agents: 15, overtime: 'contact' })
      const model = compile({ ...scenario, queues: { calls: { ...scenario.queues.calls, agentSelection } } })
      return traced((sink) => simulate(model, 5, 0, undefined, sink)).contacts.map((record) => record.slice(0, 8))
    })
    for (const other of waits.slice(1)) expect(other).toEqual(waits[0])
  })

  it('share the work as the rule says', () => {
    const worked = (agentSelection: AgentSelection, group: GroupScenario) => {
      const scenario = centre({ agents: 12, ...group }, 400, 180)
      const model = compile({ ...scenario, queues: { calls: { ...scenario.queues.calls, agentSelection } } })
      const { contacts } = traced((sink) => simulate(model, 9, 0, undefined, sink))
      const seconds = new Float64Array(12)
      for (const [, , , outcome, , from, , to, agent] of contacts)
        if (outcome === OUTCOME.answered) seconds[agent] += to - from
      return seconds
    }
    const spread = (seconds: Float64Array) => Math.max(...seconds) - Math.min(...seconds)
    const even = spread(worked('least-occupied', { overtime: 'contact' }))
    expect(even).toBeLessThan(0.5 * spread(worked('random', { overtime: 'contact' })))
    // Agents 0 to 5 are slow: the others are asked first.
    const skilled = worked('best-skill', { newcomers: { agents: 6, pace: 2 } })
    expect(Math.min(...skilled.slice(6))).toBeGreaterThan(Math.max(...skilled.slice(0, 6)))
  })

  it('new ones take longer by the factor of their weeks', () => {
    const scenario = (group: GroupScenario) => ({
      ...centre(group, 60, { type: 'constant', value: 100 }),
      closing: 'finish' as const,
    })
    const handle = (group: GroupScenario) => {
      const { contacts } = traced((sink) => simulate(compile(scenario(group)), 1, 0, undefined, sink))
      return contacts.find(([, , , outcome]) => outcome === OUTCOME.answered)!
    }
    const time = ([, , , , , from, to]: number[]) => to - from
    expect(time(handle({ agents: 1, newcomers: { agents: 1, pace: 1.8 } }))).toBeCloseTo(180, 5)
    expect(time(handle({ agents: 1, newcomers: { agents: 1, pace: 1.8, weeks: 4, halving: 4 } }))).toBeCloseTo(140, 5)
    expect(time(handle({ agents: 1, pace: 1.5, newcomers: { agents: 1, pace: 2 } }))).toBeCloseTo(300, 5)
  })

  it('new ones are quicker each day of a long run, and new again in the next replication', () => {
    const days = 15
    const model = compile({
      ...centre({ agents: 40, newcomers: { agents: 40, pace: 1.8, weeks: 1, halving: 2 } }, 40, {
        type: 'constant',
        value: 100,
      }),
      days,
    })
    const { intervalsPerDay, interval } = model
    const daySeconds = intervalsPerDay * interval
    for (const replication of [0, 1]) {
      const { contacts } = traced((sink) => simulate(model, 1, replication, undefined, sink))
      const seen = new Set<number>()
      for (const [, , , outcome, , from, to] of contacts) {
        if (outcome !== OUTCOME.answered || from >= days * daySeconds) continue
        const day = Math.floor(from / daySeconds)
        seen.add(day)
        expect(to - from).toBeCloseTo(100 * (1 + 0.8 * 2 ** (-(1 + day / 7) / 2)), 5)
      }
      expect(seen.size).toBe(days)
    }
    // On the first day of many they are what they are in a run of one.
    const one = compile(centre({ agents: 4, newcomers: { agents: 4, pace: 1.8, weeks: 1, halving: 2 } }, 40))
    expect(one.agentLevel?.learning).toBeUndefined()
    expect(one.agentLevel?.pace[0]).toBe(model.agentLevel?.pace[0])
  })

  it('free agents take the contact that their rule says, of all that wait', () => {
    for (const callSelection of CALL_SELECTIONS) {
      const targets = [10, 60, 200]
      const model = compile({
        ...centre({ agents: 8, callSelection, overtime: 'contact' }),
        queues: Object.fromEntries(
          targets.map((within, q) => [
            `queue ${q}`,
            {
              volume: 160,
              aht: 240,
              patience: 300,
              priority: q % 2,
              weight: q + 1,
              groups: ['agents'],
              target: { serviceLevel: { within, share: 0.8 } },
            },
          ]),
        ),
      })
      const { contacts } = traced((sink) => simulate(model, 2, 0, undefined, sink))
      const score = (queue: number, wait: number) =>
        callSelection === 'furthest-beyond-target'
          ? wait - targets[queue]
          : (callSelection === 'priority' ? 1e6 * (queue % 2) : 0) + wait * (queue + 1)
      const taken = contacts.filter(([, , arrived, outcome, , left]) => outcome === OUTCOME.answered && left > arrived)
      expect(taken.length).toBeGreaterThan(100)
      for (const [queue, , arrived, , , at] of taken) {
        const waiting = contacts.filter((other) => other[2] < at && other[5] > at)
        for (const [otherQueue, , otherArrived] of waiting)
          expect(score(queue, at - arrived)).toBeGreaterThanOrEqual(score(otherQueue, at - otherArrived))
      }
    }
  })
})

// The morning was lost in silence: at 3 o'clock nobody was there on the first day, or on the only one.
describe('a shift past midnight', () => {
  const HOUR = 3600
  const night = (days: number): Scenario => ({
    interval: HOUR,
    intervals: 24,
    days,
    queues: { calls: { volume: 240, aht: 60, patience: 30, groups: ['agents'] } },
    groups: {
      agents: {
        shifts: [
          { agents: 2, from: 22 * HOUR, to: 30 * HOUR, pauses: [{ at: 2 * HOUR, length: HOUR }] },
          { agents: 1, from: 12 * HOUR, to: 20 * HOUR },
        ],
      },
    },
  })

  it.each([1, 3])('covers the morning of each of %d days', (count) => {
    const model = compile(night(count))
    const { group } = simulate(model, 1, 0)
    const hours = Array.from({ length: 24 * count }, (_, i) => group[i * GROUP_COLUMNS + GROUP.staffed] / HOUR)
    for (let day = 0; day < count; day++)
      for (const hour of [0, 1, 4, 5, 22, 23]) expect(hours[day * 24 + hour]).toBeCloseTo(2, 1)
    const away = centreSum(simulate(model, 1, 0), AGENT_LEVEL_GROUP.away)
    expect(away / HOUR).toBeCloseTo(2 * count, 1)
  })

  it('is nobody else of a day that is shorter: what is beyond the closing is not the morning', () => {
    const scenario = { ...night(1), intervals: 23, queues: { calls: { ...night(1).queues.calls, volume: 230 } } }
    expect(simulate(compile(scenario), 1, 0).group[GROUP.staffed]).toBe(0)
  })
})
