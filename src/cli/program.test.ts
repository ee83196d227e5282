import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildProgram } from './program.ts'
import { run } from './terminal.testing.ts'
import { hasColour, processTerminal, widthOf } from './terminal.ts'

const HISTORY = 'fixtures/small-centre.csv'
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-program-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe("an option's value is never another option", () => {
  it.each([
    ['plan', HISTORY, '--report', '--force'],
    ['plan', HISTORY, '--out', '--no-clean'],
    ['forecast', HISTORY, '--days', '--json'],
    ['whatif', 'centre.yaml', '--set', '--vary'],
    ['plan', HISTORY, '-o', '--force'],
    ['plan', HISTORY, '--report', '-o'],
    ['init', HISTORY, '--date', '-o'],
  ])('%s %s %s %s', async (...words) => {
    // It used to write a file named --force.
    const { status, notes } = await run(words)
    expect(status).toBe(2)
    expect(notes).toContain(`error: ${words[2]} needs a value, and ${words[3]} is none`)
  })

  it('but with an equals sign it may look like one', async () => {
    const { notes } = await run(['plan', HISTORY, '--queue=--odd', '--out', join(folder, 'plan.csv')])
    expect(notes).toContain('no such queue in the history (got "--odd")')
  })
})

describe('--json and --csv together', () => {
  const { commands } = buildProgram(processTerminal(process), () => {})
  const both = commands.filter(({ options }) =>
    ['--json', '--csv'].every((name) => options.some(({ long }) => long === name)),
  )

  it.each(both.map((command) => [command.name(), command] as const))('are refused by %s', async (name, command) => {
    // JSON was printed, and CSV left out without a word.
    const needed = command.options.flatMap(({ mandatory, long }) => (mandatory ? [long!, 'some.file'] : []))
    const { status, out, notes } = await run([name, HISTORY, ...needed, '--json', '--csv'])
    expect([status, out]).toEqual([2, ''])
    expect(notes).toMatch(/^error: --json and --csv ask for two forms of one answer\n {2}leave one of them out$/m)
  })

  it('of all commands that print an answer', () => {
    expect(both.length).toBeGreaterThan(10)
  })
})

describe('an option that there is none of', () => {
  it.each([
    // It said: did you mean --seed?
    ['plan', '--end', '--to'],
    ['plan', '--from', '--start'],
    ['plan', '--output', '--out'],
    ['plan', '--service-level', '--target'],
    ['plan', '--horizon', '--days'],
    ['plan', '--handle-time', '--aht'],
    ['plan', '--calls', '--override'],
    ['plan', '--time-zone', '--timezone'],
    ['plan', '--fte_hours', '--fte-hours'],
    ['plan', '--shrink', '--shrinkage'],
    ['plan', '--taget', '--target'],
    ['plan', '--dyas', '--days'],
    ['staff', '--calls', '--volume'],
    ['staff', '--servers', '--agents'],
    ['simulate', '--runs', '--replications'],
    ['whatif', '--target', '--goal'],
  ])('%s %s: did you mean %s?', async (command, typed, meant) => {
    const { status, notes } = await run([command, HISTORY, typed, '3'])
    expect(status).toBe(2)
    expect(notes).toContain(`unknown option '${typed}'\n  did you mean ${meant}?`)
  })

  it('nothing near, nothing offered; what is found by itself says so', async () => {
    expect((await run(['plan', HISTORY, '--zebra'])).notes).not.toContain('did you mean')
    expect((await run(['plan', HISTORY, '-x'])).notes).toContain("unknown option '-x'")
    expect((await run(['plan', HISTORY, '--delimiter', ';'])).notes).toContain('found in the file by itself')
  })

  it('commands, too, and a file in the place of one', async () => {
    expect((await run(['calc', '--volume', '100'])).notes).toContain('did you mean krarup staff?')
    expect((await run(['forcast', HISTORY])).notes).toContain('did you mean krarup forecast?')
    expect((await run([HISTORY])).notes).toContain(`krarup plan ${HISTORY}, or krarup forecast ${HISTORY}`)
  })
})

describe('-o', () => {
  it('is short for --out', async () => {
    for (const words of [['-o', join(folder, 'a.csv')], [`-o${join(folder, 'b.csv')}`]]) {
      const { status } = await run(['plan', HISTORY, '--days', '1', '--forecast-model', 'recent-median', ...words])
      expect(status).toBe(0)
    }
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'b.csv'])
  })
})

describe('files are looked at before anything is done', () => {
  it('says that the history is missing, not that the plan exists', async () => {
    const out = join(folder, 'plan.csv')
    await writeFile(out, 'mine')
    const { status, notes } = await run(['plan', join(folder, 'nope.csv'), '--out', out])
    expect(status).toBe(2)
    expect(notes).toMatch(/the file cannot be read\n {2}at .*nope\.csv\n {2}there is no such file/)
    const other = await run(['plan', HISTORY, '--events', join(folder, 'none.csv'), '--out', out])
    expect(other.notes).toMatch(/none\.csv\n {2}there is no such file/)
  })

  it.each([
    ['plan', '--out', 'x.ods', 'write x.csv or x.xlsx'],
    ['plan', '--report', 'r.docx', 'write r.html, r.pdf or r.png'],
    ['plan', '--picture', 'p.JPG', 'write p.svg, p.png or p.pdf'],
    ['plan', '--cases', 'cases.json', 'write cases.csv'],
    ['forecast', '--rejects', 'rejects.tsv', 'write rejects.csv'],
  ])('an ending that is not what is written is refused: %s %s %s', async (command, option, name, how) => {
    const path = join(folder, name)
    const { status, notes } = await run([command, HISTORY, option, path])
    expect(status).toBe(2)
    expect(notes).toContain(`at ${option}`)
    expect(notes).toContain(how.replaceAll(/(write|or|,) /g, `$1 ${folder}/`))
    expect(await readdir(folder)).toEqual([])
  })

  it.each(['plan', 'plan.txt', 'plan.CSV', 'plan.2026-03'])('other endings are nobody else’s: %s', async (name) => {
    const { status } = await run(['plan', HISTORY, '--days', '1', '--out', join(folder, name)])
    expect(status).toBe(0)
    expect(await readdir(folder)).toEqual([name])
  })
})

describe('--quiet', () => {
  it('leaves the answer and errors', async () => {
    const words = ['forecast', HISTORY, '--days', '1']
    const [loud, quiet] = [await run(words), await run([...words, '--quiet'])]
    expect(loud.notes).not.toBe('')
    expect(quiet).toEqual({ ...loud, notes: '' })
    expect((await run(['forecast', 'none.csv', '--quiet'])).notes).toContain('there is no such file')
  })
})

describe('colour and width', () => {
  it('--no-color takes colour away', async () => {
    const words = ['staff', '--volume', '100', '--aht', '5m']
    expect((await run(words, { colour: true })).out).toContain('\u001b[')
    expect((await run([...words, '--no-color'], { colour: true })).out).not.toContain('\u001b[')
  })

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '', NO_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
  ])('%o, terminal %s: %s', (env, isTerminal, expected) => {
    expect(hasColour(env, isTerminal)).toBe(expected)
  })

  it.each([
    [undefined, 120, 120],
    [undefined, undefined, 100],
    ['140', 120, 140],
    ['60', undefined, 60],
    ['wide', 120, 120],
    ['0', 120, 120],
  ])('COLUMNS=%s on %s columns: %s', (columns, ofTerminal, expected) => {
    expect(widthOf(columns, ofTerminal)).toBe(expected)
  })
})

describe('krarup completion', () => {
  it('bash completes commands, options and files', async () => {
    const { out } = await run(['completion', 'bash'])
    const complete = (...words: string[]) => {
      const ask = `${out}\nCOMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _krarup; echo "\${COMPREPLY[@]}"`
      return spawnSync('bash', ['-c', ask], { encoding: 'utf8' }).stdout.trim().split(' ')
    }
    expect(complete('krarup', 'wh')).toEqual(['whatif'])
    expect(complete('krarup', 'plan', '--repo')).toEqual(['--report'])
    expect(complete('krarup', 'simulate', '--tr')).toEqual(['--trace', '--trace-replication'])
    expect(complete('krarup', 'plan', 'packa').sort()).toEqual(['package-lock.json', 'package.json'])
    // What follows an option with a value is no option.
    expect(complete('krarup', 'plan', '--report', '--fo')).toEqual([''])
  })

  it.each(['bash', 'zsh', 'fish'])('%s has every command and every option of it', async (shell) => {
    const { out, status } = await run(['completion', shell])
    expect(status).toBe(0)
    for (const command of ['plan', 'staff', 'forecast', 'backtest', 'simulate', 'whatif', 'init']) {
      const { out: help } = await run([command, '--help'])
      const options = [...help.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, option]) => option)
      expect(options.length).toBeGreaterThan(3)
      for (const option of options) expect(out).toMatch(new RegExp(`(--| -l )${option}\\b`))
    }
  })

  it('another shell is told which there are', async () => {
    expect((await run(['completion', 'zhs'])).notes).toMatch(/did you mean zsh\? take bash, zsh, fish/)
  })
})
