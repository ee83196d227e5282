import { addOutputOptions, type BuildCommand, describeCommand } from './command.ts'

export const staffCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'staff',
    summary: 'calculator: agents for a volume, a handle time and a target',
    description: 'How many agents meet a target, and what one more or less would mean.',
    examples: [
      'krarup staff --volume 100 --interval 30m --aht 5m --target 90/10 --shrinkage 30%',
      'krarup staff --volume 300 --aht 4m --target 80/20 --patience 2m',
    ],
  })
    .requiredOption('--volume <n>', 'contacts in the interval')
    .requiredOption('--aht <duration>', 'mean handle time: talk, hold and after-call work')
    .option('--interval <duration>', 'length of the interval', '30m')
    .option('--target <target>', 'for example 90/10 or sl=90/10,abandon=3%,occupancy=85%', '90/10')
    .option('--patience <duration>', 'mean patience: callers hang up (Erlang A)')
    .option('--shrinkage <share>', 'share of paid time away from contacts', '0%')
  addOutputOptions(command)
  return command.action(async (words) => {
    const { runStaff } = await import('../run/staff.ts')
    finished(await runStaff(words, terminal))
  })
}
