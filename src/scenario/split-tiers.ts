import { KrarupError, offerNames } from '../domain/index.ts'
import { isOffered, saysSomething } from './channels.ts'
import { checkShares, conflict, findName, pointer } from './check.ts'
import type { QueueScenario } from './queue.ts'
import type { Scenario } from './scenario.ts'
import { DENIABLE_WORDS, NONE, TIER_WORDS, type TierScenario } from './tier.ts'

/** A queue of the scenario, or that of its contacts which are of one tier. */
export interface SplitQueue {
  name: string
  parent: string
  tier?: string
  queue: QueueScenario
}

/**
 * Queues with tiers as one queue a tier, each with its share of the volume and what the tier says otherwise; undefined where no queue has tiers. Independent shares of a Poisson
 * stream are independent Poisson streams, so that nothing is lost by it.
 *
 * @throws {KrarupError} MISSING, OUT_OF_RANGE, UNREADABLE, CONFLICT
 */
export function splitTiers(scenario: Scenario): SplitQueue[] | undefined {
  const { queues = {}, tiers = {} } = scenario
  const tierNames = Object.keys(tiers)
  for (const name of tierNames) checkTier(name, tiers[name], Object.values(queues))
  if (!Object.values(queues).some((queue) => queue?.tiers)) return undefined
  return Object.entries(queues).flatMap(([name, queue]): SplitQueue[] => {
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
      queue: { ...queueFor(tiers[tier], queue), ...shareOf(queue, share), ...callsOf(queue, tier) },
    }))
  })
}

/** What a tier says is read in every queue that names it; what says nothing of any of them is a mistake. */
function checkTier(name: string, tier: TierScenario, queues: readonly QueueScenario[]): void {
  const own = queues.filter((queue) => Object.hasOwn(queue.tiers ?? {}, name))
  for (const [word, value] of Object.entries(tier)) {
    const place = `/tiers/${pointer(name)}/${word}`
    if (!includes(TIER_WORDS, word)) throw unknownWord(word, place)
    if (value === NONE && !includes(DENIABLE_WORDS, word))
      throw new KrarupError({
        code: 'UNREADABLE',
        what: `${word} cannot be taken back`,
        where: { name: place },
        how: `leave it out; none is for ${DENIABLE_WORDS.join(', ')}`,
        value,
      })
    if (own.length > 0 && !own.some((queue) => saysSomething(word, queue)))
      throw conflict(
        place,
        `${word} says nothing of the channels of this tier's queues`,
        'leave it out, or give the tier to a queue of another channel',
      )
  }
}

function unknownWord(word: string, place: string): KrarupError {
  return new KrarupError({
    code: 'UNREADABLE',
    what: `${word} is not for a tier to say`,
    where: { name: place },
    how: offerNames(word, TIER_WORDS),
  })
}

function includes(words: readonly string[], word: string): boolean {
  return words.includes(word)
}

const OF_HOURS = ['atClosing', 'voicemail'] as const
const OF_OFFERS = ['expectedWait'] as const

/** The queue as it is for a tier. */
function queueFor(tier: TierScenario, queue: QueueScenario): QueueScenario {
  const said = Object.entries(tier).filter(([word, value]) => value !== undefined && saysSomething(word, queue))
  const own = Object.fromEntries(
    Object.entries({ ...queue, ...Object.fromEntries(said) }).filter(([, value]) => value !== NONE),
  ) as unknown as QueueScenario
  // What the queue says about something that the tier takes back goes with it.
  const idle = [...(own.open || !queue.open ? [] : OF_HOURS), ...(isOffered(own) ? [] : OF_OFFERS)]
  for (const word of idle) if (tier[word] === undefined) delete own[word]
  return own
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
