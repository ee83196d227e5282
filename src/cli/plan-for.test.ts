import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHistory } from '../io/index.ts'
import { run } from './terminal.testing.ts'

let folder: string
let history: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
  history = await written(1800)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const row = (start: string, queue: string, calls: number) => `${start},${queue},${calls},${calls - 1},1,200,30`

/** Thirty days of two queues, open from 6 to 18 UTC, up to the day before clocks go back in Berlin. */
async function written(step: number): Promise<string> {
  const file = join(folder, `history-${step}.csv`)
  const end = Date.parse('2026-10-24T22:00:00Z') / 1000
  const rows: string[] = []
  for (let at = end - 30 * 86_400; at < end; at += step) {
    const second = at % 86_400
    if (second < 6 * 3600 || second >= 18 * 3600) continue
    const slot = at / step
    const start = `${new Date(at * 1000).toISOString().slice(0, 19)}Z`
    rows.push(row(start, 'Sales', 20 + (slot % 7)), row(start, '"Care, 2nd line"', 9 + (slot % 5)))
  }
  await writeFile(file, `Start,Queue,Offered,Answered,Abandoned,AHT,Avg Wait\n${rows.join('\n')}\n`)
  return file
}

async function taken(system: string, ...words: string[]) {
  const out = join(folder, `${system}-${words.join('').replaceAll(/\W/g, '')}.csv`)
  const before = new Set(await readdir(folder))
  const done = await run(['plan', history, '--days', '3', '--for', system, '--out', out, ...words])
  const files = (await readdir(folder)).filter((name) => !before.has(name)).sort()
  const lines = async (name: string) =>
    (await readFile(join(folder, name), 'utf8')).replace('\ufeff', '').trimEnd().split('\r\n')
  return { ...done, files, lines, texts: await Promise.all(files.map(lines)) }
}
const BERLIN = ['--timezone', 'Europe/Berlin']

async function planOf(...words: string[]) {
  const { out } = await run(['plan', history, '--days', '3', '--json', '--quiet', ...words])
  return JSON.parse(out)
}

describe('krarup plan --for', () => {
  it('genesys: UTC, a row an interval and group, over the day of 25 hours', async () => {
    const { status, notes, texts } = await taken('genesys', ...BERLIN)
    expect(status, notes).toBe(0)
    const [headings, ...rows] = texts[0]
    expect(headings).toBe('Interval Start UTC Date,Planning Group,Offered,Average Handle Time (Seconds),Abandoned')
    const plan = await planOf(...BERLIN)
    expect(rows).toHaveLength(2 * (50 + 48 + 48))
    // one after the other in UTC: no half hour missing, none twice
    const starts = rows.filter((row) => row.includes(',Sales,')).map((row) => Date.parse(row.split(',')[0]) / 1000)
    expect(starts[0]).toBe(Date.parse('2026-10-24T22:00:00Z') / 1000)
    expect(starts.every((start, i) => i === 0 || start - starts[i - 1] === 1800)).toBe(true)
    const offered = rows.reduce((sum, row) => sum + Number(/,([\d.]+),[\d.]+,[\d.]+$/.exec(row)![1]), 0)
    expect(offered).toBeCloseTo(plan.total.volume, 0)
    expect(notes).toContain('agents, service and shrinkage are not taken over')
  })

  it('connect: a file a group, whole numbers whose sum of a day holds', async () => {
    const { status, notes, files, texts } = await taken('connect', ...BERLIN)
    expect(status, notes).toBe(0)
    expect(files).toEqual([expect.stringMatching(/-Care-2nd-line\.csv$/), expect.stringMatching(/-Sales\.csv$/)])
    const [headings, ...rows] = texts[1]
    expect(headings).toBe(
      'QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,AverageHandleTime',
    )
    expect(rows[0]).toBe('Sales,,VOICE,2026-10-24T22:00:00Z,30mins,0,')
    const plan = await planOf(...BERLIN)
    const volume = plan.groups.find(({ group }: { group: string }) => group === 'Sales').days[0].volume
    const ofDay = rows.slice(0, 50).map((row) => row.split(',').slice(5))
    for (const [contacts, aht] of ofDay) {
      expect(Number.isInteger(Number(contacts))).toBe(true)
      if (aht !== '') expect(Number.isInteger(Number(aht))).toBe(true)
    }
    const sum = ofDay.reduce((all, [contacts]) => all + Number(contacts), 0)
    expect(Math.abs(sum - volume)).toBeLessThanOrEqual(0.5)
    // what is written is read again as what it is
    const again = await readHistory(join(folder, files[1]), { timezone: 'Europe/Berlin' })
    expect(again.history.queues[0].queue).toBe('Sales')
    expect(notes).toContain('QueueId is left empty')
  })

  it('calabrio: no headings, sorted by skill, agents on duty; what local times cannot say is said', async () => {
    const { status, notes, texts, files } = await taken('calabrio', ...BERLIN)
    expect(status, notes).toBe(0)
    const [first] = texts[0]
    expect(first).toMatch(/^"Care, 2nd line",20261025 08:00,20261025 08:30,[\d.]+,[\d.]+,0,\d+$/)
    const skills = texts[0].map((row) => row.startsWith('Sales'))
    expect(skills.indexOf(true)).toBe(skills.filter((is) => !is).length)
    expect(notes).toContain('agents are those on duty, before shrinkage')
    const again = await readHistory(join(folder, files[0]))
    const plan = await planOf(...BERLIN)
    const agents = again.history.queues.map(
      ({ measures }) => measures.agents!.reduce((sum, n) => sum + (n || 0), 0) / 2,
    )
    expect(agents.reduce((a, b) => a + b, 0)).toBeCloseTo(plan.total.agentHours, 6)
  })

  it.each([
    ['genesys', [], 'takes times in UTC, and no time zone is named'],
    ['connect', [], 'takes times in UTC, and no time zone is named'],
    ['genesys', [...BERLIN, '--days', '43'], 'imports 6 weeks of a forecast at most'],
    ['genesys', [...BERLIN, '--by', 'day'], '--by is for files of krarup'],
    ['teleopti', [], 'take calabrio, genesys, connect'],
  ])('%s with %j: %s', async (system, words, says) => {
    const { status, notes } = await taken(system, ...words)
    expect(status).not.toBe(0)
    expect(notes).toContain(says)
  })

  it('connect takes intervals of 15 and 30 minutes only', async () => {
    const hourly = await written(3600)
    const words = ['plan', hourly, '--days', '2', '--for', 'connect', '--out', join(folder, 'hourly.csv'), ...BERLIN]
    const { status, notes } = await run(words)
    expect(status).not.toBe(0)
    expect(notes).toMatch(/takes intervals of 15 or 30 minutes[\s\S]*1h/)
  })
})
