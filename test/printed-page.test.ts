/** @module-tag slow */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import { findChromium, printPage } from '../src/io/index.ts'
import { describeInChromium } from './chromium.ts'
import { ROOT } from './repository.ts'

const HISTORY = `${ROOT}fixtures/hotline.csv`
const SCENARIO = `${ROOT}examples/hotline-tiers.yaml`
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-printed-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Width and height in dots, as the head of a PNG says. */
async function sizeOf(name: string): Promise<[number, number]> {
  const png = await readFile(join(folder, name))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

const isPdf = async (name: string) => (await readFile(join(folder, name))).subarray(0, 5).toString() === '%PDF-'

describeInChromium('pages as PDF and PNG', () => {
  it('krarup plan: the page from top to bottom, the picture at its own size', async () => {
    const { status, notes } = await runIn(folder, [
      ...['plan', HISTORY, '--days', '2', '--report', 'plan.pdf', '--picture', 'week.png'],
    ])
    expect([status, notes]).toEqual([0, expect.stringContaining('wrote plan.pdf')])
    expect(await isPdf('plan.pdf')).toBe(true)
    const [width, height] = await sizeOf('week.png')
    expect(width).toBe(2 * 880)
    expect(height).toBeGreaterThan(600)
    await runIn(folder, ['plan', HISTORY, '--days', '2', '--out', 'other.csv', '--report', 'plan.png'])
    const [wide, high] = await sizeOf('plan.png')
    expect(wide).toBe(2 * 1200)
    // A window's height would be 1600.
    expect(high).toBeGreaterThan(5000)
  })

  it('krarup simulate and krarup whatif', async () => {
    await runIn(folder, ['simulate', SCENARIO, '--replications', '3', '--report', 'day.pdf'])
    const words = ['--vary', 'groups.general.agents=18..19', '--replications', '3', '--report', 'sweep.png']
    await runIn(folder, ['whatif', SCENARIO, ...words])
    expect(await isPdf('day.pdf')).toBe(true)
    // A page so long has fewer dots.
    const [width, height] = await sizeOf('sweep.png')
    expect(Math.max(width, height)).toBeLessThanOrEqual(16_384)
    expect(width).toBeGreaterThan(2000)
  })

  it('leaves nothing behind', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('krarup-print-'))
    await printPage('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"></svg>', 'PNG')
    const after = (await readdir(tmpdir())).filter((name) => name.startsWith('krarup-print-'))
    expect(after.filter((name) => !before.includes(name))).toEqual([])
  })
})

describe('without a Chromium', () => {
  const named = process.env.CHROMIUM
  afterEach(() => {
    if (named === undefined) delete process.env.CHROMIUM
    else process.env.CHROMIUM = named
  })

  it('it is said before any work, and how to mend it', async () => {
    process.env.CHROMIUM = join(folder, 'none')
    const { status, notes } = await runIn(folder, ['plan', HISTORY, '--report', 'plan.pdf'])
    expect(status).toBe(2)
    expect(notes).toMatch(/there is no program .*none, which CHROMIUM names\n.*or write HTML/)
    expect(await readdir(folder)).toEqual([])
  })

  it('a usual name is looked for along the path', async () => {
    const program = join(folder, 'chromium')
    await writeFile(program, '', { mode: 0o755 })
    expect(await findChromium({ PATH: `/nowhere:${folder}` })).toBe(program)
  })

  it('a program that is none says what it said', async () => {
    process.env.CHROMIUM = join(folder, 'chromium')
    await writeFile(process.env.CHROMIUM, '#!/bin/sh\necho not a browser >&2\nexit 3\n', { mode: 0o755 })
    const { status, notes } = await runIn(folder, ['plan', HISTORY, '--days', '1', '--picture', 'week.png'])
    expect(status).toBe(2)
    expect(notes).toContain('Chromium made no picture of the page: not a browser')
    expect(await readdir(folder)).toEqual(['chromium'])
  })
})
