import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runIn } from './terminal.testing.ts'

const SCENARIO = `# Two hours.
name: Two hours
interval: 1h
hours: 08:00-10:00
queues:
  general: { volume: [40, 60], aht: 4m, patience: 2m, groups: [front], target: 80/20 } # all that comes
groups:
  front: { agents: 12, pace: 1 }
`
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-optimise-'))
  writeFileSync(join(folder, 's.yaml'), SCENARIO)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const krarup = (...words: string[]) =>
  runIn(folder, ['optimise', 's.yaml', '--days', '30', '--fresh', '100', '--iterations', '1', ...words])

describe('krarup optimise', () => {
  it('prints a staffing, writes the scenario with it, and goes on from the file of --resume', {
    tags: ['slow'],
  }, async () => {
    const words = ['--out', 'o.yaml', '--resume', 'r.json', '--report', 'r.html', '--json']
    const { status, out } = await krarup(...words)
    expect(status).toBe(0)
    const { staffing, met, today } = JSON.parse(out)
    expect(met).toBe(true)
    expect(today.agentHours).toBe(24)
    const [{ agents }] = staffing
    expect(readFileSync(join(folder, 'o.yaml'), 'utf8')).toBe(
      SCENARIO.replace('agents: 12', `agents: [${agents.join(', ')}]`),
    )
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('Two hours: staffing with the fewest agent hours')
    const again = await krarup(...words, '--force')
    expect(again.status).toBe(0)
    const other = await krarup('--resume', 'r.json', '--sure', '90%')
    expect(other.notes).toContain('the file is of another scenario, or of other options')
  })

  it.each([
    [['--sure', '100%'], 'no number of agents is sure on every day'],
    [['--most', 'front'], 'write for example --most vip=6'],
    [['--most', 'frnt=3'], 'did you mean front?'],
    [['--most', 'front=2'], 'raise --most or leave out --fix of front'],
    [['--blocks', '07:00,09:00'], '07:00 is before the day begins, at 08:00'],
    [['--blocks', '40m'], 'an interval of this scenario has 60 minutes'],
    [['--out', 'o.csv'], '--out'],
  ])('%j is refused', async (words, message) => {
    const { status, notes } = await krarup(...words)
    expect(status).not.toBe(0)
    expect(notes).toContain(message)
  })
})
