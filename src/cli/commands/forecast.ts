import {
  addAnswerFile,
  addHistoryOptions,
  addHorizonOptions,
  addKnownOptions,
  addLearningOptions,
  addOutputOptions,
  type BuildCommand,
  collect,
  describeCommand,
} from './command.ts'

export const forecastCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'forecast',
    summary: 'volume and handle time of the coming days, with their uncertainty',
    description:
      'Forecasts every queue of an ACD export: mean, 10 % and 90 % quantile by interval (or by day with --daily).',
    examples: [
      'krarup forecast history.csv',
      'krarup forecast history.csv --days 28 --csv > forecast.csv',
      'krarup forecast history.csv --start 2026-05 --to 2026-07 --by month --csv',
      'krarup forecast history.csv --model seasonal-naive --holidays holidays.csv',
      'krarup forecast history.csv --explain 2026-05-01',
      'krarup forecast history.csv --total --daily --csv',
      'krarup forecast history.csv --actuals today.csv --until 12:00',
    ],
  })
    .argument('<history>', 'a CSV file or a workbook (.xlsx), or - for standard input')
    .option('--model <name>', 'forecasting model (default auto)')
    .option('--total', 'the total of all queues too; queues and total are fitted to one another, so that they add up')
    .option('--seed <n>', 'seed of the drawn days', '1')
    .option('--explain <date>', 'why this day is forecast as it is, effect by effect (repeatable)', collect)
    .option('--daily', 'totals of days instead of intervals, in CSV and JSON too: --by day')
    .option('--by <period>', 'rows of CSV and JSON: interval (default), day, week, month or quarter')
    .option('--wide <figure>', 'CSV with days across and times down, of one figure: contacts or aht')
  addHorizonOptions(command, 'forecast')
  addKnownOptions(command)
  addLearningOptions(command)
  addHistoryOptions(command)
  addOutputOptions(command)
  addAnswerFile(command)
  return command.action(async (history: string, words) => {
    const { runForecast } = await import('../run/forecast.ts')
    finished(await runForecast(history, words, terminal))
  })
}
