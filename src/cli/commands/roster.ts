import { addOutputOptions, type BuildCommand, collect, describeCommand } from './command.ts'

export const rosterCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'roster',
    summary: 'who works which shift on which day? people on shifts, at least penalty',
    description:
      'Puts people on shifts under rules that are hard or have a weight, says what the roster costs by rule, person and day, and below which cost no roster lies. What cannot be covered is said with the people and what keeps them.',
    examples: [
      'krarup roster shifts.csv --people people.csv --rules rules.yaml --out roster.csv',
      'krarup roster shifts.csv --people people.csv --rules rules.yaml --report roster.html --budget 60s',
      'krarup roster shifts.csv --people people.csv --rules rules.yaml --why "Ann Lee 2026-12-06"',
      'krarup roster shifts.csv --people people.csv --rules rules.yaml --simulate plan.csv --absence 5%',
      'krarup roster shifts.csv --people people.csv --rules rules.yaml --keep roster.csv --change-at-most 6',
    ],
  })
    .argument(
      '<shifts>',
      'the shifts.csv that krarup schedule writes: date,queue,shift,start,end,breaks,paid_hours,agents',
    )
    .requiredOption('--people <file>', 'the people: name,hours,queues,available,wishes,holidays,fixed')
    .requiredOption('--rules <file>', 'the rules, each hard or with a weight: a YAML file')
    .option('--before <file>', 'the roster of the weeks before, as --out writes it: runs and rest reach over from it')
    .option('--keep <file>', 'a roster of these days that shall change as little as can be, as --out writes it')
    .option('--change-at-most <n>', 'with --keep: at most so many changed days of people, where that is possible')
    .option('--why <person and day>', 'why she works, or not: "Ann Lee 2026-12-06" (repeatable)', collect)
    .option('--moves <n>', 'shortest paths of one person to solve (default 20000); such a run repeats')
    .option('--budget <duration>', 'search for so long, for example 60s; such a run does not repeat')
    .option('--seed <n>', 'seed of the luck; the same seed gives the same roster (default 1)')
    .option(
      '--simulate <plan>',
      'serve the contacts of this plan.csv with the roster, and say the service beside the plan',
    )
    .option('--absence <share>', 'with --simulate: share of people who do not come on a day')
    .option(
      '--late <share=duration>',
      'with --simulate: share of shifts that begin late, and by how much, for example 10%=8m',
    )
    .option('--report <file>', 'write one page: HTML, or PDF or PNG where there is a Chromium')
    .option('-o, --out <file>', 'write the roster: CSV, a workbook (.xlsx), JSON or a calendar (.ics)')
    .option('--force', 'overwrite existing files')
  addOutputOptions(command)
  return command.action(async (shifts: string, words) => {
    const { runRoster } = await import('../run/roster.ts')
    finished(await runRoster(shifts, words, terminal))
  })
}
