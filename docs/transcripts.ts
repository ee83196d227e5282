import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommandLine } from '../src/cli/program.ts'
import { recordingTerminal } from '../src/cli/terminal.testing.ts'

/** A ```console block of a page: what is typed, and what the page says comes out. */
export interface Transcript {
  /** After the prompt, for example `krarup staff --volume 100 --aht 5m`; `2>&1` shows remarks too, `| head -9` the first lines only, `| tail -9` the last. */
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
    result = withOutput(result, { command, output }, await outputOf(command))
  }
  return result
}

function withOutput(page: string, { command, output }: Transcript, real: string): string {
  const block = (text: string) => `$ ${command}\n${text}\`\`\``
  return page.replace(block(output), () => block(real))
}

const printed = new Map<string, Promise<string[]>>()

/** Runs a command of the documentation from the project's folder; files that it writes go to a folder of their own. Pages that show other lines of one command share its run. */
export async function outputOf(command: string): Promise<string> {
  const [whole] = command.split(/ \| (?:head|tail) -/)
  const lines = printed.get(whole) ?? linesOf(whole)
  printed.set(whole, lines)
  return shown(command, await lines)
}

async function linesOf(command: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'krarup-'))
  try {
    const words = wordsOf(command)
    const written = words[0] === 'plan' ? ['--out', join(folder, 'plan.csv')] : []
    if (words[0] === 'plan' && words.includes('--shifts')) written.push('--shifts-out', join(folder, 'shifts.csv'))
    return (await run(command, written)).map((line) => line.replaceAll(`${folder}/`, ''))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function run(command: string, added: readonly string[] = []): Promise<string[]> {
  const texts: string[] = []
  const show = (text: string) => texts.push(text)
  const remarks = command.includes('2>&1') ? show : () => {}
  await runCommandLine([...wordsOf(command), ...added], recordingTerminal(show, remarks))
  return texts.join('\n').trimEnd().split('\n')
}

/** What of the lines the command shows. */
function shown(command: string, lines: string[]): string {
  let kept = lines
  for (const [, end, count] of command.matchAll(/\| (head|tail) -(\d+)/g)) {
    kept = end === 'head' ? kept.slice(0, Number(count)) : kept.slice(-Number(count))
  }
  return `${kept
    .map((each) => each.trimEnd())
    .join('\n')
    .trimEnd()}\n`
}

/** As a shell takes them: what is in single quotes is one word. */
function wordsOf(command: string): string[] {
  const typed = command.split('2>&1')[0].split(/\| (?:head|tail) -/)[0]
  return [...typed.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare).slice(1)
}

/** One step of a tutorial: a command whose output stands in the page, a file whose text stands there, or a file that is copied out of the package. */
export type Step =
  | ({ kind: 'command' } & Transcript)
  | { kind: 'file'; name: string; text: string }
  | { kind: 'copy'; from: string; to: string }

const STEP = /```console\n\$ (krarup [^\n]*)\n([\s\S]*?)```|```yaml\n(# (\S+\.yaml)\n[\s\S]*?)```|^cp (\S+) (\S+)$/gm

/** What a tutorial has its reader do, in order. A ```yaml block whose first line is `# name.yaml` is a file to make; a line `cp FROM TO` of a shell block copies. */
export function findSteps(page: string): Step[] {
  return [...page.matchAll(STEP)].map(([, command, output, text, name, from, to]): Step => {
    if (command !== undefined) return { kind: 'command', command, output }
    return text === undefined ? { kind: 'copy', from, to } : { kind: 'file', name, text }
  })
}

/** Takes the steps of a tutorial in an empty folder in which the package is installed, and tells what each command printed. */
export async function followTutorial(page: string): Promise<(Transcript & { real: string })[]> {
  const folder = await mkdtemp(join(tmpdir(), 'krarup-'))
  const before = process.cwd()
  const followed: (Transcript & { real: string })[] = []
  try {
    await mkdir(join(folder, 'node_modules'))
    await symlink(dirname(dirname(fileURLToPath(import.meta.url))), join(folder, 'node_modules/krarup'))
    process.chdir(folder)
    for (const step of findSteps(page)) {
      if (step.kind === 'file') await writeFile(step.name, step.text)
      else if (step.kind === 'copy')
        await cp(step.from, step.to === '.' ? (step.from.split('/').at(-1) ?? '') : step.to)
      else
        followed.push({
          command: step.command,
          output: step.output,
          real: shown(step.command, await run(step.command)),
        })
    }
  } finally {
    process.chdir(before)
    await rm(folder, { recursive: true, force: true })
  }
  return followed
}

/** The tutorial with what really comes out of every command. */
export async function transcribeTutorial(page: string): Promise<string> {
  return (await followTutorial(page)).reduce((text, { real, ...step }) => withOutput(text, step, real), page)
}
