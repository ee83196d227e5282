import {
  copyFileSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIn } from './terminal.testing.ts'

const HOTLINE = new URL('../../fixtures/hotline.csv', import.meta.url)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  copyFileSync(HOTLINE, join(folder, 'h.csv'))
  writeFileSync(
    join(folder, 's.yaml'),
    'interval: 1h\nqueues: { a: { volume: { file: v.csv }, aht: 3m, groups: [g] } }\ngroups: { g: { agents: 4 } }\n',
  )
  writeFileSync(join(folder, 'v.csv'), 'start,volume\n2026-01-05 08:00,20\n')
  writeFileSync(join(folder, 'days.csv'), 'date,name,like\n2027-10-01,National Day,Sunday\n')
  writeFileSync(join(folder, 'plan.yaml'), 'holidays: days.csv\n')
  symlinkSync('h.csv', join(folder, 'soft.csv'))
  linkSync(join(folder, 'h.csv'), join(folder, 'hard.csv'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const text = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('an input is never an output, whatever is forced', () => {
  // plan h.csv --out h.csv --force used to destroy the history.
  it.each([
    ['plan h.csv --out h.csv', 'h.csv'],
    ['plan h.csv --out ./h.csv', 'h.csv'],
    ['plan h.csv --out soft.csv', 'h.csv'],
    ['plan soft.csv --out h.csv', 'h.csv'],
    ['plan h.csv --cases hard.csv', 'h.csv'],
    ['plan h.csv --rejects h.csv', 'h.csv'],
    ['plan h.csv --out days.csv --holidays days.csv', 'days.csv'],
    ['plan h.csv --out days.csv --config plan.yaml', 'days.csv'],
    ['plan h.csv --cases v.csv --override v.csv', 'v.csv'],
    ['forecast h.csv --cases h.csv', 'h.csv'],
    ['backtest h.csv --cases h.csv', 'h.csv'],
    ['backtest h.csv --cases days.csv --holidays days.csv', 'days.csv'],
    ['init h.csv --out plan.yaml --config plan.yaml --scenario', 'plan.yaml'],
    ['simulate s.yaml --trace v.csv', 'v.csv'],
    ['whatif s.yaml --compare soft.csv --set groups.g.agents=5 --resume s.yaml', 's.yaml'],
  ])('%s', async (line, kept) => {
    const before = text(kept)
    const files = readdirSync(folder)
    const { status, out, notes } = await runIn(folder, [...line.split(' '), '--force'])
    expect([status, out, notes]).toEqual([2, '', expect.stringContaining('an input is never overwritten')])
    expect([text(kept), readdirSync(folder)]).toEqual([before, files])
  })
})

describe('two outputs of a command', () => {
  // The plan used to be gone under what was written after it.
  it.each([
    'plan h.csv --out a.csv --cases a.csv',
    'plan h.csv --out a.csv --cases ./A.csv',
    'plan h.csv --out a.txt --rejects a.txt',
    'plan h.csv --out a --report a',
    'simulate s.yaml --trace a --report ./a',
    'whatif s.yaml --vary groups.g.agents=4..5 --report a --resume a',
  ])('are never one file: %s', async (line) => {
    const files = readdirSync(folder)
    const { status, notes } = await runIn(folder, [...line.split(' '), '--force'])
    expect([status, notes]).toEqual([2, expect.stringContaining('name one file')])
    expect(readdirSync(folder)).toEqual(files)
  })
})

describe('a place where nothing can be written', () => {
  it.each([
    ['plan h.csv --out none/plan.csv', 'there is no folder none: make it first'],
    ['simulate s.yaml --report none/day.html', 'there is no folder none: make it first'],
    ['simulate none/s.yaml', 'there is no folder none: check the path'],
    ['simulate none.yaml', 'there is no such file'],
    ['simulate .', 'this is a directory'],
    ['plan .', 'this is a directory'],
    ['plan h.csv --out .', 'this is a directory'],
  ])('is said before any work: %s', async (line, said) => {
    const { status, notes } = await runIn(folder, [...line.split(' '), '--force'])
    expect([status, notes]).toEqual([2, expect.stringContaining(said)])
    expect(notes).not.toMatch(/E[A-Z]{4,}/)
  })
})
