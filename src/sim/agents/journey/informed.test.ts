import { describe, expect, it } from 'vitest'
import type { Informed, QueueScenario, Scenario } from '../../../scenario/index.ts'
import { centreSum, expectMean, queueSum, told } from '../../conservation.testing.ts'
import { compile, OUTCOME, simulate } from '../../index.ts'

const [AGENTS, AHT, PATIENCE, AN_HOUR] = [8, 100, 120, 400]

const centre = (informed: Informed | undefined, hours = 12): Scenario => ({
  interval: 3600,
  intervals: hours,
  warmUp: 3600,
  queues: {
    hotline: {
      volume: AN_HOUR * hours,
      aht: AHT,
      patience: PATIENCE,
      groups: ['front'],
      target: { serviceLevel: { share: 0.8, within: 20 } },
      ...(informed && { informed }),
    },
  },
  groups: { front: { agents: AGENTS } },
})

/**
 * Share that leaves, and mean number waiting, of callers who are told their place and have exponential patience: they stay with probability exp(-w / patience), w = (k + 1) * perPlace for k who wait, so that the
 * number in the centre is a birth and death process (Whitt 1999, section 3).
 */
function truth(perPlace: number): { leaving: number; waiting: number } {
  const rate = AN_HOUR / 3600
  const stays = (n: number) => (n < AGENTS ? 1 : Math.exp((-(n - AGENTS + 1) * perPlace) / PATIENCE))
  const weights = [1]
  for (let n = 0; n < 400; n++) weights.push((weights[n] * rate * stays(n) * AHT) / Math.min(n + 1, AGENTS))
  const sum = weights.reduce((total, each) => total + each, 0)
  const mean = (value: (n: number) => number) => weights.reduce((total, each, n) => total + each * value(n), 0) / sum
  return { leaving: mean((n) => 1 - stays(n)), waiting: mean((n) => Math.max(0, n - AGENTS)) }
}

describe('informed customers', () => {
  it('leave at once as the birth and death process of those who are told their place says', { tags: ['slow'] }, () => {
    const hours = 30
    const model = compile(centre({ of: 'position', perPlace: 20 }, hours))
    const tallies = Array.from({ length: 40 }, (_, replication) => simulate(model, 3, replication))
    const { leaving, waiting } = truth(20)
    for (const tally of tallies)
      expect(centreSum(model, tally, 'leftAtAnnouncement', 0)).toBe(queueSum(model, tally, 'abandoned', 0))
    const shares = tallies.map(
      (tally) => queueSum(model, tally, 'abandoned', 0, 1) / queueSum(model, tally, 'offered', 0, 1),
    )
    expectMean(shares, leaving, 'share that leaves')
    const lengths = tallies.map((tally) => queueSum(model, tally, 'queueSeconds', 0, 1) / (3600 * (hours - 1)))
    expectMean(lengths, waiting, 'mean number waiting')
  })

  it('are told the same by a place that is reckoned right, to the bit', () => {
    const position = compile(centre({ of: 'position', perPlace: AHT / AGENTS }))
    expect(simulate(position, 3, 0)).toEqual(simulate(compile(centre({ of: 'wait' })), 3, 0))
  })

  it('hang up at once or never, unless they do not stay', () => {
    const waits = (informed: Informed) =>
      told(compile(centre(informed)), 3)
        .contacts.filter(({ outcome }) => outcome === OUTCOME.abandoned)
        .map(({ arrived, left }) => left - arrived)
    expect(new Set(waits({}))).toEqual(new Set([0]))
    const later = (informed: Informed) => waits(informed).filter((wait) => wait > 0).length
    expect(later({ stays: false })).toBeGreaterThan(20)
    expect(later({ stays: false, patience: 100 })).toBeLessThan(later({ stays: false }) / 10)
  })

  it('are those of a tier that does not take it back', () => {
    const scenario = centre({})
    const hotline = { ...scenario.queues.hotline, tiers: { vip: 0.3, ordinary: 0.7 } } as QueueScenario
    const model = compile({
      ...scenario,
      tiers: { vip: { informed: 'none', patience: 'none' }, ordinary: {} },
      queues: { hotline },
    })
    const tally = simulate(model, 3, 0)
    expect(queueSum(model, tally, 'abandoned', 0)).toBe(0)
    expect(centreSum(model, tally, 'leftAtAnnouncement', 1)).toBeGreaterThan(100)
  })

  it.each([
    [{ of: 'position' }, /what a place in the queue means/],
    [{ perPlace: 20 }, /reckons no places/],
    [{ patience: 2 }, /does not hang up/],
  ] as [Informed, RegExp][])('are refused with %j', (informed, what) => {
    expect(() => compile(centre(informed))).toThrow(what)
  })
})
