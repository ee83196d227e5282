import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

const CENTRE = 'fixtures/small-centre.csv'
/** Where any model will do, one that is quick. */
const QUICK = ['--days', '7', '--forecast-model', 'recent-median']
let folder: string
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})

describe('krarup plan', () => {
  it('prints a plan, says what it read, and writes plan.csv and the page', async () => {
    const { status, out, notes } = await run([
      'plan',
      CENTRE,
      '--days',
      '7',
      '--out',
      file('plan.csv'),
      '--report',
      file('plan.html'),
      '--picture',
      file('plan.svg'),
    ])
    expect(status).toBe(0)
    expect(notes).toMatch(/5,256 rows of 30m/)
    expect(out).toMatch(/Agent hours/)
    expect(out).toMatch(/Against the past/)
    const rows = (await readFile(file('plan.csv'), 'utf8')).trim().split(/\r?\n/)
    expect(rows[0]).toMatch(/^start,group,/)
    expect(rows.length).toBeGreaterThan(80)
    expect(await readFile(file('plan.html'), 'utf8')).toMatch(/^<!doctype html>/i)
    expect(await readFile(file('plan.svg'), 'utf8')).toMatch(/^<svg/)
  })

  it('does not overwrite what is there, and loses nothing', async () => {
    await writeFile(file('mine.csv'), 'mine')
    const { status, notes } = await run(['plan', CENTRE, '--out', file('mine.csv')])
    expect(status).toBe(2)
    expect(notes).toMatch(/exists already[\s\S]*--force/)
    expect(await readFile(file('mine.csv'), 'utf8')).toBe('mine')
  })

  it('refuses a history of nothing but zeros, and so do forecast and backtest', async () => {
    // It was planned as it stood, as closed days.
    const rows = Array.from({ length: 28 }, (_, d) => `2025-06-${String(d + 1).padStart(2, '0')} 09:00,0`)
    await writeFile(file('zeros.csv'), ['start,offered', ...rows, ''].join('\n'))
    for (const command of ['plan', 'forecast', 'backtest']) {
      const { status, notes } = await run([command, file('zeros.csv'), '--interval', '30m'])
      expect(status).toBe(2)
      expect(notes).toMatch(/error: every count of contacts is 0\n.*zeros.csv\n.*--map offered=Column/)
    }
    const { notes } = await run(['forecast', file('zeros.csv'), '--interval', '30m', '--lang', 'de'])
    expect(notes).toMatch(/alle Kontaktzahlen sind 0: zeros[\s\S]*Fehler: alle Kontaktzahlen sind 0/)
  })

  it('takes a plan file, its queues and groups', async () => {
    await writeFile(
      file('plan.yaml'),
      'target: 80/20\nshrinkage: 25%\ndays: 7\nqueues:\n  small-centre:\n    hours: mon-fri 10:00-12:00\n    least-agents: 9\n',
    )
    const { out } = await run(['plan', CENTRE, ...QUICK, '--config', file('plan.yaml'), '--json'])
    const plan = JSON.parse(out)
    expect(plan.version).toBe(1)
    const [group] = plan.groups
    expect(group.shrinkage).toBe(0.25)
    const agents: number[] = group.agents ?? group.columns.agents
    expect(new Set(agents)).toEqual(new Set([0, 9]))
    expect(agents.filter((n) => n === 9)).toHaveLength(5 * 4)
    await writeFile(file('wrong.yaml'), 'queues:\n  smal-centre:\n    aht: 3m\n')
    const wrong = await run(['plan', CENTRE, '--config', file('wrong.yaml'), '--json'])
    expect(wrong).toMatchObject({ status: 2, notes: expect.stringContaining('did you mean small-centre?') })
  })

  it('speaks Chinese', async () => {
    const { out } = await run(['plan', CENTRE, ...QUICK, '--lang', 'zh', '--csv'])
    expect(out).toMatch(/^\ufeff时段开始,/)
  })

  it('speaks German: numbers with a decimal comma, and columns that a review reads back', async () => {
    const { out } = await run(['plan', CENTRE, ...QUICK, '--lang', 'de', '--csv'])
    expect(out).toMatch(/^(\ufeff)?Beginn,Gruppe,Warteschlangen,Kontakte,AHT,/)
    const table = (await run(['plan', CENTRE, ...QUICK, '--lang', 'de', '--out', file('de.csv')])).out
    expect(table).toMatch(/Servicelevel +\d\d,\d\u00a0%/)
    expect(table).toMatch(/Ziel: 90\u00a0% angenommen in 10\u00a0s · Schwund: 30\u00a0%/)
    for (const english of ['Service level', 'Agents', 'Contacts', 'Week of']) expect(table).not.toContain(english)
  })

  it('reads standard input', async () => {
    const bytes = await readFile(CENTRE)
    const stdin = (async function* () {
      yield bytes
    })()
    const { status, out } = await run(['plan', '-', ...QUICK, '--csv'], { stdin })
    expect(status).toBe(0)
    expect(out.split('\n').length).toBeGreaterThan(80)
  })

  it('goes on without bad rows, and keeps every one of them', async () => {
    const lines = (await readFile(CENTRE, 'utf8')).split(/\r?\n/)
    lines[100] = lines[100].replace(/;\d+;/, ';many;')
    await writeFile(file('bad.csv'), lines.join('\n'))
    const stopped = await run(['plan', file('bad.csv'), '--csv'])
    expect(stopped.status).toBe(2)
    expect(stopped.notes).toMatch(/line 101/)
    const went = await run(['plan', file('bad.csv'), ...QUICK, '--csv', '--rejects', file('rejects.csv')])
    expect(went.status).toBe(0)
    const rejects = await readFile(file('rejects.csv'), 'utf8')
    expect(rejects).toMatch(/101/)
    expect(rejects).toContain(lines[100].split(';')[1])
  })

  it('stops where it is told to', async () => {
    const abort = new AbortController()
    abort.abort()
    const { status, notes } = await run(['plan', CENTRE, '--out', file('never.csv')], { signal: abort.signal })
    expect(status).toBe(130)
    expect(notes).toMatch(/stopped/)
    await expect(readFile(file('never.csv'))).rejects.toThrow()
  })
})

describe('krarup forecast, backtest and init', () => {
  it('forecasts days and intervals, the same from the same seed', { tags: ['slow'] }, async () => {
    const days = await run(['forecast', CENTRE, '--days', '7'])
    expect(days.out).toMatch(/Tue 2025-07-01/)
    expect(days.out).toMatch(/closed/)
    const words = ['forecast', CENTRE, '--days', '7', '--model', 'recent-median', '--daily', '--csv']
    const daily = await run(words)
    expect(daily.out.split(/\r?\n/)[0]).toBe('start,queue,volume,volume_p10,volume_p90,aht')
    expect((await run(words)).out).toBe(daily.out)
    const json = JSON.parse((await run(['forecast', CENTRE, '--days', '1', '--json'])).out)
    const [row] = json.queues[0].rows
    expect(row.volume_p10).toBeLessThan(row.volume)
    expect(row.volume).toBeLessThan(row.volume_p90)
    const wrong = await run(['forecast', CENTRE, '--model', 'seasonal-nave'])
    expect(wrong).toMatchObject({ status: 2, notes: expect.stringContaining('did you mean seasonal-naive?') })
  })

  it('backtests beside the seasonal naive forecast', async () => {
    const { out } = await run(['backtest', CENTRE, '--model', 'weekday-profile', '--origins', '4', '--csv'])
    const rows = out.trim().split(/\r?\n/)
    expect(rows[0]).toMatch(/^queue,model,days,wape,/)
    expect(rows.some((row) => row.includes(',seasonal-naive,7,'))).toBe(true)
  })

  it('backtests the default with and without its parts, unless told not to', async () => {
    const words = ['backtest', CENTRE, '--model', 'auto', '--origins', '1']
    const { out } = await run(words)
    expect(out).toMatch(/without level/)
    expect(out).toMatch(/Special days: cannot be judged here, for the calendar names no day/)
    const without = await run([...words, '--no-parts'])
    expect(without.out).not.toMatch(/without level/)
    expect(out).toContain(without.out.split('\n\n')[0])
  })

  it('writes a plan file that plan reads', async () => {
    const out = file('init.yaml')
    expect((await run(['init', CENTRE, '--out', out])).notes).toMatch(/wrote/)
    expect((await run(['plan', CENTRE, ...QUICK, '--config', out, '--csv'])).status).toBe(0)
    expect((await run(['init', '--out', out])).status).toBe(2)
  })
})
