/** Times that are possible and rare, or hardly possible: what is said of them. */
import { describe, expect, it } from 'vitest'
import { describeFindings, type ReadHistoryOptions, readHistory } from '../index.ts'

/** Forty half hours on five days. */
const read = (head: string, cells: (i: number) => readonly (string | number)[], options: ReadHistoryOptions = {}) => {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const clock = `${8 + Math.floor((i % 8) / 2)}`.padStart(2, '0')
    return [`2026-03-0${2 + Math.floor(i / 8)} ${clock}:${i % 2 ? '30' : '00'}`, ...cells(i)].join(',')
  })
  return readHistory(Buffer.from(`start,${head}\n${rows.join('\n')}\n`), options)
}

describe('a handle time', () => {
  const warned = async (aht: number, options: ReadHistoryOptions = {}) =>
    describeFindings((await read('offered,aht', () => [20, aht], options)).findings)
      .join('\n')
      .includes(`an AHT of ${aht}s is very short: if the column is in minutes, say --unit aht=min`)

  it.each([
    [10, true],
    [19, true],
    [20, false],
    [240, false],
  ])('of %d s is worth a word: %s', async (aht, isWorth) => {
    expect(await warned(aht)).toBe(isWorth)
  })

  it('whose unit was told is taken at its word', async () => {
    expect(await warned(15, { units: { aht: 's' } })).toBe(false)
  })

  it('of less than ten seconds is not read without its unit', async () => {
    await expect(read('offered,aht', () => [20, 9])).rejects.toThrow(/is 9s, which no agent can have/)
    await expect(read('offered,aht', () => [20, 0.25])).rejects.toThrow(/is 0\.25s/)
  })
})

describe('waits', () => {
  it('after which callers hang up at once on average are asked about, with the column', async () => {
    const few = (wait: number) => read('offered,answered,abandoned,total wait', () => [20, 18, 2, wait])
    await expect(few(16)).rejects.toThrow(
      expect.objectContaining({
        code: 'OUT_OF_RANGE',
        what: expect.stringContaining('callers hang up after 8s of waiting on average'),
        where: expect.objectContaining({ column: 5, heading: 'total wait' }),
        how: expect.stringContaining('(then it is 8m)'),
      }),
    )
    await expect(few(20)).resolves.toBeDefined()
    await expect(
      read('offered,answered,abandoned,total wait', () => [20, 18, 2, 16], { units: { wait: 's' } }),
    ).resolves.toBeDefined()
  })
})
