import { readFile } from 'node:fs/promises'
import { KrarupError } from '../../domain/index.ts'
import { commandSays } from '../../domain/messages/index.ts'
import type { Words } from '../commands/command.ts'
import { packageFile } from '../package-file.ts'
import type { Terminal } from '../terminal.ts'
import { type CheckedFiles, checkFiles } from './files.ts'
import { historyFiles, historyOf } from './history.ts'
import { KNOWN_FILES, LEARNT_FILES } from './known.ts'
import { plannedScenario } from './planned-scenario.ts'
import { Options, optionName } from './words.ts'

/** The example that is tested is the one that is written. */
const EXAMPLE_SCENARIO = packageFile('examples/hotline-tiers.yaml')

/** `krarup init`. */
export async function runInit(historyPath: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const scenario = options.has('scenario')
  checkAsked(options, scenario, historyPath)
  const out = options.text('out') ?? (scenario ? 'scenario.yaml' : 'plan.yaml')
  const common = historyFiles(historyPath, options)
  const files = await checkFiles(options, {
    ...common,
    reads: ['config', ...LEARNT_FILES, ...KNOWN_FILES],
    ...(out === '-' ? {} : { writes: { ...common.writes, out: 'YAML' as const }, defaults: { out } }),
  })
  const text = scenario
    ? await scenarioFor(historyPath, words, terminal, files)
    : planFileTemplate(
        historyPath === undefined
          ? ['general', 'vip']
          : (await historyOf(historyPath, words, terminal, files)).history.queues.map(({ queue }) => queue),
      )
  if (out === '-') {
    terminal.out(text.trimEnd())
    return 0
  }
  await files.write([{ path: out, content: text }])
  terminal.say(
    scenario
      ? commandSays('wroteScenario', { file: out, command: `krarup simulate ${out}` })
      : commandSays('wrotePlanFile', {
          file: out,
          command: `krarup plan ${historyPath ?? 'history.csv'} --config ${out}`,
        }),
  )
  return 0
}

function scenarioFor(
  historyPath: string | undefined,
  words: Words,
  terminal: Terminal,
  files: CheckedFiles,
): Promise<string> {
  return historyPath === undefined
    ? readFile(EXAMPLE_SCENARIO, 'utf8')
    : plannedScenario(historyPath, words, terminal, files)
}

/** Options that only a planned day knows. */
const OF_A_PLANNED_DAY = [
  'date',
  'staffing',
  'days',
  'weeks',
  'months',
  'start',
  'to',
  'target',
  'shrinkage',
  'patience',
  'aht',
  'config',
  'events',
  'override',
  'actuals',
  'day',
  'model',
  'leastAgents',
  'forecastModel',
]

function checkAsked(options: Options, scenario: boolean, historyPath: string | undefined): void {
  const asked =
    OF_A_PLANNED_DAY.find((name) => options.text(name) !== undefined) ??
    (options.list('growth').length > 0 ? 'growth' : undefined)
  if (asked === undefined || (scenario && historyPath !== undefined)) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${optionName(asked)} is about a planned day`,
    how: 'give --scenario and a history: krarup init --scenario history.csv',
  })
}

/** A commented plan file with an entry for each queue. */
export function planFileTemplate(queues: readonly string[]): string {
  return `# Settings of krarup plan. Everything is optional; what is said for a queue wins over what is said for all.

# What every queue is sized to: 90 % answered within 10 s. Several conditions at once:
# target: sl=90/10,abandon=3%,occupancy=85%
target: 90/10

# Share of paid time in which an agent is not available for contacts: breaks, training, sickness.
shrinkage: 30%

# How long callers wait before they hang up, on average: a duration, estimate (from the history) or infinite.
patience: estimate

# Fewest agents while a queue is open.
least-agents: 1

# Mean handle time, where the history has none.
# aht: 3m

# days: 14
# fte-hours: 8
# holidays: holidays.csv

# Queues that name the same group are served by one pool of agents.
queues:
${queues
  .map(
    (queue) => `  ${JSON.stringify(queue)}:
    # target: 80/20
    # group: front
    # hours: mon-fri 08:00-20:00, sat 09:00-13:00
    # least-agents: 2
    # deadline: 48h
`,
  )
  .join('')}`
}
