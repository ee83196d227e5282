import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { madeLog } from '../calibrate/made-log.testing.ts'
import { readHistory } from '../io/index.ts'
import { readScenarioFile } from '../io/yaml/index.ts'
import { runIn } from './terminal.testing.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-calibrate-'))
  const { calls, states } = madeLog({ seed: 1, weeks: [2, 1], size: 0.25, fault: 'away' })
  writeFileSync(join(folder, 'calls.csv'), calls)
  writeFileSync(join(folder, 'states.csv'), states)
  writeFileSync(
    join(folder, 'renamed.csv'),
    calls.replace('queue,arrived,wait,outcome', 'Line,Came in,Held,How it ended'),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const krarup = (...words: string[]) => runIn(folder, [...words, '--force'])
const QUICK = ['--replays', '2', '--hold-out', '1w']
const MAP = ['queue=Line', 'arrived=Came in', 'waited=Held', 'outcome=How it ended', 'talk=talk', 'agent=agent']

describe('krarup calibrate', { tags: ['slow'] }, () => {
  it('tells in five steps, and writes a history, a scenario and a page that others read', async () => {
    const files = ['--history', 'h.csv', '--out', 'centre.yaml', '--report', 'c.html']
    const { status, out, notes } = await krarup('calibrate', 'calls.csv', '--agents', 'states.csv', ...QUICK, ...files)
    expect({ status, notes }).toEqual({ status: 0, notes: 'wrote centre.yaml\nwrote h.csv\nwrote c.html' })
    for (const step of ['1. The log', '2. Its interval', '3. What was', '4. The scenario', '5. Days that', 'Verdict'])
      expect(out).toContain(`\n${step}`.replace(/^\n1/, '1'))
    const rows = readFileSync(join(folder, 'calls.csv'), 'utf8').trim().split('\n').length - 1
    expect(out).toContain(`${rows.toLocaleString('en')} rows (each a call): of visits ${rows.toLocaleString('en')}`)
    expect(out).toContain('Presence is not availability: agents are available')

    const { history } = await readHistory(join(folder, 'h.csv'))
    const sum = (values: Float64Array) => values.reduce((total, each) => total + (each || 0), 0)
    expect(history.queues.reduce((total, { measures }) => total + sum(measures.offered), 0)).toBe(rows)
    // As readHistory counts the log itself, but for the threshold: 10 s there.
    const { history: counted } = await readHistory(join(folder, 'calls.csv'))
    for (const { queue, measures } of history.queues) {
      const own = counted.queues.find((one) => one.queue === queue)!.measures
      expect(sum(measures.handleTotal!)).toBeCloseTo(sum(own.handleTotal!), 3)
      expect(sum(measures.abandoned!)).toBe(sum(own.abandoned!))
    }

    const { scenario } = await readScenarioFile(join(folder, 'centre.yaml'))
    expect(Object.keys(scenario.queues).toSorted()).toEqual(['sales', 'service', 'technical'])
    for (const { away } of Object.values(scenario.groups)) expect(away!.share).toBeGreaterThan(0.15)
    expect(readFileSync(join(folder, 'c.html'), 'utf8')).toContain('Calibration of calls.csv')

    const plan = ['plan', 'h.csv', '--days', '3', '--out', 'p.csv', '--json', '--forecast-model', 'seasonal-naive']
    const [usual, calibrated] = [await krarup(...plan), await krarup(...plan, '--calibrated', 'centre.yaml')]
    expect(calibrated.status).toBe(0)
    const groups = (text: string): { name: string; shrinkage: number }[] => JSON.parse(text).groups
    for (const [i, { shrinkage }] of groups(calibrated.out).entries()) {
      const [, said] = /# availability: ([\d.]+)%/.exec(readFileSync(join(folder, 'centre.yaml'), 'utf8'))!
      expect(1 - shrinkage).toBeCloseTo((1 - groups(usual.out)[i].shrinkage) * (Number(said) / 100), 10)
    }
    expect(calibrated.notes).toMatch(/calibrated by centre\.yaml: .*patience .*turnover .*available \d+% of the time/)
  })

  // It used to be left out of the scenario without a word, and the verdict said that agents had taken it before.
  it('says which queue nobody answers', async () => {
    const calls = readFileSync(join(folder, 'calls.csv'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/^(.*,technical,[^,]*,[^,]*),answered,.*$/, '$1,abandoned,,,'))
    writeFileSync(join(folder, 'lost.csv'), calls.join('\n'))
    const { out } = await krarup('calibrate', 'lost.csv', ...QUICK, '--out', 'lost.yaml')
    expect(readFileSync(join(folder, 'lost.yaml'), 'utf8')).toMatch(/^# Left out, .*: technical$/m)
    expect(out).not.toContain('of technical, which')
  })

  it('has the same in Chinese, as JSON and as CSV', async () => {
    const { out } = await krarup('calibrate', 'calls.csv', ...QUICK, '--lang', 'zh')
    expect(out).toContain('3. 测量结果')
    expect(out).toContain('结论')
    const { out: json } = await krarup('calibrate', 'calls.csv', ...QUICK, '--json')
    const { version, kind, judgement } = JSON.parse(json)
    expect({ version, kind }).toEqual({ version: 1, kind: 'calibration' })
    expect(judgement.ladder).toHaveLength(8)
    const { out: csv } = await krarup(
      'calibrate',
      'renamed.csv',
      ...MAP.flatMap((one) => ['--map', one]),
      ...QUICK,
      '--csv',
    )
    expect(csv.split('\r\n')[0]).toBe(
      'hour,queue,contacts,service,replayed_service,replayed_service_low,replayed_service_high,hang_ups,replayed_hang_ups,asa,replayed_asa',
    )
  })
})

describe('krarup simulate --log', () => {
  const SCENARIO = `hours: 09:00-17:00
days: 12
first-day: 2026-05-04
queues:
  general: { volume: 40, aht: 4m, patience: 2m, groups: [front] }
groups:
  front: { agents: 4 }
`

  it('writes a log with dates that is read again, and needs the date of the first day', async () => {
    writeFileSync(join(folder, 'dated.yaml'), SCENARIO)
    const words = ['--replications', '1', '--log', 'made.csv', '--trace', 'trace.csv']
    expect((await krarup('simulate', 'dated.yaml', ...words)).notes).toContain('wrote made.csv')
    const rowsOf = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\r\n').slice(1)
    const rows = rowsOf('made.csv')
    expect(rows).toHaveLength(rowsOf('trace.csv').length)
    expect(rows[0]).toMatch(/^1,general \d+,general,2026-05-04T09:\d\d:\d\d,/)
    expect(rows.at(-1)).toContain('2026-05-15T')
    const { history } = await readHistory(join(folder, 'made.csv'))
    expect(history.queues.map(({ queue }) => queue)).toEqual(['general'])
    writeFileSync(join(folder, 'undated.yaml'), SCENARIO.replace(/first-day.*\n/, ''))
    expect((await krarup('simulate', 'undated.yaml', ...words)).notes).toContain('write first-day: 2026-05-04')
  })
})

describe('what cannot be', () => {
  it.each([
    [['--hold-out', 'two'], 'not a number of days or weeks'],
    [['--hold-out', '5w'], 'hold out fewer days'],
    [['--map', 'arived=Came in'], 'arrived=Came in'],
    [['--interval', '7m'], 'the interval does not divide a day'],
    [['--replays', '1'], '--replays'],
  ])('%j says what and how to mend it', async (words, message) => {
    const { status, notes } = await krarup('calibrate', 'calls.csv', ...words)
    expect(status).toBe(2)
    expect(notes).toContain(message)
  })

  it('a history by interval is no log, and a centre of other queues is not that of a plan', async () => {
    writeFileSync(join(folder, 'report.csv'), 'start,queue,offered\n2026-03-02 08:00,sales,12\n')
    expect((await krarup('calibrate', 'report.csv')).notes).toContain('no log of single calls')
    writeFileSync(
      join(folder, 'other.yaml'),
      'queues:\n  other: { volume: 5, aht: 3m, groups: [a] }\ngroups:\n  a: { agents: 2 }\n',
    )
    const { notes } = await krarup('plan', 'calls.csv', '--days', '1', '--calibrated', 'other.yaml')
    expect(notes).toContain('no queue of the history is in the calibrated centre')
  })
})
