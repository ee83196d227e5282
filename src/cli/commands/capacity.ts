import {
  addAnswerFile,
  addHistoryOptions,
  addOutputOptions,
  type BuildCommand,
  collect,
  describeCommand,
} from './command.ts'

export const capacityCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'capacity',
    summary: 'whom to hire when: classes, over and under by week, and what they cost, one to two years ahead',
    description:
      'Reads volumes by week or month, who is there, how classes, training, learning and attrition go, and what is paid; and says when to hire how many at least cost, where agents are over or lacking, and what each class is worth.',
    examples: [
      'krarup capacity hiring.yaml --history history.csv --weeks 78',
      'krarup capacity hiring.yaml --report hiring.html --out hiring.xlsx',
      'krarup capacity hiring.yaml --without 2027-03-01',
      'krarup capacity hiring.yaml --cover high --csv > hiring.csv',
    ],
  })
    .argument('<file>', 'a file of capacity, YAML or JSON: see docs/capacity.md')
    .option('--history <file>', 'an export, as krarup plan reads it: volumes and handle times are forecast from it')
    .option('--weeks <n>', 'with --history: weeks to forecast (default 60)')
    .option('--without <date>', 'drop the classes of this week, or of this month: 2027-03 (repeatable)', collect)
    .option('--cover <end>', 'hire for the low end of the forecast, its mean (default) or its high end')
    .option('--gap <share>', 'stop when at most this share of the whole cost could be saved (default 0.1%)')
    .option('--iterations <n>', 'at most so many iterations of the solver; the answer repeats (default 100000)')
    .option('--report <file>', 'write one page with charts: HTML, or PDF or PNG where there is a Chromium')
  addAnswerFile(command)
  addHistoryOptions(command)
  addOutputOptions(command)
  return command.action(async (file: string, words) => {
    const { runCapacity } = await import('../run/capacity.ts')
    finished(await runCapacity(file, words, terminal))
  })
}
