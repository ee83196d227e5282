import type { CompiledModel, ControlsModel } from '../model/model.ts'

/** Replications that share out the busyness of days among them (P. L'Ecuyer and E. Buist, Variance reduction in the simulation of call centers, 2006). */
const STRATA = 10
/** Up to so many queues of the scenario each has controls of its own: every control costs a replication, and a little of the gain. */
const MOST_OWN = 4

/** The model whose replications tell more: the busyness of days is shared out among them, and luck of which the mean is known is taken out of the figures. Each replication alone has the same distribution. */
export function precise(model: CompiledModel): CompiledModel {
  const controls = controlsOf(model)
  return { ...model, crude: false, strata: hasBusyness(model) ? STRATA : 1, ...(controls ? { controls } : {}) }
}

function hasBusyness(model: CompiledModel): boolean {
  const { busynessShape, dayPartBusynessShape, queueBusynessShape, queueDayPartBusynessShape, menus, dayFactors } =
    model
  const shapes = [busynessShape, dayPartBusynessShape, ...queueBusynessShape, ...queueDayPartBusynessShape]
  const ofMenus = menus ? [...menus.busynessShape, ...menus.dayPartBusynessShape] : []
  return dayFactors !== undefined || [...shapes, ...ofMenus].some((shape) => shape < Number.POSITIVE_INFINITY)
}

function controlsOf(model: CompiledModel): ControlsModel | undefined {
  const { queues, routes, routeQueue, routeStart, routeHandleMean, parentOf, parentNames, fixedVolume } = model
  const kinds = { arrivals: knowsArrivals(model), handling: knowsHandling(model) }
  const own = parentNames.length <= MOST_OWN
  const sets = own ? parentNames.length : 1
  const setOf = (q: number) => (own ? parentOf[q] : 0)
  let count = 0
  const numbers = new Map<number, number>()
  const numberOf = (kind: number, set: number) => {
    const key = kind * sets + set
    if (!numbers.has(key)) numbers.set(key, count++)
    return numbers.get(key) as number
  }
  const ofQueue = Int32Array.from({ length: queues }, (_, q) =>
    kinds.arrivals && fixedVolume[q] < 0 ? numberOf(0, setOf(q)) : -1,
  )
  const ofRoute = Int32Array.from({ length: routes }, (_, r) =>
    kinds.handling && !Number.isNaN(routeHandleMean[r]) ? numberOf(1, setOf(routeQueue[r])) : -1,
  )
  const usual = hasBusyness(model) ? usualContacts(model) : undefined
  const isBusyness = usual?.some((contacts, q) => contacts > 0 && fixedVolume[q] < 0)
  if (isBusyness) count++
  if (count === 0) return undefined
  // Where a handle time is unknown a contact counts as one second: then all of them count alike.
  const means = Array.from({ length: queues }, (_, q) => routeHandleMean[routeStart[q]])
  const isKnown = means.every((mean) => mean > 0)
  return {
    count,
    ofQueue,
    work: Float64Array.from(means, (mean) => (isKnown ? mean : 1)),
    ofRoute,
    ...(usual && isBusyness ? { usual } : {}),
  }
}

/** Contacts of each queue that come by its rates after the warm-up. */
function usualContacts({ queues, rates, slot, slotsPerInterval, warmUpIntervals }: CompiledModel): Float64Array {
  const contacts = new Float64Array(queues)
  for (let k = warmUpIntervals * slotsPerInterval * queues; k < rates.length; k++)
    contacts[k % queues] += rates[k] * slot
  return contacts
}

/** Whether every contact that comes for the first time comes by its queue's rate. */
function knowsArrivals({ menus, agentLevel }: CompiledModel): boolean {
  if (menus) return false
  if (!agentLevel) return true
  const { onward, followUps, cases, arrivals, deferred, campaigns, hours, offers } = agentLevel
  return [onward, followUps, cases, arrivals, deferred, campaigns, hours, offers].every((each) => !each)
}

/** Whether handle times are drawn with the means of their routes, whatever happens. */
function knowsHandling(model: CompiledModel): boolean {
  const { agentLevel, dayFactors } = model
  if (dayFactors?.aht.some((size) => size !== 0)) return false
  if (!agentLevel) return true
  const { learning, handling, afterCalls, chat, troubles, pace } = agentLevel
  const moved = [learning, handling, afterCalls, chat, troubles].some((each) => each !== undefined)
  return knowsArrivals(model) && !moved && pace.every((each) => each === 1)
}
