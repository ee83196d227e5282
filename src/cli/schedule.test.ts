import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runIn } from './terminal.testing.ts'

const RULES = `shrinkage: 10%
breaks:
  - { length: 30m, at: 11:00-14:00, if-shift-from: 6h }
shifts:
  full: { start: 08:00-10:00, length: 8h }
  part: { start: 08:00-14:00, length: 4h, most: 3 }
meetings:
  training: { length: 1h, each: week, at: 09:00-17:00 }
`
const AGENTS = [2, 4, 6, 6, 4, 4, 5, 5, 3, 2]
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-schedule-'))
  const rows = AGENTS.map((agents, i) => `2026-10-01 ${String(8 + i).padStart(2, '0')}:00,sales,${agents}`)
  writeFileSync(join(folder, 'agents.csv'), ['start,group,agents', ...rows, ''].join('\n'))
  writeFileSync(join(folder, 'shifts.yaml'), RULES)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const krarup = (...words: string[]) => runIn(folder, ['schedule', 'agents.csv', '--shifts', 'shifts.yaml', ...words])
const withRules = (text: string) => {
  writeFileSync(join(folder, 'other.yaml'), text)
  return runIn(folder, ['schedule', 'agents.csv', '--shifts', 'other.yaml'])
}

describe('krarup plan --shifts', () => {
  it('makes the shifts of a plan for the service that it was sized to', async () => {
    const history = new URL('../../fixtures/small-centre.csv', import.meta.url).pathname
    const words = ['plan', history, '--days', '1', '--target', '80/20', '--shifts', 'plain.yaml', '--json']
    writeFileSync(
      join(folder, 'plain.yaml'),
      'shifts: { full: { start: 06:00-16:00, length: 8h }, part: { start: 06:00-20:00, length: 4h } }\n',
    )
    const { status, out } = await runIn(folder, [...words, '--shifts-out', 'planned.csv'])
    expect(status).toBe(0)
    const { schedule, groups } = JSON.parse(out)
    // they were seconds since 1970 of the clock on the wall, which other programs take for UTC
    expect(schedule.queues[0].days[0].day).toBe('2025-07-01')
    expect(schedule.queues[0].start[0]).toMatch(/^2025-07-01T\d\d:\d\d:00$/)
    expect(schedule.queues[0].shifts[0].start).toMatch(/^2025-0(6-30|7-01)T\d\d:\d\d:00$/)
    expect(schedule.queues.map(({ queue }: { queue: string }) => queue)).toEqual(
      groups.map(({ group }: { group: string }) => group),
    )
    for (const { totals, objective } of schedule.queues) {
      expect(objective).toBe('service')
      expect(totals.serviceLevel).toBeGreaterThanOrEqual(0.8)
    }
    expect(readFileSync(join(folder, 'planned.csv'), 'utf8')).toContain('date,queue,shift,start,end')
    // without a name they were written to the current folder, wherever the plan went
    mkdirSync(join(folder, 'plans'))
    const unnamed = words.filter((word) => word !== '--json')
    const { notes } = await runIn(folder, [
      ...unnamed,
      '--start',
      '2025-07-05',
      '--forecast-model',
      'recent-median',
      '--out',
      'plans/july.csv',
    ])
    expect(notes).toContain(`wrote ${join('plans', 'shifts.csv')}`)
    expect(existsSync(join(folder, 'shifts.csv'))).toBe(false)
    const stray = await runIn(folder, ['plan', history, '--days', '1', '--shifts-out', 's.csv', '--json'])
    expect(stray.notes).toContain('--shifts-out says nothing without --shifts')
  })
})

describe('krarup schedule', () => {
  it('prints days, and writes shifts as CSV, a calendar and a page', async () => {
    const { status, out, notes } = await krarup('--out', 's.csv', '--calendar', 's.ics', '--report', 's.html')
    expect(notes).toContain('wrote s.csv')
    expect(status).toBe(0)
    expect(out).toContain('sales: never fewer agents than asked for')
    expect(out).toMatch(/Thu 1 Oct +\d+ +[\d.]+ +41\.0 +/)
    const [headings, ...rows] = readFileSync(join(folder, 's.csv'), 'utf8').trim().split('\r\n')
    expect(headings).toBe('date,queue,shift,start,end,breaks,paid_hours,agents,meetings')
    expect(rows.find((row) => row.includes(',full,'))).toMatch(
      /^2026-10-01,sales,full,\d\d:\d\d,\d\d:\d\d,1[1-3]:\d\d-1[1-4]:\d\d unpaid,7\.5,\d+,/,
    )
    expect(rows.some((row) => row.endsWith(' training'))).toBe(true)
    const calendar = readFileSync(join(folder, 's.ics'), 'utf8')
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(rows.length)
    expect(calendar.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(readFileSync(join(folder, 's.html'), 'utf8')).toContain('Shifts of Thu 1 Oct')
  })

  it('prints in Chinese, all of it', async () => {
    const { out } = await krarup('--lang', 'zh')
    for (const english of ['Shifts', 'agents', 'Paid', 'Short', 'Cost']) expect(out).not.toContain(english)
    expect(out).toContain('坐席数不少于需求')
  })

  it('answers as near as the rules allow, says what would be enough, and ends with status 1', async () => {
    writeFileSync(join(folder, 'early.yaml'), 'shifts: { early: { start: 08:00, length: 8h, most: 4 } }\n')
    const { status, out } = await runIn(folder, ['schedule', 'agents.csv', '--shifts', 'early.yaml'])
    expect(status).toBe(1)
    expect(out).toContain('10:00 to 12:00: 2 agents short, for the shifts that work then have as many as they may')
    expect(out).toContain('it would be enough if early had 2 more a day')
    expect(out).toContain(
      '16:00 to 18:00: 3 agents short, for no shift works then; it would be enough if early ended 2h later',
    )
  })

  it.each([
    ['shifts: { a: { start: 8, length: 8h } }', 'not two times of day', 'line 1, column 23'],
    ['shifts: { a: { start: 08:00, lenght: 8h } }', 'lenght is not known here', 'length'],
    ['shifts: { a: { start: 08:00, length: 30h } }', 'a shift lasts more than nothing and at most 24h', 'line 1'],
    ['shifts: { a: { start: 08:00, length: 8h, least: 3, most: 2 } }', 'at least 3 and at most 2', 'shifts.a.least'],
    ['shifts: { a: { start: 08:00, length: 8h, days: someday } }', 'not days of the week', 'mon-fri'],
    [
      'shifts: { a: { start: 08:00, length: 8h, breaks: [{ length: 1h, within: 2h-2h30m }] } }',
      'longer than the stretch',
      'shifts.a.breaks.0',
    ],
    ['shifts: {}', 'there is no kind of shift', 'at least one'],
    [
      'shifts: { a: { start: 08:00, length: 8h } }\nmeetings: { m: { length: 1h } }',
      'once in some time',
      'each: month',
    ],
    ['shifts: { a: { start: 08:07, length: 8h } }', 'no step of at least 5 minutes', '5, 10, 15 or 30'],
    ['shifts: { a: { start: 08:00, length: 8h, queues: [sale] } }', 'no queue of the requirement', 'sales'],
    [
      'shifts: { a: { start: 08:00, length: 8h } }\ntours: { t: { work-days: 5 } }',
      'the requirement has 1 days',
      'tours',
    ],
    ['shifts: { a: { start: 08:00, length: 8h } }\ntours: { t: {} }', 'the tour says no working days', 'line 2'],
    [
      'shifts: { a: { start: 08:00, length: 8h } }\ntours: { t: { weeks: [a a] } }',
      'a week of a pattern has seven days',
      'off',
    ],
    [
      'shifts: { a: { start: 08:00, length: 8h } }\ntours: { t: { work-days: 5, shifts: [b] } }',
      'no kind of shift',
      'tours.t',
    ],
  ])('refuses %s', async (text, what, place) => {
    const { status, notes } = await withRules(`${text}\n`)
    expect(status).toBe(2)
    expect(notes).toContain(what)
    expect(notes).toContain(place)
  })

  it.each([
    [['--target', '80/20'], 'the requirement has agents and no contacts'],
    [['--objective', 'cover', '--floor', '60%'], '--floor says nothing with --objective cover'],
    [['--under', '4'], '--under says nothing without --objective weighted'],
    [['--queue', 'sale'], 'no queue of the requirement'],
    [['--tours', 't.csv'], 'has no tours'],
    [['--calendar', 's.csv'], '--calendar writes ICS'],
  ])('refuses %s', async (words, what) => {
    const { status, notes } = await krarup(...(words as string[]))
    expect(status).toBe(2)
    expect(notes).toContain(what)
  })
})
