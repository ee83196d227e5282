import { basename } from 'node:path'
import { type DayNumber, dayOf, KrarupError, parseDuration, parseShare } from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import { readPlan, readRoster, rosteredShifts } from '../../io/index.ts'
import {
  type PlannedFigures,
  type RosteredShift,
  type RosterService,
  type SimulateRosterOptions,
  simulateRoster,
} from '../../plan/index.ts'
import { rosteredCsvRows, rosteredJson, rosteredReport, rosteredTable } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { checkFiles, PAGE_FORMATS } from './files.ts'
import { breathe, printAnswer, printOptions, writeAnswers } from './output.ts'
import { runnersOf } from './runners.ts'
import { given, Options, optionName } from './words.ts'

/** Days that are told one by one. */
const MOST_DAYS = 5
/** Options that speak of one scenario. */
const OF_A_SCENARIO = ['precision', 'budget', 'trace', 'traceReplication', 'detail', 'part', 'out', 'queue']
/** `krarup simulate plan.csv --roster roster.csv`. */
export async function runSimulateRoster(plan: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const stray = OF_A_SCENARIO.find((name) => words[name] !== undefined)
  if (stray !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${optionName(stray)} is for a scenario, and not for a roster`,
      where: { name: optionName(stray) },
      how: 'leave it out',
    })
  const print = printOptions(options, terminal)
  const report = options.text('report')
  const settings = await settingsOf(options)
  const files = await checkFiles(options, { input: plan, reads: ['roster'], writes: { report: PAGE_FORMATS } })
  const planned = await readPlan(plan)
  const roster = rosteredShifts(await readRoster(options.text('roster')!))
  const service = await servedBy(planned, roster, settings, options, terminal).catch((error) => {
    throw inRoster(error, options.text('roster')!)
  })
  const answer = { name: basename(plan), service }
  if (report !== undefined)
    await writeAnswers(
      files,
      [{ path: report, content: rosteredReport(answer, { language: print.language }) }],
      terminal,
    )
  await printAnswer(terminal, options, {
    lines: () => rosteredTable(answer, print),
    json: () => rosteredJson(answer),
    csv: () => rosteredCsvRows(answer),
  })
  return EXIT.done
}

/** The contacts of a plan, served by the people of a roster, with progress on the terminal. */
export async function servedBy(
  planned: PlannedFigures,
  roster: readonly RosteredShift[],
  settings: SimulateRosterOptions,
  options: Options,
  terminal: Terminal,
): Promise<RosterService> {
  for (const each of daysApart(planned, roster)) terminal.say(each)
  const { runner, close } = await runnersOf(options, terminal)
  return simulateRoster(planned, roster, {
    ...settings,
    runner,
    signal: terminal.signal,
    onProgress: async (done, of) => {
      terminal.progress(`simulated ${done} of ${of} days`)
      await breathe(terminal)
    },
  }).finally(() => {
    terminal.progress(undefined)
    return close()
  })
}

/** Days that the plan or the roster has alone, which are not simulated; nothing where they share none, which is refused. */
function daysApart({ groups }: PlannedFigures, roster: readonly RosteredShift[]): Message[] {
  const called = new Set(groups.flatMap(({ start, volume }) => [...start].filter((_, i) => volume[i] > 0).map(dayOf)))
  const worked = new Set(roster.flatMap(({ start, end }) => [dayOf(start), dayOf(end - 1)]))
  const alone = [...called].filter((day) => !worked.has(day)).sort((a, b) => a - b)
  if (alone.length === called.size) return []
  const outside = roster.filter(({ start, end }) => !called.has(dayOf(start)) && !called.has(dayOf(end - 1)))
  const list = (days: readonly DayNumber[]) => ({ list: days.map((day) => ({ day })), most: MOST_DAYS })
  const others = [...new Set(outside.map(({ start }) => dayOf(start)))].sort((a, b) => a - b)
  return [
    ...(alone.length > 0 ? [commandSays('notSimulated', { days: list(alone) })] : []),
    ...(others.length > 0
      ? [commandSays('shiftsAlone', { count: { count: outside.length }, days: list(others) })]
      : []),
  ]
}

async function settingsOf(options: Options): Promise<SimulateRosterOptions> {
  const { readPatience } = await import('../../io/yaml/index.ts')
  const patience = options.read('patience', readPatience)
  if (patience === 'estimate')
    throw new KrarupError({
      code: 'CONFLICT',
      what: "the patience is found from the plan's figures where it is not given",
      where: { name: '--patience' },
      how: 'leave it out, or give a duration such as 2m, or infinite',
      value: patience,
    })
  return given({
    patience,
    target: options.target('target'),
    ...conductOf(options),
    replications: options.whole('replications', 2),
    seed: options.whole('seed', 0),
  })
}

/** What people do beside their shifts, as options say it. */
export function conductOf(options: Options): Pick<SimulateRosterOptions, 'absence' | 'lateness'> {
  return given({ absence: options.share('absence'), lateness: options.read('late', readLateness) })
}

/** `10%=8m`: of shifts, and by how much. */
function readLateness(text: string): { share: number; by: number } {
  const [share, by, ...others] = text.split('=')
  if (by === undefined || others.length > 0)
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a share of shifts and a time',
      how: 'write 10%=8m',
      value: text,
    })
  return { share: parseShare(share), by: parseDuration(by) }
}

/** What is wrong with a roster stands in its file. */
function inRoster(error: unknown, file: string): unknown {
  if (!(error instanceof KrarupError) || !['queue', 'roster'].includes(error.where?.name ?? '')) return error
  const { code, what, how, value } = error
  return new KrarupError({ code, what, where: { file }, ...given({ how, value }) }, { cause: error })
}
