import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomStream } from '../numeric/random/stream.ts'
import { run } from './terminal.testing.ts'

const CENTRE = 'fixtures/small-centre.csv'
let folder: string
const file = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const QUICK = ['--model', 'day-total', '--days', '7']

describe('krarup forecast --explain', () => {
  it('shows effects that multiply up to the forecast of the day', { tags: ['slow'] }, async () => {
    const words = ['forecast', CENTRE, ...QUICK, '--explain', '2025-07-05']
    const { out, status } = await run(words)
    expect(status).toBe(0)
    expect(out).toMatch(/small-centre, Saturday 5 July 2025: 3\d\d contacts, 8 of 10 such days end between \d+ and \d+/)
    expect(out).toMatch(/\nlevel +\d\d\d\n/)
    expect(out).toMatch(/\nSaturday +-\d+\.\d% +\d+/)
    expect(out).toMatch(/\nday 5 of the month +[+-]?\d+\.\d% +\d+/)
    const json = JSON.parse((await run([...words, '--json'])).out)
    const [day] = json.days
    const product = day.effects.reduce((all: number, { factor }: { factor: number }) => all * factor, 1)
    expect(product).toBeCloseTo(day.volume, 6)
    expect(day.effects.at(-1).contacts).toBeCloseTo(day.volume, 6)
    const csv = (await run([...words, '--csv'])).out
    expect(csv).toMatch(/^\ufeff?day,queue,model,effect,factor,volume/)
  })

  it('the planner’s own figure, today’s figures and a closed day have their line', async () => {
    await writeFile(file('own.csv'), 'date,contacts\n2025-07-02,900\n')
    await writeFile(file('today.csv'), 'start,offered\n2025-07-01 09:00,40\n2025-07-01 09:30,45\n2025-07-01 10:00,50\n')
    const { out } = await run([
      ...['forecast', CENTRE, ...QUICK, '--override', file('own.csv'), '--actuals', file('today.csv')],
      ...['--explain', '2025-07-02', '--explain', '2025-07-01', '--explain', '2025-07-06'],
    ])
    expect(out).toMatch(/your own figure +\+\d+\.\d% +900\n/)
    expect(out).toMatch(/what has come so far +\+\d+\.\d%/)
    expect(out).toMatch(/Sunday 6 July 2025: closed/)
  })

  it('speaks Chinese', async () => {
    const { out } = await run(['forecast', CENTRE, ...QUICK, '--explain', '2025-07-05', '--lang', 'zh'])
    expect(out).toMatch(/2025年7月5日 星期六：呼入量3\d\d/)
    for (const word of ['原因', '影响', '基础水平', '周六', '每月5日']) expect(out).toContain(word)
    expect(out).not.toMatch(/level|Saturday|effect/)
  })

  it.each([
    ['2025-08-01', /this day is not forecast[\s\S]*--explain[\s\S]*from 2025-07-01 to 2025-07-07; --days goes further/],
    ['tomorrow', /not a date \(got "tomorrow"\)[\s\S]*--explain/],
  ])('%s is refused', async (date, message) => {
    const { status, notes } = await run(['forecast', CENTRE, ...QUICK, '--explain', date])
    expect(status).toBe(2)
    expect(notes).toMatch(message)
  })
})

describe('krarup forecast', () => {
  it('shows the models that were tried, the chosen one first, and the seasonal naive among them', {
    tags: ['slow'],
  }, async () => {
    const { out } = await run(['forecast', CENTRE, '--days', '1'])
    const lines = out.slice(out.indexOf("errors on this queue's past")).split('\n')
    expect(lines[0]).toMatch(/1 day +1 week +2 weeks/)
    expect(lines[2]).toMatch(/\(chosen\)/)
    expect(out).toMatch(/seasonal-naive +\d+\.\d% +\d+\.\d% +\d+\.\d%/)
    const { scores, days } = JSON.parse((await run(['forecast', CENTRE, '--days', '1', '--json'])).out).queues[0]
    expect(scores.map(({ model }: { model: string }) => model)).toContain('seasonal-naive')
    expect(days[0].effects[0].kind).toBe('level')
  })

  it('campaigns: the effect of past days is reused and told; one never met is said to have none', async () => {
    const events = ['date,name,kind', '2025-05-07,spring letter,campaign', '2025-06-11,spring letter,campaign']
    await writeFile(
      file('events.csv'),
      [...events, '2025-07-02,spring letter,campaign', '2025-07-03,fair,campaign', ''].join('\n'),
    )
    const { out, notes } = await run(['forecast', CENTRE, ...QUICK, '--events', file('events.csv')])
    expect(out).toMatch(/Wed 2025-07-02 .*spring letter [+-]?\d+\.\d%/)
    expect(notes).toMatch(/fair \(2025-07-03\) has no effect on the forecast of small-centre: no past day of this name/)
    expect(notes).not.toMatch(/spring letter .* has no effect/)
  })
})

describe('--holidays china', () => {
  it('names the holidays, the day before and after; a file goes before; an unknown year is said', {
    tags: ['slow'],
  }, async () => {
    const lines = ['date,name,like', '2025-06-30,stock taking,Sunday', '2025-10-02,office open,Thursday', '']
    await writeFile(file('own-days.csv'), lines.join('\n'))
    const words = ['--model', 'day-total', '--days', '101', '--holidays', 'china', '--holidays', file('own-days.csv')]
    const { out, notes } = await run(['forecast', CENTRE, ...words])
    expect(notes).not.toMatch(/not known here/)
    expect(out).toMatch(/Tue 2025-09-30 +before National Day/)
    expect(out).toMatch(/Thu 2025-10-02 +office open/)
    expect(out).toMatch(/Thu 2025-10-09 +after National Day/)
    const zh = await run(['forecast', CENTRE, ...words, '--lang', 'zh'])
    expect(zh.out).toMatch(/周四 2025-10-09 +国庆节后/)
  })

  // It raised the error a day ahead from 10.2 to 16.7 %, and `auto` fell back to the seasonal naive. Measured on two such histories: 0.3 and 0.4 points more (up to 1.2 over the 12 origins of a backtest), and 0.9 % of the Monday at most.
  it('of a history that no holiday moves costs next to nothing', { tags: ['slow'] }, async () => {
    const random = randomStream(2)
    const rows = ['start,offered,aht']
    const monday = Date.parse('2026-08-17T00:00Z')
    for (let day = 0; day < 84; day++) {
      const level = [1.2, 1.05, 1, 1, 1.05, 0.6, 0.6][day % 7] * (0.9 + 0.2 * random.uniform())
      for (let hour = 8; hour < 20; hour++) {
        const mean = (1000 / 12) * level
        const dice = random.uniform() + random.uniform() + random.uniform() + random.uniform() - 2
        const start = new Date(monday + day * 86_400_000 + hour * 3_600_000).toISOString().slice(0, 16)
        rows.push(`${start},${Math.max(0, Math.round(mean + 1.73 * dice * Math.sqrt(mean)))},300`)
      }
    }
    await writeFile(file('flat.csv'), rows.join('\n'))
    const forecast = async (...words: string[]) => {
      const { out } = await run(['forecast', file('flat.csv'), '--days', '7', '--daily', ...words])
      const [, model, error] = /\n(\S+) \(chosen\) +([\d.]+)%/.exec(out)!
      const [, contacts] = /\nMon 2026-11-09 +([\d,]+)/.exec(out)!
      return { model, error: Number(error), monday: Number(contacts.replace(',', '')) }
    }
    const plain = await forecast()
    const known = await forecast('--holidays', 'china')
    expect(known.model).not.toBe('seasonal-naive')
    expect(known.error).toBeLessThanOrEqual(plain.error + 1)
    expect(Math.abs(known.monday / plain.monday - 1)).toBeLessThan(0.02)
  })

  it('years that are not known are taken as ordinary, and that is said', { tags: ['slow'] }, async () => {
    const words = ['--model', 'seasonal-naive', '--days', '560', '--holidays', 'china', '--daily', '--csv']
    const { notes } = await run(['forecast', CENTRE, ...words])
    expect(notes).toMatch(/public holidays of China are not known here for 2027: its days are taken as ordinary ones/)
  })

  it('two files that speak of one day are refused', async () => {
    for (const name of ['a.csv', 'b.csv']) await writeFile(file(name), 'date,name,like\n2025-07-02,x,Sunday\n')
    const { status, notes } = await run([
      'forecast',
      CENTRE,
      ...QUICK,
      '--holidays',
      file('a.csv'),
      '--holidays',
      file('b.csv'),
    ])
    expect(status).toBe(2)
    expect(notes).toMatch(/2025-07-02 stands in two files of holidays/)
  })
})
