import {
  addAnswerFile,
  addHistoryOptions,
  addLearningOptions,
  addOutputOptions,
  addPartOption,
  type BuildCommand,
  collect,
  describeCommand,
} from './command.ts'

export const backtestCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'backtest',
    summary: 'how well would each model have forecast this history?',
    description:
      'Forecasts the past again and again from what was known then (rolling origin), and scores every model against the seasonal naive forecast.',
    examples: [
      'krarup backtest history.csv',
      'krarup backtest history.csv --queue general --model weekday-profile --model seasonal-naive',
    ],
  })
    .argument('<history>', 'a CSV file or a workbook (.xlsx), or - for standard input')
    .option('--model <name>', 'only this model (repeatable)', collect)
    .option('--origins <n>', 'how many origins', '12')
    .option(
      '--no-parts',
      'do not tell what special days, events, cleaning, year and level are each worth; it takes half of the time',
    )
  addPartOption(command)
  addLearningOptions(command)
  addHistoryOptions(command)
  addOutputOptions(command)
  addAnswerFile(command)
  return command.action(async (history: string, words) => {
    const { runBacktest } = await import('../run/backtest.ts')
    finished(await runBacktest(history, words, terminal))
  })
}
