import { checkShare, KrarupError } from '../domain/index.ts'
import { findName, pointer } from './check.ts'
import type { QueueScenario, Scenario } from './scenario.ts'

/** A queue of the scenario, or that of its contacts which are of one tier. */
export interface Part {
  name: string
  parent: string
  tier?: string
  queue: QueueScenario
}

/** Shares may miss 1 by this much: they are written with few digits. */
const SHARES_TOLERANCE = 1e-6

/**
 * Queues with tiers as one queue a tier, each with its share of the volume and what the tier says otherwise; undefined where no queue has tiers. Independent shares of a Poisson
 * stream are independent Poisson streams, so that nothing is lost by it.
 *
 * @throws {KrarupError} MISSING, OUT_OF_RANGE
 */
export function splitTiers(scenario: Scenario): Part[] | undefined {
  const { queues = {}, tiers = {} } = scenario
  const tierNames = Object.keys(tiers)
  if (!Object.values(queues).some((queue) => queue?.tiers)) return undefined
  return Object.entries(queues).flatMap(([name, queue]): Part[] => {
    if (!queue.tiers) return [{ name, parent: name, queue }]
    const place = `/queues/${pointer(name)}/tiers`
    const shares = Object.entries(queue.tiers)
    for (const [tier, share] of shares) {
      findName(tier, tierNames, place, 'tier')
      checkShare(`${place}/${pointer(tier)}`, share)
    }
    const sum = shares.reduce((total, [, share]) => total + share, 0)
    if (Math.abs(sum - 1) > SHARES_TOLERANCE)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: 'the shares of the tiers must sum to 1',
        where: { name: place },
        how: `they sum to ${Number(sum.toPrecision(6))}: give the rest to a tier of its own, such as ordinary`,
        value: Number(sum.toPrecision(6)),
      })
    return shares.map(([tier, share]) => ({
      name: `${name} / ${tier}`,
      parent: name,
      tier,
      queue: { ...queue, ...tiers[tier], ...shareOf(queue, share), ...callsOf(queue, tier) },
    }))
  })
}

function shareOf({ volume, rate }: QueueScenario, share: number): Partial<QueueScenario> {
  if (rate) return { rate: (time) => rate(time) * share }
  if (volume === undefined) return {}
  return { volume: typeof volume === 'number' ? volume * share : volume.map((each) => each * share) }
}

/** The logged calls of a tier. */
function callsOf({ calls }: QueueScenario, tier: string): Partial<QueueScenario> {
  return calls ? { calls: calls.filter((call) => call.tier === tier) } : {}
}
