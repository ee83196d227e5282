import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { centreSum, told } from '../../conservation.testing.ts'
import { compile, OUTCOME } from '../../index.ts'
import { meanOf } from '../../mean-of.testing.ts'

/** Many callers for few agents. */
const centre = (words: object, agents = 8): Scenario => ({
  interval: 3600,
  intervals: 4,
  customers: true,
  queues: { hotline: { volume: 1200, aht: 100, groups: ['front'], ...words } },
  groups: { front: { agents } },
})
const run = (words: object, seed = 2, agents = 8) => told(compile(centre(words, agents)), seed)

describe('announcements', () => {
  it('that nobody minds change nothing, to the bit', () => {
    const words = { patience: 120, redial: { abandoned: 0.5, delay: 300 } }
    const heard = run({ ...words, announcements: [{ at: 10 }, { at: 60, leave: 0, patience: 1 }] })
    expect(heard).toEqual(run(words))
  })

  it('at which everybody leaves are a patience of just that time', () => {
    const heard = run({ announcements: [{ at: 45, leave: 1 }] })
    const left = heard.contacts.filter(({ outcome }) => outcome === OUTCOME.abandoned)
    expect(left.length).toBeGreaterThan(50)
    expect(heard.contacts).toEqual(run({ patience: { type: 'constant', value: 45 } }).contacts)
  })

  it('lose just the share that is said, of those who wait so long', () => {
    const model = compile(centre({ announcements: [{ at: 30, leave: 0.3 }] }, 9))
    let waited = 0
    let left = 0
    for (let seed = 0; seed < 20; seed++) {
      const { contacts, tally } = told(model, seed)
      const leavers = contacts.filter(({ outcome }) => outcome === OUTCOME.abandoned)
      for (const each of leavers) expect(each.left - each.arrived).toBe(30)
      waited += contacts.filter((each) => each.left - each.arrived >= 30).length
      left += leavers.length
      expect(centreSum(model, tally, 'leftAtAnnouncement', 0)).toBe(leavers.length)
    }
    expect(4 * Math.sqrt(0.21 / waited)).toBeLessThan(0.05)
    expect(Math.abs(left - 0.3 * waited)).toBeLessThan(4 * Math.sqrt(0.21 * waited))
  })

  it.each([0.5, 2])(
    'multiply what is left of the patience by %d: waits where nobody answers are those of two rates',
    (factor) => {
      const [mean, at] = [60, 40]
      const { contacts } = run({ patience: mean, announcements: [{ at, patience: factor }] }, 2, 0)
      const waits = contacts
        .filter(({ outcome }) => outcome === OUTCOME.abandoned)
        .map(({ arrived, left }) => left - arrived)
      const remain = Math.exp(-at / mean)
      const found = meanOf(waits, mean * (1 - remain) + remain * mean * factor)
      expect(found.isTrue).toBe(true)
      expect(found.standardError).toBeLessThan(0.04 * found.mean)
    },
  )
})

describe('patience by the hour', () => {
  it('is so many times as long, by the interval of arrival', () => {
    const half = run({ patience: 64, patienceFactors: [1, 0.5, 1, 4] }, 2, 0).contacts
    const whole = run({ patience: 64 }, 2, 0).contacts
    half.forEach(({ arrived, left, outcome }, index) => {
      const factor = [1, 0.5, 1, 4][Math.floor(arrived / 3600)]
      if (outcome !== OUTCOME.abandoned || whole[index].outcome !== OUTCOME.abandoned) return
      expect(left - arrived).toBeCloseTo((whole[index].left - arrived) * factor, 5)
    })
  })
})
