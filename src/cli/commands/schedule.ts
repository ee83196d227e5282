import { addOutputOptions, type BuildCommand, collect, describeCommand } from './command.ts'

export const scheduleCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'schedule',
    summary: 'from agents by interval to shifts with breaks, at least cost',
    description:
      'Reads how many agents each interval asks for (the plan.csv of krarup plan, or a table start,group,agents) and what shifts may be made, and finds shifts with their breaks that give the service over each day at least cost.',
    examples: [
      'krarup schedule plan.csv --shifts shifts.yaml --report day.html',
      'krarup schedule plan.csv --shifts shifts.yaml --target 80/20 --floor 60% --out shifts.csv',
      'krarup schedule plan.csv --shifts shifts.yaml --objective cover --calendar shifts.ics',
      'krarup schedule agents.csv --shifts shifts.yaml --rostered roster.csv',
    ],
  })
    .argument('<requirement>', 'the plan.csv that krarup plan writes, or start,group,agents: CSV or a workbook (.xlsx)')
    .requiredOption('--shifts <file>', 'what shifts may be made: begins, lengths, breaks, limits, cost; a YAML file')
    .option(
      '--objective <what>',
      'service (default where contacts are known), cover (nobody short), weighted (short and over have a cost) or fewest (cover with few forms of shift)',
    )
    .option('--target <target>', 'the service level of each day, for example 80/20 (default: as the plan was sized)')
    .option('--floor <share>', 'least service level of every interval (default: 20 points below the target)')
    .option('--day <method>', 'steady (default) or transient: carry the queue over when the service of a day is judged')
    .option('--patience <duration>', 'mean patience, or infinite (default: as the plan has it)')
    .option('--under <hours>', 'with weighted: cost of an hour of an agent short, in hours of pay (default 10)')
    .option('--over <hours>', 'with weighted: cost of an hour of an agent over (default 1)')
    .option('--slack <share>', 'with fewest: how much more than the least it may cost (default 2%)')
    .option('--rostered <file>', 'agents who are on duty already: start,group,agents')
    .option('--queue <name>', 'only this queue or group (repeatable)', collect)
    .option('--gap <share>', 'stop when the cost is at most so much above the least possible (default 0.5%)')
    .option('--iterations <n>', 'tries to come within the gap (default 12); the same number gives the same answer')
    .option('--seed <n>', 'seed of the tries (default 1)')
    .option('--tours <file>', "where the shifts file has tours: write people's weeks, CSV")
    .option('--calendar <file>', 'write the shifts as a calendar (.ics)')
    .option('--report <file>', 'write one page with charts: HTML, or PDF or PNG where there is a Chromium')
    .option('-o, --out <file>', 'write the shifts: CSV (the input of krarup roster), a workbook (.xlsx) or JSON')
    .option('--force', 'overwrite existing files')
  addOutputOptions(command)
  return command.action(async (requirement: string, words) => {
    const { runSchedule } = await import('../run/schedule.ts')
    finished(await runSchedule(requirement, words, terminal))
  })
}
