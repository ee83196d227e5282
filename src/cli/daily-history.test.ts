import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const dateOf = (day: number) => new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10)
/** Monday first; a spread of a few per cent that repeats after 53 days. */
const contactsOf = (day: number, size: number) =>
  Math.round(size * [12, 10, 10, 10, 9, 4, 3][day % 7] * (1 + (((day * 29) % 53) - 26) / 400))

describe('a history of daily totals', () => {
  /** Figures after start and queue, by day and queue. */
  const figuresOf = (out: string) =>
    new Map(
      out
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((row) => row.split(','))
        .map(([start, queue, ...figures]) => [`${start.slice(0, 10)} ${queue}`, figures]),
    )

  // forecast --csv and --daily --csv used to give different ranges for the same day.
  it('has the same figures whichever way they are asked for', async () => {
    const file = join(folder, 'daily.csv')
    const rows = Array.from({ length: 84 }, (_, day) =>
      [`${dateOf(day)},sales,${contactsOf(day, 40)}`, `${dateOf(day)},service,${contactsOf(day, 9)}`].join('\n'),
    )
    await writeFile(file, `date,queue,offered\n${rows.join('\n')}\n`)
    for (const words of [[], ['--total']]) {
      const asked = ['forecast', file, '--days', '7', '--model', 'count-regression', ...words]
      const [intervals, days, json] = await Promise.all(
        [['--csv'], ['--daily', '--csv'], ['--json']].map(async (form) => (await run([...asked, ...form])).out),
      )
      expect(figuresOf(intervals).size).toBe(words.length > 0 ? 21 : 14)
      expect(figuresOf(intervals)).toEqual(figuresOf(days))
      const { queues, total } = JSON.parse(json)
      for (const queue of [...queues, ...(total ? [total] : [])]) {
        queue.days.forEach(({ volume_p10, volume_p90 }: Record<string, number>, i: number) => {
          expect(queue.rows[i].volume_p10).toBeCloseTo(volume_p10, 2)
          expect(queue.rows[i].volume_p90).toBeCloseTo(volume_p90, 2)
        })
      }
    }
  })
})

describe('a plan of more than fifty queues', () => {
  // No days used to be drawn: the likelihood of the target and the limits of days were missing without a word.
  it('draws fewer days, and says so', async () => {
    const file = join(folder, 'many.csv')
    const hours = [9, 10, 11]
    const rows = Array.from({ length: 21 }, (_, day) =>
      Array.from({ length: 51 }, (_, queue) =>
        hours.map((hour) => `${dateOf(day)},${hour}:00,q${queue},${contactsOf(day + queue, 2)},180`).join('\n'),
      ).join('\n'),
    )
    await writeFile(file, `date,time,queue,offered,aht\n${rows.join('\n')}\n`)
    const { out, notes } = await run([
      'plan',
      file,
      '--target',
      '80/20',
      '--days',
      '2',
      '--forecast-model',
      'seasonal-naive',
      '--json',
    ])
    expect(notes).toMatch(/196 days are drawn of each queue, not 200, for there are 51 queues/)
    for (const { total } of JSON.parse(out).groups) expect(total.targetMet).toBeGreaterThanOrEqual(0)
  })
})
