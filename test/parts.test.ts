import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import { ROOT } from './repository.ts'

const TIERS = `${ROOT}examples/hotline-tiers.yaml`
const SWEEP = [
  'whatif',
  TIERS,
  '--vary',
  'groups.general.agents=20..24',
  '--set',
  'groups.vip.agents += 1',
  '--replications',
  '4',
]
const DAY = ['simulate', TIERS, '--replications', '33', '--seed', '9']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-parts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const krarup = (...words: string[]) => runIn(folder, words)
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

async function parts(command: readonly string[], of: number): Promise<string[]> {
  const files: string[] = []
  for (let number = 1; number <= of; number++) {
    files.push(`part-${number}.points`)
    expect(await krarup(...command, '--part', `${number}/${of}`)).toMatchObject({ status: 0, out: '' })
  }
  return files
}

/** Three queues in two groups, with events and today's figures: what a plan can be told. */
const HISTORY = `${ROOT}fixtures/hotline.csv`
const PLAN = ['plan', HISTORY, '--days', '2']
const BACKTEST = ['backtest', HISTORY, '--origins', '2', '--model', 'weekday-profile']

describe.each([
  ['krarup whatif --vary', SWEEP, 5],
  ['krarup simulate', DAY, 7],
  ['krarup plan', PLAN, 3],
  ['krarup backtest', BACKTEST, 3],
])('%s --part', (_, command, points) => {
  it('merged prints what one machine prints, to the byte, whatever the order, twice or overlapping', async () => {
    const { out: whole } = await krarup(...command, '--json')
    const files = await parts(command, 3)
    expect(await krarup('merge', ...files.toReversed(), '--json')).toMatchObject({ status: 0, out: whole })
    copyFileSync(join(folder, files[0]), join(folder, 'again.points'))
    await krarup(...command, '--part', '1/2', '--out', 'other.points')
    const all = [...files, 'again.points', 'other.points', files[1]]
    expect((await krarup('merge', ...all, '--json')).out).toBe(whole)
    expect((await krarup('merge', ...files, '--csv')).out).toBe((await krarup(...command, '--csv')).out)
  })

  it('says which points are missing, and the commands that make them', async () => {
    const files = await parts(command, 3)
    rmSync(join(folder, files[1]))
    const { status, out, notes } = await krarup('merge', files[0], files[2])
    expect({ status, out }).toEqual({ status: 2, out: '' })
    const missing = points === 3 ? '1 of 3 points is missing' : `2 of ${points} points are missing`
    expect(notes).toContain(missing)
    const [, typed] = /^ {4}krarup (.* --part 2\/3 --out part-2\.points)$/m.exec(notes) as RegExpExecArray
    // The command as a shell would read it.
    const words = [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain)
    expect((await krarup(...words)).status).toBe(0)
    expect((await krarup('merge', ...files)).status).toBe(0)
  })

  it('a part that was stopped, or is damaged, goes on to the same points', async () => {
    const [file] = await parts(command, 2)
    const whole = read(file)
    const lines = whole.split('\n')
    writeFileSync(join(folder, file), lines.slice(0, 3).join('\n').slice(0, -50))
    await krarup(...command, '--part', '1/2')
    expect(read(file)).toBe(whole)
    writeFileSync(
      join(folder, file),
      whole.replace(lines[2], `${lines[2].slice(0, 40)}${lines[2][40] === '9' ? 8 : 9}${lines[2].slice(41)}`),
    )
    const merged = await krarup('merge', file, 'part-2.points')
    expect(merged).toMatchObject({ status: 2, notes: expect.stringContaining(`${file}: line 3 is damaged`) })
    const again = await krarup(...command, '--part', '1/2')
    expect(again.notes).toContain(`${file}: line 3 is damaged; what stood there is computed again`)
    expect((await krarup('merge', file, 'part-2.points')).status).toBe(0)
  })
})

describe('krarup merge', () => {
  it('of a plan writes the files that the plan writes, to the byte', async () => {
    const config = 'queues:\n  General: { group: both }\n  VIP: { group: both }\n'
    writeFileSync(join(folder, 'plan.yaml'), config)
    const command = [...PLAN, '--config', 'plan.yaml']
    const whole = await krarup(...command, '--report', 'whole.html', '--cases', 'whole-cases.csv', '--out', 'whole.csv')
    const files = await parts(command, 2)
    const out = ['--report', 'merged.html', '--cases', 'merged-cases.csv', '--out', 'merged.csv']
    expect((await krarup('merge', ...files, ...out)).out).toBe(whole.out)
    for (const ending of ['.csv', '.html', '-cases.csv']) expect(read(`merged${ending}`)).toBe(read(`whole${ending}`))
  })

  it('takes the file of --resume, and goes on with the command that wrote it', async () => {
    const { out } = await krarup(...SWEEP, '--resume', 'sweep.points')
    expect((await krarup('merge', 'sweep.points')).out).toBe(out)
    writeFileSync(join(folder, 'sweep.points'), read('sweep.points').split('\n').slice(0, -3).join('\n'))
    expect((await krarup('merge', 'sweep.points')).notes).toMatch(/^ {4}krarup whatif .* --resume sweep\.points$/m)
  })

  it('writes the page and shows the figures that are asked of it', async () => {
    const files = await parts(SWEEP, 2)
    await krarup(...SWEEP, '--report', 'whole.html')
    expect(await krarup('merge', ...files, '--report', 'merged.html', '--figures', 'asa')).toMatchObject({ status: 0 })
    await krarup('merge', ...files, '--report', 'same.html')
    expect(read('same.html')).toBe(read('whole.html'))
  })

  it('refuses points of other questions, commands and files', async () => {
    const [file] = await parts(SWEEP, 2)
    renameSync(join(folder, file), join(folder, 'a.points'))
    const refusal = async (words: string[], message: string) => {
      await krarup(...words, '--part', '1/2', '--out', 'b.points')
      const { status, notes } = await krarup('merge', 'a.points', 'b.points')
      expect([status, notes]).toEqual([2, expect.stringContaining(message)])
      rmSync(join(folder, 'b.points'))
    }
    await refusal([...SWEEP, '--seed', '2'], 'b.points holds points of another seed: 2, not 1')
    await refusal(DAY, 'b.points holds points of another command: simulate, not whatif')
    await refusal([...SWEEP, '--vary', 'busyness=1%,2%'], 'a.points and b.points are of different commands')
    expect((await krarup('merge', TIERS)).notes).toContain('is not a file of finished points')
    expect((await krarup('merge')).status).toBe(2)
    writeFileSync(join(folder, 'c.points'), read('a.points').replace('"name":"whatif"', '"name":"init"'))
    expect((await krarup('merge', 'c.points')).notes).toContain('no command whose work can be cut')
    // The scenario has changed since.
    writeFileSync(join(folder, 'day.yaml'), readFileSync(TIERS, 'utf8'))
    await krarup('simulate', 'day.yaml', '--part', '1/1', '--out', 'day.points')
    writeFileSync(join(folder, 'day.yaml'), readFileSync(TIERS, 'utf8').replace('mean: 260s', 'mean: 261s'))
    expect((await krarup('merge', 'day.points')).notes).toContain('day.points holds points of another scenario')
  })

  it.each([
    [['--part', '0/3'], 'write 3/40 for the third of forty'],
    [['--part', '4/3'], 'not a part of several'],
    [['--part', '1/2', '--json'], '--part writes finished points and prints no answer: --json has no place'],
    [['--part', '1/2', '--resume', 'x.points'], '--resume has no place'],
  ])('%s is refused: %s', async (words, message) => {
    const { status, notes } = await krarup(...SWEEP, ...words)
    expect([status, notes]).toEqual([2, expect.stringContaining(message)])
  })

  it('what cannot be cut says so', async () => {
    const one = await krarup('whatif', TIERS, '--set', 'busyness = 1%', '--part', '1/2')
    expect(one.notes).toContain('--set cannot be cut into parts: it is one point')
    const goal = await krarup(...SWEEP, '--goal', 'ordinary=90/10', '--part', '1/2')
    expect(goal.notes).toContain('--goal cannot be cut into parts: where a search goes next')
    const precise = await krarup(...DAY, '--precision', '1%', '--part', '1/2')
    expect(precise.notes).toContain('--precision looks at all replications together')
    expect((await krarup('simulate', '-', '--part', '1/2')).notes).toContain('standard input is there once')
    expect((await krarup(...DAY, '--out', 'x.points')).notes).toContain('--out is for --part')
    // It advised --csv, whatever was wanted.
    expect((await krarup(...DAY, '--out', 'x.json')).notes).toContain('--json > file.json')
  })
})

// Plans from Node 22 and Node 24 differ in the last digits of powers: merged, they were of neither.
it('parts of a plan that were made on a Node that computes powers otherwise are refused by name; those of simulations are not', async () => {
  for (const [command, refused] of [
    [PLAN, true],
    [DAY, false],
  ] as const) {
    await krarup(...command, '--part', '1/1')
    const [head, ...points] = read('part-1.points').split('\n')
    expect(head.includes('"Node":')).toBe(refused)
    const other = head.replace(/"Node":"[^"]*"/, '"Node":"of another kind"')
    writeFileSync(join(folder, 'part-1.points'), [other, ...points].join('\n'))
    const { status, notes } = await krarup('merge', 'part-1.points')
    expect([status, notes.includes('points of another Node: of another kind, not')]).toEqual(
      refused ? [2, true] : [0, false],
    )
    rmSync(join(folder, 'part-1.points'))
  }
})
