import { expect, it } from 'vitest'
import { centre, change } from './change.testing.ts'
import { readFactor } from './factor.ts'

// hotline: volume [100, 120, 110, 90], balking none; high-tier: volume 80, aht { mean: 240, sd }.
it.each([
  // It used to add a tenth of one contact, and print that no difference can be told.
  ['queues.high-tier.volume += 10%', 88],
  ['queues.high-tier.volume +10%', 88],
  ['queues.high-tier.volume = +10%', 88],
  // It used to be refused: a share is at most 100 %.
  ['queues.high-tier.volume *= 110%', 88],
  ['queues.high-tier.volume = queues.high-tier.volume * 110%', 88],
  ['queues.high-tier.volume = queues.high-tier.volume + 10% * queues.high-tier.volume', 88],
  ['queues.high-tier.volume -= 10%', 72],
  ['queues.high-tier.volume -10%', 72],
  ['queues.high-tier.volume += -10%', 72],
  ['queues.high-tier.volume -= -10%', 88],
  ['queues.high-tier.volume += 12.5%', 90],
  ['queues.high-tier.volume *= 1 + 10%', 88],
  ['queues.high-tier.volume *= 10%', 8],
  // They used to look for a variable called x1.
  ['queues.high-tier.volume = x1.1', 88],
  ['queues.high-tier.volume = × 0.9', 72],
])('ten per cent more, and less, of a quantity: %s', async (text, volume) => {
  expect((await change(text)).queues['high-tier'].volume).toBeCloseTo(volume, 10)
})

it('110% of a quantity is a tenth more, and never 110 % more: the hint used to double it', async () => {
  const how = (text: string) => change(text).catch(({ message }) => message)
  expect(await how('queues.high-tier.volume = 110%')).toContain('*= 110%, or queues.high-tier.volume += 10%')
  expect(await how('queues.high-tier.volume = 95%')).toContain('*= 95%, or queues.high-tier.volume -= 5%')
  expect(await how('queues.high-tier.volume = 10%')).toContain('+= 10%')
})

it('of hours, of lists, and of agents, who are whole', async () => {
  const { queues, groups } = await change('queues.hotline.volume["08:30-09:30"] += 10%', 'groups.general.agents += 50%')
  expect(queues.hotline.volume).toEqual([100, 132, 121.00000000000001, 90])
  expect(groups.general.agents).toEqual([30, 33, 33, 30])
  await expect(change('groups["vip seats"].agents += 10%')).rejects.toThrow('agents are whole persons')
})

it('a share is set in per cent, and changed by points or times', async () => {
  const share = async (...changes: string[]) =>
    (await change('queues.hotline.balking = 5%', ...changes)).queues.hotline.balking
  expect(await share()).toBe(0.05)
  expect(await share('queues.hotline.balking += 2 points')).toBeCloseTo(0.07, 12)
  expect(await share('queues.hotline.balking -= 1 point')).toBeCloseTo(0.04, 12)
  expect(await share('queues.hotline.balking *= 120%')).toBeCloseTo(0.06, 12)
})

it.each([
  ['queues.hotline.balking += 2%', 'write queues.hotline.balking += 2 points, or queues.hotline.balking *= 102%'],
  ['queues.hotline.balking -= 2%', 'write queues.hotline.balking -= 2 points, or queues.hotline.balking *= 98%'],
  [
    'queues.high-tier.target.serviceLevel.share += 2%',
    'write queues.high-tier.target.serviceLevel.share += 2 points, or queues.high-tier.target.serviceLevel.share *= 102%',
  ],
  ['queues.high-tier.volume = 10%', 'write queues.high-tier.volume *= 10%, or queues.high-tier.volume += 10%'],
  ['queues.high-tier.volume += 2 points', 'write queues.high-tier.volume += 2%'],
  ['queues.hotline.balking = 2 points', 'write queues.hotline.balking += 2 points'],
  ['queues.high-tier.volume = queues.high-tier.volume + 10%', 'write queues.high-tier.volume * (1 + 10%)'],
  ['queues.high-tier.volume = 5 + queues.high-tier.volume - 10%', 'write queues.high-tier.volume * (1 - 10%)'],
])('what could mean two things is refused with the right form: %s', async (text, how) => {
  await expect(change('queues.hotline.balking = 5%', text)).rejects.toMatchObject({ code: 'CONFLICT', how })
})

it('factors of a grid may be more than all, and less than nothing', () => {
  expect(readFactor('queues.hotline.volume *= 90%..110%:10%', centre()).values).toEqual(['90%', '100%', '110%'])
  expect(readFactor('queues.hotline.volume += -10%,0%,10%', centre()).values).toEqual(['-10%', '0%', '10%'])
})
