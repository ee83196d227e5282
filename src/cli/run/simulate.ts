import { toCsv, writeFileAtomic } from '../../io/index.ts'
import { readScenarioFile, readScenarioText, type ScenarioFile } from '../../io/yaml/index.ts'
import { figures } from '../../report/index.ts'
import { compile, OUTCOME, replicate, type Simulation, simulate } from '../../sim/index.ts'
import { workerThreads } from '../../sim/run/node/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { menuRemarks } from './menu-answer.ts'
import { checkWritable, printAnswer, tableStyle } from './output.ts'
import { simulationCsv, simulationJson, simulationLines } from './simulation-answer.ts'
import { reportOf } from './simulation-page.ts'
import { given, Options } from './words.ts'

/** `krarup simulate`. */
export async function runSimulate(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const precision = options.share('precision')
  const trace = options.text('trace')
  const report = options.text('report')
  const replication = options.whole('traceReplication', 1) ?? 1
  const force = options.has('force')
  const settings = given({
    replications: options.whole('replications', 1),
    seed: options.whole('seed', 0),
    budgetSeconds: options.duration('budget'),
    precision: precision === undefined ? undefined : [{ halfWidth: precision }],
  })
  await checkWritable([trace, report], force)
  const file = path === '-' ? await readScenarioText(terminal.stdin) : await readScenarioFile(path)
  const runner = workerThreads(options.whole('workers', 1))
  const began = terminal.now()
  const simulation = await replicate(file.scenario, {
    ...settings,
    runner,
    signal: terminal.signal,
    now: terminal.now,
    onProgress: ({ replications, of, contacts }) =>
      terminal.progress(`simulated ${replications} of ${of} replications, ${figures.number(contacts)} contacts`),
  }).finally(() => runner.close())
  terminal.progress(undefined)
  const seconds = (terminal.now() - began) / 1000
  if (report !== undefined) await writeFileAtomic(report, reportOf(file, simulation), { force })
  if (trace !== undefined) await writeFileAtomic(trace, traceCsv(file, simulation.seed, replication - 1), { force })

  printAnswer(terminal, options, {
    lines: () => simulationLines(file, simulation, tableStyle(terminal)),
    json: () => simulationJson(file, simulation),
    csv: () => simulationCsv(file, simulation),
  })
  terminal.note(
    `${figures.number(simulation.contacts)} contacts in ${figures.duration(seconds)}: ${figures.number(simulation.contacts / seconds)} a second`,
  )
  for (const line of menuRemarks(file.scenario, simulation)) terminal.note(line)
  if (report !== undefined) terminal.note(`wrote ${report}`)
  if (trace !== undefined)
    terminal.note(
      `wrote ${trace}: every contact of ${replication === 1 ? 'the first replication' : `replication ${replication}`}`,
    )
  return remark(simulation, precision !== undefined, terminal)
}

/** Says what ended the run, where that was not what was asked for. */
function remark({ stopped, replications }: Simulation, precise: boolean, terminal: Terminal): number {
  if (stopped === 'aborted') {
    terminal.note(`stopped; these are the figures of the first ${replications} replications`)
    return EXIT.interrupted
  }
  if (stopped === 'budget')
    terminal.note(
      `the time is up after ${replications} replications; --replications ${replications} repeats this answer`,
    )
  if (stopped === 'replications' && precise)
    terminal.note(`not every queue's service level is known so well after ${replications} replications`)
  return EXIT.done
}

/** One record a contact in the order of arrival; times in seconds from the start of the run. Agents and customers are told apart where the scenario needs them as persons. */
function traceCsv({ scenario }: ScenarioFile, seed: number, replication: number): string {
  const model = compile(scenario)
  const persons = model.centre !== undefined
  const outcomes = Object.fromEntries(Object.entries(OUTCOME).map(([name, value]) => [value, name]))
  const records: [queue: string, attempt: number, arrived: number, ...rest: (string | number)[]][] = []
  simulate(
    model,
    seed,
    replication,
    undefined,
    (
      queue,
      attempt,
      arrived,
      outcome,
      group,
      left,
      ended,
      free,
      agent = -1,
      customer = 0,
      origin = queue,
      visit = 1,
    ) => {
      const answered = outcome === OUTCOME.answered
      records.push([
        model.queueNames[queue],
        attempt,
        arrived,
        outcomes[outcome],
        answered && group >= 0 ? model.groupNames[group] : '',
        left - arrived,
        left,
        answered ? ended : '',
        answered ? free : '',
        ...(persons ? [agent < 0 ? '' : agent, `${model.queueNames[origin]} ${customer}`, visit] : []),
      ])
    },
  )
  records.sort((a, b) => a[2] - b[2])
  return toCsv(
    [
      ...['queue', 'attempt', 'arrived', 'outcome', 'group', 'waited', 'left_queue', 'ended', 'agent_free'],
      ...(persons ? ['agent', 'customer', 'visit'] : []),
    ],
    records,
  )
}
