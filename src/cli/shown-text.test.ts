import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sameThreadRunner } from '../sim/index.ts'
import { runCommandLine } from './program.ts'
import { shownLine, shownText } from './shown-text.ts'
import { processTerminal } from './terminal.ts'

const HOSTILE = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe'

/** A process whose output goes to a terminal, and what that got. */
function hostAt(isTTY: boolean) {
  const got = { out: '', err: '' }
  const stream = (key: 'out' | 'err') => ({
    isTTY,
    columns: 120,
    on: () => {},
    write: (text: string) => {
      got[key] += text
    },
  })
  const host = { stdout: stream('out'), stderr: stream('err'), stdin: [], env: {}, once: () => {} }
  return { host: host as never, got }
}

/** Control characters but for line ends and krarup's own styles. */
const isRaw = (text: string) => {
  const own = ['\u001b[0m', '\u001b[1m', '\u001b[2m', '\u001b[36m', '\u001b[2K', '\r\n', '\n', '\r\u001b']
  const rest = own.reduce((left, each) => left.replaceAll(each, ''), text.replaceAll('\r\u001b[2K', ''))
  return [...rest].some((character) => /[\p{Cc}\u202a-\u202e]/u.test(character))
}

describe('text from files on a terminal', () => {
  it('is shown, not acted on', () => {
    expect(shownText(HOSTILE)).toBe('\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\u202egnp.exe')
    expect(shownText('热线\tVIP\nä')).toBe('热线\tVIP\nä')
    expect(shownLine(`\u001b[1m${HOSTILE}\u001b[0m`)).toBe(`\u001b[1m${shownText(HOSTILE)}\u001b[0m`)
  })

  // Escape and bell characters of names used to reach the terminal.
  it.each([
    ['a table', 'plan HISTORY --csv --days 1'],
    ['a table for people', 'forecast HISTORY --days 1'],
    ['JSON', 'forecast HISTORY --json --days 1'],
    ['a name that is refused', 'plan HISTORY --queue NAME --csv'],
    ['a file that is missing', 'plan NAME.csv --csv'],
    ['a simulation', 'simulate SCENARIO --replications 2'],
    ['a scenario that is refused', 'whatif SCENARIO --set queues.x.volume=1'],
  ])('in %s too', async (_, line) => {
    const folder = mkdtempSync(join(tmpdir(), 'shown-'))
    try {
      const hotline = readFileSync(new URL('../../fixtures/hotline.csv', import.meta.url), 'utf8')
      writeFileSync(join(folder, 'h.csv'), hotline.replaceAll(/,General,/g, `,${HOSTILE},`))
      const scenario = {
        interval: 3600,
        queues: { [HOSTILE]: { volume: 9, aht: 60, groups: [HOSTILE] } },
        groups: { [HOSTILE]: { agents: 2 } },
      }
      writeFileSync(join(folder, 's.yaml'), JSON.stringify(scenario))
      const places: Record<string, string> = {
        HISTORY: join(folder, 'h.csv'),
        SCENARIO: join(folder, 's.yaml'),
        NAME: HOSTILE,
        'NAME.csv': `${HOSTILE}.csv`,
      }
      const { host, got } = hostAt(true)
      await runCommandLine(
        line.split(' ').map((word) => places[word] ?? word),
        { ...processTerminal(host), workers: async () => ({ ...sameThreadRunner(), close: () => {} }) },
      )
      expect(got.out + got.err).toContain('owned')
      expect([isRaw(got.out), isRaw(got.err)]).toEqual([false, false])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('goes into a pipe as it is', async () => {
    const { host, got } = hostAt(false)
    processTerminal(host).out(HOSTILE)
    expect(got.out).toBe(`${HOSTILE}\n`)
  })
})
