import { addOutputOptions, addPartOptions, type BuildCommand, collect, describeCommand } from './command.ts'

export const whatifCommand: BuildCommand = (terminal, finished) => {
  const command = describeCommand({
    name: 'whatif',
    summary: 'what if? a scenario against changes of it',
    description:
      'Simulates a scenario and changes of it with the same luck, and says what differs and how surely. One change (--set), a grid (--vary), two files (--compare), the cheapest that meets a target (--goal), drills, mergers, and the price of service (--curve).',
    examples: [
      `krarup whatif scenario.yaml --set 'groups.general.agents += 2'`,
      `krarup whatif scenario.yaml --vary 'groups.general.agents=80..120:5' --report sweep.html --resume sweep.points`,
      'krarup whatif --compare today.yaml tomorrow.yaml',
      `krarup whatif scenario.yaml --goal hotline=90/10 --vary 'groups.general.agents=80..120' --minimise agents`,
      'krarup whatif scenario.yaml --drill surge,times=3,at=10:00',
      'krarup whatif scenario.yaml --merge 10010,10060',
    ],
  })
    .argument('[scenario]', 'a scenario file, YAML or JSON, or - for standard input')
    .option(
      '--set <change>',
      `a change: 'queues.hotline.volume *= 1.2', of all: 'queues.*.volume += 10%' (repeatable)`,
      collect,
    )
    .option('--vary <values>', `a factor of a grid: 'queues.hotline.aht=240s,270s,300s' (repeatable)`, collect)
    .option('--compare <files...>', 'two scenario files: the second against the first')
    .option(
      '--goal <queue=target>',
      'with --vary: find the cheapest point that meets it, of a queue or a tier, for example hotline=90/10 (repeatable)',
      collect,
    )
    .option('--minimise <figure>', 'with --goal: cost (default) or agents')
    .option('--drill <kind>', 'surge, outage or absence, with sizes: surge,times=3,at=10:00,halving=1h')
    .option('--merge <queues>', 'queues, two or more, each served by all their groups: 10010,10060')
    .option('--curve [targets]', 'agents and cost of each queue at several targets (default 80/20,90/10,95/10)')
    .option('--figures <names>', 'figures to show, for example serviceLevel,asa,wait95,occupancy')
    .option('--of <name>', 'only this queue or group (repeatable)', collect)
    .option('--replications <n>', 'days a point (default 100); with --precision at most so many')
    .option(
      '--precision <share>',
      "go on until every queue's service level (with --set and --compare: its difference) is known so well",
    )
    .option('--crude', 'independent days only, as many as it takes; without it fewer tell as much')
    .option('--seed <n>', 'seed of the luck that all points share (default 1)')
    .option('--queue <address>', 'share the work over a queue, for example redis://host/sweep: see krarup work')
    .option('--workers <n>', 'worker threads (default: as many as the machine runs at once)')
    .option('--resume <file>', 'keep finished points in this file, and go on from those in it')
    .option('--report <file>', 'write one page with charts: HTML, or PDF or PNG where there is a Chromium')
    .option('--force', 'overwrite an existing report')
    .option('--yes', 'go on, however large the simulation is')
  addPartOptions(command)
  addOutputOptions(command)
  return command.action(async (scenario: string | undefined, words) => {
    const { runWhatif } = await import('../run/whatif.ts')
    finished(await runWhatif(scenario, words, terminal))
  })
}
