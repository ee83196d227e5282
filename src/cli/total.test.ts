import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

/** The small centre cut into two queues: odd and even calls of each half hour. */
let folder: string
let centre: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
  const lines = (await readFile('fixtures/small-centre.csv', 'utf8')).trim().split('\n').slice(1)
  centre = join(folder, 'centre.csv')
  const rows = lines.flatMap((line) => {
    const [day, time, offered] = line.split(';')
    const calls = Number(offered)
    return [
      [day, time, 'Private', Math.ceil(calls / 2)],
      [day, time, 'Business', Math.floor(calls / 2)],
    ]
  })
  await writeFile(centre, `date,time,queue,offered\n${rows.map((row) => row.join(',')).join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const QUICK = ['--days', '2', '--model', 'count-regression', '--total', '--date-order', 'dmy']

describe('forecast --total', () => {
  it('has the total after the queues, in tables and files, and as it adds up', async () => {
    const { out, status } = await run(['forecast', centre, ...QUICK])
    expect(status).toBe(0)
    expect(out).toMatch(
      /^Private: count-regression\n[\s\S]*^Business: count-regression\n[\s\S]*^total: sum of queues\n/m,
    )
    const csv = (await run(['forecast', centre, ...QUICK, '--daily', '--csv'])).out.trim().split('\n').slice(1)
    const of = (name: string) =>
      csv
        .map((row) => row.split(','))
        .flatMap(([, queue, ...figures]) => (queue === name ? [figures.slice(0, 3).map(Number)] : []))
    const [[privately], [business], [total]] = [of('Private'), of('Business'), of('total')]
    expect(total[0]).toBeCloseTo(privately[0] + business[0], 1)
    // The two are halves of one stream, so their limits nearly add up; 400 courses read them to about a tenth.
    const width = (figures: number[]) => figures[2] - figures[1]
    expect(width(total)).toBeLessThan(1.2 * (width(privately) + width(business)))
    expect(width(total)).toBeGreaterThan(0.7 * (width(privately) + width(business)))
  })

  it('in JSON beside the queues, and explained; nothing of it without the option', async () => {
    const json = JSON.parse((await run(['forecast', centre, ...QUICK, '--json'])).out)
    expect(json.queues.map(({ queue }: { queue: string }) => queue)).toEqual(['Private', 'Business'])
    expect(json.total).toMatchObject({ queue: 'total', model: 'sum of queues', scores: null })
    const volumes = (rows: { volume: number }[]) => rows.map(({ volume }) => volume)
    const [a, b] = json.queues.map(({ rows }: { rows: { volume: number }[] }) => volumes(rows))
    volumes(json.total.rows).forEach((volume, i) => {
      expect(Math.abs(volume - a[i] - b[i])).toBeLessThan(0.002)
    })
    const { out } = await run(['forecast', centre, ...QUICK, '--explain', '2025-07-01'])
    expect(out).toMatch(/total, Tuesday 1 July 2025: \d+ contacts/)
    const without = await run(['forecast', centre, ...QUICK.filter((word) => word !== '--total'), '--json'])
    expect(JSON.parse(without.out)).not.toHaveProperty('total')
  })

  it('in Chinese', async () => {
    const { out } = await run(['forecast', centre, ...QUICK, '--lang', 'zh', '--daily', '--csv'])
    expect(out).toMatch(/^2025-07-01,合计,/m)
  })

  it('a queue that is called total, and is to be kept, is refused', async () => {
    const named = join(folder, 'named.csv')
    await writeFile(named, (await readFile(centre, 'utf8')).replaceAll(',Business,', ',total,'))
    const asked = await run(['forecast', named, ...QUICK])
    expect(asked.status).toBe(2)
    expect(asked.notes).toContain('total is called like a sum of queues')
    const { status, notes } = await run(['forecast', named, ...QUICK, '--sums', 'keep'])
    expect(status).toBe(2)
    expect(notes).toMatch(/a queue of the history is called total[\s\S]*leave it out of the export/)
  })
})
