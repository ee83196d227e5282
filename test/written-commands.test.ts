import { existsSync, readFileSync } from 'node:fs'
import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { documentedPages } from '../docs/pages.ts'
import { faultOfWords } from '../src/cli/check-words.ts'
import { buildProgram } from '../src/cli/program.ts'
import { recordingTerminal } from '../src/cli/terminal.testing.ts'
import { ROOT } from './repository.ts'

/** Blocks that are typed and whose answers do not stand in the page; those with answers are run by `transcripts.test.ts`. */
const TYPED = ['sh', 'bash', '']
const BLOCK = /^```([^\n]*)\n([\s\S]*?)^```/gm
/** `krarup plan --sure 90%` in a sentence. */
const SPAN = /`(krarup [a-z]+ [^`\n]*)`/g

/** A command line as a shell takes it: up to the next command, a comment or a file to write to; what is in quotes is one word. */
function wordsOf(typed: string): string[] {
  const [own] = typed.split(/\s(?:#|\||&&|;|>|2>)/)
  return [...own.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare)
}

function commandsIn(text: string): string[][] {
  return [...text.matchAll(/(?<![\w/.-])krarup (?=[a-z-])[^\n]*/g)].map(([typed]) => wordsOf(typed).slice(1))
}

/** What the program says to the words of a command line before it does anything. */
async function faultOf(words: readonly string[]): Promise<string | undefined> {
  const notes: string[] = []
  const program = buildProgram(
    recordingTerminal(
      () => {},
      (note) => notes.push(note),
    ),
    () => {},
  )
  const fault = await faultOfWords(program, words)
  if (fault !== undefined) return fault
  for (const command of program.commands) command.action(() => {})
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) return notes.join('\n')
  }
  return undefined
}

const pages = documentedPages().map((page) => ({ page, text: readFileSync(page, 'utf8') }))
const typed = pages.flatMap(({ page, text }) =>
  [...text.matchAll(BLOCK)].flatMap(([, kind, block]) =>
    TYPED.includes(kind.trim()) ? commandsIn(block).map((words) => ({ page, words, line: words.join(' ') })) : [],
  ),
)

describe('commands that pages have their reader type', () => {
  it('are there', () => {
    expect(typed.length).toBeGreaterThan(40)
  })

  it.each(typed)('$page: krarup $line', async ({ words }) => {
    expect(await faultOf(words)).toBeUndefined()
    const shipped = words.filter((word) => /^(fixtures|examples)\//.test(word))
    expect(shipped.filter((path) => !existsSync(ROOT + path))).toEqual([])
  })

  it.each(pages)('$page: in sentences they have options that there are', async ({ text }) => {
    const program = buildProgram(
      recordingTerminal(
        () => {},
        () => {},
      ),
      () => {},
    )
    const faults: string[] = []
    for (const [, span] of text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(SPAN)) {
      const fault = await faultOfWords(program, wordsOf(span).slice(1))
      if (fault !== undefined) faults.push(`${span}: ${fault}`)
    }
    expect(faults).toEqual([])
  })

  it('with an option that there is none of, or without what they need, are found', async () => {
    expect(await faultOf(['plan', 'history.csv', '--shrink', '3'])).toContain('--shrinkage')
    expect(await faultOf(['roster', 'shifts.csv'])).toContain('--people')
    expect(await faultOf(['simulate'])).toContain('scenario')
  })
})
