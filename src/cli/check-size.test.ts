import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { untilTimeIsUp } from './run/check-size.ts'
import { runIn } from './terminal.testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'size-'))
afterAll(() => rmSync(folder, { recursive: true }))

const scenario = (volume: string, agents: string) =>
  `interval: 1h\nqueues: { a: { volume: ${volume}, aht: 3m, groups: [g] } }\ngroups: { g: { agents: ${agents}, absence: 5% } }\n`

async function simulate(text: string, words = ''): Promise<{ status: number; notes: string }> {
  writeFileSync(join(folder, 's.yaml'), text)
  return runIn(folder, `simulate s.yaml --replications 2 ${words}`.trim().split(' '))
}

describe('a simulation far beyond a centre', () => {
  // volume: 2e9 used to run for days, whatever budget was given.
  it('is asked about before it starts, with the time and memory that it would take', async () => {
    for (const words of ['', '--budget 3s']) {
      const { status, notes } = await simulate(scenario('2e9', '400'), words)
      expect(status).toBe(2)
      expect(notes).toMatch(
        /2,000,000,000 contacts and 400 agents[\s\S]*would take about \d+h\d+m[\s\S]*GB[\s\S]*--yes/,
      )
    }
    writeFileSync(join(folder, 's.yaml'), scenario('2e9', '400'))
    const whatif = await runIn(folder, 'whatif s.yaml --set groups.g.agents=500'.split(' '))
    expect([whatif.status, whatif.notes]).toEqual([2, expect.stringContaining('--yes')])
  })

  it('of an ordinary size just starts', async () => {
    expect((await simulate(scenario('400', '40'))).status).toBe(0)
    expect((await simulate(scenario('400', '40'), '--yes')).status).toBe(0)
  })

  // A list of that length used to be made first: 2.4 GB, or a bare RangeError.
  it.each(['2e6', '1e8', '1e15', '[1, 1e12]'])('with %s agents who are persons is refused at once', async (agents) => {
    const began = performance.now()
    const { status, notes } = await simulate(scenario('400', agents))
    expect([status, notes]).toEqual([2, expect.stringContaining('s.yaml, line 3')])
    expect(performance.now() - began).toBeLessThan(5000)
  })
})

describe('untilTimeIsUp', () => {
  it('comes with the time, or with the other signal', async () => {
    const time = untilTimeIsUp(new AbortController().signal, 0.01)
    await new Promise((resolve) => time.signal.addEventListener('abort', resolve))
    const other = new AbortController()
    const both = untilTimeIsUp(other.signal, 1000)
    other.abort()
    expect(both.signal.aborted).toBe(true)
    both.clear()
  })
})
