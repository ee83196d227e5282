import { describe, expect, it } from 'vitest'
import { type History, type OpenSpan, parsePlainDateTime, type QueueHistory, STATE } from '../domain/index.ts'
import { agentsToFinish } from '../erlang/day/index.ts'
import { replicate } from '../sim/index.ts'
import { makePlan } from './make-plan.ts'
import type { Plan, QueueSettings } from './plan.ts'
import { scenarioOf } from './scenario-of.ts'

const HOUR = 3600
/** A Monday. */
const START = parsePlainDateTime('2026-01-05')

/** Eight weeks of work that comes at all hours, less by night and at weekends, every week alike. */
function tickets(perDay: number, queue = 'tickets'): QueueHistory {
  const length = 8 * 7 * 24
  const offered = Float64Array.from({ length }, (_, i) => {
    const [day, hour] = [Math.floor(i / 24) % 7, i % 24]
    return (perDay / 24) * (day < 5 ? 1.2 : 0.5) * (hour >= 8 && hour < 20 ? 1.6 : 0.4)
  })
  return {
    queue,
    start: START,
    interval: HOUR,
    state: new Uint8Array(length).fill(STATE.observed),
    measures: { offered },
  }
}

const historyOf = (...queues: QueueHistory[]): History => ({ interval: HOUR, queues })

/** From 8 to so late, on so many days of the week. */
function hours(days: number, to = 18): OpenSpan[][] {
  return Array.from({ length: 7 }, (_, day) => (day < days ? [{ from: 8 * HOUR, to: to * HOUR }] : []))
}

const settings = (more: Partial<QueueSettings>): Partial<QueueSettings> => ({ aht: 600, leastAgents: 0, ...more })

/** The plan's week, played six times on end; the first is not counted. */
async function played(plan: Plan, deadline: number, timeCounts: 'always' | 'open-hours' = 'always') {
  const [group] = plan.groups
  const weeks = 6
  const often = (values: Float64Array) => Array.from({ length: weeks }, () => Array.from(values, (v) => v || 0)).flat()
  const { estimates } = await replicate(
    {
      interval: HOUR,
      intervals: weeks * 168,
      warmUp: 168 * HOUR,
      queues: {
        tickets: {
          channel: 'deferred',
          volume: often(group.volume),
          aht: 600,
          deadline,
          timeCounts,
          groups: ['office'],
        },
      },
      groups: { office: { agents: often(group.agents) } },
    },
    { replications: 12, confidence: 0.999 },
  )
  return { inTime: estimates.queues[0].whole.withinDeadlineShare!, occupancy: estimates.groups[0].whole.occupancy }
}

describe('work with a deadline in a plan', () => {
  // It was planned as calls on the line that hang up: 90 % of tickets answered within ten seconds, at night too.
  it.each([
    ['within 48 hours, done on six days a week', 240, 48 * HOUR, 6],
    ['within 6 hours, done every day till late', 150, 6 * HOUR, 7],
  ] as const)('is in time as often as the simulator has it: %s', async (_, perDay, within, days) => {
    const share = 0.8
    const plan = await makePlan(historyOf(tickets(perDay)), {
      days: 7,
      paths: 0,
      settings: settings({ deadline: { within, share }, hours: hours(days, days === 7 ? 24 : 18) }),
    })
    const [group] = plan.groups
    expect(group).toMatchObject({ model: 'deferred', deadline: { within, share, counts: 'hours' } })
    expect(group.total.serviceLevel).toBeGreaterThanOrEqual(share)
    const { inTime, occupancy } = await played(plan, within)
    expect(Math.abs(inTime.value - group.total.serviceLevel)).toBeLessThanOrEqual(inTime.halfWidth + 2e-3)
    expect(Math.abs(occupancy.value - group.total.occupancy)).toBeLessThanOrEqual(occupancy.halfWidth + 2e-3)
    // Nobody works at night or on closed days, and what comes then is counted.
    expect(group.agents[3]).toBe(0)
    expect(group.volume[3]).toBeGreaterThan(0)
    expect(group.total.volume).toBeCloseTo(
      plan.queues[0].volume.reduce((sum, each) => sum + each, 0),
      6,
    )
    expect(group.asa[12]).toBeNaN()
  })

  it('comes and is done round the clock as in M/M/n, where all hours are alike', async () => {
    const even = tickets(480)
    even.measures.offered.fill(54)
    const plan = await makePlan(historyOf(even), {
      days: 1,
      paths: 0,
      settings: settings({ deadline: { within: 1800, share: 0.8 } }),
    })
    const { agents, onTime } = agentsToFinish({ load: 9, aht: 600, within: 1800, share: 0.8 })
    expect(new Set(plan.groups[0].agents)).toEqual(new Set([agents]))
    expect(plan.groups[0].total.serviceLevel).toBeCloseTo(onTime, 3)
  })

  it('costs less than the same queues apart, and is refused beside calls, other deadlines and priorities', async () => {
    const two = historyOf(tickets(100, 'mails'), tickets(60, 'letters'))
    const deadline = { within: 24 * HOUR, counts: 'open hours' as const }
    const pooled = (mails: Partial<QueueSettings>, letters: Partial<QueueSettings>) =>
      makePlan(two, {
        days: 1,
        paths: 0,
        settings: settings({ hours: hours(5) }),
        queues: { mails: { group: 'office', ...mails }, letters: { group: 'office', ...letters } },
      })
    const [office] = (await pooled({ deadline }, { deadline })).groups
    expect(office.total.agentHours).toBeLessThanOrEqual(office.separateAgentHours!)
    await expect(pooled({ deadline }, {})).rejects.toThrow(/not for both together/)
    await expect(pooled({ deadline }, { deadline: 'none' })).rejects.toThrow(/not for both together/)
    await expect(pooled({ deadline }, { deadline: { within: 3600 } })).rejects.toThrow(/different deadlines/)
    await expect(pooled({ deadline, priority: 1 }, { deadline })).rejects.toThrow(/no priorities/)
    await expect(pooled({ deadline: { within: 0 } }, {})).rejects.toThrow(/within/)
  })

  it('says which share can be reached, and is a deferred queue of the planned day', async () => {
    const nine = (within: number) =>
      makePlan(historyOf(tickets(100)), {
        days: 1,
        paths: 0,
        settings: settings({ hours: hours(5), deadline: { within, counts: within > HOUR ? 'open hours' : 'hours' } }),
      })
    await expect(nine(HOUR)).rejects.toThrow(
      expect.objectContaining({ code: 'UNREACHABLE', where: { name: 'queues.tickets.deadline' } }),
    )
    const { scenario } = scenarioOf(await nine(8 * HOUR))
    expect(scenario.queues.tickets).toMatchObject({ channel: 'deferred', deadline: 8 * HOUR, timeCounts: 'open-hours' })
    expect(scenario.queues.tickets.target).toEqual({ serviceLevel: { share: 0.95, within: 8 * HOUR } })
  })
})
