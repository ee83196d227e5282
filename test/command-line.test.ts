import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import { packageJson, ROOT } from './repository.ts'

const HOTLINE = `${ROOT}fixtures/hotline.csv`
const BANK = `${ROOT}../shared/data/bank_na_2003_30min.csv`
const [DONE, NO, BAD_INPUT] = [0, 1, 2]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The built command as a shell runs it: words in, texts, files and an exit status out. */
function krarup(words: string, input: string | Buffer = ''): { out: string; notes: string; status: number | null } {
  const args = [`${ROOT}dist/cli/main.js`, ...split(words)]
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', input })
  return { out: stdout, notes: stderr, status }
}

/** The same without starting a program, for what does not depend on it. */
const called = (words: string) => runIn(folder, split(words))

const split = (words: string) => words.split(' ').filter(Boolean)

describe('krarup', () => {
  it('--help and --version', () => {
    const { out, notes, status } = krarup('--help')
    expect({ notes, status }).toEqual({ notes: '', status: DONE })
    for (const command of ['plan', 'staff', 'forecast', 'backtest', 'init'])
      expect(out).toMatch(new RegExp(`^  ${command}`, 'm'))
    const { version } = packageJson()
    expect(krarup('--version')).toEqual({ out: `${version}\n`, notes: '', status: DONE })
  })

  it.each(['plan', 'staff', 'forecast', 'backtest', 'init'])('%s --help shows an example', async (command) => {
    const { out, status } = await called(`${command} --help`)
    expect(status).toBe(DONE)
    expect(out).toContain(`$ krarup ${command}`)
  })

  // It ended in a stack trace, which blamed a line of krarup.
  it.runIf(existsSync('/dev/full'))('says that standard output is full', () => {
    const full = openSync('/dev/full', 'w')
    for (const words of ['staff --volume 100 --aht 5m --csv', `forecast ${HOTLINE} --csv`]) {
      const args = [`${ROOT}dist/cli/main.js`, ...split(words)]
      const { stderr, status } = spawnSync(process.execPath, args, {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      })
      expect(stderr).toContain('error: standard output cannot be written\n  the disk is full\n')
      expect(stderr).not.toContain('    at ')
      expect(status).toBe(BAD_INPUT)
    }
    closeSync(full)
  })

  it('a command that does not exist: did you mean', () => {
    const { out, notes, status } = krarup('stff')
    expect({ out, status }).toEqual({ out: '', status: BAD_INPUT })
    expect(notes).toMatch(/unknown command 'stff'\s+did you mean krarup staff\?/)
  })
})

describe('krarup staff', () => {
  const CASE = 'staff --volume 100 --interval 30m --aht 5m --shrinkage 30%'

  it('answers the case of every textbook: 23 agents, 33 scheduled', async () => {
    const { out, status } = await called(`${CASE} --target 90/10`)
    expect(status).toBe(DONE)
    expect(out).toMatch(/\b23\b/)
    expect(out).toMatch(/\b33\b/)
  })

  it('a target that no number of agents reaches is a no, not bad input', () => {
    const { out, notes, status } = krarup(`${CASE} --target 100/10`)
    expect({ out, status }).toEqual({ out: '', status: NO })
    expect(notes).toMatch(/^error: /)
  })

  it('a target that cannot be read is bad input, and shows what was read', async () => {
    const { out, notes, status } = await called(`${CASE} --target ninety`)
    expect({ out, status }).toEqual({ out: '', status: BAD_INPUT })
    expect(notes).toContain('"ninety"')
  })
})

describe('krarup plan', () => {
  it("a hotline's year becomes two weeks: a table, remarks apart from it, plan.csv", () => {
    const { out, notes, status } = krarup(`plan ${HOTLINE}`)
    expect(status).toBe(DONE)
    for (const words of ['14 days', 'General', 'VIP', 'English']) expect(out).toContain(words)
    expect(out, 'no colour in a pipe').not.toContain('\u001b')
    expect(notes).toContain('plan.csv')
    expect(readdirSync(folder)).toEqual(['plan.csv'])
    const lines = readFileSync(join(folder, 'plan.csv'), 'utf8').trimEnd().split(/\r?\n/)
    // General and VIP are open 24 half hours on 14 days, English 12 on the 10 that are weekdays.
    expect(lines.length).toBe(1 + 2 * 24 * 14 + 12 * 10)
  })

  it('does not overwrite, and says how to', async () => {
    writeFileSync(join(folder, 'plan.csv'), 'mine')
    const { notes, status } = await called(`plan ${HOTLINE} --queue English`)
    expect(status).toBe(BAD_INPUT)
    expect(notes).toContain('--force')
    expect(readFileSync(join(folder, 'plan.csv'), 'utf8')).toBe('mine')
  })

  it('from standard input, as JSON, without a file', () => {
    const { out, status } = krarup('plan - --queue English --json', readFileSync(HOTLINE))
    expect(status).toBe(DONE)
    expect(JSON.stringify(JSON.parse(out))).toContain('English')
    expect(readdirSync(folder)).toEqual([])
  })

  it('reads Chinese headings in GB18030 without a word of configuration', async () => {
    const { status, notes } = await called(`plan ${ROOT}fixtures/hotline-gb18030.csv --report plan.html`)
    expect({ status, notes }).toMatchObject({ status: DONE })
    expect(readdirSync(folder).sort()).toEqual(['plan.csv', 'plan.html'])
  })

  it('a file that is not there', async () => {
    const { out, notes, status } = await called('plan nowhere.csv')
    expect({ out, status }).toEqual({ out: '', status: BAD_INPUT })
    expect(notes).toContain('nowhere.csv')
  })

  it.skipIf(!existsSync(BANK))(
    'a history without handle times (skipped without ../shared): one sentence asks for it',
    async () => {
      const { out, notes, status } = await called(`plan ${BANK}`)
      expect({ out, status }).toEqual({ out: '', status: BAD_INPUT })
      expect(notes).toContain('--aht')
      expect((await called(`plan ${BANK} --aht 3m`)).status).toBe(DONE)
    },
  )
})
