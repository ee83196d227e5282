import { DEFAULT_TARGET, KrarupError } from '../../domain/index.ts'
import { distributionTable } from '../../numeric/random/sample.ts'
import {
  checkWords,
  conflict,
  DEFAULTS,
  pointer,
  type Scenario,
  type SplitQueue,
  splitTiers,
} from '../../scenario/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { compileAgentLevel } from './agents.ts'
import { type ArrivalSource, arrivalTable, byInterval, gammaShape, partsOfDay, timeGrid } from './arrival-table.ts'
import { queuesFollowing } from './cases.ts'
import { checkGroupNames } from './check-entities.ts'
import { compileCosts } from './costs.ts'
import { compileDayFactors } from './day-factors.ts'
import { divertArrivals, queuesDivertedTo } from './diverted.ts'
import {
  type Entities,
  type EntityColumns,
  entitiesOf,
  entityColumns,
  findQueue,
  parentName,
  placeOf,
} from './entities.ts'
import { type Horizon, horizonOf } from './horizon.ts'
import { compileMenus, menuSources, queuesFed } from './menus.ts'
import { needsPersons } from './needs-persons.ts'
import { piecesOfWork } from './pieces-of-work.ts'
import { agentTable, compileQueueColumns, limit } from './queue-columns.ts'
import { type RandomTimes, randomTimes } from './random-times.ts'
import { compileRoutes, handleMeans } from './routes.ts'
import { compileTrainings } from './trainings.ts'
import { peaksOf } from './troubles.ts'

const NOBODY_CALLS = 'agents call the customers of this queue: nobody comes to it'

/**
 * Turns a scenario's names into indices and its tables into typed arrays, once, and checks its meaning: what it says about names, numbers and arrays that do not fit
 * together is a KrarupError whose `where.name` is the JSON pointer of the offending value.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 */
export function compile(given: Scenario): CompiledModel {
  checkWords(given)
  // From a file or from JavaScript both may be null: what is missing then is told like anything else that is.
  const scenario = { ...given, queues: given.queues ?? {}, groups: given.groups ?? {} }
  const splits = splitTiers(scenario)
  if (!splits) return compileQueues(scenario, scenario)
  // What is wrong with the queues themselves is said in their own words, not those of their tiers.
  compileQueues(scenario, scenario)
  const queues = Object.fromEntries(splits.map(({ name, queue }) => [name, queue]))
  try {
    return compileQueues({ ...scenario, queues }, scenario, splits)
  } catch (error) {
    throw error instanceof KrarupError ? asTier(error, splits, scenario) : error
  }
}

/** What is wrong with the queue of a tier is what its tier says, or its queue. */
function asTier(error: KrarupError, splits: readonly SplitQueue[], { tiers = {} }: Scenario): KrarupError {
  const { code, what, where, how, value } = error
  const [, , name = '', key = '', ...rest] = where?.name?.split('/') ?? []
  const split = splits.find((each) => pointer(each.name) === name)
  if (!split?.tier) return error
  const said = key in tiers[split.tier] ? ['tiers', split.tier] : ['queues', split.parent]
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

/** @param given what `scenario` was before its queues were split into `splits` by tier */
function compileQueues(scenario: Scenario, given: Scenario, splits?: readonly SplitQueue[]): CompiledModel {
  const entities = entitiesOf(scenario, given, splits)
  const horizon = horizonOf(scenario)
  const times = randomTimes()
  const routes = compileRoutes(entities, times)
  const givenQueues = Object.keys(given.queues)
  entities.groups.forEach((group, g) => {
    checkGroupNames(group, entities.groupNames[g], givenQueues)
  })
  const sources = sourcesOf(entities, scenario, horizon)
  const grid = timeGrid(
    [...sources, ...menuSources(given)],
    horizon.interval,
    horizon.intervals,
    horizon.intervalsPerDay,
  )
  const { rates, fixedVolume } = arrivalTable(sources, grid)
  divertArrivals(entities, rates)
  const names = entityColumns(entities)
  const menus = compileMenus(given, names.parentOf, names.tierOf, grid, times.addForm)
  const agents = agentTable(entities, horizon)
  const agentLevel = compileAgents(entities, names, horizon, times)
  const dayFactors = compileDayFactors(scenario, names)
  const trainings = compileTrainings(entities, horizon, { ...routes, rates, ...grid, agents })
  if (agentLevel && trainings) agentLevel.trainings = trainings
  const columns = compileQueueColumns(entities, scenario, times)
  const isCampaign = Object.values(given.queues).map(({ campaign }) => campaign !== undefined)
  const model: CompiledModel = {
    ...names,
    ...routes,
    ...horizon,
    queues: entities.queues.length,
    groups: entities.groups.length,
    finish: (scenario.closing ?? DEFAULTS.scenario.closing) === 'finish',
    slot: grid.slot,
    slotsPerInterval: grid.slotsPerInterval,
    rates,
    fixedVolume,
    busynessShape: gammaShape(scenario.busyness, '/busyness'),
    dayPartBusynessShape: gammaShape(scenario.parts?.busyness, '/parts/busyness'),
    dayPartOfInterval: partsOfDay(given, horizon.interval, horizon.intervalsPerDay),
    ...columns,
    routeHandleMean: handleMeans(routes, columns, times.forms),
    crude: true,
    strata: 1,
    agents,
    totalLines: limit(scenario.lines, '/lines'),
    totalPlaces: limit(scenario.places, '/places'),
    longestQueue: scenario.longestQueue ?? DEFAULTS.scenario.longestQueue,
    parentTargets: Object.values(given.queues).map(({ target }) => target ?? DEFAULT_TARGET),
    distributions: distributionTable(times.forms),
    ...(scenario.costs ? { costs: compileCosts(scenario.costs, { ...names, ...routes }, isCampaign) } : {}),
    ...(dayFactors ? { dayFactors } : {}),
    ...(agentLevel ? { agentLevel } : {}),
    ...(menus ? { menus } : {}),
  }
  if (agentLevel) agentLevel.needsPersons = needsPersons(given, model, agentLevel)
  return model
}

/** Queues as places to which contacts come. */
function sourcesOf(entities: Entities, scenario: Scenario, horizon: Horizon): ArrivalSource[] {
  const fed = new Set([
    ...queuesFed(entities.given),
    ...queuesFollowing(entities.given),
    ...queuesDivertedTo(entities.given),
  ])
  return entities.queues.map((queue, q) => {
    const name = parentName(entities, q)
    const surges = [...(queue.surges ?? []), ...peaksOf(scenario, name)]
    return {
      ...queue,
      ...piecesOfWork(entities, q, horizon),
      ...(surges.length > 0 ? { surges } : {}),
      place: `/queues/${pointer(entities.queueNames[q])}`,
      fed: fed.has(name) || queue.campaign !== undefined || queue.channel === 'outbound',
    }
  })
}

/** What agent-level simulation needs; undefined where the scenario does without. */
function compileAgents(entities: Entities, { parentOf }: EntityColumns, horizon: Horizon, times: RandomTimes) {
  const { given, queues, groups, queueNames, groupNames } = entities
  const { intervals, intervalsPerDay, interval } = horizon
  return compileAgentLevel(given, queues, groups, parentOf, {
    queueNames,
    groupNames,
    addTime: times.addTime,
    place: (q, key) => placeOf(entities, q, key),
    daySeconds: intervalsPerDay * interval,
    intervals,
    intervalsPerDay,
    byInterval: (values, place, domain) => byInterval(values, place, intervals, intervalsPerDay, domain),
    partsOf: (name, place) => {
      findQueue(entities, name, 0, place)
      return queueNames.flatMap((_, q) => (parentName(entities, q) === name ? [q] : []))
    },
    findQueue: (name, from, place) => {
      const found = findQueue(entities, name, from, place)
      if (queues[found].channel === 'outbound') throw conflict(place, NOBODY_CALLS, 'take another queue')
      return found
    },
  })
}
