import { readFile } from 'node:fs/promises'
import { writeFileAtomic } from '../../io/index.ts'
import type { Words } from '../commands/command.ts'
import type { Terminal } from '../terminal.ts'
import { checkFiles } from './files.ts'
import { historyOf } from './history.ts'
import { Options } from './words.ts'

/** The example that is tested is the one that is written. */
const EXAMPLE_SCENARIO = new URL('../../../examples/hotline-tiers.yaml', import.meta.url)

/** `krarup init`. */
export async function runInit(historyPath: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const scenario = options.has('scenario')
  const out = options.text('out') ?? (scenario ? 'scenario.yaml' : 'plan.yaml')
  const force = options.has('force')
  await checkFiles(options, { input: historyPath, writes: { out: 'YAML' }, defaults: { out } })
  if (scenario) {
    await writeFileAtomic(out, await readFile(EXAMPLE_SCENARIO), { force })
    terminal.note(`wrote ${out}; try krarup simulate ${out}`)
    return 0
  }
  const queues =
    historyPath === undefined
      ? ['general', 'vip']
      : (await historyOf(historyPath, words, terminal)).history.queues.map(({ queue }) => queue)
  await writeFileAtomic(out, planFileTemplate(queues), { force })
  terminal.note(`wrote ${out}; use it with krarup plan ${historyPath ?? 'history.csv'} --config ${out}`)
  return 0
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
`,
  )
  .join('')}`
}
