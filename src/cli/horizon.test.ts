/** @module-tag slow */
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

/** Ends on 30 June 2025, a Monday. */
const CENTRE = 'fixtures/small-centre.csv'
const QUICK = ['--forecast-model', 'recent-median']
let folder: string
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})

describe('which days are planned and forecast', () => {
  it('a later start shows the same days as a longer plan does, without those before', async () => {
    const json = async (words: readonly string[]) =>
      JSON.parse((await run(['plan', CENTRE, ...QUICK, '--json', ...words])).out)
    const long = await json(['--days', '21'])
    const late = await json(['--start', '2025-07-15', '--days', '7'])
    expect(late.start).toBe('2025-07-15T00:00:00')
    expect(late.days.map(({ day }: { day: string }) => day)).toEqual(
      long.days.slice(14).map(({ day }: { day: string }) => day),
    )
    expect(late.groups[0].agents).toEqual(long.groups[0].agents.slice(14 * 48))
    expect(late.days[3].volumeHigh).toBe(long.days[17].volumeHigh)
  })

  it('months are told beside days and weeks of more than four weeks, and parts of them as such', async () => {
    const plan = ['plan', CENTRE, ...QUICK, '--out', file('months.csv'), '--by', 'month', '--report', file('m.html')]
    const { out } = await run([...plan, '--to', '2025-08-10'])
    expect(out).toMatch(/Week of 30 Jun \(6 of 7 days\)/)
    expect(out).toMatch(/August 2025 \(10 of 31 days\)/)
    const rows = (await readFile(file('months.csv'), 'utf8')).trim().split(/\r?\n/)
    expect(rows.map((row) => row.split(',').slice(0, 6).join())).toEqual([
      'period,start,group,queues,covered_days,of_days',
      '2025-07,2025-07-01,small-centre,small-centre,31,31',
      '2025-08,2025-08-01,small-centre,small-centre,10,31',
    ])
    expect(await readFile(file('m.html'), 'utf8')).toMatch(/August 2025 <small>10 of 31 days/)
    const short = await run(['plan', CENTRE, ...QUICK, '--out', file('short.csv'), '--weeks', '4'])
    expect(short.out).not.toMatch(/^Months$/m)
  })

  it('months add up to their days', async () => {
    const { out } = await run(['plan', CENTRE, ...QUICK, '--json', '--months', '2'])
    const { days, months, total } = JSON.parse(out)
    expect(months.map(({ month, partial }: { month: string; partial: boolean }) => [month, partial])).toEqual([
      ['2025-07', false],
      ['2025-08', false],
    ])
    const sum = (rows: { volume: number; agentHours: number }[], name: 'volume' | 'agentHours') =>
      rows.reduce((all, row) => all + (row[name] ?? 0), 0)
    for (const name of ['volume', 'agentHours'] as const) {
      expect(sum(months, name)).toBeCloseTo(sum(days, name), 6)
      expect(total[name]).toBeCloseTo(sum(days, name), 6)
    }
    for (const { volumeLow, volume, volumeHigh, fteLow, fte, fteHigh, peakAgentsLow, peakAgentsHigh } of months) {
      expect(volumeLow).toBeLessThan(volume)
      expect(volumeHigh).toBeGreaterThan(volume)
      expect(fteLow).toBeLessThan(fte)
      expect(fteHigh).toBeGreaterThan(fte)
      expect(peakAgentsLow).toBeLessThanOrEqual(peakAgentsHigh)
    }
  })

  it('a forecast from a later day is the longer one without the days before, by month too', async () => {
    const forecast = ['forecast', CENTRE, '--model', 'recent-median', '--csv']
    const long = (await run([...forecast, '--days', '45', '--daily'])).out.split('\r\n')
    const late = (await run([...forecast, '--start', '2025-07-10', '--to', '2025-08-14', '--by', 'day'])).out.split(
      '\r\n',
    )
    expect(late.slice(1)).toEqual(long.filter((row) => row.startsWith('2025') && row >= '2025-07-10'))
    const { out } = await run([...forecast, '--start', '2025-08', '--to', '2025-09-15', '--by', 'month'])
    expect(out).toMatch(
      /^start,queue,covered_days,of_days,volume,volume_p10,volume_p90,aht\r?\n2025-08-01,small-centre,31,31,.*\r?\n2025-09-01,small-centre,15,30,/,
    )
    const quarters = await run([...forecast, '--to', '2025-11-30', '--by', 'quarter'])
    expect(quarters.out).toMatch(/\n2025-07-01,small-centre,92,92,.*\r?\n2025-10-01,small-centre,61,92,/)
    expect((await run([...forecast, '--by', 'week', '--daily'])).notes).toMatch(
      /--daily asks for days, and --by for weeks/,
    )
    expect(quarters.notes).not.toContain('--by quarter')
    // The table had days, without a word of what was asked for.
    const table = await run([...forecast.filter((word) => word !== '--csv'), '--by', 'quarter'])
    expect(table.notes).toContain('--by quarter is for the rows of --csv, --json and --out; the table has days')
  })

  it('figures of today do not go with a later start', async () => {
    for (const command of ['plan', 'forecast']) {
      const { status, notes } = await run([command, CENTRE, '--json', '--actuals', CENTRE, '--start', '2025-08'])
      expect(status).toBe(2)
      expect(notes).toMatch(/figures of today are those of 2025-07-01/)
    }
  })
})
