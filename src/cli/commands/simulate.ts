import { addOutputOptions, addPartOptions, type BuildCommand, describeCommand } from './command.ts'

export const simulateCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'simulate',
    summary: 'what would this centre do? a scenario, simulated',
    description:
      'Simulates the day of a scenario file again and again, and prints the figures of every queue and group with their intervals.',
    examples: [
      'krarup init --scenario',
      'krarup simulate scenario.yaml',
      'krarup simulate scenario.yaml --precision 0.5% --seed 7',
      'krarup simulate scenario.yaml --replications 1000 --csv > figures.csv',
      'krarup simulate scenario.yaml --report day.html',
      'krarup simulate scenario.yaml --trace calls.csv',
      'krarup simulate plan.csv --roster roster.csv --absence 5% --late 10%=8m',
    ],
  })
    .argument('<scenario>', 'a scenario file, YAML or JSON, or - for standard input; with --roster a plan.csv')
    .option('--replications <n>', 'how many days (default 100); with --precision or --budget at most so many')
    .option('--precision <share>', "go on until every queue's service level is known to plus or minus this")
    .option('--budget <duration>', 'stop after this time; such a run does not repeat')
    .option('--crude', 'independent days only, as many as it takes; without it fewer tell as much')
    .option('--seed <n>', 'seed of the luck; the same seed gives the same answer (default 1)')
    .option('--queue <address>', 'share the work over a queue, for example redis://host/sweep: see krarup work')
    .option('--workers <n>', 'worker threads (default: as many as the machine runs at once)')
    .option(
      '--report <file>',
      'write one page with the figures and charts of the day: HTML, or PDF or PNG where there is a Chromium',
    )
    .option('--trace <file>', 'write what happened to every contact of the first replication, as CSV')
    .option(
      '--log <file>',
      'write the first replication as a log of calls with dates, which krarup calibrate reads, as CSV',
    )
    .option('--trace-replication <n>', 'of which replication (default: the first)')
    .option('--detail <of>', 'what --json, --csv and --out tell: whole, day or interval (default: interval)')
    .option(
      '--roster <file>',
      'who works when (date,name,queue,shift,start,end,breaks), on the contacts of a plan: the argument is its plan.csv',
    )
    .option('--absence <share>', 'with --roster: share of people who do not come on a day')
    .option(
      '--late <share=duration>',
      'with --roster: share of shifts that begin late, and by how much, for example 10%=8m',
    )
    .option('--target <target>', 'with --roster: what is in time (default: as the figures of the plan tell)')
    .option(
      '--patience <duration>',
      'with --roster: mean patience, or infinite (default: as the figures of the plan tell)',
    )
    .option('--force', 'overwrite an existing file')
    .option('--yes', 'go on, however large the simulation is')
  addPartOptions(command)
  addOutputOptions(command)
  return command.action(async (scenario: string, words) => {
    if (words.roster !== undefined) {
      const { runSimulateRoster } = await import('../run/simulate-roster.ts')
      finished(await runSimulateRoster(scenario, words, terminal))
      return
    }
    const { runSimulate } = await import('../run/simulate.ts')
    finished(await runSimulate(scenario, words, terminal))
  })
}
