import { addOutputOptions, type BuildCommand, collect, describeCommand } from './command.ts'

export const mergeCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'merge',
    summary: 'the answer of a command whose parts were computed apart',
    description:
      'Reads the points that parts of one command have written (--part 3/40), and prints what the command would have printed on one machine, to the same byte. Parts may overlap or come twice; of what is missing it says which command makes it. The file that the command reads must still be there.',
    examples: [
      `krarup whatif scenario.yaml --vary 'groups.general.agents=80..120' --part 3/40 --out part-3.points`,
      'krarup merge part-*.points',
      'krarup merge part-*.points --csv > sweep.csv',
      'krarup merge part-*.points --report sweep.html',
    ],
  })
    .argument('<points...>', 'files that --part (or --resume) has written')
    .option('--report <file>', 'write one HTML page, where the command can')
    .option(
      '--out <file>',
      'of a plan: where it goes (default plan.csv; with --json or --csv: nowhere); of a backtest: a file for the answer',
    )
    .option('--picture <file>', 'of a plan: write a picture of the first week')
    .option('--cases <file>', 'of a plan or a backtest: write everything odd in the history to this file')
    .option('--figures <names>', 'of a what-if: figures to show')
    .option('--of <name>', 'of a what-if: only this queue or group (repeatable)', collect)
    .option('--force', 'overwrite an existing file')
  addOutputOptions(command)
  return command.action(async (points: string[], words) => {
    const { runMerge } = await import('../run/merge.ts')
    finished(await runMerge(points, words, terminal))
  })
}
