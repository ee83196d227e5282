import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Run, runIn } from '../src/cli/terminal.testing.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

interface Example {
  /** What stands above it. */
  lead: string
  /** Files of the project that the folder has. */
  files?: readonly string[]
  /** Makes more files in the folder. */
  prepare?: (folder: string) => void
  /** Run before, and shown as typed only. Without the first word, like those that follow. */
  before?: readonly string[]
  /** Run, and shown with what they print. */
  commands: readonly string[]
  /** Lines that are shown of each. */
  lines?: number
}

/** The rows of the week that the review looks at: from 23 June 2025 on. */
const REVIEWED = /^(2[3-9]|30)-6-2025;/

/** Commands of which no page shows the output, or not from the beginning. They run when the site is built. */
const EXAMPLES: Readonly<Record<string, Example>> = {
  optimise: {
    lead: 'In the folder is `three-skills.yaml` of the examples. Few days and iterations keep it short; without these options the answer is better.',
    files: ['examples/three-skills.yaml'],
    commands: ['optimise three-skills.yaml --blocks 6h --days 10 --fresh 20 --iterations 5'],
  },
  roster: {
    lead: 'With the files of `examples/roster`:',
    files: ['examples/roster/shifts.csv', 'examples/roster/people.csv', 'examples/roster/rules.yaml'],
    commands: ['roster shifts.csv --people people.csv --rules rules.yaml'],
    lines: 45,
  },
  review: {
    lead: "`history.csv` is a centre's export until 22 June 2025, `june.csv` the week after:",
    prepare: (folder) => {
      const [heading, ...rows] = readFileSync(join(ROOT, 'fixtures/small-centre.csv'), 'utf8').trimEnd().split('\n')
      const write = (name: string, of: readonly string[]) =>
        writeFileSync(join(folder, name), `${[heading, ...of].join('\n')}\n`)
      write(
        'history.csv',
        rows.filter((row) => !REVIEWED.test(row)),
      )
      write(
        'june.csv',
        rows.filter((row) => REVIEWED.test(row)),
      )
    },
    before: ['plan history.csv --days 6 --target 80/20'],
    commands: ['review plan.csv --actuals june.csv'],
    lines: 40,
  },
  merge: {
    lead: 'Two parts, which may run on two machines, and the answer of both:',
    files: ['examples/one-queue.yaml'],
    commands: [
      "whatif one-queue.yaml --vary 'groups.agents.agents=18..20' --replications 10 --part 1/2",
      "whatif one-queue.yaml --vary 'groups.agents.agents=18..20' --replications 10 --part 2/2",
      'merge part-1.points part-2.points',
    ],
    lines: 12,
  },
  schedule: {
    lead: 'With the export and the kinds of shifts of the examples:',
    files: ['fixtures/small-centre.xlsx', 'examples/workforce/small-centre.yaml'],
    before: ['plan small-centre.xlsx --days 6 --target 80/20'],
    commands: ['schedule plan.csv --shifts small-centre.yaml'],
  },
  completion: { lead: 'The beginning of the script:', commands: ['completion bash'], lines: 8 },
}

/** Commands that have an example here. */
export const commandsWithExample: readonly string[] = Object.keys(EXAMPLES)

/** An example of a command as Markdown, with what it really prints; none where pages have one. Throws where it fails. */
export async function exampleOf(name: string): Promise<string | undefined> {
  const example = EXAMPLES[name]
  if (example === undefined) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'krarup-example-'))
  try {
    for (const path of example.files ?? []) cpSync(join(ROOT, path), join(folder, basename(path)))
    example.prepare?.(folder)
    const { before = [] } = example
    for (const command of before) await ran(folder, command)
    const blocks = before.length > 0 ? [`\`\`\`sh\n${before.map((each) => `krarup ${each}`).join('\n')}\n\`\`\``] : []
    for (const command of example.commands) blocks.push(await blockOf(folder, command, example.lines))
    return [example.lead, ...blocks].join('\n\n')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function blockOf(folder: string, command: string, lines = Number.POSITIVE_INFINITY): Promise<string> {
  const { out, notes } = await ran(folder, command)
  // A part of a sweep answers with a remark.
  const all = (out || notes).trimEnd().split('\n')
  const shown = all.slice(0, lines).map((line) => line.trimEnd())
  const cut = all.length > lines ? ` | head -${lines}` : ''
  return `\`\`\`console\n$ krarup ${command}${cut}\n${shown.join('\n')}\n\`\`\``
}

async function ran(folder: string, command: string): Promise<Run> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare)
  const result = await runIn(folder, words)
  if (result.status !== 0) throw new Error(`krarup ${command}: exit status ${result.status}\n${result.notes}`)
  return result
}
