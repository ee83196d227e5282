import { addOutputOptions, type BuildCommand, collect, describeCommand } from './command.ts'

export const calibrateCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'calibrate',
    summary: 'from a log of single calls to a scenario that behaves like the centre, and what does not',
    description:
      'Reads a log call by call, measures what the models need, writes the scenario, simulates the last weeks, which it has not measured, and says which assumption is wrong.',
    examples: [
      'krarup calibrate calls.csv',
      'krarup calibrate calls.csv --agents states.csv --hold-out 2w --out centre.yaml --report centre.html',
      'krarup calibrate queue_log --timezone Europe/Copenhagen --history history.csv',
      'krarup calibrate calls.csv --map arrived=Started --map waited=Queue --map outcome=Result',
    ],
  })
    .argument('<calls>', 'a log of single calls: docs/history-files.md lists the forms that are read')
    .option('--agents <file>', 'when agents were signed in, paused or gone: agent,from,to,state')
    .option(
      '--hold-out <time>',
      'the last days, which are not measured but simulated: 2w, 10d (default: two weeks, of a short log a third)',
    )
    .option('--within <duration>', 'what an answer in time is (default 20s)')
    .option('-o, --out <file>', 'write the scenario of a usual day, YAML')
    .option('--report <file>', 'write one page with pictures: HTML, or PDF or PNG where there is a Chromium')
    .option('--history <file>', 'write the calls counted by interval, as CSV: a history for the other commands')
    .option('--interval <duration>', 'length of its intervals (default 30m)')
    .option(
      '--map <column=heading>',
      'take a column under another heading, for example arrived=Started (repeatable)',
      collect,
    )
    .option('--timezone <zone>', 'the zone of the wall clock, for example Europe/Copenhagen')
    .option('--rejects <file>', 'write rows that cannot be read to this file, and go on')
    .option('--replays <n>', 'simulations of the days held out (default 20)')
    .option('--seed <n>', 'seed of the luck; the same seed gives the same answer (default 1)')
    .option('--force', 'overwrite existing files')
  addOutputOptions(command)
  return command.action(async (calls: string, words) => {
    const { runCalibrate } = await import('../run/calibrate.ts')
    finished(await runCalibrate(calls, words, terminal))
  })
}
