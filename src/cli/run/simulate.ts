import { KrarupError } from '../../domain/index.ts'
import { commandSays, messagesOf } from '../../domain/messages/index.ts'
import type { FileContent } from '../../io/index.ts'
import { readScenarioFile, readScenarioText } from '../../io/yaml/index.ts'
import {
  callLogCsvRows,
  DETAILS,
  figures,
  menuRemarks,
  simulationCsvRows,
  simulationJson,
  simulationReport,
  simulationTable,
  staffingRemarks,
  traceCsvRows,
} from '../../report/index.ts'
import { replicate, type Simulation } from '../../sim/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { batchesOf, type MergedPoints, pointFiles } from './batches.ts'
import { checkSize, untilTimeIsUp } from './check-size.ts'
import { checkFiles, PAGE_FORMATS } from './files.ts'
import { csvText, printAnswer, printOptions } from './output.ts'
import { runnersOf } from './runners.ts'
import { keptRunner, simulatePart } from './simulate-part.ts'
import { given, Options, optionName } from './words.ts'

/** Options that say nothing without a roster. */
const OF_A_ROSTER = ['absence', 'late', 'target', 'patience']

/** `krarup simulate`. */
export async function runSimulate(
  path: string,
  words: Words,
  terminal: Terminal,
  merged?: MergedPoints,
): Promise<number> {
  const options = new Options(words)
  checkNoRoster(options)
  const batches = batchesOf(options, { name: 'simulate', argument: path, words }, terminal, merged)
  const precision = options.share('precision')
  const trace = options.text('trace')
  const log = options.text('log')
  const report = options.text('report')
  const replication = options.whole('traceReplication', 1) ?? 1
  const print = printOptions(options, terminal)
  const detail = options.choice('detail', DETAILS)
  const settings = given({
    replications: options.whole('replications', 1),
    seed: options.whole('seed', 0),
    crude: options.has('crude') || undefined,
    budgetSeconds: options.duration('budget'),
    precision: precision === undefined ? undefined : [{ halfWidth: precision }],
  })
  const files = await checkFiles(options, {
    input: path,
    others: pointFiles(merged),
    writes: { trace: 'CSV', log: 'CSV', report: PAGE_FORMATS },
    appends: ['out'],
  })
  const file = path === '-' ? await readScenarioText(terminal.stdin) : await readScenarioFile(path)
  await files.alsoRead(file.tables)
  for (const remark of messagesOf(file.remarks, file.messages)) terminal.say(remark)
  if (!merged) checkSize(file.size, options)
  if (batches.part) {
    if (precision !== undefined) throw noPrecision()
    return simulatePart(file.scenario, { options, batches, terminal, ...settings })
  }
  const { runner, close } = merged
    ? await keptRunner(file.scenario, batches, settings)
    : await runnersOf(options, terminal)
  // What a scenario lacks for a log is said before it is simulated.
  const logged =
    log === undefined
      ? undefined
      : callLogCsvRows(file.scenario, {
          replication: replication - 1,
          opens: file.opens,
          ...given({ seed: settings.seed }),
        })
  const began = terminal.now()
  const time = untilTimeIsUp(terminal.signal, settings.budgetSeconds)
  const simulation = await replicate(file.scenario, {
    ...settings,
    runner,
    signal: time.signal,
    now: terminal.now,
    onProgress: ({ replications, of, contacts }) =>
      terminal.progress(`simulated ${replications} of ${of} replications, ${figures.number(contacts)} contacts`),
  }).finally(() => {
    time.clear()
    return close()
  })
  terminal.progress(undefined)
  const seconds = (terminal.now() - began) / 1000
  const contents: FileContent[] = []
  if (report !== undefined)
    contents.push({ path: report, content: simulationReport(file, simulation, { language: print.language }) })
  if (trace !== undefined)
    contents.push({
      path: trace,
      content: csvText(options, traceCsvRows(file.scenario, replication - 1, settings)),
    })
  if (log !== undefined && logged) contents.push({ path: log, content: csvText(options, logged) })
  await files.write(contents)

  await printAnswer(terminal, options, {
    lines: () => simulationTable(file, simulation, print),
    json: () => simulationJson(file, simulation, detail),
    csv: () => simulationCsvRows(file, simulation, detail),
  })
  if (!merged)
    terminal.say(
      commandSays('contactsSimulated', {
        contacts: simulation.contacts,
        time: figures.duration(seconds),
        each: Math.round(simulation.contacts / seconds),
      }),
    )
  for (const line of staffingRemarks(file, print.language)) terminal.note(line)
  for (const line of menuRemarks(file.scenario, simulation, print.language)) terminal.note(line)
  if (report !== undefined) terminal.say(commandSays('wrote', { file: report }))
  if (trace !== undefined)
    terminal.say(
      replication === 1
        ? commandSays('wroteFirstTrace', { file: trace })
        : commandSays('wroteTrace', { file: trace, replication: { count: replication } }),
    )
  if (log !== undefined) terminal.say(commandSays('wroteLog', { file: log }))
  return remark(simulation, precision !== undefined, terminal)
}

/** Refuses options of a roster where none is given. */
function checkNoRoster(options: Options): void {
  const stray = OF_A_ROSTER.find((name) => options.text(name) !== undefined)
  if (stray !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${optionName(stray)} says nothing without --roster`,
      where: { name: optionName(stray) },
      how: 'a scenario says it itself; see docs/scenarios',
    })
}

function noPrecision(): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: '--precision looks at all replications together, and a part has only some',
    how: 'say how many: --replications 1000',
  })
}

/** Says what ended the run, where that was not what was asked for. */
function remark({ stopped, replications }: Simulation, precise: boolean, terminal: Terminal): number {
  if (stopped === 'aborted') {
    terminal.say(commandSays('stoppedReplications', { count: { count: replications } }))
    return EXIT.interrupted
  }
  if (stopped === 'budget') terminal.say(commandSays('budgetReplications', { count: { count: replications } }))
  if (stopped === 'replications' && precise) terminal.say(commandSays('notPrecise', { count: { count: replications } }))
  return EXIT.done
}
