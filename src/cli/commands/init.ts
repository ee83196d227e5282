import { type BuildCommand, describeCommand } from './command.ts'

export const initCommand: BuildCommand = (terminal, finished) =>
  describeCommand({
    name: 'init',
    summary: 'write a commented plan.yaml to start from',
    description: 'Writes a commented plan.yaml: with a history, one entry for each of its queues.',
    examples: ['krarup init', 'krarup init history.csv --out plan.yaml'],
  })
    .argument('[history]', 'a CSV file whose queues are listed')
    .option('--out <file>', 'where it goes', 'plan.yaml')
    .option('--force', 'overwrite an existing file')
    .action(async (history: string | undefined, words) => {
      const { runInit } = await import('../run/init.ts')
      finished(await runInit(history, words, terminal))
    })
