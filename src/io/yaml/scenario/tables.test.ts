import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readScenarioFile } from './scenario-file.ts'

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
