import { addAnswerFile, addOutputOptions, type BuildCommand, describeCommand } from './command.ts'

export const staffCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'staff',
    summary: 'calculator: agents for a volume, a handle time and a target, and the reverse',
    description:
      'How many agents meet a target, and what one more or less would mean; what given agents can carry; a table over a range; a batch from a CSV file whose columns are named as the options.',
    examples: [
      'krarup staff --volume 100 --interval 30m --aht 5m --target 90/10 --shrinkage 30%',
      'krarup staff --volume 300 --aht 4m --target 80/10 --patience 2m --redial 50%',
      'krarup staff --volume 300 --aht 4m --patience 2m --agents 35..45',
      'krarup staff --agents 20 --solve volume --aht 5m --target 90/10',
      'krarup staff --volume 200 --aht 5m --concurrency 3 --slowdown 0.3',
      'krarup staff --volume 480 --aht 5m --deadline 4h --deadline-counts open-hours --hours 08:00-18:00',
      'krarup staff requirements.csv --target 80/20 --csv > agents.csv',
    ],
  })
    .argument(
      '[batch]',
      'a CSV file or a workbook, one requirement a row; options given here hold for rows that do not say otherwise',
    )
    .option('--volume <n>', 'contacts in the interval; with --redial first attempts')
    .option('--aht <duration>', 'mean handle time: talk, hold and after-call work')
    .option('--interval <duration>', 'length of the interval (default 30m)')
    .option('--target <target>', 'for example 90/10 or sl=90/10,abandon=3%,occupancy=85% (default 90/10)')
    .option('--shrinkage <share>', 'share of paid time away from contacts')
    .option('--model <model>', 'auto, erlang-a or erlang-c (default auto: A where a patience is given)')
    .option('--patience <duration>', 'mean patience: callers hang up')
    .option('--redial <share>', 'share of those who hang up or find no line that call again')
    .option('--attempts <kind>', 'what --volume counts: first (default) or all, redials included')
    .option('--lines <n>', 'lines: contacts waiting and in service together')
    .option('--concurrency <k>', 'chats that an agent holds at once')
    .option('--slowdown <share>', 'how much longer a chat takes for each further one held (default 0)')
    .option(
      '--deadline <duration>',
      'deferred work (mail, tickets): time in which an item must be done; --volume is a day, --target the share in time, for example 90% (default 95%)',
    )
    .option('--deadline-counts <what>', 'hours (default) or open-hours')
    .option(
      '--hours <spans>',
      'with --deadline: when it is worked on, every day, for example 08:00-18:00 or 08:00-12:00,13:00-17:30 (default round the clock)',
    )
    .option('--agents <n|a..b>', 'what these agents achieve, instead of how many are needed')
    .option(
      '--solve <what>',
      'with --agents: the greatest volume, the longest aht or the patience that meets the target',
    )
  addOutputOptions(command)
  addAnswerFile(command)
  command.option('--force', 'overwrite an existing file')
  return command.action(async (batch: string | undefined, words) => {
    const { runStaff } = await import('../run/staff.ts')
    finished(await runStaff(batch, words, terminal))
  })
}
