import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

/** The small centre with four defects: a morning of next to nothing, a handle time of seconds, a day three times as busy, a day of nothing but zeros. */
let folder: string
let centre: string
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
  const lines = (await readFile('fixtures/small-centre.csv', 'utf8')).split('\n').map((line) => {
    const cells = line.split(';')
    const [day, time] = cells
    if (day === '14-5-2025' && time >= '10:00' && time < '13:00') cells[2] = cells[3] = '0'
    if (day === '14-5-2025' && time >= '10:00' && time < '13:00') for (const i of [4, 5]) cells[i] = '0'
    if (day === '14-5-2025' && time >= '10:00' && time < '13:00') for (const i of [6, 7, 8, 9]) cells[i] = '0:00:00'
    if (day === '20-5-2025' && time === '11:00') cells[7] = '90:00:00'
    if (day === '11-6-2025') cells[2] = String(Number(cells[2]) * 3)
    if (day === '22-5-2025') for (const i of [2, 3, 4, 5, 10]) cells[i] = '0'
    if (day === '22-5-2025') for (const i of [6, 7, 8, 9]) cells[i] = '0:00:00'
    return cells.join(';')
  })
  centre = file('centre.csv')
  await writeFile(centre, lines.join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function events(...lines: string[]): Promise<string> {
  await writeFile(file('events.csv'), `${lines.join('\n')}\n`)
  return file('events.csv')
}

const QUICK = ['--days', '2', '--model', 'recent-median']

describe('odd stretches of the history', () => {
  it('are listed with rule, recorded and usual figure, and what was done', async () => {
    const { out, status } = await run(['forecast', centre, ...QUICK])
    expect(status).toBe(0)
    expect(out).toMatch(/Odd in the history: \d+ replaced by what is usual, 0 kept as recorded, 0 told only/)
    expect(out).toMatch(/2025-05-14 10:00-13:00 +outage +0 +\d+ +replaced/)
    expect(out).toMatch(/2025-05-20 11:00-11:30 +impossible handle time +\d+h\d\dm +\d+m\d\ds +replaced/)
    expect(out).toMatch(/2025-06-11 +high day +960 +4\d\d +replaced/)
    expect(out).toMatch(/belongs into --holidays or --events/)
  })

  it('in JSON too, in backtest and plan as well as in forecast', { tags: ['slow'] }, async () => {
    const forecast = JSON.parse((await run(['forecast', centre, ...QUICK, '--json'])).out)
    expect(forecast.queues[0].cases).toContainEqual(
      expect.objectContaining({ rule: 'high day', from: '2025-06-11T00:00:00', to: '2025-06-12T00:00:00' }),
    )
    const plan = await run(['plan', centre, '--days', '2', '--forecast-model', 'recent-median', '--json'])
    expect(JSON.parse(plan.out).queues[0].cases).toContainEqual(expect.objectContaining({ rule: 'high day' }))
    const backtest = await run(['backtest', centre, '--model', 'recent-median', '--origins', '2'])
    expect(backtest.out).toMatch(/2025-06-11 +high day/)
    expect(backtest.out).toMatch(/interval score +pinball loss/)
  })

  it('are only told with --no-clean, and the forecast is another', async () => {
    const kept = await run(['forecast', centre, ...QUICK, '--no-clean'])
    expect(kept.out).toMatch(/2025-06-11 +high day +960 +4\d\d +told/)
    const wednesday = ({ out }: { out: string }) => Number(/Wed 2025-07-02 +(\d+)/.exec(out)![1])
    const cleaned = await run(['forecast', centre, ...QUICK])
    expect(wednesday(kept)).toBeGreaterThan(wednesday(cleaned))
  })

  it('--cases writes them all in the form of an events file, which says what is to be done the next time', async () => {
    const cases = file('cases.csv')
    expect((await run(['forecast', centre, ...QUICK, '--cases', cases])).notes).toMatch(/wrote .*cases.csv/)
    expect((await run(['forecast', centre, ...QUICK, '--cases', cases])).status).toBe(2)
    const text = await readFile(cases, 'utf8')
    expect(text).toMatch(/2025-06-11,2025-06-11,high day,ignore,centre,/)
    await writeFile(cases, text.replace('2025-06-11,2025-06-11,high day,ignore', '2025-06-11,2025-06-11,open day,keep'))
    const again = await run(['forecast', centre, ...QUICK, '--events', cases])
    expect(again.status).toBe(0)
    expect(again.out).toMatch(/2025-06-11 +high day +960 +4\d\d +kept \(open day\)/)
    expect(again.out).toMatch(/2025-05-14 10:00-13:00 +ruling +0 +\d+ +replaced \(outage\)/)
  })

  it('a zero day and an impossible handle time are cases like all others: listed, kept, or with the figure of the planner', {
    tags: ['slow'],
  }, async () => {
    const cases = file('odd.csv')
    const found = await run(['forecast', centre, ...QUICK, '--cases', cases])
    expect(found.notes).toMatch(/nothing but zeros on 1 usually busy day, left out: 2025-05-22/)
    expect(found.out).toMatch(/2025-05-22 +zero day +0 +4\d\d +replaced/)
    const text = await readFile(cases, 'utf8')
    expect(text).toMatch(/^2025-05-22,2025-05-22,zero day,ignore,centre,,,contacts,zero day,0,[\d.]+,replaced,/m)
    expect(text).toMatch(/^2025-05-20 11:00,2025-05-20 11:30,impossible handle time,ignore,centre,,,handle time,/m)

    await writeFile(cases, text.replaceAll(/(zero day|impossible handle time),ignore/g, '$1,keep'))
    const kept = await run(['forecast', centre, ...QUICK, '--events', cases, '--json'])
    const told = await run(['forecast', centre, ...QUICK, '--no-clean', '--json'])
    const listed = (json: string) =>
      JSON.parse(json).queues[0].cases.filter((one: { from: string }) => /05-2[02]T/.test(one.from))
    expect(listed(kept.out)).toMatchObject([
      { rule: 'impossible handle time', done: 'kept' },
      { rule: 'zero day', recorded: 0, done: 'kept' },
    ])
    expect(listed(told.out)).toMatchObject([{ done: 'told' }, { done: 'told' }])
    const first = (json: string) => JSON.parse(json).queues[0].rows[0]
    expect(first(kept.out).aht).not.toBe(first((await run(['forecast', centre, ...QUICK, '--json'])).out).aht)

    const own = await events(
      'date,to,name,kind,contacts,aht',
      '2025-05-22,,counted by hand,replace,300,',
      '2025-05-20 11:00,2025-05-20 11:30,from the recorder,replace,,5m',
    )
    const { out } = await run(['forecast', centre, ...QUICK, '--events', own])
    expect(out).toMatch(/2025-05-22 +ruling +0 +300 +replaced \(counted by hand\)/)
    expect(out).toMatch(/2025-05-20 11:00-11:30 +ruling +\d+h\d\dm +5m00s +replaced \(from the recorder\)/)
  })

  it('a day of zeros that the calendar names is no case', async () => {
    await writeFile(file('holidays.csv'), 'date,name\n2025-05-22,Founders day\n')
    const { out } = await run(['forecast', centre, ...QUICK, '--holidays', file('holidays.csv')])
    expect(out).toMatch(/impossible handle time/)
    expect(out).not.toMatch(/2025-05-22/)
  })

  it('a figure of the planner stands for a stretch, and the raw one is still shown', async () => {
    const own = await events('date,to,name,kind,contacts', '2025-06-11,,counted by hand,replace,500')
    const { out } = await run(['forecast', centre, ...QUICK, '--events', own])
    expect(out).toMatch(/2025-06-11 +ruling +960 +500 +replaced \(counted by hand\)/)
    const idle = await run([
      'forecast',
      centre,
      ...QUICK,
      '--events',
      await events('date,name,kind', '2025-06-02,x,keep'),
    ])
    expect(idle.notes).toMatch(/nothing odd was found there: keep 2025-06-02, x/)
  })

  it('in Chinese', async () => {
    const { out } = await run(['forecast', centre, ...QUICK, '--lang', 'zh'])
    expect(out).toMatch(/历史数据异常：/)
    expect(out).toMatch(/2025-06-11 +异常高 .*已替换/)
    expect(out).toMatch(/周二 2025-07-01/)
  })

  const wrong: [string, string[], RegExp][] = [
    ['no date column', ['name,kind', 'x,keep'], /no column date[\s\S]*line 1/],
    ['no name column', ['date,kind', '2025-06-11,keep'], /no column name/],
    [
      'a misspelt kind',
      ['date,name,kind', '2025-06-11,x,ignor'],
      /not a kind of event[\s\S]*line 2, column 3[\s\S]*did you mean ignore/,
    ],
    ['replace without a figure', ['date,name,kind', '2025-06-11,x,replace'], /needs the contacts[\s\S]*line 2/],
    [
      'contacts in a row about handle times',
      ['date,name,kind,measure,contacts', '2025-06-11,x,replace,handle time,400'],
      /a row about the handle time[\s\S]*line 2, column 5/,
    ],
    [
      'a handle time in a row about contacts',
      ['date,name,kind,measure,aht', '2025-06-11,x,replace,contacts,4m'],
      /a row about contacts[\s\S]*line 2, column 5/,
    ],
    ['a handle time without replace', ['date,name,kind,aht', '2025-06-11,x,keep,4m'], /with the kind replace alone/],
    [
      'a handle time that is none',
      ['date,name,kind,aht', '2025-06-11,x,replace,soon'],
      /not a handle time[\s\S]*line 2/,
    ],
    [
      'a misspelt measure',
      ['date,name,kind,measure', '2025-06-11,x,keep,handel time'],
      /not a measure[\s\S]*line 2, column 4[\s\S]*did you mean handle time/,
    ],
    ['a figure without replace', ['date,name,kind,contacts', '2025-06-11,x,campaign,5'], /with the kind replace alone/],
    [
      'an event of hours',
      ['date,to,name,kind', '2025-06-11 10:00,2025-06-11 12:00,x,campaign'],
      /known by its days[\s\S]*line 2/,
    ],
    ['an event without a name', ['date,name,kind', '2025-06-11,,campaign'], /without a name[\s\S]*line 2/],
    [
      'a queue that there is not',
      ['date,name,kind,queue', '2025-06-11,x,keep,center'],
      /no such queue[\s\S]*line 2[\s\S]*did you mean centre/,
    ],
    ['no date', ['date,name', 'soon,x'], /not a date \(got "soon"\)[\s\S]*line 2, column 1/],
  ]
  it.each(wrong)('%s is refused, with its line', async (_, lines, message) => {
    const { status, notes } = await run(['forecast', centre, ...QUICK, '--events', await events(...lines)])
    expect(status).toBe(2)
    expect(notes).toMatch(message)
  })
})
