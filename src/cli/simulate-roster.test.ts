import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runIn } from './terminal.testing.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-simulate-roster-'))
  const hours = Array.from({ length: 8 }, (_, k) => 8 + k)
  const time = (hour: number) => `2027-01-04 ${String(hour).padStart(2, '0')}:00`
  const plan = hours.map((hour) => `${time(hour)},calls,calls,60,240,7,8,0.9012,0.9688,5.6,0.5536,0.0312`)
  const head = 'start,group,queues,volume,aht,agents,scheduled,service_level,connect_rate,asa,occupancy,abandonment'
  writeFileSync(join(folder, 'plan.csv'), `${[head, ...plan].join('\n')}\n`)
  const people = ['Ann', 'Bo', 'Cai', 'Dan', 'Eve', 'Fei', 'Gil'].map(
    (name, k) => `2027-01-04,${name},calls,day,08:00,16:00,${k === 0 ? '12:00-13:00 unpaid' : ''}`,
  )
  writeFileSync(join(folder, 'roster.csv'), `date,name,queue,shift,start,end,breaks\n${people.join('\n')}\n`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const krarup = (...words: string[]) =>
  runIn(folder, ['simulate', 'plan.csv', '--roster', 'roster.csv', '--replications', '30', ...words])

describe('krarup simulate plan.csv --roster roster.csv', () => {
  it('says the service of people beside that of the plan, and writes a page', async () => {
    const { status, out, notes } = await krarup('--report', 'r.html', '--json')
    expect(status).toBe(0)
    const [{ name, intervals, days }] = JSON.parse(out).queues
    expect(name).toBe('calls')
    expect(intervals.map(({ agents }: { agents: number }) => agents)).toEqual([7, 7, 7, 7, 6, 7, 7, 7])
    expect(intervals[4].serviceLevel.value).toBeLessThan(intervals[3].serviceLevel.value)
    expect(days[0]).toMatchObject({ start: '2027-01-04', volume: 480, plannedServiceLevel: expect.closeTo(0.9012, 9) })
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('Roster of 7 people')
    expect(notes).toContain('wrote r.html')
  })

  it('prints a table, in Chinese too, and CSV', async () => {
    const late = ['--absence', '20%', '--late', '50%=30m', '--target', '90/10', '--patience', 'infinite']
    const { out } = await krarup(...late)
    expect(out).toContain('calls: in time is within 10s; nobody hangs up')
    expect(out).toMatch(/^2027-01-04 +480 +7\.0 +5\.5 +90\.1%/m)
    expect(out).toContain('Intervals furthest below the plan')
    expect((await krarup('--lang', 'zh')).out).toContain('7人排班应对plan.csv的话务')
    expect((await krarup('--lang', 'de')).out).toMatch(/^04\.01\.2027 +480/m)
    expect((await krarup('--csv')).out.split('\n')[1]).toMatch(/^2027-01-04T08:00:00,calls,60,7,7,0.9012,0\.\d/)
  })

  it.each([
    [['--late', '10%'], 'write 10%=8m'],
    [['--precision', '1%'], '--precision is for a scenario'],
    [['--patience', 'estimate'], '--patience'],
    [['--absence', '120%'], '--absence'],
  ])('%j is refused: %s', async (words, message) => {
    const { status, notes } = await krarup(...words)
    expect(status).toBe(2)
    expect(notes).toContain(message)
  })

  // Such days were left out without a word: a week of which three days had no people looked like a plan of four.
  it('says which days the plan or the roster has alone', async () => {
    const plan = readFileSync(join(folder, 'plan.csv'), 'utf8')
    const next = plan.split('\n').slice(1).join('\n').replaceAll('2027-01-04', '2027-01-05')
    writeFileSync(join(folder, 'two.csv'), `${plan}${next}`)
    const roster = readFileSync(join(folder, 'roster.csv'), 'utf8')
    writeFileSync(join(folder, 'more.csv'), `${roster}2027-02-01,Ann,calls,day,08:00,16:00,\n`)
    const { notes } = await runIn(folder, ['simulate', 'two.csv', '--roster', 'more.csv', '--replications', '2'])
    expect(notes).toContain('not simulated, for the roster has nobody then: 2027-01-05')
    expect(notes).toContain('left out of the roster, shifts on days without contacts of the plan: 1 (2027-02-01)')
    expect((await krarup()).notes).toBe('')
  })

  it('a queue that the plan does not have is named with the file; options of a roster need one', async () => {
    writeFileSync(
      join(folder, 'roster2.csv'),
      'date,name,queue,shift,start,end,breaks\n2027-01-04,Ann,cals,day,08:00,16:00,\n',
    )
    const other = await runIn(folder, ['simulate', 'plan.csv', '--roster', 'roster2.csv'])
    expect(other.notes).toContain('the plan has no such queue (got "cals")\n  at roster2.csv\n  did you mean calls?')
    const { notes } = await runIn(folder, ['simulate', 'plan.csv', '--absence', '5%'])
    expect(notes).toContain('--absence says nothing without --roster')
  })
})
