import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readRosterRules } from '../yaml/index.ts'
import { readPeople, readRoster, readShifts } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
const SHIFTS = 'date,queue,shift,start,end,breaks,paid_hours,agents\n'
const DAY = 20_423

describe('files of rosters', () => {
  it('shifts, with breaks and without paid hours, over midnight', async () => {
    const path = await file(
      's.csv',
      `${SHIFTS}2025-12-01,vip,night,22:00,06:00,02:00-02:30 unpaid; 04:00-04:15 paid,,3\n`,
    )
    expect(await readShifts(path)).toEqual([
      {
        day: DAY,
        queue: 'vip',
        shift: 'night',
        start: 79_200,
        end: 108_000,
        breaks: '02:00-02:30 unpaid; 04:00-04:15 paid',
        paidHours: 7.5,
        agents: 3,
      },
    ])
  })

  it('unpaid breaks whatever the case, and meetings with a name', async () => {
    const path = await file(
      'u.csv',
      'date,shift,start,end,breaks,meetings,agents\n2025-12-01,night,22:00,06:00,23:30-00:30 Unpaid; 02:00-02:15 Paid,04:00-05:00 training,1\n',
    )
    expect((await readShifts(path))[0].paidHours).toBe(7)
  })

  it('people, with wishes, skills and holidays', async () => {
    const path = await file(
      'p.csv',
      'name,hours,queues,available,wishes,holidays,fixed\nAnn,38.5,hotline; vip 80%,mon-fri 07:00-16:00,2025-12-24 off 5; not night 2; sun off,2025-12-26..2025-12-28,2025-12-03 early\nBo,,,,,,\n',
    )
    const [ann, bo] = await readPeople(path)
    expect(bo).toEqual({ name: 'Bo' })
    expect([...ann.queues!]).toEqual([
      ['hotline', 1],
      ['vip', 0.8],
    ])
    expect(ann.available![5]).toEqual([])
    expect(ann.wishes).toEqual([
      { day: DAY + 23, shift: 'off', isFor: true, weight: 5 },
      { shift: 'night', isFor: false, weight: 2 },
      { weekdays: [6], shift: 'off', isFor: true, weight: 1 },
    ])
    expect(ann.holidays).toEqual([[DAY + 25, DAY + 27]])
    expect(ann.fixed).toEqual([{ day: DAY + 2, shift: 'early' }])
  })

  it.each([
    ['shifts without agents', readShifts, 'date,shift,start,end\n2025-12-01,early,06:00,14:00\n', 'no column agents'],
    ['a time that is none', readShifts, `${SHIFTS}2025-12-01,,early,six,14:00,,8,1\n`, 'line 2, column 4'],
    [
      'agents that are no number',
      readShifts,
      `${SHIFTS}2025-12-01,,early,06:00,14:00,,8,many\n`,
      'not a whole number of agents',
    ],
    ['breaks that are none', readShifts, `${SHIFTS}2025-12-01,,early,06:00,14:00,noon,,1\n`, 'not breaks'],
    // such breaks were taken for paid ones, and such hours were added up
    [
      'a break outside',
      readShifts,
      `${SHIFTS}2025-12-01,,early,06:00,14:00,15:00-15:30 unpaid,,1\n`,
      'within its shift',
    ],
    ['unpaid misspelt', readShifts, `${SHIFTS}2025-12-01,,early,06:00,14:00,10:00-10:30 unpayd,,1\n`, 'unpaid?'],
    [
      'too many paid hours',
      readShifts,
      `${SHIFTS}2025-12-01,,early,06:00,14:00,,20,1\n`,
      'more paid hours than the 8 ',
    ],
    ['no rows', readShifts, SHIFTS, 'has no rows'],
    ['a person twice', readPeople, 'name\nAnn\nAnn\n', 'Ann is there twice'],
    ['a wish without a shift', readPeople, 'name,wishes\nAnn,2025-12-24\n', 'not a wish'],
    ['hours that are too many', readPeople, 'name,hours\nAnn,900\n', 'not contract hours'],
    ['holidays backwards', readPeople, 'name,holidays\nAnn,2025-12-24..2025-12-20\n', 'before the first'],
    [
      'two shifts a day',
      readRoster,
      'name,date,shift,start,end\nAnn,2025-12-01,early,06:00,14:00\nAnn,2025-12-01,late,14:00,22:00\n',
      'second shift',
    ],
    ['a rule that is unknown', readRosterRules, 'days-in-row: { most: 5 }\n', 'days-in-a-row'],
    ['a rule that no run of days keeps', readRosterRules, 'days-in-a-row: { most: 2, least: 4 }\n', 'both cannot hold'],
    ['the same within nights', readRosterRules, 'nights:\n  in-a-row: { most: 2, least: 4 }\n', 'line 2'],
    // columns that were not read, without a word: nobody was kept from working at any time
    ['a column misspelt', readPeople, 'name,availble\nAnn,mon-fri 07:00-16:00\n', 'did you mean available?'],
    [
      'breaks misspelt',
      readShifts,
      'date,shift,start,end,braeks,agents\n2025-12-01,early,06:00,14:00,10:00-10:30 unpaid,1\n',
      'line 1, column 5',
    ],
    ['a weight that is a word', readRosterRules, 'weekends: { most: 2, weight: much }\n', 'line 1'],
  ])('%s: is refused with place and mend', async (_, read: (path: string) => Promise<unknown>, text, said) => {
    const path = await file('bad.csv', text)
    await expect(read(path)).rejects.toThrow(said)
  })

  it('says which columns of people it does not read', async () => {
    const path = await file('team.csv', 'name,team,hours\nAnn,red,40\n')
    const notes: string[] = []
    expect(await readPeople(path, (text) => notes.push(text))).toEqual([{ name: 'Ann', hours: 40 }])
    expect(notes).toEqual(['team.csv: not read: team'])
  })

  it('rules, those without a weight hard', async () => {
    const path = await file(
      'r.yaml',
      'rest: 11h\nweekends: { most: 2, weight: 5 }\nnights: { most: 4, in-a-row: { most: 3 } }\npairs:\n  - { apart: [Ann, Bo], weight: 2 }\ncover: { under: hard }\n',
    )
    expect(await readRosterRules(path)).toEqual({
      rest: { least: 11 },
      weekends: { most: 2, weight: 5 },
      nights: { most: 4, inARow: { most: 3 } },
      pairs: [{ kind: 'apart', people: ['Ann', 'Bo'], weight: 2 }],
      cover: { under: Number.POSITIVE_INFINITY },
    })
  })
})
