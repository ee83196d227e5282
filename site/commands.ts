import type { Command, Option } from 'commander'
import { findTranscripts } from '../docs/transcripts.ts'
import { EXIT } from '../src/cli/exit.ts'
import { buildProgram } from '../src/cli/program.ts'
import { recordingTerminal } from '../src/cli/terminal.testing.ts'
import { exampleOf } from './command-examples.ts'
import type { Draft } from './page.ts'

/** Examples of a command that are taken from other pages, and pages that are named, at most. */
const MOST_EXAMPLES = 2
const MOST_PAGES = 4

/** The commands as the program itself knows them. */
export function commandsOfProgram(): readonly Command[] {
  return buildProgram(
    recordingTerminal(
      () => {},
      () => {},
    ),
    () => {},
  ).commands
}

/** A page for each command, and one that lists them. `written` are the pages that people wrote: their examples are shown again. */
export async function commandPages(written: readonly Draft[]): Promise<Draft[]> {
  const commands = commandsOfProgram()
  const english = written.filter(({ language }) => language === 'en')
  const pages: Draft[] = [made('index', overview(commands))]
  for (const command of commands) pages.push(made(command.name(), await commandPage(command, english)))
  return pages
}

function made(name: string, markdown: string): Draft {
  return { source: `made/commands/${name}.md`, url: `commands/${name}.html`, language: 'en', markdown }
}

function overview(commands: readonly Command[]): string {
  return `# Commands

\`krarup COMMAND --help\` says the same in the terminal. The answer goes to standard output; remarks, errors and progress go to standard error.

| command | what it is for |
|---|---|
${commands.map((command) => `| [\`krarup ${command.name()}\`](${command.name()}.md) | ${cell(command.summary())} |`).join('\n')}

## Exit status

| status | meaning |
|---|---|
| ${EXIT.done} | done |
| ${EXIT.no} | done, and the answer is no: a target that cannot be met, a plan that does not hold |
| ${EXIT.badInput} | the input or the command line is wrong; the message says what, where, and how to mend it |
| ${EXIT.interrupted} | stopped by Ctrl-C; nothing was overwritten |
`
}

async function commandPage(command: Command, written: readonly Draft[]): Promise<string> {
  const name = command.name()
  const parts = [
    `# krarup ${name}`,
    cell(command.description()),
    `\`\`\`sh\nkrarup ${name} ${command.usage()}\n\`\`\``,
    ...table(
      ['argument', 'what it is'],
      command.registeredArguments.map((argument) => [
        `\`${argument.name()}${argument.variadic ? '...' : ''}\``,
        `${cell(argument.description)}${argument.required ? '' : ' (may be left out)'}`,
      ]),
    ),
    '## What is typed',
    `\`\`\`sh\n${typedExamples(command).join('\n')}\n\`\`\``,
    ...(await printed(command, written)),
    '## Options',
    ...table(
      ['option', 'what it does', 'default'],
      command.options.map((option) => [`\`${option.flags}\``, ...meaningOf(option)]),
    ),
    ...pagesThatSpeakOf(name, written),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The lines under "Examples" of a command's help. */
function typedExamples(command: Command): string[] {
  let help = ''
  command.configureOutput({
    writeOut: (text) => {
      help += text
    },
  })
  command.outputHelp()
  return [...help.matchAll(/^ {2}\$ (.*)$/gm)].map(([, example]) => example)
}

async function printed(command: Command, written: readonly Draft[]): Promise<string[]> {
  const name = command.name()
  const own = await exampleOf(name)
  if (own !== undefined) return ['## What it prints', own]
  const found = written.flatMap((page) =>
    findTranscripts(page.markdown)
      .filter((transcript) => transcript.command.split(' ')[1] === name)
      .map((transcript) => ({ page, ...transcript })),
  )
  if (found.length === 0) return []
  const shown = found
    .slice(0, MOST_EXAMPLES)
    .map(
      ({ page, command: typed, output }) =>
        `From [${titleOf(page)}](../../${page.source}):\n\n\`\`\`console\n$ ${typed}\n${output}\`\`\``,
    )
  return ['## What it prints', ...shown]
}

/** What an option does, and the default that its line of help names. */
export function meaningOf({
  description,
  defaultValue,
}: Pick<Option, 'description' | 'defaultValue'>): [string, string] {
  const said = /\s*\(default:? ([^)]+)\)/.exec(description)
  const named = /(?:^|, |: )([\w-]+) \(default\)/.exec(description)
  const text = said ? description.replace(said[0], '') : description
  const value = said?.[1] ?? named?.[1] ?? (typeof defaultValue === 'string' ? defaultValue : undefined)
  return [cell(text), value === undefined ? '' : cell(value)]
}

function pagesThatSpeakOf(name: string, written: readonly Draft[]): string[] {
  const counted = written
    .filter(({ source }) => /^docs\//.test(source))
    .map((page) => ({ page, count: page.markdown.match(new RegExp(`krarup ${name}\\b`, 'g'))?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_PAGES)
  if (counted.length === 0) return []
  return ['## Read on', counted.map(({ page }) => `- [${titleOf(page)}](../../${page.source})`).join('\n')]
}

function titleOf({ markdown, source }: Draft): string {
  if (source === 'README.md') return 'the overview'
  return (/^# (.*)$/m.exec(markdown)?.[1] ?? source).replaceAll(/[[\]]/g, '')
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [[line(headings), `|${'---|'.repeat(headings.length)}`, ...rows.map(line)].join('\n')]
}

/** Text that stands as it is, in a cell too; options are code. */
function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/([*_<>])/g, '\\$1')
    .replaceAll(/(?<=^|[\s(])--[a-z-]+/g, '`$&`')
}
