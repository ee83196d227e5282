import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHistory } from '../io/index.ts'
import { run, runIn } from './terminal.testing.ts'

const HISTORY = 'fixtures/hotline.csv'
/** Marks and layout are the same of any model: one that is quick. */
const QUICK = ['--model', 'weekday-profile']
const QUICK_PLAN = ['--forecast-model', 'weekday-profile']
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-csv-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Contacts by queue and time, as the reader takes a text. */
async function readBack(text: string) {
  const path = join(folder, 'back.csv')
  await writeFile(path, text)
  const { history } = await readHistory(path)
  return history.queues.map(({ queue, start, measures }) => ({ queue, start, offered: [...measures.offered!] }))
}

describe('CSV in the marks of a locale', () => {
  const printed = new Map<string, Promise<string>>()
  /** What is asked for twice is made once. */
  const forecast = (...more: string[]) => {
    const words = ['forecast', HISTORY, '--days', '7', '--csv', '--quiet', ...QUICK, ...more]
    const out = printed.get(words.join(' ')) ?? run(words).then((done) => done.out)
    printed.set(words.join(' '), out)
    return out
  }

  it.each(['de', 'fr-CA', 'da'])(
    '%s: semicolons and decimal commas, which are read back as the same figures',
    async (tag) => {
      const [plain, local] = [await forecast(), await forecast('--csv-locale', tag)]
      expect(local.split('\r\n')[1]).toMatch(/^2025-07-01T08:00:00;General;\d+,\d+;\d+,\d+;/)
      expect(await readBack(local)).toEqual(await readBack(plain))
    },
  )

  it.each(['en-GB', 'zh', 'de-CH'])('%s: as it is without', async (tag) => {
    expect(await forecast('--csv-locale', tag)).toBe(await forecast())
  })

  it('same: as the history is written', async () => {
    const path = join(folder, 'history.csv')
    await writeFile(path, (await readFile(HISTORY, 'utf8')).replaceAll(',', ';'))
    const words = ['forecast', path, '--days', '7', '--csv', '--quiet', ...QUICK, '--csv-locale']
    expect((await run([...words, 'same'])).out).toBe((await run([...words, 'de'])).out)
    expect(await forecast('--csv-locale', 'same')).toBe(await forecast())
  })

  it('is that of plan.csv and of what other commands print too', async () => {
    const out = join(folder, 'plan.csv')
    await run(['plan', HISTORY, '--days', '1', '--out', out, '--csv-locale', 'de', ...QUICK_PLAN])
    expect((await readFile(out, 'utf8')).split('\r\n')[1]).toMatch(/^2025-07-01 08:00;General;General;\d+,\d;/)
    const { out: staff } = await run(['staff', '--volume', '100', '--aht', '5m', '--csv', '--csv-locale', 'de'])
    expect(staff).toMatch(/;0,\d+;/)
  })

  it.each([
    ['xx', 'not a locale'],
    ['no_such', 'not a locale'],
    ['ar-EG', 'decimal mark is ٫'],
  ])('refuses %s', async (tag, what) => {
    const { status, notes } = await run(['forecast', HISTORY, '--csv', '--csv-locale', tag])
    expect([status, notes]).toEqual([2, expect.stringContaining(what)])
  })

  it('same needs a history', async () => {
    const { notes } = await run(['staff', '--volume', '100', '--aht', '5m', '--csv', '--csv-locale', 'same'])
    expect(notes).toMatch(/no history as CSV to be the same as[\s\S]*such as de/)
  })
})

describe('CSV with days across', () => {
  const forecast = async (...more: string[]) =>
    (await run(['forecast', HISTORY, '--days', '28', '--csv', '--quiet', ...QUICK, ...more])).out

  it('contacts are read back as the same history that the long form is', async () => {
    const wide = await forecast('--wide', 'contacts', '--csv-locale', 'de')
    expect(wide.split('\r\n')[0]).toMatch(/^contacts;queue;2025-07-01;2025-07-02;.*;2025-07-28$/)
    expect(await readBack(wide)).toEqual(await readBack(await forecast()))
  })

  // two rows of one time used to be written, and the reader lost one of them
  it('the night in which an hour comes twice has no place in it', async () => {
    const path = join(folder, 'night.csv')
    const days = Array.from({ length: 54 }, (_, day) => new Date(Date.UTC(2025, 8, 1 + day)).toISOString().slice(0, 10))
    const hours = Array.from({ length: 24 }, (_, hour) => `${hour}`.padStart(2, '0'))
    const rows = days.flatMap((day, d) =>
      hours.map((hour, h) => `${day} ${hour}:00,${20 + ((d * 7 + h * 5) % 11)},200`),
    )
    await writeFile(path, `start,offered,aht\n${rows.join('\n')}\n`)
    const words = ['forecast', path, '--days', '3', '--csv', '--wide', 'contacts', ...QUICK]
    const { status, notes } = await run([...words, '--timezone', 'Europe/Berlin'])
    expect([status, notes]).toEqual([2, expect.stringContaining('no place for an hour that comes twice')])
    expect((await run(words)).status).toBe(0)
  })

  it('agents are those of plan.csv, and no reader takes them for contacts', async () => {
    const words = ['plan', HISTORY, '--days', '7', '--csv', '--quiet', ...QUICK_PLAN]
    const [long, wide] = [(await run(words)).out, (await run([...words, '--wide', 'agents'])).out]
    const of = long.split('\r\n').find((row) => row.startsWith('2025-07-03 10:00,VIP'))!
    const row = wide.split('\r\n').find((each) => each.startsWith('10:00,VIP'))!
    expect(row.split(',')[4]).toBe(of.split(',')[5])
    await expect(readBack(wide)).rejects.toThrow('something else than contacts offered')
  })

  it.each([
    [['--wide', 'agents', '--by', 'day'], 'no place for longer periods'],
    [['--wide', 'agents', '--out', 'p.xlsx'], '--wide is for CSV'],
    // it was taken and said nothing
    [['--csv-locale', 'de', '--out', 'p.xlsx'], '--csv-locale is for CSV'],
    [['--wide', 'volume'], 'take agents, scheduled, contacts, aht, service-level'],
  ])('refuses %j', async (more, what) => {
    // In a folder of its own: a plan.csv that stands here already is refused first.
    const { status, notes } = await runIn(folder, ['plan', resolve(HISTORY), ...more])
    expect([status, notes]).toEqual([2, expect.stringContaining(what)])
  })
})
