import {
  addEventOptions,
  addHistoryOptions,
  addHorizonOptions,
  addKnownOptions,
  type BuildCommand,
  describeCommand,
} from './command.ts'

export const initCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'init',
    summary: 'write a commented plan.yaml or scenario.yaml to start from',
    description:
      'Writes a commented plan.yaml: with a history, one entry for each of its queues. With --scenario a centre to simulate instead: of a history, a day of its plan.',
    examples: [
      'krarup init',
      'krarup init history.csv --out plan.yaml',
      'krarup init --scenario',
      'krarup init --scenario history.csv --date 2026-03-31',
      'krarup init --scenario history.csv --out - | krarup simulate -',
    ],
  })
    .argument('[history]', 'a CSV file or a workbook: its queues are listed, or its plan is made')
    .option('--scenario', 'write a scenario for krarup simulate')
    .option('--date <day>', 'with --scenario and a history: which planned day (default: the busiest)')
    .option('--staffing <which>', 'on-duty (default), or scheduled with absences by chance')
    .option('--target <target>', 'what the queues are sized to (default 90/10)')
    .option('--shrinkage <share>', 'share of paid time away from contacts (default 30%)')
    .option('--patience <duration>', 'mean patience, or infinite (default: estimated from the history)')
    .option('--aht <duration>', 'mean handle time, in place of the history')
    .option('--model <model>', 'auto, erlang-a or erlang-c (default auto: A where a patience is known)')
    .option('--least-agents <n>', 'fewest agents while a queue is open (default 1)')
    .option('--day <method>', 'sipp, lag, lag-max, mol, square-root or transient')
    .option('--forecast-model <name>', 'forecasting model (default auto)')
    .option('--config <file>', 'settings of the plan by queue: a YAML file')
    .option('-o, --out <file>', 'where it goes (default plan.yaml or scenario.yaml), or - for standard output')
  addHorizonOptions(command, 'plan')
  addKnownOptions(command)
  addEventOptions(command)
  addHistoryOptions(command)
  return command.action(async (history: string | undefined, words) => {
    const { runInit } = await import('../run/init.ts')
    finished(await runInit(history, words, terminal))
  })
}
