import { describe, expect, it } from 'vitest'
import type { WorthOfParts } from '../../forecast/index.ts'
import { backtestCsvRows, backtestJson, backtestTable, type QueueBacktest } from './backtest-table.ts'
import { worthTable } from './worth-table.ts'

const row = (horizon: number, withIt: number, without: number, low: number, high: number) => ({
  ...{ horizon, with: withIt, without, helps: without - withIt, low, high },
})
const WORTH: WorthOfParts = {
  model: 'auto',
  origins: [20_000, 20_010],
  rows: [
    { horizon: 1, wape: 0.08 },
    { horizon: 14, wape: 0.09 },
  ],
  parts: [
    {
      ...{ part: 'special days', verdict: 'helps', changed: 2 },
      rows: [row(1, 0.08, 0.1, -0.01, 0.03), row(14, 0.09, 0.12, 0.021, 0.039)],
    },
    {
      ...{ part: 'cleaning', verdict: 'hurts', changed: 1 },
      rows: [row(1, 0.08, 0.08, 0, 0), row(14, 0.09, 0.085, -0.008, -0.002)],
    },
    {
      ...{ part: 'year', verdict: 'untested', reason: 'short history', days: 350, needed: 500, changed: 0 },
      rows: [row(1, 0.08, 0.08, 0, 0), row(14, 0.09, 0.09, 0, 0)],
    },
    {
      ...{ part: 'level', verdict: 'unclear', changed: 2 },
      rows: [row(1, 0.08, 0.081, Number.NaN, Number.NaN), row(14, 0.09, 0.0902, Number.NaN, Number.NaN)],
    },
  ],
}
const BACKTEST: QueueBacktest = {
  ...{ queue: 'A', start: 0, interval: 1800, cases: [] },
  result: { origins: [20_000, 20_010], rows: [], best: [] },
  worth: WORTH,
}

describe('what each part is worth, printed', () => {
  it('one table and a sentence a part; a part that changes nothing has no row', () => {
    expect(worthTable(WORTH, { width: 200 })).toEqual([
      'What each part is worth here: errors of auto (WAPE) 1 / 14 days ahead',
      'forecast                     error  the part helps by (points)  origins that it changes',
      '────────────────────  ────────────  ──────────────────────────  ───────────────────────',
      'with every part         8.0 / 9.0%',
      'without special days  10.0 / 12.0%                 +2.0 / +3.0                   2 of 2',
      'without cleaning        8.0 / 8.5%                  0.0 / -0.5                   1 of 2',
      'without level           8.1 / 9.0%                  +0.1 / 0.0                   2 of 2',
      'Special days: helps. 14 days ahead the error is 9.0% with it and 12.0% without (+2.1 to +3.9 points).',
      'Cleaning: hurts here. 14 days ahead the error is 9.0% with it and 8.5% without (+0.2 to +0.8 points). --no-clean leaves it out.',
      'Year: cannot be judged here, for the course of a year is learnt from 500 days on, and the last origin has 350.',
      'Level: no difference 14 days ahead that 2 origins can tell.',
      '',
    ])
  })

  it('in Chinese', () => {
    const lines = worthTable(WORTH, { width: 200, language: 'zh' }).join('\n')
    expect(lines).toContain('不含特殊日期')
    expect(lines).toContain('年度规律：在此无法判断，因为年度规律需要500天的历史，最后一个起点只有350天。')
    expect(lines.replaceAll(/auto|--no-clean/g, '')).not.toMatch(/[a-z]{3}/)
  })

  // The same model was printed with 28.2 % and 29.8 % on one screen, without a word.
  it('an error that is not that of the table of models is explained, below', () => {
    const said = 'Contacts that came where none were expected count as an error where parts are judged'
    const beside = (wape: number) => {
      const score = { share: 0.8, low: 0.7, high: 0.9 }
      const row = {
        ...{ model: 'auto', horizon: 14, scored: 10, wape, mase: 1, bias: 0, coverage80: score, coverage95: score },
        ...{ intervalScore80: 1, pinball: 0.1, beatsNaive: true },
      }
      return backtestTable({ ...BACKTEST, result: { ...BACKTEST.result, rows: [row] } }, { width: 200 }).join('\n')
    }
    expect(beside(0.08)).toContain(said)
    expect(beside(0.09)).not.toContain(said)
  })

  it('CSV has rows of their own, after those of the models; JSON has everything', () => {
    const { headings, rows } = backtestCsvRows([BACKTEST])
    expect(headings.slice(-5)).toEqual(['without', 'helps', 'helps_low', 'helps_high', 'verdict'])
    const [first, second] = [...rows]
    expect(first).toHaveLength(headings.length)
    expect(second.filter((cell) => cell !== undefined)).toEqual([
      'A',
      'auto',
      14,
      0.12,
      'special days',
      0.03,
      0.021,
      0.039,
      'helps',
    ])
    expect(backtestCsvRows([{ ...BACKTEST, worth: undefined } as never]).headings).not.toContain('helps')
    expect(backtestJson(BACKTEST)).toMatchObject({ worth: { origins: ['2024-10-04', '2024-10-14'] } })
  })
})
