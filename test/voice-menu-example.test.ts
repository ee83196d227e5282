import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseScenarioFile } from '../src/io/yaml/scenario/scenario-file.ts'
import { type MenuExpectations, replicate } from '../src/sim/index.ts'
import { ROOT } from './repository.ts'

const text = readFileSync(`${ROOT}examples/voice-menu.yaml`, 'utf8')

/** The scenario as it is, and with the lines of its comment in the places that it names. */
const before = parseScenarioFile(text, 'examples/voice-menu.yaml').scenario
const moved = [...text.matchAll(/^# {5}(- \{.*\})$/gm)].map(([, line]) => `          ${line}\n`)
const after = parseScenarioFile(
  text
    .replace(/ {10}- \{ share: 70%, to: account \}\n/, moved.slice(0, 2).join(''))
    .replace(/ {10}- \{ share: 78%, to: balance \}\n.*\n.*\n/, moved.slice(2).join('')),
  'examples/voice-menu.yaml',
).scenario

/** What the comment says: a row of its table, or the figures of a sentence. */
const row = (name: string) =>
  [...(new RegExp(`^# +${name} +([\\d.]+)\\S? +([\\d.]+)`, 'm').exec(text) ?? [])].slice(1).map(Number)

describe('examples/voice-menu.yaml', () => {
  it('says what moving its node does to a call', async () => {
    expect(moved).toHaveLength(4)
    const [was, is] = await Promise.all(
      [before, after].map(
        async (scenario) => (await replicate(scenario, { replications: 1 })).estimates.menus![0].expected,
      ),
    )
    const rows: [string, (menu: MenuExpectations) => number][] = [
      ['time in the menu', ({ meanTime }) => meanTime],
      ['ends in self-service', ({ selfService }) => selfService.share * 100],
      ['hangs up in the menu', ({ hungUp }) => hungUp.share * 100],
      ["reaches an agent's queue", ({ toQueue }) => toQueue.share * 100],
    ]
    for (const [name, of] of rows) expect(row(name)).toEqual([was, is].map((menu) => Number(of(menu).toFixed(1))))
    // The same things are wanted as before, per visit of the main menu: 54.6 % the balance, 8.4 % to top up, 7 % an agent, all after the account's hang-ups.
    expect(0.7 * 0.78).toBeCloseTo(0.546, 12)
    expect(0.7 * 0.12).toBeCloseTo(0.154 * 0.545, 3)
  })
})
