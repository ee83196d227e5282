import {
  checkNumber,
  checkShare,
  checkTarget,
  DEFAULT_TARGET,
  type Distribution,
  KrarupError,
} from '../../domain/index.ts'
import { type StandardForm, scaled, standardForm } from '../../numeric/random/distribution.ts'
import { distributionTable } from '../../numeric/random/sample.ts'
import {
  AGENT_SELECTIONS,
  CALL_SELECTIONS,
  checkChannels,
  checkWords,
  conflict,
  DEFAULTS,
  findName,
  type GroupScenario,
  keyOf,
  missing,
  oneOf,
  type Part,
  pointer,
  type QueueScenario,
  type RandomTime,
  type RedialAfter,
  type Scenario,
  splitTiers,
} from '../../scenario/index.ts'
import { onGrid } from '../model/grid.ts'
import type { CompiledModel } from '../model/model.ts'
import { arrivalTable, byInterval, gammaShape, partsOfDay, timeGrid } from './arrival-table.ts'
import { compileCentre } from './compile-agents.ts'
import { compileCosts } from './compile-costs.ts'
import { compileMenus, menuSources, queuesFed } from './compile-menus.ts'
import { peaksOf } from './compile-trouble.ts'

const DAY = 86_400
/** Agents of one group. */
const MOST_AGENTS = 10_000_000
const NOBODY_CALLS = 'agents call the customers of this queue: nobody comes to it'
/** Longest horizon: times are multiples of 2^-20 s in doubles, and every time up to here is exact with room for sums. */
const LONGEST_HORIZON = 2 ** 30

/**
 * Turns a scenario's names into indices and its tables into typed arrays, once, and checks its meaning: what it says about names, numbers and arrays that do not fit
 * together is a KrarupError whose `where.name` is the JSON pointer of the offending value.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 */
export function compile(scenario: Scenario): CompiledModel {
  checkWords(scenario)
  const parts = splitTiers(scenario)
  if (!parts) return compileQueues(scenario, scenario)
  // What is wrong with the queues themselves is said in their own words, not those of their parts.
  compileQueues(scenario, scenario)
  const queues = Object.fromEntries(parts.map(({ name, queue }) => [name, queue]))
  try {
    return compileQueues({ ...scenario, queues }, scenario, parts)
  } catch (error) {
    throw error instanceof KrarupError ? asTier(error, parts, scenario) : error
  }
}

/** What is wrong with a part is what its tier says, or its queue. */
function asTier(error: KrarupError, parts: readonly Part[], { tiers = {} }: Scenario): KrarupError {
  const { code, what, where, how, value } = error
  const [, , name = '', key = '', ...rest] = where?.name?.split('/') ?? []
  const part = parts.find((each) => pointer(each.name) === name)
  if (!part?.tier) return error
  const said = key in tiers[part.tier] ? ['tiers', part.tier] : ['queues', part.parent]
  const place = ['', said[0], pointer(said[1]), key, ...rest].join('/')
  return new KrarupError(
    {
      code,
      what: what.replace(where?.name as string, place),
      where: { name: place },
      ...(how === undefined ? {} : { how }),
      value,
    },
    { cause: error },
  )
}

/** @param given what `scenario` was before its queues were split into `parts` by tier */
function compileQueues(scenario: Scenario, given: Scenario, parts?: readonly Part[]): CompiledModel {
  const queueNames = Object.keys(scenario.queues ?? {})
  const groupNames = Object.keys(scenario.groups ?? {})
  if (queueNames.length === 0)
    throw missing('/queues', 'the scenario has no queue', 'name at least one, with its volume, aht and groups')
  if (groupNames.length === 0)
    throw missing('/groups', 'the scenario has no group of agents', 'name at least one, with its agents')
  oneOf(scenario.closing, ['finish', 'stop'], '/closing')
  checkChannels(scenario)
  for (const name of queueNames) checkQueue(scenario.queues[name], `/queues/${pointer(name)}`)
  const queueList = queueNames.map((name) => scenario.queues[name])
  const groupList = groupNames.map((name) => scenario.groups[name])
  const queues = queueList.length
  const groups = groupList.length

  const interval = checkNumber('/interval', scenario.interval, { above: 0 })
  if (onGrid(interval) !== interval)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the interval must be a multiple of 2^-20 seconds',
      where: { name: '/interval' },
      how: 'take whole seconds',
      value: interval,
    })
  const days = checkNumber('/days', scenario.days ?? DEFAULTS.scenario.days, { least: 1, whole: true })
  const intervalsPerDay = countIntervals(scenario, interval)
  const intervals = intervalsPerDay * days
  checkNumber('/intervals', intervals * interval, { most: LONGEST_HORIZON })
  const warmUp = checkNumber('/warmUp', scenario.warmUp ?? DEFAULTS.scenario.warmUp, { least: 0 }) / interval
  if (!Number.isInteger(warmUp) || warmUp >= intervals)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'the warm-up must be a whole number of intervals and shorter than the run',
      where: { name: '/warmUp' },
      value: scenario.warmUp,
    })

  const forms: StandardForm[] = []
  const addForm = (form: StandardForm) => {
    const same = forms.findIndex((other) => sameForm(other, form))
    return same >= 0 ? same : forms.push(form) - 1
  }
  const addTime = (time: RandomTime | undefined, name: string) =>
    time === undefined ? -1 : addForm(standardForm(asDistribution(time, name), name))

  const shapeStart = [0]
  const serviceShapes: number[] = []
  const routeStart = [0]
  const routes: Route[] = []
  queueList.forEach((queue, q) => {
    const own: number[] = []
    for (const { group, after, as } of readRoutes(q, queueList, queueNames, groupNames, parts)) {
      const groupName = groupNames[group]
      const aht = groupList[group].aht?.[parentName(q)]
      const name =
        aht === undefined
          ? `/queues/${pointer(queueNames[q])}/aht`
          : `/groups/${pointer(groupName)}/aht/${pointer(parentName(q))}`
      const form = standardForm(asDistribution(aht ?? queue.aht, name), name)
      const shape = addForm(standardised(form))
      if (!own.includes(shape)) own.push(shape)
      routes.push({
        queue: q,
        group,
        after,
        as,
        shape: own.indexOf(shape),
        mean: form.mean * checkPace(groupList[group], groupName),
      })
    }
    serviceShapes.push(...own)
    shapeStart.push(serviceShapes.length)
    routeStart.push(routes.length)
  })
  groupList.forEach((group, g) => {
    checkGroupNames(group, groupNames[g], Object.keys(given.queues))
  })

  const look = groupNames.map((name, g) =>
    lookOrder(
      { ...groupList[g], name },
      g,
      routes,
      queueList,
      queueNames.map((_, q) => parentName(q)),
    ),
  )

  const fed = queuesFed(given)
  const sources = queueList.map((queue, q) => {
    const name = parts?.[q].parent ?? queueNames[q]
    const surges = [...(queue.surges ?? []), ...peaksOf(scenario, name)]
    return {
      ...queue,
      ...(surges.length > 0 ? { surges } : {}),
      place: `/queues/${pointer(queueNames[q])}`,
      fed: fed.has(name) || queue.campaign !== undefined || queue.channel === 'outbound',
    }
  })
  const grid = timeGrid([...sources, ...menuSources(given)], interval, intervals, intervalsPerDay)
  const { rates, fixedVolume } = arrivalTable(sources, grid)

  const parentNames = Object.keys(given.queues)
  const tierNames = Object.keys(given.tiers ?? {})
  const clientNames = [...new Set(queueList.flatMap(({ client }) => client ?? []))]
  const siteNames = [...new Set(groupList.flatMap(({ site }) => site ?? []))]
  const parentOf = Int32Array.from(queueNames, (name, q) => parentNames.indexOf(parts?.[q].parent ?? name))
  const tierOf = Int32Array.from(queueNames, (_, q) => tierNames.indexOf(parts?.[q].tier ?? ''))
  const menus = compileMenus(given, parentOf, tierOf, grid, addForm)
  const centre = compileCentre(given, queueList, groupList, parentOf, {
    queueNames,
    groupNames,
    addTime,
    place: path,
    daySeconds: intervalsPerDay * interval,
    intervals,
    intervalsPerDay,
    byInterval: (values, place, domain) => byInterval(values, place, intervals, intervalsPerDay, domain),
    findQueue: (name, from, place) => {
      const found = partOf(name, parts?.[from].tier, queueNames, parts, place)
      if (queueList[found].channel === 'outbound') throw conflict(place, NOBODY_CALLS, 'take another queue')
      return found
    },
  })

  const campaigns = Object.values(given.queues).map(({ campaign }) => campaign !== undefined)
  const names = {
    queueNames,
    groupNames,
    parentNames,
    parentOf,
    tierNames,
    tierOf,
    clientNames,
    clientOf: Int32Array.from(queueList, ({ client }) => clientNames.indexOf(client ?? '')),
    siteNames,
    siteOf: Int32Array.from(groupList, ({ site }) => siteNames.indexOf(site ?? '')),
    routeQueue: Int32Array.from(routes, ({ queue }) => queue),
    routeGroup: Int32Array.from(routes, ({ group }) => group),
  }

  return {
    ...names,
    queues,
    groups,
    routes: routes.length,
    interval,
    intervals,
    intervalsPerDay,
    warmUpIntervals: warmUp,
    finish: scenario.closing !== 'stop',
    slot: grid.slot,
    slotsPerInterval: grid.slotsPerInterval,
    rates,
    fixedVolume,
    busynessShape: gammaShape(scenario.busyness, '/busyness'),
    partBusynessShape: gammaShape(scenario.parts?.busyness, '/parts/busyness'),
    queuePartBusynessShape: Float64Array.from(queueList, ({ partBusyness }, q) =>
      gammaShape(partBusyness, path(q, 'partBusyness')),
    ),
    partOfInterval: partsOfDay(given, interval, intervalsPerDay),
    queueBusynessShape: Float64Array.from(queueList, (queue, q) => gammaShape(queue.busyness, path(q, 'busyness'))),
    queueKey: Float64Array.from(queueNames, keyOf),
    busynessKey: Float64Array.from(parentOf, (parent) => keyOf(parentNames[parent])),
    shapeStart: Int32Array.from(shapeStart),
    serviceShapes: Int32Array.from(serviceShapes),
    afterCall: Int32Array.from(queueList, (queue, q) => addTime(queue.afterCall, path(q, 'afterCall'))),
    patience: Int32Array.from(queueList, (queue, q) => addTime(queue.patience, path(q, 'patience'))),
    redialDelay: Int32Array.from(queueList, (queue, q) => addTime(queue.redial?.delay, path(q, 'redial/delay'))),
    balking: Float64Array.from(queueList, (queue, q) =>
      checkShare(path(q, 'balking'), queue.balking ?? DEFAULTS.queue.balking),
    ),
    routeStart: Int32Array.from(routeStart),
    routeAfter: Float64Array.from(routes, ({ after }) => after),
    routeShape: Int32Array.from(routes, ({ shape }) => shape),
    routeMean: Float64Array.from(routes, ({ mean }) => mean),
    mostIdle: Uint8Array.from(queueList, (queue) => (queue.agentSelection === 'most-idle' ? 1 : 0)),
    lookStart: Int32Array.from([0, ...look.map((_, g) => look.slice(0, g + 1).flat().length)]),
    lookRoute: Int32Array.from(look.flat(), ({ route }) => route),
    lookTier: Float64Array.from(look.flat(), ({ priority }) => priority),
    weight: Float64Array.from(queueList, (queue, q) =>
      checkNumber(path(q, 'weight'), queue.weight ?? DEFAULTS.queue.weight, { above: 0 }),
    ),
    agents: agentTable(groupList, groupNames, intervals, intervalsPerDay),
    totalLines: limit(scenario.lines, '/lines'),
    lines: Float64Array.from(queueList, (queue, q) => limit(queue.lines, path(q, 'lines'))),
    places: Float64Array.from(queueList, (queue, q) => limit(queue.places, path(q, 'places'))),
    promptAbandonment: Uint8Array.from(queueList, ({ patience, balking, lines, places, redial }) =>
      (patience !== undefined || balking) &&
      (scenario.longestQueue ||
        scenario.lines !== undefined ||
        lines !== undefined ||
        places !== undefined ||
        redial?.abandoned)
        ? 1
        : 0,
    ),
    longestQueue: scenario.longestQueue ?? DEFAULTS.scenario.longestQueue,
    redialAbandoned: Float64Array.from(queueList, (queue, q) =>
      firstShare(queue.redial?.abandoned, path(q, 'redial/abandoned')),
    ),
    redialBlocked: Float64Array.from(queueList, (queue, q) =>
      firstShare(queue.redial?.blocked, path(q, 'redial/blocked')),
    ),
    attempts: Int32Array.from(queueList, (queue, q) =>
      checkNumber(path(q, 'redial/attempts'), queue.redial?.attempts ?? DEFAULTS.redial.attempts, {
        least: 1,
        whole: true,
      }),
    ),
    targets: queueList.map(({ target }) => target ?? DEFAULT_TARGET),
    parentTargets: Object.values(given.queues).map(({ target }) => target ?? DEFAULT_TARGET),
    ...thresholds(),
    distributions: distributionTable(forms),
    ...(scenario.costs ? { costs: compileCosts(scenario.costs, names, campaigns) } : {}),
    ...(centre ? { centre } : {}),
    ...(menus ? { menus } : {}),
  }

  /** What the scenario calls the queue. */
  function parentName(q: number): string {
    return parts?.[q].parent ?? queueNames[q]
  }

  function path(q: number, key: string): string {
    return `/queues/${pointer(queueNames[q])}/${key}`
  }

  function thresholds() {
    const targets = queueList.map((queue) => (queue.target ?? DEFAULT_TARGET).serviceLevel)
    return {
      threshold: Float64Array.from(targets, (level) => (level ?? DEFAULT_TARGET.serviceLevel!).within),
      earlyAbandonment: Float64Array.from(targets, (level) =>
        typeof level?.definition === 'object' ? level.definition.excludingAbandonsWithin : 0,
      ),
    }
  }
}

/** Of first attempts: of later ones the loop of persons knows. */
function firstShare(given: number | RedialAfter | undefined, name: string): number {
  return typeof given === 'object'
    ? checkShare(`${name}/share`, given.share)
    : checkShare(name, given ?? DEFAULTS.redial.abandoned)
}

interface Route {
  queue: number
  group: number
  after: number
  /** The queue with whose priority the group looks at it: its own, or the one into which it overflows. */
  as: number
  shape: number
  mean: number
}

function asDistribution(time: RandomTime, name: string): Distribution {
  if (typeof time !== 'number') return time
  return { type: 'exponential', mean: checkNumber(name, time, { least: 0 }) }
}

/** The same shape with mean 1; a time that is always 0 becomes the constant 1 (its route multiplies by 0). */
function standardised(form: StandardForm): StandardForm {
  return form.mean === 0 ? standardForm({ type: 'constant', value: 1 }) : scaled(form, 1 / form.mean)
}

/** Shapes that differ by rounding are one: their variates are drawn once and shared. */
const SAME_SHAPE = 1e-12

function sameForm(a: StandardForm, b: StandardForm): boolean {
  const same = (x: number, y: number) => Math.abs(x - y) <= SAME_SHAPE * Math.max(1, Math.abs(x))
  return (
    a.kind === b.kind &&
    same(a.first, b.first) &&
    same(a.second, b.second) &&
    same(a.third, b.third) &&
    a.values.length === b.values.length &&
    a.values.every((value, index) => same(value, b.values[index]))
  )
}

function countIntervals(scenario: Scenario, interval: number): number {
  const lengths = [
    ...Object.values(scenario.queues).flatMap(({ volume, profile }) => [volume, profile]),
    ...Object.values(scenario.menus ?? {}).flatMap(({ volume, profile }) => [volume, profile]),
    ...Object.values(scenario.groups).map(({ agents }) => agents),
  ].flatMap((value) => (typeof value === 'object' ? [value.length] : []))
  const count = scenario.intervals ?? (lengths.length ? Math.min(...lengths) : DAY / interval)
  if (count === 0) throw missing('/intervals', 'the day is empty', 'give at least one interval')
  return checkNumber('/intervals', count, { least: 1, whole: true })
}

function readPreferences(queue: QueueScenario, queueName: string, groupNames: readonly string[]) {
  const name = `/queues/${pointer(queueName)}/groups`
  if (!queue.groups || queue.groups.length === 0)
    throw missing(
      name,
      `no group serves queue ${JSON.stringify(queueName)}`,
      `take one or more of ${groupNames.join(', ')}`,
    )
  const seen = new Set<number>()
  const preferences = queue.groups.map((entry, index) => {
    const { group, after = 0 } = typeof entry === 'string' ? { group: entry } : entry
    const place = `${name}/${index}`
    const g = findName(group, groupNames, place, 'group')
    if (seen.has(g))
      throw new KrarupError({ code: 'CONFLICT', what: 'a group stands twice', where: { name: place }, value: group })
    seen.add(g)
    return { group: g, after: onGrid(checkNumber(`${place}/after`, after, { least: 0 })) }
  })
  // Stable: groups that open at the same moment keep their order.
  return preferences.sort((a, b) => a.after - b.after)
}

/**
 * All routes of a queue by the wait after which they open: its own groups, and those of the queues into which it overflows, one after the other. A group that is reached twice is
 * open from the first time on.
 */
function readRoutes(
  q: number,
  queueList: readonly QueueScenario[],
  queueNames: readonly string[],
  groupNames: readonly string[],
  parts: readonly Part[] | undefined,
) {
  const found = readPreferences(queueList[q], queueNames[q], groupNames).map((route) => ({ ...route, as: q }))
  const follow = (from: number, waited: number, through: readonly number[]) => {
    queueList[from].overflow?.forEach(({ queue, after }, index) => {
      const place = `/queues/${pointer(queueNames[from])}/overflow/${index}`
      const next = partOf(queue, parts?.[from].tier, queueNames, parts, `${place}/queue`)
      if (through.includes(next))
        throw new KrarupError({
          code: 'CONFLICT',
          what: `a cycle of overflows: ${[...through, next].map((each) => queueNames[each]).join(' -> ')}`,
          where: { name: `${place}/queue` },
          how: 'let the last of them overflow to groups only',
          value: queue,
        })
      const opens = waited + onGrid(checkNumber(`${place}/after`, after, { least: 0 }))
      for (const route of readPreferences(queueList[next], queueNames[next], groupNames)) {
        const known = found.find(({ group }) => group === route.group)
        if (!known) found.push({ group: route.group, after: opens + route.after, as: next })
        else if (opens + route.after < known.after) known.after = opens + route.after
      }
      follow(next, opens, [...through, next])
    })
  }
  follow(q, 0, [q])
  return found.sort((a, b) => a.after - b.after)
}

/** The queue of this name; where it has tiers its part for the same tier, or its first. */
function partOf(
  name: string,
  tier: string | undefined,
  queueNames: readonly string[],
  parts: readonly Part[] | undefined,
  place: string,
): number {
  if (!parts) return findName(name, queueNames, place, 'queue')
  const parents = [...new Set(parts.map(({ parent }) => parent))]
  findName(name, parents, place, 'queue')
  const same = parts.findIndex((part) => part.parent === name && part.tier === tier)
  return same >= 0 ? same : parts.findIndex((part) => part.parent === name)
}

function checkPace({ pace = DEFAULTS.group.pace }: GroupScenario, name: string): number {
  return checkNumber(`/groups/${pointer(name)}/pace`, pace, { above: 0 })
}

/** The routes into a group in the order in which a free agent looks at them. */
function lookOrder(
  { name, priorities, callSelection = DEFAULTS.group.callSelection }: GroupScenario & { name: string },
  group: number,
  routes: readonly Route[],
  queueList: readonly QueueScenario[],
  queueNames: readonly string[],
) {
  return routes
    .flatMap((route, index) => (route.group === group ? [{ route: index, queue: route.as }] : []))
    .map(({ route, queue }) => {
      const own = priorities?.[queueNames[queue]]
      const place =
        own === undefined
          ? `/queues/${pointer(queueNames[queue])}/priority`
          : `/groups/${pointer(name)}/priorities/${pointer(queueNames[queue])}`
      const priority = checkNumber(place, own ?? queueList[queue].priority ?? DEFAULTS.queue.priority)
      return { route, queue, priority: callSelection === 'priority' ? priority : 0 }
    })
    .sort((a, b) => b.priority - a.priority || a.route - b.route)
}

function checkGroupNames(
  { aht, priorities, callSelection }: GroupScenario,
  name: string,
  queueNames: readonly string[],
) {
  for (const key of Object.keys(aht ?? {})) findName(key, queueNames, `/groups/${pointer(name)}/aht`, 'queue')
  for (const key of Object.keys(priorities ?? {}))
    findName(key, queueNames, `/groups/${pointer(name)}/priorities`, 'queue')
  oneOf(callSelection, CALL_SELECTIONS, `/groups/${pointer(name)}/callSelection`)
}

function checkQueue({ aht, agentSelection, arrivals, redial, target }: QueueScenario, name: string): void {
  if (aht === undefined || aht === null) {
    throw missing(`${name}/aht`, 'a queue needs a handle time', 'give a mean in seconds, or a distribution')
  }
  oneOf(agentSelection, AGENT_SELECTIONS, `${name}/agentSelection`)
  oneOf(arrivals, ['poisson', 'fixed'], `${name}/arrivals`)
  if (redial && redial.delay === undefined) {
    throw missing(
      `${name}/redial/delay`,
      'redials need the time until the next attempt',
      'give a mean in seconds, or a distribution',
    )
  }
  if (!target) return
  try {
    checkTarget(target)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    const { code, what, how, value } = error
    throw new KrarupError(
      { code, what, where: { name: `${name}/target` }, ...(how ? { how } : {}), value },
      { cause: error },
    )
  }
}

function limit(value: number | undefined, name: string): number {
  return value === undefined ? Number.POSITIVE_INFINITY : checkNumber(name, value, { least: 0, whole: true })
}

function agentTable(
  groupList: readonly GroupScenario[],
  groupNames: readonly string[],
  intervals: number,
  intervalsPerDay: number,
): Int32Array {
  const table = new Int32Array(intervals * groupList.length)
  groupList.forEach(({ agents: given, shifts }, g) => {
    const name = `/groups/${pointer(groupNames[g])}/agents`
    const agents = given ?? (shifts ? 0 : Number.NaN)
    const domain = { least: 0, most: MOST_AGENTS, whole: true }
    const values =
      typeof agents === 'object'
        ? byInterval(agents, name, intervals, intervalsPerDay, domain)
        : [checkNumber(name, agents, domain)]
    for (let i = 0; i < intervals; i++) table[i * groupList.length + g] = values[i % values.length]
  })
  return table
}
