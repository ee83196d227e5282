import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runIn } from './terminal.testing.ts'

const FILE = `name: Mail
start: 2027-01-04
weeks: 8
queues: { mail: { volume: { 2027-01: 8500, 2027-02: 9800, 2027-03: 9800 }, aht: 12m, occupancy: 92% } }
groups: { mail: { agents: 10 } }
classes: { most: 6, lead: 1w }
training: [{ weeks: 1 }]
contracts: { full-time: { pay: 6000 } }
`
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-capacity-'))
  writeFileSync(join(folder, 'p.yaml'), FILE)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const krarup = (...words: string[]) => runIn(folder, ['capacity', 'p.yaml', ...words])

describe('krarup capacity', () => {
  it('prints a plan, writes workbook and page, and its status says that agents are lacking', async () => {
    const { status, out, notes } = await krarup('--out', 'p.xlsx', '--report', 'p.html', '--json')
    expect(status).toBe(1)
    const { classes, shortages } = JSON.parse(out)
    expect(classes[0]).toMatchObject({ group: 'mail', start: '2027-01-11' })
    expect(shortages[0]).toMatchObject({ why: 'too soon', from: '2027-01-04' })
    expect(existsSync(join(folder, 'p.xlsx'))).toBe(true)
    expect(readFileSync(join(folder, 'p.html'), 'utf8')).toContain('Mail: whom to hire when')
    expect(notes).toContain('wrote p.xlsx')
  })

  it('drops the classes of a week or of a month', async () => {
    const january = await krarup('--without', '2027-01', '--json')
    const { without, classes } = JSON.parse(january.out)
    expect(classes.some(({ start }: { start: string }) => start < '2027-02')).toBe(true)
    expect(without.starts).toEqual(['2027-01-04', '2027-01-11', '2027-01-18', '2027-01-25'])
    expect(without.replanned.classes.every(({ start }: { start: string }) => start >= '2027-02')).toBe(true)
    const { notes } = await krarup('--without', '2027-02-24')
    expect(notes).toContain('the plan has no class in the week of 2027-02-22: nothing is dropped')
  })

  it('hires for the high end where it is asked to, with what is there is enough the status is 0', async () => {
    writeFileSync(join(folder, 'enough.yaml'), FILE.replace('agents: 10', 'agents: 16'))
    const { status, out } = await runIn(folder, ['capacity', 'enough.yaml', '--cover', 'high'])
    expect(status).toBe(0)
    expect(out).toContain('hired for the high end of the forecast')
    expect(out).toContain('No class is needed.')
  })

  it('forecasts a history: volumes, handle times and the shape of the week', { tags: ['slow'] }, async () => {
    const fixture = readFileSync(new URL('../../fixtures/hotline.csv', import.meta.url), 'utf8').split('\n')
    writeFileSync(
      join(folder, 'h.csv'),
      fixture.filter((row, k) => k === 0 || (row < '2024-09-02' && row.includes(',VIP,'))).join('\n'),
    )
    writeFileSync(
      join(folder, 'vip.yaml'),
      'queues: { VIP: { target: 90/10, patience: 2m } }\ngroups: { VIP: { agents: 40 } }\n',
    )
    const { out, status } = await runIn(folder, [
      'capacity',
      'vip.yaml',
      '--history',
      'h.csv',
      '--weeks',
      '4',
      '--json',
    ])
    const { start, weeks, groups } = JSON.parse(out)
    expect([start, weeks, status]).toEqual(['2024-09-02', 4, 0])
    const [{ need, occupancy }] = groups[0].weeks
    // 8,900 calls of 245 s are 15 full-time agents who are always busy.
    expect(need.mean * occupancy).toBeGreaterThan(13)
    expect(need.mean * occupancy).toBeLessThan(17)
    expect(need.low).toBeLessThan(need.mean)
    const alone = await runIn(folder, ['capacity', 'vip.yaml', '--weeks', '4'])
    expect(alone.notes).toContain('--weeks says how far a history is forecast, and none is given')
  })

  it('the example in the examples runs, and what it says of its classes holds', { tags: ['slow'] }, async () => {
    const words = ['capacity', fileURLToPath(new URL('../../examples/workforce/hiring.yaml', import.meta.url))]
    const { status, out } = await runIn(folder, [...words, '--gap', '0.5%', '--json'])
    expect(status).toBe(1)
    const { classes, groups, proof, shortages } = JSON.parse(out)
    expect(proof.gap).toBeLessThanOrEqual(0.005)
    expect(classes[0]).toMatchObject({ group: 'General', start: '2027-01-18', people: 16, planned: true })
    // Before a class that is decided on the first day can take calls, Spring Festival cannot be covered.
    expect(shortages[0]).toMatchObject({
      group: 'General',
      from: '2027-02-01',
      why: 'too soon',
      decideBy: '2026-11-23',
    })
    for (const { weeks } of groups)
      for (const { over, lacking } of weeks.slice(8)) {
        expect(over.low).toBeLessThanOrEqual(over.mean)
        expect(over.mean + lacking).toBeGreaterThan(-1e-6)
      }
  })

  it.each([
    [['--without', '2028-01'], '--without'],
    [['--without', 'March'], '--without'],
    [['--cover', 'most'], 'take low, mean, high'],
    [['--gap', '2'], '--gap'],
    [['--out', 'p.pdf'], '--out writes CSV, XLSX or JSON'],
  ])('%j is refused: %s', async (words, message) => {
    const { status, notes } = await krarup(...words)
    expect(status).toBe(2)
    expect(notes).toContain(message)
  })
})
