import { checkShare } from '../../domain/index.ts'
import { conflict, pointer, type Scenario } from '../../scenario/index.ts'
import { type Entities, findQueue, parentName, placeOf } from './entities.ts'
import { queuesFed } from './menus.ts'

/** Queues to which others divert contacts: they may have no volume of their own. */
export function queuesDivertedTo({ queues }: Scenario): string[] {
  return Object.values(queues).flatMap(({ diverted = {} }) => Object.keys(diverted))
}

/**
 * Takes the shares that go elsewhere out of the arrivals, and adds them where they go. Independent shares of a Poisson stream are independent Poisson streams: what stays is a queue with so much less to do.
 *
 * @param rates by slot and queue; changed
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT
 */
export function divertArrivals(entities: Entities, rates: Float64Array): void {
  const { queues, given } = entities
  const behindMenus = queuesFed(given)
  const came = queues.some(({ diverted }) => diverted) ? rates.slice() : rates
  queues.forEach(({ diverted }, q) => {
    if (!diverted) return
    const place = placeOf(entities, q, 'diverted')
    checkPoisson(entities, q, place)
    if (behindMenus.has(parentName(entities, q)))
      throw conflict(place, 'calls come to this queue through a menu', 'let choices of the menu lead elsewhere')
    let sum = 0
    for (const [name, share] of Object.entries(diverted)) {
      const at = `${place}/${pointer(name)}`
      sum += checkShare(at, share)
      const to = findQueue(entities, name, q, at)
      if (parentName(entities, to) === parentName(entities, q))
        throw conflict(at, 'contacts are diverted to another queue')
      if (queues[to].diverted)
        throw conflict(at, 'contacts that are diverted to a queue are not diverted again', 'name the last queue')
      if (queues[to].channel === 'outbound')
        throw conflict(at, 'agents call the customers of this queue: nobody comes to it')
      checkPoisson(entities, to, at)
      for (let s = 0; s < rates.length; s += queues.length) {
        rates[s + to] += share * came[s + q]
        rates[s + q] -= share * came[s + q]
      }
    }
    if (sum > 1 + 1e-9) throw conflict(place, `the shares sum to ${sum}: more than all would go`)
    // What is left of all is nothing, not a rounding error.
    for (let s = q; s < rates.length; s += queues.length) rates[s] = Math.max(0, rates[s])
  })
}

/** A share of logged contacts, of an exact number of them or of batches is no Poisson stream. */
function checkPoisson({ queues, queueNames }: Entities, q: number, place: string): void {
  const { calls, arrivals, batch } = queues[q]
  const word = calls ? 'calls' : batch ? 'batch' : arrivals === 'fixed' ? 'arrivals: fixed' : undefined
  if (word)
    throw conflict(
      place,
      `${queueNames[q]} says ${word}: shares are taken of Poisson arrivals`,
      `leave out ${word}, or diverted`,
    )
}
