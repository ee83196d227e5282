/** @module-tag slow */
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

/** Ends on 30 June 2025. */
const CENTRE = 'fixtures/small-centre.csv'
const QUICK = ['--forecast-model', 'count-regression', '--days', '3', '--json']
let folder: string
const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
/** Contacts of the three days, and what was remarked. */
async function planned(...words: string[]) {
  const { out, notes } = await run(['plan', CENTRE, ...QUICK, ...words])
  if (out === '') return { days: [], notes }
  const { days } = JSON.parse(out) as { days: { volume: number }[] }
  return { days: days.map(({ volume }) => volume), notes }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})

describe('what the planner knows of the coming volume', () => {
  it('--growth, growth in a plan file, an event and an override say the same', async () => {
    const plain = await planned()
    const wanted = plain.days.map((volume, day) => (day === 1 ? 1.1 * volume : volume))
    const plan = await file('plan.yaml', 'queues:\n  small-centre:\n    growth: +10% 2025-07-02\n')
    const events = await file('events.csv', 'date,name,contacts\n2025-07-02,letter,+10%\n')
    const override = await file('override.csv', 'date,contacts\n2025-07-02,+10%\n')
    for (const words of [
      ['--growth', '+10% 2025-07-02'],
      ['--growth', 'small-centre x1.1 2025-07-02..2025-07-02'],
      ['--config', plan],
      ['--events', events],
      ['--override', override],
    ]) {
      const { days } = await planned(...words)
      for (const [day, volume] of days.entries()) expect(volume).toBeCloseTo(wanted[day], 6)
    }
  })

  it('the scenario of a planned day has them too', async () => {
    // init --scenario took no --events, --override or --day.
    const contacts = async (...words: string[]) => {
      const day = ['--date', '2025-07-02', '--days', '3', '--forecast-model', 'count-regression', '--out', '-']
      const { out, notes } = await run(['init', '--scenario', CENTRE, ...day, ...words])
      expect(notes).not.toMatch(/^error/m)
      const [, list] = /volume: \[([^\]]*)\]/.exec(out)!
      return list.split(',').reduce((sum, text) => sum + Number(text), 0)
    }
    const plain = await contacts()
    const override = await file('scenario.csv', 'date,contacts\n2025-07-02,+10%\n')
    expect((await contacts('--growth', '+10%')) / plain).toBeCloseTo(1.1, 2)
    expect((await contacts('--override', override)) / plain).toBeCloseTo(1.1, 2)
    expect((await run(['init', '--growth', '+10%', '--out', '-'])).notes).toMatch(/--growth is about a planned day/)
  })

  it('says which growths there are, and refuses what contradicts itself or is not there', async () => {
    expect((await planned('--growth', '-5%')).notes).toMatch(/growth over what the models expect: -5%/)
    expect((await planned('--growth', '+5% 2024-05')).notes).toMatch(/without effect, for no day of the forecast/)
    expect((await planned('--growth', '+5%', '--growth', '+6% 2025-07')).notes).toMatch(
      /two growths of all queues meet/,
    )
    expect((await planned('--growth', 'Sales +5%')).notes).toMatch(/no such queue.*"Sales"/)
    expect((await planned('--growth', '5%')).notes).toMatch(/at --growth\n {2}write \+5% or -5%/)
    const plan = await file('bad.yaml', 'growth: 10%\n')
    expect((await planned('--config', plan)).notes).toMatch(/without a sign[\s\S]*growth, .*bad\.yaml/)
    const events = await file('bad.csv', 'date,name,contacts\n2025-07-02,letter,500\n')
    expect((await planned('--events', events)).notes).toMatch(/write how much more it brings \(\+10%\)/)
  })
})
