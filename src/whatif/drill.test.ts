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

const offered = async (scenario: Scenario, replications = 60) =>
  (await replicate(scenario, { replications })).estimates.queues.map(({ intervals }) =>
    intervals.map((figures) => figures.offered),
  )

describe('a surge', () => {
  it('multiplies the contacts from its start on, and the excess halves', async () => {
    const [hotline, vip] = await offered(
      drilled(day(), readDrill('surge,times=3,at=10:00,halving=1h,queue=hotline'), opens),
    )
    for (let i = 0; i < 8; i++) {
      // The mean of 1 + 2 * 2^-t over the half hour that begins t hours after the start.
      const t = (i - 4) / 2
      const mean = i < 4 ? 1 : 1 + (2 * (2 ** -t - 2 ** -(t + 0.5))) / Math.LN2 / 0.5
      // Four standard errors: one of sixteen fails once in a thousand by chance, and the seed is fixed.
      expect(Math.abs(hotline[i].value - 100 * mean), `${i}`).toBeLessThan(2 * hotline[i].halfWidth)
      expect(Math.abs(vip[i].value - 10)).toBeLessThan(2 * vip[i].halfWidth)
    }
  })

  it('is on the first of several days', async () => {
    const [hotline] = await offered(drilled(day({ days: 2 }), readDrill('surge,times=5,halving=1000h'), opens), 20)
    expect(hotline[5].value).toBeGreaterThan(400)
    for (const { value } of hotline.slice(8)) expect(value).toBeLessThan(120)
  })
})

describe('an outage', () => {
  const busy = async (words: string, group: 0 | 1) =>
    (await replicate(drilled(day(), readDrill(words), opens), { replications: 20, crude: true })).estimates.groups[
      group
    ].intervals.map(({ busyAgents }) => busyAgents.value)

  it('leaves callers without answers until it is over', async () => {
    const during = await busy('outage,at=09:30,for=1h', 0)
    // Crude: what luck is taken to have added differs from scenario to scenario.
    const usual = (await replicate(day(), { replications: 20, crude: true })).estimates.groups[0].intervals.map(
      ({ busyAgents }) => busyAgents.value,
    )
    expect(during.slice(0, 3)).toEqual(usual.slice(0, 3))
    // Who has a caller finishes in the first half hour; in the second nobody has one.
    expect(during[4]).toBeLessThan(0.1 * usual[4])
    // Those who waited have hung up: it begins again from nothing.
    expect(during[5]).toBeGreaterThan(0.8 * usual[5])
  })

  it('of one group leaves the others alone', async () => {
    const usual = (await replicate(day(), { replications: 20, crude: true })).estimates.groups[0].intervals.map(
      ({ busyAgents }) => busyAgents.value,
    )
    expect(await busy('outage,group=back', 0)).toEqual(usual)
    expect((await busy('outage,for=1h,group=back', 1))[5]).toBeLessThan(0.2)
  })

  it('may lose the calls, or make them longer', async () => {
    const lost = await replicate(drilled(day(), readDrill('outage,calls=lost,for=1h'), opens), { replications: 20 })
    const queued = await replicate(drilled(day(), readDrill('outage,for=1h'), opens), { replications: 20 })
    expect(lost.estimates.allQueues.whole.answered.value).toBeLessThan(queued.estimates.allQueues.whole.answered.value)
    const slow = await replicate(drilled(day(), readDrill('outage,calls=slow,for=1h'), opens), { replications: 20 })
    const [usual] = (await replicate(day(), { replications: 20, crude: true })).estimates.queues
    const aht = (at: typeof usual) => at.intervals[4].aht.value
    expect(aht(slow.estimates.queues[0]) / aht(usual)).toBeGreaterThan(1.6)
  })
})

describe('absence', () => {
  it('takes a share of the agents away, all day or for some hours', async () => {
    const busy = async (words: string) =>
      (
        await replicate(drilled(day(), readDrill(words), opens), { replications: 20 })
      ).estimates.groups[0].intervals.map(({ busyAgents }) => busyAgents.value)
    // 13 Erlang for 18 agents: half of them are all but always busy.
    for (const value of (await busy('absence,share=50%,group=front')).slice(1)) {
      expect(value).toBeLessThanOrEqual(9)
      expect(value).toBeGreaterThan(8)
    }
    const noon = await busy('absence,share=50%,at=10:00,for=1h')
    expect(noon[2]).toBeGreaterThan(11)
    expect(noon[5]).toBeLessThanOrEqual(9)
    expect(noon[7]).toBeGreaterThan(11)
  })
})

it.each([
  ['sure', 'did you mean surge?'],
  ['fire', 'take surge, outage, absence'],
  ['surge,time=3', 'did you mean times?'],
  ['surge,3', 'take times, at, halving, queue'],
  ['surge,times=many', 'times'],
  ['surge,times=0', 'times'],
  ['surge,at=25:00', 'not a time of day'],
  ['surge,halving=fast', 'not a duration'],
  ['outage,calls=dropped', 'take queued, lost, slow'],
  ['absence,share=120%', 'share'],
])('%s: %s', (text, message) => {
  expect(() => readDrill(text)).toThrow(message)
})

it('a queue or group that is not there, a time outside the day', () => {
  expect(() => drilled(day(), readDrill('surge,queue=vp'), opens)).toThrow('did you mean vip?')
  expect(() => drilled(day(), readDrill('absence,group=fron'), opens)).toThrow('did you mean front?')
  expect(() => drilled(day(), readDrill('surge,at=20:00'), opens)).toThrow('within the day')
})
