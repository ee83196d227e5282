import { type BuildCommand, describeCommand } from './command.ts'

export const initCommand: BuildCommand = (terminal, finished) =>
  describeCommand({
    name: 'init',
    summary: 'write a commented plan.yaml or scenario.yaml to start from',
    description:
      'Writes a commented plan.yaml: with a history, one entry for each of its queues. With --scenario a centre to simulate instead.',
    examples: ['krarup init', 'krarup init history.csv --out plan.yaml', 'krarup init --scenario'],
  })
    .argument('[history]', 'a CSV file whose queues are listed')
    .option('--scenario', 'write a scenario for krarup simulate')
    .option('--out <file>', 'where it goes (default plan.yaml or scenario.yaml)')
    .option('--force', 'overwrite an existing file')
    .action(async (history: string | undefined, words) => {
      const { runInit } = await import('../run/init.ts')
      finished(await runInit(history, words, terminal))
    })
