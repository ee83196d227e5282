import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readVolumes } from './read-volumes.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-volumes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const read = (text: string) => {
  const path = join(folder, 'v.csv')
  writeFileSync(path, text)
  return readVolumes(path)
}
/** Monday, 4 January 2027. */
const MONDAY = 20_822

describe('volumes', () => {
  it('of weeks, as krarup forecast writes them: a part of a week has its days', async () => {
    const volumes = await read(
      'start,queue,covered_days,of_days,volume,volume_p10,volume_p90,aht\n2027-01-06,General,5,7,500.25,450,560,200\n2027-01-11,General,7,7,7001.123,6800,7300,197.7\n2027-01-11,VIP,7,7,70,60,,\n',
    )
    expect(volumes.get('General')!.rows).toEqual([
      { from: MONDAY + 2, days: 5, mean: 500.25, low: 450, high: 560, aht: 200 },
      { from: MONDAY + 7, days: 7, mean: 7001.123, low: 6800, high: 7300, aht: 197.7 },
    ])
    expect(volumes.get('VIP')!.rows).toEqual([{ from: MONDAY + 7, days: 7, mean: 70, low: 60, high: 70 }])
  })

  it('of months, with headings in Chinese; a month has its own days', async () => {
    const volumes = await read('月份,呼入量\n2027-01,31000\n2027-02,28000\n2027-03,31000\n')
    expect(volumes.get('')!.rows.map(({ from, days }) => [from - MONDAY, days])).toEqual([
      [-3, 31],
      [28, 28],
      [56, 31],
    ])
  })

  it('of intervals are days, their work weighted, and the shape of a week', async () => {
    const volumes = await read(
      'start,queue,volume,volume_p10,volume_p90,aht\n2027-01-04 08:00,G,10.123,1,99,100\n2027-01-04 08:30,G,30.369,1,99,200\n2027-01-06 08:00,G,40.492,1,99,300\n',
    )
    const { rows, shape } = volumes.get('G')!
    expect(rows.map(({ mean, low, high }) => [mean, low, high].map((value) => Math.round(value * 1000)))).toEqual([
      [40492, 40492, 40492],
      [0, 0, 0],
      [40492, 40492, 40492],
    ])
    expect(rows.map(({ aht }) => aht && Math.round(aht))).toEqual([175, undefined, 300])
    expect(shape!.interval).toBe(1800)
    expect(shape!.shares).toHaveLength(336)
    expect([16, 17, 2 * 48 + 16].map((slot) => shape!.shares[slot])).toEqual(
      [1 / 8, 3 / 8, 1 / 2].map((x) => expect.closeTo(x, 12)),
    )
  })

  it.each([
    ['start,queue\n2027-01-04,a\n', 'the volumes have no column volume'],
    ['start,volume\nsoon,5\n', 'line 2'],
    ['start,volume\n2027-01-04,many\n', 'not a number of contacts'],
    ['start,volume\n2027-01-04,5\n2027-01-04,6\n', 'two rows for the same time'],
    ['start;volume;volume_p10\n2027-01-04;10,123;9\n', 'a forecast with decimal commas'],
    ['start,volume\n2027-01-04,1.234\n', 'it cannot be told whether 1.234 means 1234'],
  ])('%j is refused: %s', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })
})
