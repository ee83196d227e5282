import {
  addAnswerFile,
  addContractOptions,
  addHistoryOptions,
  addOutputOptions,
  type BuildCommand,
  describeCommand,
} from './command.ts'

export const reviewCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'review',
    summary: 'plan and what happened: where they differ, and why',
    description:
      'Reads the plan.csv (or workbook) of krarup plan and an export of the days that it was for, and says what came otherwise than planned: contacts, handle times, agents on duty, service; what each of them did to the service; and what to change in the next plan.',
    examples: [
      'krarup review plan.csv --actuals june.csv',
      'krarup review plan.csv --actuals 2026.csv --start 2026-06 --to 2026-06 --report review.html',
      'krarup review plan.csv --actuals june.csv --staffing on-duty.csv',
      'krarup review plan.csv --actuals june.csv --contract contract.yaml --margin 15%',
      'krarup review plan.csv --actuals june.csv --by week --out review.xlsx',
    ],
  })
    .argument('<plan>', 'the plan.csv of krarup plan, or its workbook (.xlsx)')
    .option('--actuals <file>', 'what happened: an export, as krarup plan reads a history')
    .option(
      '--staffing <file>',
      'who was on duty: start,group,agents (default: the agents of the actuals, where it has them)',
    )
    .option('--start <date>', 'first day, or a month for its first: 2026-06 (default: the first that both have)')
    .option('--to <date>', 'last day; a month for its last')
    .option('--target <target>', 'what was to be reached, for example 90/10: says whether it was')
    .option(
      '--patience <duration>',
      "mean patience that the plan was made with, or infinite (default: found from the plan's figures)",
    )
    .option('--by <period>', 'rows of the CSV and of the workbook: interval, day (default), week, month or all')
    .option('--report <file>', 'write one page: HTML, or PDF or PNG where there is a Chromium')
  addContractOptions(command)
  addAnswerFile(command)
  addHistoryOptions(command)
  addOutputOptions(command)
  return command.action(async (plan: string, words) => {
    const { runReview } = await import('../run/review.ts')
    finished(await runReview(plan, words, terminal))
  })
}
