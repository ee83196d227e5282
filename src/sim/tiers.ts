import { checkShares, findName, pointer } from './check.ts'
import type { QueueScenario, Scenario } from './scenario.ts'

/** A queue of the scenario, or that of its contacts which are of one tier. */
export interface Part {
  name: string
  parent: string
  tier?: string
  queue: QueueScenario
}

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
    for (const [tier] of shares) findName(tier, tierNames, place, 'tier')
    checkShares(
      shares.map(([, share]) => share),
      shares.map(([tier]) => `${place}/${pointer(tier)}`),
      place,
      'tiers',
      (sum) => `they sum to ${sum}: give the rest to a tier of its own, such as ordinary`,
    )
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
