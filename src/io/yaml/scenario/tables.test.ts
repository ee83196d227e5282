import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readScenarioFile } from './read-scenario-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-'))
afterAll(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
put(
  'forecast.csv',
  [
    'start,queue,volume,aht',
    '2026-05-06T08:00:00,hotline,10,300',
    '2026-05-06T08:15:00,hotline,12.5,300',
    '2026-05-06T08:30:00,hotline,7,300',
    '2026-05-06T08:00:00,chat,99,300',
    '2026-05-07T08:00:00,hotline,50,300',
  ].join('\n'),
)
put('calls.csv', 'at,handle,patience\n08:10:30,2m,\n08:05,90,30s\n')
put('odd.csv', 'start,volume\n2026-05-06T08:00:00,many\n')

const scenario = (queue: string) =>
  put(
    'scenario.yaml',
    `hours: 08:00-09:00\nqueues:\n  q: { aht: 5m, groups: [g], ${queue} }\ngroups:\n  g: { agents: 3 }\n`,
  )
const read = (queue: string) => readScenarioFile(scenario(queue))

describe('a scenario with tables beside it', () => {
  it('takes the volumes of a queue and a day, added up to its own intervals', async () => {
    const { scenario } = await read('volume: { file: forecast.csv, queue: hotline, date: 2026-05-06 }')
    expect(scenario.queues.q.volume).toEqual([22.5, 7])
  })

  it('takes logged calls, in the order of their moments', async () => {
    const { scenario } = await read('calls: { file: calls.csv }')
    expect(scenario.queues.q.calls).toEqual([
      { at: 300, handle: 90, patience: 30 },
      { at: 630, handle: 120 },
    ])
  })

  it.each([
    [
      'a queue that the table lacks',
      'volume: { file: forecast.csv, queue: hotlin }',
      /no queue of this name.*did you mean "hotline"/s,
    ],
    ['several queues', 'volume: { file: forecast.csv }', /several queues.*queue: hotline/s],
    ['several days', 'volume: { file: forecast.csv, queue: hotline }', /2 days.*date: 2026-05-06/s],
    ['another day', 'volume: { file: forecast.csv, queue: hotline, date: 2026-06-01 }', /no row of this day/],
    ['no number', 'volume: { file: odd.csv }', /not a number of contacts.*odd\.csv.*2/s],
    ['no such file', 'volume: { file: none.csv }', /none\.csv/],
    ['no column', 'volume: { file: calls.csv }', /calls\.csv has no column start/],
  ])('says what is wrong: %s', async (_, queue, message) => {
    await expect(read(queue)).rejects.toThrow(message)
  })
})

put(
  'plan.csv',
  [
    'start,group,queues,volume,aht,agents,scheduled',
    '2026-05-06 08:00,front,General; VIP,100,200,12,18',
    '2026-05-06 08:30,front,General; VIP,120,200,14,20',
    '2026-05-07 08:00,front,General; VIP,100,200,9,13',
    '2026-05-06 08:00,english,English,5,200,2,3',
    '2026-05-06 08:30,english,English,5,200,2,3',
  ].join('\n'),
)

describe('a group that is staffed by a plan', () => {
  const staffed = (agents: string, top = 'hours: 08:00-09:00', group = 'front') =>
    readScenarioFile(
      put(
        'staffed.yaml',
        `${top}\nqueues:\n  q: { volume: 10, aht: 5m, groups: [${group}] }\ngroups:\n  ${group}: { agents: ${agents} }\n`,
      ),
    )

  it('has the agents of its group and day, in longer intervals than its own too', async () => {
    const file = await staffed('{ file: plan.csv, date: 2026-05-06 }', 'interval: 15m\nhours: 08:00-09:30')
    expect(file.scenario.groups.front.agents).toEqual([12, 12, 14, 14, 0, 0])
    expect(file.tables).toEqual([join(folder, 'plan.csv')])
    const other = await staffed('{ file: plan.csv, group: english }', undefined, 'en')
    expect(other.scenario.groups.en.agents).toEqual([2, 2])
    const rota = await staffed('{ file: plan.csv, date: 2026-05-06, staffing: scheduled }')
    expect(rota.scenario.groups.front.agents).toEqual([18, 20])
  })

  it.each([
    ['a group that the plan lacks', '{ file: plan.csv, group: frnt }', /no group of this name.*did you mean "front"/s],
    ['several groups', '{ file: plan.csv, date: 2026-05-06 }', /several groups.*group: front/s, undefined, 'seats'],
    ['several days', '{ file: plan.csv }', /2 days.*date: 2026-05-06/s],
    ['another day', '{ file: plan.csv, date: 2026-06-01 }', /no row of this day/],
    [
      'shorter intervals',
      '{ file: plan.csv, date: 2026-05-06 }',
      /every 30m.*interval: 30m/s,
      'interval: 1h\nhours: 08:00-09:00',
    ],
    ['other hours', '{ file: plan.csv, date: 2026-05-06 }', /nobody on duty in the hours/, 'hours: 10:00-12:00'],
    ['no column', '{ file: odd.csv }', /odd\.csv has no column agents/],
  ])('says what is wrong: %s', async (_, agents, message, top?: string, group?: string) => {
    await expect(staffed(agents, top, group)).rejects.toThrow(message)
  })
})

describe('a table whose queues stand under another heading', () => {
  const volume = async (reference: string, queue = 'q', hours = '08:00-09:00') =>
    (
      await readScenarioFile(
        put(
          'headed.yaml',
          `hours: ${hours}\nqueues:\n  ${queue}: { aht: 5m, groups: [g], volume: { ${reference} } }\ngroups:\n  g: { agents: 3 }\n`,
        ),
      )
    ).scenario.queues[queue].volume
  const table = (heading: string) =>
    put(
      'headed.csv',
      `start,${heading},volume\n2026-05-06 08:00,A,10\n2026-05-06 08:00,B,90\n2026-05-06 08:30,A,7\n2026-05-06 08:30,B,60\n`,
    )

  // The rows of all queues used to be added up, without a word.
  it.each(['Skill', 'Call Type', 'line', '技能组', 'group', 'queues'])('%s', async (heading) => {
    table(heading)
    expect(await volume('file: headed.csv, queue: A')).toEqual([10, 7])
    expect(await volume('file: headed.csv', 'B')).toEqual([90, 60])
    await expect(volume('file: headed.csv')).rejects.toThrow(/several queues.*queue: A/s)
  })

  it('is refused where no heading is known, with its headings', async () => {
    table('Abteilung')
    await expect(volume('file: headed.csv, queue: A')).rejects.toThrow(
      /headed\.csv has no column queue.*start, Abteilung, volume/s,
    )
    await expect(volume('file: headed.csv')).rejects.toThrow(/stands twice.*column queue/s)
  })

  it('takes a pool of a plan by its group, and a queue that has its own group by its name', async () => {
    expect(await volume('file: plan.csv, queue: front, date: 2026-05-06')).toEqual([100, 120])
    expect(await volume('file: plan.csv, queue: English, date: 2026-05-06')).toEqual([5, 5])
    expect(await volume('file: plan.csv, date: 2026-05-06', 'english')).toEqual([5, 5])
    await expect(volume('file: plan.csv, queue: VIP, date: 2026-05-06')).rejects.toThrow(
      /has General; VIP together, not VIP alone/,
    )
    await expect(volume('file: plan.csv, date: 2026-05-06')).rejects.toThrow(/several queues.*queue: General; VIP/s)
  })

  it('is told by the group that is named, or refused', async () => {
    put('skills.csv', 'start,Skill,agents\n2026-05-06 08:00,A,4\n2026-05-06 08:00,B,6\n')
    const agents = (text: string) =>
      readScenarioFile(
        put(
          'skills.yaml',
          `interval: 1h\nhours: 08:00-09:00\nqueues:\n  q: { volume: 10, aht: 5m, groups: [g] }\ngroups:\n  g: { agents: ${text} }\n`,
        ),
      )
    expect((await agents('{ file: skills.csv, group: B }')).scenario.groups.g.agents).toEqual([6])
    put('bare.csv', 'start,agents\n2026-05-06 08:00,4\n')
    await expect(agents('{ file: bare.csv, group: B }')).rejects.toThrow(/no column group.*start, agents/s)
  })
})

describe('rows outside the hours of the scenario', () => {
  const day = (hours: string) =>
    readScenarioFile(
      put(
        'outside.yaml',
        `hours: ${hours}\nqueues:\n  q: { aht: 5m, groups: [front], volume: { file: forecast.csv, queue: hotline, date: 2026-05-06 } }\ngroups:\n  front: { agents: { file: plan.csv, date: 2026-05-06 } }\n`,
      ),
    )

  // They used to be left out without a word.
  it('are told, with their contacts', async () => {
    expect((await day('08:00-09:00')).remarks).toEqual([])
    expect((await day('08:30-09:00')).remarks).toEqual([
      'forecast.csv has 2 rows (08:00 to 08:15) with 22.5 contacts outside the hours 08:30-09:00; queues.q.volume is without them.',
      'plan.csv has 1 row (08:00) with agents outside the hours 08:30-09:00; groups.front.agents is without them.',
    ])
  })

  it('are the error where there are no others', async () => {
    await expect(day('10:00-12:00')).rejects.toThrow(
      /3 rows \(08:00 to 08:30\) with 29.5 contacts outside the hours 10:00-12:00, and none within/,
    )
  })
})

describe('an interval that stands twice', () => {
  const repeated = (head: string, rows: string[], words: string) => {
    put('twice.csv', [head, ...rows].join('\n'))
    return readScenarioFile(
      put(
        'twice.yaml',
        `interval: 1h\nqueues:\n  q: { aht: 5m, groups: [g], volume: ${words.includes('volume') ? '{ file: twice.csv }' : 10} }\ngroups:\n  g: { agents: ${words.includes('agents') ? '{ file: twice.csv }' : 3} }\n`,
      ),
    )
  }
  const rows = ['2026-10-25 01:00,5,+02:00', '2026-10-25 02:00,5,+02:00', '2026-10-25 02:00,4,+01:00']

  // Agents were said to come "every 0s", with the advice to write "interval: 0s"; the contacts of both hours came in one.
  it.each(['agents', 'volume'])('is named: %s of a day on which the clock is set back', async (word) => {
    await expect(repeated(`start,${word},utc_offset`, rows, word)).rejects.toThrow(
      /stands twice, in line 3 too.*twice\.csv, line 4.*set back/s,
    )
  })

  it('is named: two groups without a column that tells them apart', async () => {
    await expect(repeated('start,agents,note', rows, 'agents')).rejects.toThrow(
      /stands twice, in line 3 too.*column group/s,
    )
  })
})
