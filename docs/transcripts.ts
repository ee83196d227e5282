import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommandLine } from '../src/cli/program.ts'
import { recordingTerminal } from '../src/cli/terminal.testing.ts'

/** A ```console block of a page: what is typed, and what the page says comes out. */
export interface Transcript {
  /** After the prompt, for example `krarup staff --volume 100 --aht 5m`; `2>&1` shows remarks too, `| head -9` the first lines only. */
  command: string
  output: string
}

const BLOCK = /```console\n\$ (krarup [^\n]*)\n([\s\S]*?)```/g

export function findTranscripts(page: string): Transcript[] {
  return [...page.matchAll(BLOCK)].map(([, command, output]) => ({ command, output }))
}

/** The page with what really comes out in every block. */
export async function transcribe(page: string): Promise<string> {
  let result = page
  for (const { command, output } of findTranscripts(page)) {
    const block = (text: string) => `$ ${command}\n${text}\`\`\``
    const real = await outputOf(command)
    result = result.replace(block(output), () => block(real))
  }
  return result
}

/** Runs a command of the documentation from the project's folder; files that it writes go to a folder of their own. */
export async function outputOf(command: string): Promise<string> {
  const [line, lines] = command.split('| head -')
  const [typed, remarks] = line.split('2>&1')
  const folder = await mkdtemp(join(tmpdir(), 'krarup-'))
  // As a shell takes them: what is in single quotes is one word.
  const words = [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare).slice(1)
  if (words[0] === 'plan') words.push('--out', join(folder, 'plan.csv'))
  const shown: string[] = []
  try {
    const show = (text: string) => shown.push(text)
    await runCommandLine(words, recordingTerminal(show, remarks === undefined ? () => {} : show))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const text = shown.join('\n').replaceAll(`${folder}/`, '').split('\n')
  const kept = lines === undefined ? text : text.slice(0, Number(lines))
  return `${kept
    .map((each) => each.trimEnd())
    .join('\n')
    .trimEnd()}\n`
}
