import { checkNumber, DISTRIBUTION_TYPES, entryOf, KrarupError } from '../../domain/index.ts'
import { type StandardForm, standardForm } from '../../numeric/random/distribution.ts'
import { DEFAULTS, findName, missing, pointer, type QueueScenario } from '../../scenario/index.ts'
import { onGrid } from '../model/grid.ts'
import type { CompiledModel } from '../model/model.ts'
import { checkPace } from './check-entities.ts'
import { type Entities, findQueue, parentName } from './entities.ts'
import { asDistribution, type RandomTimes, standardised } from './random-times.ts'

interface Route {
  queue: number
  group: number
  after: number
  /** The queue with whose priority the group looks at it: its own, or the one into which it overflows. */
  as: number
  shape: number
  mean: number
}

/** Which group serves which queue, when, how long that takes, and where a free agent looks first. */
export type RouteColumns = Pick<
  CompiledModel,
  | 'routes'
  | 'routeStart'
  | 'routeQueue'
  | 'routeGroup'
  | 'routeAfter'
  | 'routeShape'
  | 'routeMean'
  | 'shapeStart'
  | 'serviceShapes'
  | 'lookStart'
  | 'lookRoute'
  | 'lookPriority'
>

/** @throws {KrarupError} MISSING, CONFLICT, OUT_OF_RANGE */
export function compileRoutes(entities: Entities, times: RandomTimes): RouteColumns {
  const shapeStart = [0]
  const serviceShapes: number[] = []
  const routeStart = [0]
  const routes: Route[] = []
  entities.queues.forEach((_, q) => {
    const own: number[] = []
    for (const route of readRoutes(entities, q))
      routes.push({ queue: q, ...route, ...handleTime(entities, q, route.group, own, times) })
    serviceShapes.push(...own)
    shapeStart.push(serviceShapes.length)
    routeStart.push(routes.length)
  })
  const routesOfGroup: number[][] = entities.groups.map(() => [])
  routes.forEach(({ group }, index) => {
    routesOfGroup[group].push(index)
  })
  const lookStart = [0]
  const look = entities.groups.flatMap((_, g) => {
    lookStart.push(lookStart[g] + routesOfGroup[g].length)
    return lookOrder(entities, g, routes, routesOfGroup[g])
  })
  return {
    routes: routes.length,
    routeStart: Int32Array.from(routeStart),
    routeQueue: Int32Array.from(routes, ({ queue }) => queue),
    routeGroup: Int32Array.from(routes, ({ group }) => group),
    routeAfter: Float64Array.from(routes, ({ after }) => after),
    routeShape: Int32Array.from(routes, ({ shape }) => shape),
    routeMean: Float64Array.from(routes, ({ mean }) => mean),
    shapeStart: Int32Array.from(shapeStart),
    serviceShapes: Int32Array.from(serviceShapes),
    lookStart: Int32Array.from(lookStart),
    lookRoute: Int32Array.from(look, ({ route }) => route),
    lookPriority: Float64Array.from(look, ({ priority }) => priority),
  }
}

/** The handle time of a queue's contacts with a group: which of the queue's shapes, which are added to `own`, and its mean. */
function handleTime(entities: Entities, q: number, group: number, own: number[], { addForm }: RandomTimes) {
  const { queues, queueNames, groups, groupNames } = entities
  const parent = parentName(entities, q)
  const aht = entryOf(groups[group].aht, parent)
  const place =
    aht === undefined
      ? `/queues/${pointer(queueNames[q])}/aht`
      : `/groups/${pointer(groupNames[group])}/aht/${pointer(parent)}`
  const form = standardForm(asDistribution(aht ?? queues[q].aht, place), place)
  const shape = addForm(standardised(form))
  if (!own.includes(shape)) own.push(shape)
  return { shape: own.indexOf(shape), mean: form.mean * checkPace(groups[group], groupNames[group]) }
}

/** By route; NaN where a distribution is cut off at 0, which moves its mean. */
export function handleMeans(
  { routeQueue, routeShape, routeMean, shapeStart, serviceShapes }: RouteColumns,
  { afterCall }: Pick<CompiledModel, 'afterCall'>,
  forms: readonly StandardForm[],
): Float64Array {
  const meanOf = (form: StandardForm | undefined, factor: number) => {
    if (!form) return 0
    const isCut = DISTRIBUTION_TYPES[form.kind] === 'normal' && form.sd > form.mean / NEVER_CUT
    return isCut ? Number.NaN : form.mean * factor
  }
  return Float64Array.from(routeQueue, (q, r) => {
    const shape = forms[serviceShapes[shapeStart[q] + routeShape[r]]]
    // Rounded, so that the last bits of logarithms, which differ between engines, are not in figures.
    return Math.round((meanOf(shape, routeMean[r]) + meanOf(forms[afterCall[q]], 1)) * ROUNDED) / ROUNDED
  })
}

const ROUNDED = 2 ** 30

/** A normal time whose mean is so many standard deviations is never cut off at 0. */
const NEVER_CUT = 8

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
function readRoutes(entities: Entities, q: number) {
  const { queues: queueList, queueNames, groupNames } = entities
  const found = readPreferences(queueList[q], queueNames[q], groupNames).map((route) => ({ ...route, as: q }))
  const follow = (from: number, waited: number, through: readonly number[]) => {
    queueList[from].overflow?.forEach(({ queue, after }, index) => {
      const place = `/queues/${pointer(queueNames[from])}/overflow/${index}`
      const next = findQueue(entities, queue, from, `${place}/queue`)
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

/** The routes into a group, `own`, in the order in which a free agent looks at them. */
function lookOrder(entities: Entities, group: number, routes: readonly Route[], own: readonly number[]) {
  const { groups, groupNames, queues } = entities
  const { priorities, callSelection = DEFAULTS.group.callSelection } = groups[group]
  return own
    .map((route) => {
      const { as: queue } = routes[route]
      const own = entryOf(priorities, parentName(entities, queue))
      const place =
        own === undefined
          ? `/queues/${pointer(parentName(entities, queue))}/priority`
          : `/groups/${pointer(groupNames[group])}/priorities/${pointer(parentName(entities, queue))}`
      const priority = checkNumber(place, own ?? queues[queue].priority ?? DEFAULTS.queue.priority)
      return { route, queue, priority: callSelection === 'priority' ? priority : 0 }
    })
    .sort((a, b) => b.priority - a.priority || a.route - b.route)
}
