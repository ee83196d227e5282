import fc from 'fast-check'
import type { CampaignScenario, RandomTime, Scenario } from '../scenario/index.ts'
import type { Tally, TraceSink } from './index.ts'

/** Continuous times, so that two things happen at the same moment practically never: what comes first then is not defined. */
export const randomTime = (low: number, high: number): fc.Arbitrary<RandomTime> => {
  const mean = fc.double({ min: low, max: high, noNaN: true })
  return fc.oneof(
    mean,
    mean.map((m) => ({ type: 'lognormal' as const, mean: m, sd: m })),
    mean.map((m) => ({ type: 'gamma' as const, mean: m, sd: m / 2 })),
    mean.map((m) => ({ type: 'uniform' as const, from: m / 2, to: (3 * m) / 2 })),
  )
}

export const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** Drops undefined properties, which the types of a scenario do not allow. */
export const defined = <T extends object>(value: T) =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

/** Random scenarios with every feature of the general event loop. */
export const scenarios: fc.Arbitrary<Scenario> = fc
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
          fc.record({
            group: groupName,
            after: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 90, noNaN: true })),
          }),
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
        places: rarely(fc.integer({ min: 0, max: 15 })),
        dayFactors: rarely(fc.constant([{ volume: { 'queue 0': 0.3 } }])),
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

/** The same with words of agent-level simulation that tell no agents and no contacts apart, so that the event loop runs them too. */
export const withoutPersons = (which: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> => {
  const factors = (count: number) =>
    rarely(fc.array(fc.constantFrom(0.5, 0.9, 1, 1.3), { minLength: count, maxLength: count }))
  return which.chain((scenario) => {
    const { intervals = 1 } = scenario
    const wordsOfQueue = fc.record({
      isRandom: fc.boolean(),
      keeps: rarely(
        fc.constantFrom('patience' as const, 'aht' as const, ['patience', 'aht'] as ('patience' | 'aht')[]),
      ),
      ahtFactors: factors(intervals),
      ahtFactorsBy: rarely(fc.constantFrom('answer' as const, 'arrival' as const)),
      ahtPerWait: rarely(fc.constantFrom(0, 0.3)),
      patienceFactors: factors(intervals),
    })
    const wordsOfGroup = fc.record({ paceFactors: factors(intervals) })
    const queues = Object.entries(scenario.queues)
    const groups = Object.entries(scenario.groups)
    return fc
      .record({
        isRandom: fc.boolean(),
        hasFactors: fc.boolean(),
        ofQueues: fc.array(wordsOfQueue, { minLength: queues.length, maxLength: queues.length }),
        ofGroups: fc.array(wordsOfGroup, { minLength: groups.length, maxLength: groups.length }),
      })
      .map(({ isRandom, hasFactors, ofQueues, ofGroups }) => ({
        ...scenario,
        customers: true,
        queues: Object.fromEntries(
          queues.map(([name, queue], q) => {
            const {
              isRandom: choosesAtRandom,
              keeps,
              ahtFactorsBy,
              ahtFactors,
              ahtPerWait,
              patienceFactors,
            } = ofQueues[q]
            // Nobody is idle longest where somebody is chosen at random, and a patience with factors is not kept.
            const selection = isRandom ? (choosesAtRandom ? 'random' : 'order') : queue.agentSelection
            const redial = queue.redial && { ...queue.redial, ...(keeps && !hasFactors ? { keeps } : {}) }
            const handling = ahtFactors ? { ahtFactors, ahtFactorsBy } : {}
            const words = {
              ...(hasFactors ? { patienceFactors } : {}),
              ...handling,
              ahtPerWait: queue.patience && ahtPerWait,
            }
            return [name, defined({ ...queue, ...words, agentSelection: selection, redial })]
          }),
        ),
        groups: Object.fromEntries(groups.map(([name, group], g) => [name, defined({ ...group, ...ofGroups[g] })])),
      })) as fc.Arbitrary<Scenario>
  })
}

/** Campaigns that dial in every way: words that say nothing of a mode are left out of it. */
export const campaigns: fc.Arbitrary<CampaignScenario> = fc
  .record({
    list: fc.integer({ min: 0, max: 500 }),
    mode: fc.constantFrom('preview' as const, 'progressive' as const, 'power' as const, 'predictive' as const),
    callsPerAgent: fc.constantFrom(0.5, 1, 2.5),
    cap: rarely(fc.constantFrom(0.03, 0.2)),
    capOver: rarely(fc.constantFrom('run' as const, 'day' as const)),
    whenFree: rarely(fc.constantFrom({ agents: 2 }, { agents: 1, groups: ['group 0'] })),
    dials: rarely(fc.constantFrom('any-time' as const, 'after-service' as const)),
    answered: fc.constantFrom(0, 0.3, 1),
    rightParty: rarely(fc.constant(0.6)),
    preview: rarely(randomTime(5, 30)),
    dial: rarely(randomTime(1, 5)),
    ring: rarely(randomTime(5, 20)),
    noAnswer: randomTime(10, 30),
    wrongParty: rarely(randomTime(10, 60)),
    attempts: fc.integer({ min: 1, max: 3 }),
    retry: randomTime(60, 600),
  })
  .map(({ callsPerAgent, cap, capOver, ...words }) => {
    const isAhead = words.mode === 'power' || words.mode === 'predictive'
    const limits = isAhead ? { cap, capOver } : {}
    return defined({ ...words, ...limits, callsPerAgent: words.mode === 'power' ? callsPerAgent : undefined })
  }) as fc.Arbitrary<CampaignScenario>

/** The same with a campaign whose calls the agents of the first group make when nobody waits. */
export const withCampaign = (which: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> =>
  fc.tuple(which, campaigns, randomTime(30, 300)).map(([scenario, campaign, aht]) => ({
    ...scenario,
    queues: { ...scenario.queues, sale: { channel: 'outbound' as const, aht, groups: ['group 0'], campaign } },
  }))

/** The same with a share of the first queue's contacts that goes to one more queue, which the first group serves too. Of what comes through menus, in batches or from a list no share can be taken: there nothing changes. */
export const withDiverted = (which: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> =>
  fc.tuple(which, fc.constantFrom(0.2, 1), randomTime(30, 300)).map(([scenario, share, aht]) => {
    const { arrivals: _, ...first } = scenario.queues['queue 0']
    if (scenario.menus || first.batch || first.calls) return scenario
    const diverted = { 'queue 0': { ...first, diverted: { desk: share } }, desk: { aht, groups: ['group 0'] } }
    return { ...scenario, queues: { ...scenario.queues, ...diverted } }
  })

/** The same with agents who are persons: telephones that ring, absence, shifts with breaks, newcomers; and something that some callers are offered. */
export const withStaff = (which: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> =>
  which.chain((scenario) => {
    const { intervals = 1, interval } = scenario
    const group = fc
      .record({
        ring: rarely(
          fc.oneof(
            randomTime(1, 10),
            fc.constant({ time: { type: 'uniform' as const, from: 2, to: 9 }, counts: false }),
          ),
        ),
        absence: rarely(fc.constant(0.2)),
        away: rarely(fc.record({ share: fc.constant(0.1), for: randomTime(20, 200) })),
        newcomers: rarely(fc.constant({ agents: 0, pace: 1.5 })),
        pace: rarely(fc.constant(1.2)),
        overtime: rarely(fc.constantFrom('contact' as const, 'queue' as const)),
        shifts: rarely(
          fc.record({ agents: fc.integer({ min: 1, max: 4 }), from: fc.integer({ min: 0, max: 60 }) }).map((shift) => [
            {
              ...shift,
              to: interval * intervals - 20,
              pauses: [{ at: shift.from + 50, length: 40 }],
            },
          ]),
        ),
      })
      .map(defined)
    const offer = rarely(
      fc.record({
        share: fc.constantFrom(0.3, 1),
        time: randomTime(10, 60),
        success: fc.constant(0.4),
        revenue: fc.constant(5),
      }),
    )
    const { queues, groups } = scenario
    const [queueNames, groupNames] = [Object.keys(queues), Object.keys(groups)]
    return fc
      .tuple(
        fc.array(group, { minLength: groupNames.length, maxLength: groupNames.length }),
        fc.array(offer, { minLength: queueNames.length, maxLength: queueNames.length }),
      )
      .map(([ofGroups, ofQueues]) => ({
        ...scenario,
        queues: Object.fromEntries(
          queueNames.map((name, q) => [name, defined({ ...queues[name], offer: ofQueues[q] })]),
        ),
        groups: Object.fromEntries(groupNames.map((name, g) => [name, { ...groups[name], ...ofGroups[g] }])),
      })) as fc.Arbitrary<Scenario>
  })

const randomReplay = { type: 'uniform' as const, from: 5, to: 6 }

/** The same behind a voice menu that leads to all queues, and back into itself. */
export const withMenu = (which: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> =>
  which.chain((scenario) =>
    fc
      .record({
        volume: fc.constantFrom(50, 200),
        arrivals: rarely(fc.constant('fixed' as const)),
        lines: rarely(fc.constantFrom(0, 3, 20)),
        hangUp: fc.constantFrom(0, 0.2),
        silence: rarely(fc.constant({ share: 0.2, again: 0.7, wait: randomReplay, repeats: 2 })),
        time: randomTime(5, 200),
      })
      .map(({ hangUp, silence, time, ...menu }) => {
        const names = Object.keys(scenario.queues)
        const queues = names.map((to) => ({ share: 0.5 / names.length, to }))
        const first = defined({
          time,
          hangUp,
          silence,
          choices: [...queues, { share: 0.2, to: 'second' }, { end: 'self-service' as const }],
        })
        const second = { time, choices: [{ share: 0.5, to: 'first' }, { to: names[0] }] }
        return { ...scenario, menus: { menu: { ...defined(menu), nodes: { first, second } } } }
      }),
  )

/** The same where no line turns anybody away from the menu. */
export const withOpenMenu = (which: fc.Arbitrary<Scenario>): fc.Arbitrary<Scenario> =>
  withMenu(which).map(({ lines: _, menus = {}, ...scenario }) => ({
    ...scenario,
    menus: Object.fromEntries(Object.entries(menus).map(([name, { lines: __, ...menu }]) => [name, menu])),
  }))

/** A run with its contacts, in the order of their arrival. */
export function traced(run: (sink: TraceSink) => Tally): { tally: Tally; contacts: number[][] } {
  const contacts: number[][] = []
  const tally = run((...record) => contacts.push(record as number[]))
  contacts.sort((a, b) => a[2] - b[2] || a[0] - b[0] || a[1] - b[1])
  return { tally, contacts }
}

/** What the short cut serves: scenarios of one queue, busier than the others, with staff that comes and goes. */
export const oneQueue: fc.Arbitrary<Scenario> = scenarios.map(({ queues, groups, ...rest }) => {
  const { lines: _, places: __, redial: ___, ...queue } = queues['queue 0']
  const { agents = 0 } = groups['group 0']
  const { lines: ____, places: _____, longestQueue: ______, ...words } = rest
  return { ...words, queues: { 'queue 0': { ...queue, groups: ['group 0'] } }, groups: { 'group 0': { agents } } }
})

/** What the short cut for queues with groups of their own serves: the same groups open only after a wait, behind a group for each queue, whose staff comes and goes. */
export const ownGroups: fc.Arbitrary<Scenario> = scenarios.chain(
  ({ lines: _, places: __, longestQueue: ___, ...scenario }) => {
    const { intervals = 1, days = 1 } = scenario
    const names = Object.keys(scenario.queues)
    const staff = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: intervals * days, maxLength: intervals * days })
    return fc
      .record({
        ofOwn: fc.array(staff, { minLength: names.length, maxLength: names.length }),
        earliest: fc.double({ min: 0.001, max: 40, noNaN: true }),
        isTogether: fc.boolean(),
      })
      .map(({ ofOwn, earliest, isTogether }) => ({
        ...scenario,
        queues: Object.fromEntries(
          names.map((name, q) => {
            const { lines: _, places: __, redial: ___, agentSelection, ...queue } = scenario.queues[name]
            const groups = (queue.groups ?? []).map((entry) => {
              const { group, after = 0 } = typeof entry === 'string' ? { group: entry } : entry
              // Multiples of the grid of times, so that what differs here differs there.
              return { group, after: Math.ceil((isTogether ? earliest : after + earliest) * 1024) / 1024 }
            })
            const rule =
              isTogether || groups.length > new Set(groups.map(({ after }) => after)).size ? {} : { agentSelection }
            return [name, defined({ ...queue, ...rule, groups: [...groups, `own ${q}`] })]
          }),
        ),
        groups: { ...scenario.groups, ...Object.fromEntries(ofOwn.map((agents, q) => [`own ${q}`, { agents }])) },
      })) as fc.Arbitrary<Scenario>
  },
)
