import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KrarupError } from '../../domain/index.ts'
import type { CostsScenario } from '../../scenario/costs.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, OUTCOME, replicate, simulate } from '../index.ts'
import { scenarios } from '../random-scenarios.testing.ts'

const CLIENTS = ['bank', 'shop']
const price = fc.double({ min: 0, max: 90, noNaN: true })

/** Random scenarios with targets, clients and prices; sometimes in agent-level simulation. */
const charged = fc
  .record({
    scenario: scenarios,
    agentByAgent: fc.boolean(),
    tiers: fc.boolean(),
    costs: fc.record({
      agentHour: fc.oneof(price, fc.record({ 'group 0': price })),
      overtime: fc.constantFrom(1, 1.5, 2),
      lineMinute: price,
      lostCall: fc.oneof(price, fc.record({ 'queue 0': price })),
      penalties: fc.record({ 'queue 0': fc.record({ day: price, interval: price }) }),
      revenue: fc.record({ answered: price }),
      clients: fc.record({ bank: fc.record({ answered: price, handleMinute: price }) }),
    }),
  })
  .map(
    ({ scenario, agentByAgent, tiers, costs }): Scenario & { costs: Required<Omit<CostsScenario, 'droppedCall'>> } => ({
      ...scenario,
      costs: { currency: 'CNY', ...costs },
      ...(tiers ? { tiers: { gold: { priority: 3 }, plain: {} } } : {}),
      queues: Object.fromEntries(
        Object.entries(scenario.queues).map(([name, queue], q) => [
          name,
          {
            ...queue,
            client: CLIENTS[q % 2],
            target: { serviceLevel: { within: 20, share: 0.8 } },
            ...(tiers && q === 0 ? { tiers: { gold: 0.3, plain: 0.7 } } : {}),
          },
        ]),
      ),
      groups: Object.fromEntries(
        Object.entries(scenario.groups).map(([name, group]) => [
          name,
          { ...group, ...(agentByAgent ? { overtime: 'contact' as const } : {}) },
        ]),
      ),
    }),
  )

interface Contact {
  queue: number
  group: number
  arrived: number
  outcome: number
  left: number
  ended: number
  free: number
}

describe('money', () => {
  it('is what the contacts of the trace and the agents on duty cost and bring, to the cent', {
    tags: ['slow'],
  }, async () => {
    await fc.assert(
      fc.asyncProperty(charged, fc.nat(), async (scenario, seed) => {
        const model = compile(scenario)
        const contacts: Contact[] = []
        simulate(model, seed, 0, undefined, (queue, _, arrived, outcome, group, left, ended, free) =>
          contacts.push({ queue: model.parentOf[queue], group, arrived, outcome, left, ended, free }),
        )
        const { money, groups } = (await replicate(scenario, { seed, replications: 1, crude: true })).estimates
        const { costs } = scenario
        const horizon = model.intervals * model.interval
        const cents = (found: number, expected: number, what: string) =>
          expect(Math.abs(found - expected), `${what}: ${found}, not ${expected}`).toBeLessThan(0.005)
        const sum = (of: readonly Contact[], amount: (contact: Contact) => number) =>
          of.reduce((total, contact) => total + amount(contact), 0)
        const of = (p: number | undefined | Record<string, number>, name: string) =>
          typeof p === 'object' ? (p[name] ?? 0) : (p ?? 0)
        const isAnswered = ({ outcome }: Contact) => outcome === OUTCOME.answered

        let hours = 0
        model.groupNames.forEach((name, g) => {
          const own = contacts.filter((contact) => isAnswered(contact) && contact.group === g)
          const duty = Array.from({ length: model.intervals }, (_, i) => model.agents[i * model.groups + g])
          const overtime = overtimeOf(own, duty, model.interval, horizon)
          const onDuty = duty.reduce((total, agents) => total + agents * model.interval, 0)
          const hour = of(costs.agentHour, name)
          const found = money!.groups[g]
          expect(found.name).toBe(name)
          cents(found.whole.agentCost.value, (onDuty / 3600) * hour, 'agents')
          cents(found.whole.overtimeCost.value, (overtime / 3600) * hour * costs.overtime, 'overtime')
          cents(found.whole.cost.value, (onDuty / 3600) * hour + (overtime / 3600) * hour * costs.overtime, 'hours')
          hours += found.whole.cost.value
        })

        let others = 0
        let revenue = 0
        const clientRevenue = [0, 0]
        model.parentNames.forEach((name, q) => {
          const own = contacts.filter(({ queue }) => queue === q)
          const answered = own.filter(isAnswered)
          const found = money!.queues[q]
          const lines = sum(own, ({ outcome, arrived, ended }) => (outcome === OUTCOME.blocked ? 0 : ended - arrived))
          cents(found.whole.lineCost.value, (lines / 60) * costs.lineMinute, 'lines')
          cents(found.whole.lostCost.value, (own.length - answered.length) * of(costs.lostCall, name), 'lost')
          const due = penaltiesOf(scenario, name, own, model.intervals, model.intervalsPerDay)
          cents(
            found.whole.penaltyCost.value,
            due.days.reduce((a, b) => a + b, 0),
            'penalties',
          )
          found.days.forEach((day, d) => {
            cents(day.penaltyCost.value, due.days[d], `penalties of day ${d}`)
          })
          found.intervals.forEach((figures, i) => {
            cents(figures.penaltyCost.value, due.intervals[i], 'of an interval')
          })
          cents(found.whole.answeredRevenue.value, answered.length * of(costs.revenue.answered, name), 'answered')
          const client = costs.clients[CLIENTS[q % 2]] ?? {}
          const paid =
            answered.length * (client.answered ?? 0) +
            (sum(answered, ({ left, free }) => free - left) / 60) * (client.handleMinute ?? 0)
          cents(found.whole.clientRevenue.value, paid, 'client')
          clientRevenue[q % 2] += paid
          others += found.whole.lineCost.value + found.whole.lostCost.value + found.whole.penaltyCost.value
          revenue += found.whole.revenue.value
        })
        money!.clients.forEach(({ whole }, c) => {
          cents(whole.clientRevenue.value, clientRevenue[c], 'client')
        })

        cents(money!.cost.value, hours + others, 'all costs')
        cents(money!.revenue.value, revenue, 'all revenue')
        cents(money!.result.value, revenue - hours - others, 'result')
        // What groups cost is shared among queues whole, but for groups that answered nothing.
        const idle = money!.groups.filter((_, g) => groups[g].whole.answered.value === 0)
        const shared = money!.queues.reduce((t, { whole }) => t + whole.agentCost.value + whole.overtimeCost.value, 0)
        cents(shared + idle.reduce((t, { whole }) => t + whole.cost.value, 0), hours, 'hours by queue')
        const byClient = money!.clients.reduce((t, { whole }) => t + whole.result.value, 0)
        cents(
          byClient,
          money!.queues.reduce((t, { whole }) => t + whole.result.value, 0),
          'result by client',
        )
      }),
      { numRuns: 60 },
    )
  })

  /** One client has a group of its own. */
  const dedicated: Scenario = {
    interval: 1800,
    intervals: 4,
    costs: { agentHour: 30, clients: { bank: { agentHour: 50 } } },
    queues: {
      bank: { volume: 100, aht: 200, client: 'bank', groups: ['bankers', 'all'] },
      shop: { volume: 100, aht: 200, client: 'shop', groups: ['all'] },
    },
    groups: { bankers: { agents: [5, 6, 6, 5] }, all: { agents: 10 } },
  }

  it('charges hours of a group to the client that it serves alone', async () => {
    const { money } = (await replicate(dedicated, { replications: 4 })).estimates
    // 22 half-hours on duty, and the overtime after the end at the same price.
    const [bankers, all] = money!.groups
    expect(bankers.whole.agentCost.value).toBeCloseTo(11 * 30, 9)
    expect(bankers.whole.clientRevenue.value).toBeCloseTo(11 * 50 + (bankers.whole.overtimeCost.value / 30) * 50, 9)
    expect(all.whole.clientRevenue.value).toBe(0)
    expect(money!.clients.map(({ name }) => name)).toEqual(['bank', 'shop'])
    expect(money!.clients[0].whole.revenue.value).toBeCloseTo(bankers.whole.clientRevenue.value, 9)
    expect(money!.clients[1].whole.revenue.value).toBe(0)
    const agentCost = (list: { whole: { agentCost: { value: number } } }[]) =>
      list.reduce((total, { whole }) => total + whole.agentCost.value, 0)
    expect(agentCost(money!.clients)).toBeCloseTo(agentCost(money!.groups), 9)
    expect(money!.costPerAnswered.value).toBeCloseTo(money!.cost.value / 200, 0)
  })

  it('of a campaign has customers whom it dropped by a price of their own, as the trace tells them; callers are lost', async () => {
    const blended: Scenario = {
      interval: 1800,
      intervals: 6,
      lines: 28,
      costs: { lostCall: { calls: 8 }, droppedCall: 3 },
      queues: {
        calls: { volume: 500, aht: 240, patience: 60, priority: 1, groups: ['desk'] },
        sale: {
          channel: 'outbound',
          aht: 200,
          groups: ['desk'],
          campaign: { list: 1e5, mode: 'predictive', answered: 0.3, ring: 12, noAnswer: 25, cap: 0.2 },
        },
      },
      groups: { desk: { agents: [22, 26, 30, 30, 24, 20] } },
    }
    const model = compile(blended)
    let [lost, dropped, blockedByLines] = [0, 0, 0]
    for (const seed of [1, 2, 3]) {
      const missed = [0, 0]
      simulate(model, seed, 0, undefined, (queue, _, __, outcome) => {
        if (outcome !== OUTCOME.answered) missed[queue]++
        if (outcome === OUTCOME.blocked && queue === 1) blockedByLines++
      })
      const { money } = (await replicate(blended, { seed, replications: 1 })).estimates
      const [calls, sale] = money!.queues
      expect(calls.whole.lostCost.value).toBe(missed[0] * 8)
      expect(calls.whole.droppedCost!.value).toBe(0)
      expect(sale.whole.lostCost.value).toBe(0)
      expect(sale.whole.droppedCost!.value).toBe(missed[1] * 3)
      expect(money!.cost.value).toBeCloseTo(missed[0] * 8 + missed[1] * 3, 9)
      expect(money!.droppedCost!.value).toBe(sale.whole.droppedCost!.value)
      const byInterval = sale.intervals.reduce((sum, { droppedCost }) => sum + droppedCost!.value, 0)
      expect(byInterval).toBeCloseTo(missed[1] * 3, 9)
      lost += missed[0]
      dropped += missed[1]
    }
    expect(lost).toBeGreaterThan(20)
    expect(dropped).toBeGreaterThan(20)
    expect(blockedByLines).toBeGreaterThan(0)
    // A price for all calls is none of customers; without a price of their own they cost nothing.
    const { money } = (await replicate({ ...blended, costs: { lostCall: 8 } }, { seed: 1, replications: 1 })).estimates
    expect(money!.queues[1].whole.cost.value).toBe(0)
    const wrongly = (costs: CostsScenario) => catching(() => compile({ ...blended, costs })).where?.name
    expect(wrongly({ lostCall: { sale: 8 } })).toBe('/costs/lostCall/sale')
    expect(wrongly({ droppedCall: { calls: 8 } })).toBe('/costs/droppedCall/calls')
  })

  it('has no word of dropped customers where there is no campaign', async () => {
    expect((await replicate(dedicated, { replications: 2 })).estimates.money).not.toHaveProperty('droppedCost')
  })

  it('has what is sold after service', async () => {
    const { queues, money } = (
      await replicate(
        {
          ...dedicated,
          queues: {
            ...dedicated.queues,
            shop: { ...dedicated.queues.shop, offer: { share: 0.5, time: 60, success: 0.4, revenue: 12 } },
          },
        },
        { replications: 4 },
      )
    ).estimates
    const { sales, offers, saleShare } = queues[1].whole
    expect(sales!.value).toBeGreaterThan(5)
    expect(saleShare!.value).toBeCloseTo(sales!.value / offers!.value, 9)
    expect(money!.saleRevenue.value).toBeCloseTo(sales!.value * 12, 9)
    expect(money!.queues[0].whole.saleRevenue.value).toBe(0)
    expect(money!.revenue.value).toBeCloseTo(money!.saleRevenue.value + money!.clientRevenue.value, 9)
  })

  const wrong =
    (costs: CostsScenario, change: Partial<Scenario> = {}) =>
    () =>
      compile({ ...dedicated, ...change, costs })

  it.each([
    ['an unknown group', { agentHour: { banker: 3 } }, '/costs/agentHour', 'did you mean "bankers"?'],
    ['an unknown queue', { lostCall: { shops: 3 } }, '/costs/lostCall', 'did you mean "shop"?'],
    ['an unknown queue of penalties', { penalties: { banc: { day: 3 } } }, '/costs/penalties', 'did you mean "bank"?'],
    ['an unknown client', { clients: { bnak: {} } }, '/costs/clients', 'did you mean "bank"?'],
    ['a negative price', { lineMinute: -1 }, '/costs/lineMinute', undefined],
    ['a negative price of a group', { agentHour: { all: -1 } }, '/costs/agentHour/all', undefined],
    ['a negative penalty', { penalties: { bank: { day: -3 } } }, '/costs/penalties/bank/day', undefined],
    [
      'hours that nobody works for one client',
      { clients: { shop: { agentHour: 3 } } },
      '/costs/clients/shop/agentHour',
      /give the client a group of its own/,
    ],
  ] as const)('%s is refused, and it says where', (_, costs, name, how) => {
    const error = catching(wrong(costs as CostsScenario))
    expect(error.where?.name).toBe(name)
    if (how) expect(error.how).toMatch(how)
  })
})

function catching(action: () => unknown): KrarupError {
  try {
    action()
  } catch (error) {
    return error as KrarupError
  }
  throw new Error('nothing was refused')
}

/** Agents' seconds with contacts beyond the numbers on duty; after the end all of them. */
function overtimeOf(contacts: readonly Contact[], duty: readonly number[], interval: number, horizon: number): number {
  const changes = [
    ...contacts.flatMap(({ left, free }) => [
      { time: left, by: 1 },
      { time: free, by: -1 },
    ]),
    ...duty.map((_, i) => ({ time: i * interval, by: 0 })),
    { time: horizon, by: 0 },
  ].sort((a, b) => a.time - b.time)
  let seconds = 0
  let busy = 0
  changes.forEach(({ time, by }, k) => {
    busy += by
    const until = changes[k + 1]?.time ?? time
    const present = time >= horizon ? 0 : duty[Math.floor(time / interval)]
    seconds += Math.max(0, busy - present) * (until - time)
  })
  return seconds
}

/** What a queue's missed targets cost, by interval, and by day with that of its intervals. */
function penaltiesOf(
  { costs, interval }: Scenario,
  name: string,
  contacts: readonly Contact[],
  intervals: number,
  perDay: number,
) {
  const { day = 0, interval: each = 0 } = costs?.penalties?.[name] ?? {}
  const missed = (own: readonly Contact[]) => {
    const inTime = own.filter(({ outcome, arrived, left }) => outcome === OUTCOME.answered && left - arrived <= 20)
    return own.length > 0 && inTime.length / own.length < 0.8
  }
  const at = (i: number) => contacts.filter(({ arrived }) => Math.floor(arrived / interval) === i)
  const due = Array.from({ length: intervals }, (_, i) => (missed(at(i)) ? each : 0))
  return {
    intervals: due,
    days: Array.from({ length: intervals / perDay }, (_, d) => {
      const last = (d + 1) * perDay === intervals
      const own = contacts.filter(({ arrived }) => {
        const i = Math.floor(arrived / interval)
        return i >= d * perDay && (i < (d + 1) * perDay || last)
      })
      return (missed(own) ? day : 0) + due.slice(d * perDay, (d + 1) * perDay).reduce((a, b) => a + b, 0)
    }),
  }
}
