import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    [['--most', 'front=2'], /is missed by \d+\.?\d* points \(contacts in time\)/],
    [['--fix', 'front'], 'nothing is left to choose'],
    [['--blocks', '08:00,11:00'], 'a block cannot begin 3 hours after the opening: a day of this scenario has 2'],
    [['--sure', '99%', '--fresh', '100'], '--fresh'],
    [['--queue', 'redis://127.0.0.1:1/none', '--workers', '2'], '--workers are of this machine'],
    [['--blocks', '07:00,09:00'], '07:00 is before the day begins, at 08:00'],
    [['--blocks', '40m'], 'an interval of this scenario has 60 minutes'],
    [['--out', 'o.csv'], '--out'],
  ])('%j is refused: %s', async (words, message) => {
    const { status, notes } = await krarup(...words)
    expect(status).not.toBe(0)
    expect(notes).toMatch(message)
  })

  it('ended by --budget says that it does not repeat, and what does', async () => {
    let minutes = 0
    const now = () => 60_000 * minutes++
    const words = ['optimise', 's.yaml', '--days', '30', '--fresh', '100', '--training']
    const { status, out, notes } = await runIn(folder, [...words, '--budget', '90s'], { now })
    expect(status).toBe(0)
    expect(notes).toMatch(
      /the time is up after 1 iteration; such an answer does not repeat with --budget, but with --iterations 1;/,
    )
    // Where a group serves every queue, nothing used to be said.
    expect(notes).toContain('no training to look for')
    expect((await runIn(folder, [...words, '--iterations', '1'])).out).toBe(out)
  })

  it('Ctrl-C writes and prints the best that was found', async () => {
    const stopAt = async (stage: RegExp, name: string) => {
      const abort = new AbortController()
      const progress = (line: string | undefined) => {
        if (line !== undefined && stage.test(line)) abort.abort()
      }
      const words = ['optimise', 's.yaml', '--days', '30', '--fresh', '100', '--resume', `${name}.json`]
      return runIn(folder, [...words, '--out', `${name}.yaml`, '--report', `${name}.html`], {
        signal: abort.signal,
        progress,
      })
    }
    const early = await stopAt(/^first staffing/, 'early')
    expect([early.status, existsSync(join(folder, 'early.yaml'))]).toEqual([130, false])
    const { status, out, notes } = await stopAt(/^local search/, 'late')
    expect(status).toBe(130)
    expect(notes).toMatch(/stopped: this is the best staffing of \d iterations?; the same command goes on/)
    expect(out).toContain('Stopped before it was judged')
    const [{ agents }] = JSON.parse(readFileSync(join(folder, 'late.json'), 'utf8')).staffing
    expect(readFileSync(join(folder, 'late.yaml'), 'utf8')).toContain(`agents: [${agents.join(', ')}]`)
    expect(readFileSync(join(folder, 'late.html'), 'utf8')).toContain('Stopped before it was judged')
  })

  it('goes on from no file of --resume that is damaged', async () => {
    const words = ['--resume', 'd.json']
    await krarup(...words)
    const whole = readFileSync(join(folder, 'd.json'), 'utf8')
    // Agents below 0, words in their place and groups that were missing used to be taken for 0.
    for (const damaged of [
      whole.replace(/"agents":\[\d+/, '"agents":[-1'),
      whole.replace(/"agents":\[\d+/, '"agents":["x"'),
      whole.replace(/"staffing":.*/, '"staffing":[]}'),
      whole.replace(/"staffing":.*/, '"staffing":[null]}'),
      whole.replace('"front"', '"back"'),
      whole.slice(0, 60),
    ]) {
      writeFileSync(join(folder, 'd.json'), damaged)
      const { status, notes } = await krarup(...words)
      expect([status, notes]).toEqual([2, expect.stringMatching(/or damaged|not a file that krarup optimise --resume/)])
      expect(readFileSync(join(folder, 'd.json'), 'utf8')).toBe(damaged)
    }
  })
})
