import { addOutputOptions, type BuildCommand, collect, describeCommand } from './command.ts'

export const optimiseCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'optimise',
    summary: 'how many of which skills, and when? the cheapest staffing of a scenario, proved',
    description:
      'Finds agents of each group and block of the day, at least cost, with which every target of a scenario holds: in the mean, or on a share of days. Simulates what it tries, and judges the answer on fresh days.',
    examples: [
      'krarup optimise scenario.yaml --sure 90% --report staff.html',
      'krarup optimise scenario.yaml --blocks 30m --out optimised.yaml',
      'krarup optimise scenario.yaml --blocks 08:00,12:00,16:00 --most vip=6 --fix night',
      'krarup optimise scenario.yaml --training --iterations 10 --json',
    ],
  })
    .argument('<scenario>', 'a scenario file, YAML or JSON, or - for standard input')
    .option(
      '--sure <share>',
      'the share of days on which each target shall hold, for example 90% (default: in the mean)',
    )
    .option('--centre <share>', 'of all contacts together so many in time, besides the targets of the queues')
    .option(
      '--blocks <length>',
      'how long agents stay the same: 30m, 2h, or times 08:00,12:00,16:00 (default: an hour)',
    )
    .option('--least <group=n>', 'fewest agents of a group in every block (repeatable)', collect)
    .option('--most <group=n>', 'most agents of a group in every block (repeatable)', collect)
    .option('--change <group=n>', 'largest change of a group from block to block (repeatable)', collect)
    .option('--fix <group>', 'a group that is rostered already: its agents stay (repeatable)', collect)
    .option('--training', 'also find out which group should learn which queue')
    .option('--iterations <n>', 'at most so many iterations of the search; such a run repeats')
    .option('--budget <duration>', 'begin no iteration after this time; such a run does not repeat')
    .option('--days <n>', 'days on which staffings are compared (default 200; with --sure 400 or more)')
    .option('--fresh <n>', 'fresh days on which the answer is judged (default 2000 or more)')
    .option('--seed <n>', 'seed of the luck; the same seed gives the same answer (default 1)')
    .option('--workers <n>', 'worker threads (default: as many as the machine runs at once)')
    .option('--queue <address>', 'share the work over a queue, for example redis://host/sweep: see krarup work')
    .option('--resume <file>', 'keep the best staffing so far in this file, and go on from it')
    .option('--report <file>', 'write one page with charts: HTML, or PDF or PNG where there is a Chromium')
    .option('-o, --out <file>', 'write the scenario with the agents of the answer, YAML')
    .option('--force', 'overwrite existing files')
    .option('--yes', 'go on, however large the simulation is')
  addOutputOptions(command)
  return command.action(async (scenario: string, words) => {
    const { runOptimise } = await import('../run/optimise.ts')
    finished(await runOptimise(scenario, words, terminal))
  })
}
