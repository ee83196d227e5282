import { describe, expect, it } from 'vitest'
import { replicate, type Scenario } from '../sim/index.ts'
import { drilled, readDrill } from './drill.ts'

const day = (more: Partial<Scenario> = {}): Scenario => ({
  interval: 1800,
  intervals: 8,
  queues: {
    hotline: { volume: 800, aht: 240, patience: 120, groups: ['front'] },
    vip: { volume: [10, 10, 10, 10, 10, 10, 10, 10], aht: 240, groups: ['back'] },
  },
  groups: { front: { agents: 18 }, back: { agents: [3, 3, 3, 3, 2, 2, 2, 2] } },
  ...more,
})
const opens = 8 * 3600

describe('a surge', () => {
  it('multiplies the contacts from its start on, the excess falling by a factor e in every decay time', () => {
    const { queues } = drilled(day(), readDrill('surge,times=3,at=10:00,decay=1h'), opens)
    const volume = queues.hotline.volume as number[]
    expect(volume.slice(0, 4)).toEqual([100, 100, 100, 100])
    // The mean of 1 + 2 e^(-t) over the k-th half hour from the start.
    for (let k = 0; k < 4; k++) {
      const mean = (2 * (Math.exp(-k / 2) - Math.exp(-(k + 1) / 2))) / 0.5
      expect(volume[4 + k]).toBeCloseTo(100 * (1 + mean), 9)
    }
    const slow = drilled(day(), readDrill('surge,times=3,at=10:00,decay=10000h'), opens).queues.vip.volume as number[]
    for (const contacts of slow.slice(4)) expect(contacts).toBeCloseTo(30, 2)
  })

  it('may begin within an interval, be of one queue, and of several days it is on the first', () => {
    const drill = readDrill('surge,times=5,at=10:15,decay=1000h,queue=vip')
    const { queues } = drilled(day({ days: 2 }), drill, opens)
    expect(queues.hotline).toEqual(day().queues.hotline)
    const volume = queues.vip.volume as number[]
    expect(volume).toHaveLength(16)
    expect(volume[3]).toBe(10)
    expect(volume[4]).toBeCloseTo(30, 1)
    expect(volume[5]).toBeCloseTo(50, 1)
    expect(volume.slice(8)).toEqual(Array(8).fill(10))
  })
})

describe('an outage', () => {
  it('takes every agent away, or those of a group, and gives them back', () => {
    const { groups } = drilled(day(), readDrill('outage,at=09:30,for=1h'), opens)
    expect(groups.front.agents).toEqual([18, 18, 18, 0, 0, 18, 18, 18])
    expect(groups.back.agents).toEqual([3, 3, 3, 0, 0, 2, 2, 2])
    const one = drilled(day(), readDrill('outage,group=back'), opens)
    expect(one.groups.front).toEqual(day().groups.front)
    expect(one.groups.back.agents).toEqual([3, 3, 3, 3, 0, 2, 2, 2])
  })

  it('is refused where intervals do not allow it', () => {
    expect(() => drilled(day(), readDrill('outage,for=20m'), opens)).toThrow('those are of 30 min')
    expect(() => drilled(day(), readDrill('outage,at=07:00'), opens)).toThrow('those are of 30 min')
  })
})

describe('absence', () => {
  it('takes a share of the agents away, by chance, on top of what is usual', async () => {
    const { groups } = drilled(day(), readDrill('absence,share=25%'), opens)
    expect(groups.front.absence).toBe(0.25)
    const usual = day()
    const absent = { ...usual, groups: { ...usual.groups, front: { agents: 18, absence: 0.1 } } }
    expect(drilled(absent, readDrill('absence,share=20%,group=front'), opens).groups.front.absence).toBeCloseTo(
      0.28,
      12,
    )
    const { estimates } = await replicate(drilled(usual, readDrill('absence,share=50%'), opens), { replications: 40 })
    const { value, halfWidth } = estimates.groups[0].whole.agents
    // Half of 18, and whoever finishes a contact after the end.
    expect(Math.abs(value - 9)).toBeLessThan(2 * halfWidth + 0.3)
  })
})

it.each([
  ['sure', 'did you mean surge?'],
  ['fire', 'take surge, outage, absence'],
  ['surge,time=3', 'did you mean times?'],
  ['surge,3', 'take times, at, decay, queue'],
  ['surge,times=many', 'times'],
  ['surge,times=0', 'times'],
  ['surge,at=25:00', 'not a time of day'],
  ['surge,decay=fast', 'not a duration'],
  ['absence,share=120%', 'share'],
])('%s: %s', (text, message) => {
  expect(() => readDrill(text)).toThrow(message)
})

it('a queue or group that is not there, a time outside the day', () => {
  expect(() => drilled(day(), readDrill('surge,queue=vp'), opens)).toThrow('did you mean vip?')
  expect(() => drilled(day(), readDrill('absence,group=fron'), opens)).toThrow('did you mean front?')
  expect(() => drilled(day(), readDrill('surge,at=20:00'), opens)).toThrow('within the day')
})
