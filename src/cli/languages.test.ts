import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runIn } from './terminal.testing.ts'

const fixture = (name: string) => resolve('fixtures', name)

/** Words without which hardly an English sentence is said; none of them is German. */
const ENGLISH = /\b(the|and|of|is|are|with|not|for|were|it|its|that|this|by|from|than|there|which|left|wrote)\b/i

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('no line of what a plan remarks is English', () => {
  it('in Chinese', { tags: ['slow'] }, async () => {
    const model = ['--forecast-model', 'seasonal-naive']
    const words = [
      'plan',
      fixture('small-centre.csv'),
      '--start',
      '2026-06-01',
      '--days',
      '1',
      '--growth',
      '+10%',
      ...model,
    ]
    const { status, notes } = await runIn(folder, [...words, '--force', '--lang', 'zh'])
    const lines = notes.split('\n')
    expect(status).toBe(0)
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) {
      // names of measures and headings stay
      if (line.startsWith('已读取：')) continue
      expect(line).not.toMatch(ENGLISH)
      expect(line).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('what a history is found to be', () => {
  it('is said before it is refused, in the language that is asked for', async () => {
    const { notes } = await runIn(folder, [
      'plan',
      fixture('vendors/connect-historical-metrics.csv'),
      '--force',
      '--lang',
      'de',
    ])
    expect(notes.split('\n').slice(0, 5)).toEqual([
      'connect-historical-metrics.csv: 16 Zeilen zu 30\u00a0min, 02.03.2026 08:00 bis 03.03.2026 12:00, eine Warteschlange (Sales), 813 Kontakte eingegangen',
      'Kodierung reines ASCII, Zellen durch Kommas getrennt, Dezimalpunkt; Zeiten: Ortszeit, wie geschrieben',
      expect.stringMatching(/^gelesen: queue, start aus StartInterval, /),
      'Bearbeitungszeit gesamt = Durchschnitt x angenommen',
      'Wartezeit gesamt = Wartezeit der Angenommenen + Wartezeit der Aufleger',
    ])
  })

  it('is said of a file that cannot be read', async () => {
    const { status, notes } = await runIn(folder, ['plan', fixture('bad/no-start.csv'), '--lang', 'zh', '--force'])
    expect([status, notes]).toEqual([
      2,
      '错误：没有一列说明时段的开始时间\n  位置：no-start.csv，第1行\n  请指明：--map start=列名，或--map date=列名 --map time=列名；表头为：queue、offered',
    ])
    const unknown = await runIn(folder, ['plan', fixture('bad/no-start.csv'), '--lang', 'fr'])
    expect(unknown.notes).toMatch(/^error: not a choice/)
  })

  it('is not said with --quiet', async () => {
    const quiet = ['plan', fixture('vendors/easemob.csv'), '--lang', 'zh', '--force', '--quiet']
    expect((await runIn(folder, quiet)).notes.split('\n')[0]).toMatch(/^错误：历史只有2天，而需要28天（收到2）$/)
  })
})
