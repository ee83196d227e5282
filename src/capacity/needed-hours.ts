import { KrarupError, type Target } from '../domain/index.ts'
import { largestVolume, requiredAgents, staffedQueue } from '../erlang/index.ts'
import type { CapacityQueue, Ranged } from './question.ts'

/** Up to so many agents every number is looked at; above, steps of this share lie between. */
const EVERY_NUMBER = 100
const STEP = 0.02

/** What a queue needs in a week. */
export interface NeededHours {
  /** Hours on duty: agents at each interval, times its length. */
  duty: Ranged
  /** Share of the time on duty that agents are busy, at the mean; who hangs up keeps nobody busy. */
  occupancy: number
}

/**
 * Hours on duty that a queue needs in each week: of every interval of the week as many agents as its target asks for, by Erlang A where a patience is known, else Erlang C. So small queues get the low occupancy that service
 * allows them, and large ones the high.
 *
 * Agents are exact whole numbers up to 100; above, the load that agents carry is interpolated between numbers 2 % apart. The model's patience and threshold are compared with the mean of the weeks' handle times.
 *
 * @throws {KrarupError} UNREACHABLE with the queue's name
 */
export function neededHours(queue: CapacityQueue): NeededHours[] {
  const { volume, aht, shape, occupancy } = queue
  const work = (contacts: number, week: number) => (contacts * aht[week]) / 3600
  if (occupancy !== undefined)
    return volume.map((contacts, week) => ({
      duty: eachEnd(contacts, (each) => work(each, week) / occupancy),
      occupancy,
    }))
  const counts = new Map<number, number>()
  for (const share of shape.shares) if (share > 0) counts.set(share, (counts.get(share) ?? 0) + 1)
  const busiest = Math.max(...counts.keys())
  const loadOf = (contacts: number, share: number, week: number) => (contacts * share * aht[week]) / shape.interval
  const greatest = Math.max(...volume.map(({ high }, week) => loadOf(high, busiest, week)))
  const staffing = staffingCurve(queue, greatest)
  const hours = (contacts: number, week: number, of: 'agents' | 'busy') => {
    let sum = 0
    for (const [share, times] of counts) sum += times * staffing(loadOf(contacts, share, week))[of]
    return (sum * shape.interval) / 3600
  }
  return volume.map((contacts, week) => {
    const duty = eachEnd(contacts, (each) => hours(each, week, 'agents'))
    return { duty, occupancy: hours(contacts.mean, week, 'busy') / duty.mean }
  })
}

function eachEnd({ low, mean, high }: Ranged, of: (value: number) => number): Ranged {
  return { low: of(low), mean: of(mean), high: of(high) }
}

/** Agents that a load needs and how many of them are busy, from a table of the loads that agents carry. */
function staffingCurve(
  { name, aht, target, patience }: CapacityQueue,
  greatest: number,
): (load: number) => { agents: number; busy: number } {
  if (greatest <= 0) return () => ({ agents: 0, busy: 0 })
  const wanted = target as Target
  const typical = aht.reduce((sum, each) => sum + each, 0) / aht.length
  const model = { aht: typical, ...(patience === undefined ? {} : { patience }) }
  const most = askedOf(name, () => requiredAgents({ load: greatest, ...model }, wanted).agents)
  const agents = [0]
  const loads = [0]
  /** Of the load so much is served, where nobody is left on the line. */
  const served = [1]
  for (let last = 0; last < most && loads[loads.length - 1] < greatest; last = agents[agents.length - 1]) {
    const next = last < EVERY_NUMBER ? last + 1 : Math.min(most, Math.ceil(last * (1 + STEP)))
    const { load } = largestVolume({ agents: next, interval: 3600, ...model }, wanted)
    agents.push(next)
    loads.push(load)
    served.push(load > 0 ? (staffedQueue({ load, agents: next, ...model }).occupancy * next) / load : 1)
  }
  return (load) => {
    if (load <= 0) return { agents: 0, busy: 0 }
    let [low, high] = [0, loads.length - 1]
    // The first number of agents that carries the load; binary's last digits are no more load.
    while (low < high) {
      const middle = (low + high) >> 1
      if (loads[middle] >= load * (1 - 1e-9)) high = middle
      else low = middle + 1
    }
    const [from, to] = [agents[low - 1], agents[low]]
    const between = (load - loads[low - 1]) / (loads[low] - loads[low - 1])
    const needed = to - from <= 1 ? to : Math.min(to, Math.ceil(from + between * (to - from)))
    return { agents: needed, busy: Math.min(needed, load * served[low]) }
  }
}

/** A target that no number of agents reaches is that of a queue. */
function askedOf<T>(queue: string, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    const { code, what, how, value } = error
    throw new KrarupError(
      { code, what, where: { name: `queues.${queue}.target` }, ...(how ? { how } : {}), value },
      { cause: error },
    )
  }
}
