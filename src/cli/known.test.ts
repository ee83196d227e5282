import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

/** One queue, half hours, Monday to Saturday 9:00 to 18:00, to 30 June 2025: the forecast begins on Tuesday 1 July. */
const CENTRE = 'fixtures/small-centre.csv'
const HEAD = 'start,offered'
/** Where any model will do, one that is quick. */
const QUICK = ['--model', 'recent-median']
const QUICK_PLAN = ['--forecast-model', 'recent-median']
let folder: string
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, lines: readonly string[]): Promise<string> {
  await writeFile(file(name), `${lines.join('\n')}\n`)
  return file(name)
}

/** Half hours of a day from 9:00 on. */
function halfHours(day: string, contacts: readonly number[], queue?: string): string[] {
  return contacts.map((offered, i) => {
    const minutes = 9 * 60 + 30 * i
    const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    return [`${day} ${clock}`, queue, offered].filter((cell) => cell !== undefined).join(',')
  })
}

/** Tuesday's forecast until 12:00 adds up to about 130: this is a third more. */
const BUSY = [25, 30, 35, 38, 40, 38]

const columns = (csv: string) => {
  const [head, ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replace(/^\ufeff/, '').split(','))
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])))
}

describe("today's figures", () => {
  it('a busy morning makes the rest of the day busier, and it is said by how much', { tags: ['slow'] }, async () => {
    const today = await write('today.csv', [HEAD, ...halfHours('2025-07-01', BUSY)])
    const { out, notes, status } = await run(['forecast', CENTRE, '--days', '2', '--actuals', today])
    expect(status).toBe(0)
    expect(notes).toMatch(/today.csv: 6 rows, 206 contacts offered/)
    expect(out).toMatch(/2025-07-01 until 12:00: 206 contacts came, 1\d\d were expected \(\+\d+\.\d%\)/)
    expect(out).toMatch(
      /rest of the day: \d+ contacts \(8 of 10 such days end between \d+ and \d+\); \d+ were expected/,
    )
    expect(out).toMatch(/\n12:00 +\d/)
    expect(out).not.toMatch(/\n11:30 /)
    expect(out.split('\n').every((line) => line.length <= 150)).toBe(true)
    const rows = columns((await run(['forecast', CENTRE, '--days', '2', '--actuals', today, '--csv'])).out)
    const known = rows.filter((row) => row.known === '1')
    expect(known.map((row) => Number(row.volume))).toEqual(BUSY)
    expect(known.every((row) => row.volume_p10 === row.volume && row.volume_p90 === row.volume)).toBe(true)
    for (const row of rows.filter((each) => each.start.startsWith('2025-07-01') && each.known === '0')) {
      expect(Number(row.volume)).toBeGreaterThan(Number(row.volume_morning))
      expect(Number(row.volume_p90)).toBeGreaterThan(Number(row.volume))
    }
    for (const row of rows.filter((each) => each.start.startsWith('2025-07-02')))
      expect(row.volume).toBe(row.volume_morning)
  })

  it('handle times of today are told beside those of the morning, in tables and files, and in the plan', async () => {
    const rows = halfHours('2025-07-01', BUSY).map((row) => `${row},400`)
    const today = await write('long-calls.csv', ['start,offered,aht', ...rows])
    const words = ['forecast', CENTRE, '--days', '1', ...QUICK, '--actuals', today]
    expect((await run(words)).out).toMatch(
      /handle time so far 6m40s, 3m\d\ds was expected \(\+\d+\.\d%\); of the rest [34]m\d\ds, 3m\d\ds was expected in the morning/,
    )
    const known = columns((await run([...words, '--csv'])).out)[0]
    expect([known.aht, known.known]).toEqual(['400', '1'])
    expect(Number(known.aht_morning)).toBeLessThan(300)
    const [day] = columns((await run([...words, '--daily', '--csv'])).out)
    expect(Number(day.aht)).toBeGreaterThan(Number(day.aht_morning))
    const plan = await run([
      'plan',
      CENTRE,
      '--days',
      '1',
      ...QUICK_PLAN,
      '--actuals',
      today,
      '--lang',
      'zh',
      '--out',
      file('long-calls-plan.csv'),
    ])
    expect(plan.out).toMatch(/其余时段平均处理时长：现预计[34]m\d\ds，早间预计3m\d\ds/)
  })

  it('plan sizes the rest of the day again: agents to add by interval, in the table, the CSV and the JSON', {
    tags: ['slow'],
  }, async () => {
    const today = await write('today.csv', [HEAD, ...halfHours('2025-07-01', BUSY)])
    const words = ['plan', CENTRE, '--days', '2', ...QUICK_PLAN, '--actuals', today]
    const { out } = await run([...words, '--out', file('plan.csv')])
    expect(out).toMatch(/The rest of Tue 1 Jul, known until 12:00/)
    expect(out).toMatch(/add or release/)
    expect(out).toMatch(/\n1[2-7]:[03]0 .* \+1 /)
    const rows = columns(await readFile(file('plan.csv'), 'utf8'))
    for (const row of rows) {
      expect(Number(row.add_or_release)).toBe(Number(row.agents) - Number(row.agents_morning))
      if (row.known === '1') expect(row.agents).toBe(row.agents_morning)
    }
    expect(rows.some((row) => Number(row.add_or_release) > 0)).toBe(true)
    const json = JSON.parse((await run([...words, '--json'])).out)
    expect(json.known).toBe(24)
    expect(json.groups[0].morning.agents).toHaveLength(96)
    // Without today's figures the plan is the morning's.
    const morning = JSON.parse((await run(['plan', CENTRE, '--days', '2', ...QUICK_PLAN, '--json'])).out)
    expect(json.groups[0].morning.agents).toEqual(morning.groups[0].agents)
    expect(morning.known).toBe(null)
    expect((await run([...words, '--lang', 'zh', '--csv'])).out.split('\n')[0]).toContain('增减坐席')
  })

  it('the interval that the export cut in two is left out with --until', async () => {
    const today = await write('cut.csv', [HEAD, ...halfHours('2025-07-01', [...BUSY, 3])])
    const words = ['forecast', CENTRE, '--days', '1', ...QUICK, '--actuals', today]
    const cut = await run([...words, '--until', '12:00'])
    expect(cut.out).toMatch(/until 12:00: 206 contacts came/)
    const whole = await run(words)
    expect(whole.out).toMatch(/until 12:30: 209 contacts came/)
  })

  it('zeros up to the evening are intervals that have not come, unless it is said until when they are known', async () => {
    const today = await write('zeros.csv', [HEAD, ...halfHours('2025-07-01', [...BUSY, ...new Array(12).fill(0)])])
    const words = ['forecast', CENTRE, '--days', '1', ...QUICK, '--actuals', today]
    const { out, notes } = await run(words)
    expect(out).toMatch(/until 12:00: 206 contacts came/)
    expect(notes).toMatch(/the last 12 intervals of today's figures are zeros and were taken as not yet come/)
    const told = await run([...words, '--until', '14:00'])
    expect(told.out).toMatch(/until 14:00: 206 contacts came/)
  })

  const wrong: [string, string[], RegExp][] = [
    [
      'another day',
      [HEAD, ...halfHours('2025-07-02', BUSY)],
      /must be of 2025-07-01[\s\S]*2025-07-02[\s\S]*history that ends on 2025-07-01/,
    ],
    ['the day before', [HEAD, ...halfHours('2025-06-30', BUSY)], /must be of 2025-07-01[\s\S]*give the figures of/],
    [
      'two days',
      [HEAD, ...halfHours('2025-07-01', BUSY), ...halfHours('2025-07-02', BUSY)],
      /must be of 2025-07-01[\s\S]*or the figures of 2025-07-01 alone/,
    ],
    [
      'another interval',
      [HEAD, '2025-07-01 09:00,8', '2025-07-01 09:15,9', '2025-07-01 09:30,9'],
      /come in intervals of 15m, the history in intervals of 30m/,
    ],
    [
      'a queue that there is not',
      ['start,queue,offered', ...halfHours('2025-07-01', BUSY, 'small-center')],
      /no such queue in the history \(got "small-center"\)[\s\S]*did you mean small-centre\?/,
    ],
  ]
  it.each(wrong)('%s is refused', async (_, lines, message) => {
    const today = await write('wrong.csv', lines)
    for (const command of ['forecast', 'plan']) {
      const model =
        command === 'plan' ? ['--forecast-model', 'seasonal-naive', '--json'] : ['--model', 'seasonal-naive']
      const words = [command, CENTRE, '--actuals', today, ...model]
      const { status, notes } = await run(words)
      expect(status).toBe(2)
      expect(notes).toMatch(message)
    }
  })

  it('--until alone, or no time, is refused', async () => {
    expect((await run(['forecast', CENTRE, '--until', '12:00'])).notes).toMatch(/give --actuals today.csv too/)
    const today = await write('today.csv', [HEAD, ...halfHours('2025-07-01', BUSY)])
    const noon = await run(['forecast', CENTRE, '--actuals', today, '--until', 'noon'])
    expect(noon).toMatchObject({ status: 2, notes: expect.stringMatching(/not a time of the day[\s\S]*--until/) })
  })
})

describe("the planner's own figures", () => {
  it('stand in the place of the model, which is shown beside', { tags: ['slow'] }, async () => {
    const own = await write('own.csv', [
      'date,to,contacts,factor,aht,name',
      '2025-07-02,,900,,,letter to all',
      '2025-07-03 10:00,2025-07-03 12:00,,+50%,,TV spot',
      '2025-07-04,,,,5m,new product',
      '2025-12-24,,,0.5,,too far',
    ])
    const words = ['forecast', CENTRE, '--days', '5', ...QUICK, '--override', own]
    const { out, notes } = await run(words)
    expect(out).toMatch(/yours; the model said/)
    expect(out).toMatch(/2025-07-02 +900 +[\d,]+ and [\d,]+ +\S+ +4\d\d/)
    expect(out).toMatch(/2025-07-04 .* 5m00s/)
    expect(notes).toMatch(/without effect[\s\S]*2025-12-24, too far/)
    const rows = columns((await run([...words, '--csv'])).out)
    const plain = columns((await run(['forecast', CENTRE, '--days', '5', ...QUICK, '--csv'])).out)
    rows.forEach((row, i) => {
      expect(row.volume_model).toBe(plain[i].volume)
      const times = row.start.startsWith('2025-07-03') && /T1[01]/.test(row.start)
      const factor = Number(row.volume) / Number(plain[i].volume)
      if (times) {
        expect(factor).toBeCloseTo(1.5, 2)
        expect(Number(row.volume_p90) / Number(plain[i].volume_p90)).toBeCloseTo(1.5, 2)
      } else if (!row.start.startsWith('2025-07-02')) expect(row.volume).toBe(plain[i].volume)
      expect(row.overridden).toBe(times || row.start.startsWith('2025-07-02') ? '1' : '0')
    })
    const day = rows.filter((row) => row.start.startsWith('2025-07-02'))
    expect(day.reduce((sum, row) => sum + Number(row.volume), 0)).toBeCloseTo(900, 1)
  })

  it('what has come of today counts as part of the figure for today', async () => {
    const today = await write('today.csv', [HEAD, ...halfHours('2025-07-01', BUSY)])
    const own = await write('own.csv', ['date,contacts', '2025-07-01,506'])
    const { out } = await run(['forecast', CENTRE, '--days', '1', ...QUICK, '--override', own, '--actuals', today])
    expect(out).toMatch(/rest of the day: 300 contacts/)
  })

  it('a plan is made with them, and says so', async () => {
    const own = await write('own.csv', ['date,contacts,name', '2025-07-02,900,letter to all'])
    const words = ['plan', CENTRE, '--days', '3', ...QUICK_PLAN, '--override', own]
    const { out } = await run([...words, '--out', file('own-plan.csv')])
    expect(out).toMatch(/Own figures in the place of the forecast: Wed 2 Jul small-centre 900 \(model 4\d\d\)/)
    const rows = columns(await readFile(file('own-plan.csv'), 'utf8'))
    expect(new Set(rows.filter((row) => row.overridden === '1').map((row) => row.start.slice(0, 10)))).toEqual(
      new Set(['2025-07-02']),
    )
    expect(JSON.parse((await run([...words, '--json'])).out).queues[0].overridden).toHaveLength(3 * 48)
  })

  const wrong: [string, string[], RegExp][] = [
    ['no figure column', ['date,name', '2025-07-02,x'], /no figures[\s\S]*own.csv, line 1[\s\S]*contacts, factor/],
    ['no date column', ['contacts', '3'], /no column date/],
    ['no figure in a row', ['date,contacts', '2025-07-02,1', '2025-07-03,'], /without a figure[\s\S]*line 3/],
    ['a word', ['date,contacts', '2025-07-02,many'], /not a number of contacts \(got "many"\)[\s\S]*line 2, column 2/],
    ['no date', ['date,contacts', '32.13.2025,5'], /not a date[\s\S]*line 2, column 1 \(date\)/],
    ['a factor below 0', ['date,factor', '2025-07-02,-3'], /not a factor[\s\S]*120% or \+20%/],
    ['both kinds', ['date,contacts,factor', '2025-07-02,3,2'], /both how many contacts[\s\S]*line 2/],
    [
      'two for one day',
      ['date,contacts', '2025-07-02,3', '2025-07-02,4'],
      /two overrides meet[\s\S]*line 3[\s\S]*line 2/,
    ],
    [
      'off the grid',
      ['date,to,contacts', '2025-07-02 10:10,2025-07-02 10:40,3'],
      /whole intervals of 30 min[\s\S]*line 2/,
    ],
    ['the end first', ['date,to,contacts', '2025-07-03,2025-07-02,3'], /end does not come after the beginning/],
    [
      'an unknown queue',
      ['date,queue,contacts', '2025-07-02,smal-centre,3'],
      /no such queue[\s\S]*did you mean small-centre/,
    ],
    ['no handle time', ['date,aht', '2025-07-02,soon'], /not a handle time[\s\S]*3m20s/],
  ]
  it.each(wrong)('%s is refused, with its line', async (_, lines, message) => {
    const own = await write('own.csv', lines)
    const { status, notes } = await run([
      'forecast',
      CENTRE,
      '--days',
      '3',
      '--model',
      'seasonal-naive',
      '--override',
      own,
    ])
    expect(status).toBe(2)
    expect(notes).toMatch(message)
  })
})
