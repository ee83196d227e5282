import { type BuildCommand, describeCommand } from './command.ts'

export const workCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'work',
    summary: 'compute for commands that share their work over a queue',
    description:
      'Takes work from a queue in Redis or Valkey (--queue of whatif, simulate, backtest and plan) and computes it, on as many machines as are wanted. The answer is the same to the byte whoever computes. Ends on Ctrl-C or SIGTERM, after the jobs in hand. A password may stand in the address or, where nobody sees it, in the environment as REDISCLI_AUTH.',
    examples: [
      'krarup work redis://host/sweep',
      'krarup work rediss://planner@host:6380/sweep --workers 8',
      'krarup work redis://host/sweep --idle 10m',
    ],
  })
    .argument('<queue>', 'redis://host/name, or rediss:// for TLS')
    .option('--workers <n>', 'worker threads (default: as many as the machine runs at once)')
    .option('--time-limit <duration>', 'the longest that a job may take (default 1h)')
    .option('--most-megabytes <n>', 'the largest message that is taken, unfolded (default 256)')
    .option('--idle <duration>', 'end when there was nothing to do for so long (default: never)')
  return command.action(async (queue: string, words) => {
    const { runWork } = await import('../run/work.ts')
    finished(await runWork(queue, words, terminal))
  })
}
