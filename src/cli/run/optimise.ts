import { readFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { formatClock, KrarupError, parseDuration } from '../../domain/index.ts'
import { commandSays, messagesOf } from '../../domain/messages/index.ts'
import { type FileContent, writeFilesTogether } from '../../io/index.ts'
import {
  readClock,
  readScenarioFile,
  readScenarioText,
  type ScenarioFile,
  withAgentsInText,
} from '../../io/yaml/index.ts'
import { type GroupStaffing, type Optimised, type OptimiseProgress, optimise } from '../../optimise/index.ts'
import { figures, optimiseCsvRows, optimiseJson, optimiseReport, optimiseTable } from '../../report/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { digest } from './batches.ts'
import { checkSize } from './check-size.ts'
import { checkFiles, PAGE_FORMATS } from './files.ts'
import { printAnswer, printOptions, writeAnswers } from './output.ts'
import { runnersOf } from './runners.ts'
import { given, Options } from './words.ts'

/** `krarup optimise`. */
export async function runOptimise(path: string, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const print = printOptions(options, terminal)
  const out = options.text('out')
  const report = options.text('report')
  const files = await checkFiles(options, {
    input: path,
    writes: { report: PAGE_FORMATS, out: 'YAML' },
    appends: ['resume'],
  })
  if (path === '-' && out !== undefined)
    throw new KrarupError({
      code: 'CONFLICT',
      what: '--out changes the scenario file in place of its agents, and standard input is none',
      where: { name: '--out' },
      how: 'give the file, or take the agents from --csv or --json',
    })
  const file = path === '-' ? await readScenarioText(terminal.stdin) : await readScenarioFile(path)
  await files.alsoRead(file.tables)
  if (out !== undefined) checkSamePlace(file, path, out)
  for (const remark of messagesOf(file.remarks, file.messages)) terminal.say(remark)
  checkSize(file.size, options)
  const settings = settingsOf(options, file)
  const memory = await memoryOf(options.text('resume'), digest(JSON.stringify([file.scenario, settings])))
  const { runner, close } = await runnersOf(options, terminal)
  let isFound = false
  const optimised = await optimise(file.scenario, {
    ...settings,
    ...given({
      iterations: options.whole('iterations', 0),
      budgetSeconds: options.duration('budget'),
      from: memory.staffing,
    }),
    training: options.has('training'),
    now: terminal.now,
    runner,
    signal: terminal.signal,
    onProgress: async (progress) => {
      isFound = progress.best !== undefined
      terminal.progress(progressText(progress))
      await memory.keep(progress)
    },
  })
    .catch((error) => {
      throw asOption(error)
    })
    .finally(() => {
      terminal.progress(undefined)
      return close()
    })
  const answer = { name: file.scenario.name ?? null, opens: file.opens, optimised }
  const contents: FileContent[] = []
  if (report !== undefined)
    contents.push({ path: report, content: optimiseReport(answer, { language: print.language }) })
  if (out !== undefined) contents.push({ path: out, content: await scenarioText(path, optimised) })
  await writeAnswers(files, contents, terminal)
  await printAnswer(terminal, options, {
    lines: () => optimiseTable(answer, print),
    json: () => optimiseJson(answer),
    csv: () => optimiseCsvRows(answer),
  })
  return remark(optimised, { isFound, isResumed: memory.staffing !== undefined }, options, terminal)
}

/** What the library calls otherwise than the command line does. */
const OPTION_OF: Record<string, string> = {
  sure: '--sure',
  centre: '--centre',
  blocks: '--blocks',
  freshDays: '--fresh',
  from: '--resume',
}

function asOption(error: unknown): unknown {
  const name = error instanceof KrarupError ? OPTION_OF[error.where?.name ?? ''] : undefined
  if (!(error instanceof KrarupError) || name === undefined) return error
  const { code, what, how, value } = error
  return new KrarupError({ code, what, where: { name }, ...given({ how, value }) }, { cause: error })
}

/** Settings that change what is asked, so that only a run with the same ones goes on from a file. */
function settingsOf(options: Options, file: ScenarioFile) {
  const blocks = options.read('blocks', (text) => blocksOf(text, file))
  return given({
    sure: options.share('sure'),
    centre: options.share('centre'),
    blocks,
    least: byGroup(options, 'least'),
    most: byGroup(options, 'most'),
    change: byGroup(options, 'change'),
    fixed: options.list('fix').length > 0 ? options.list('fix') : undefined,
    days: options.whole('days', 10),
    freshDays: options.whole('fresh', 10),
    seed: options.whole('seed', 0),
  })
}

/** `2h`, or times of day. */
function blocksOf(text: string, { opens, scenario }: ScenarioFile): number | number[] {
  const pieces = text.split(',').map((piece) => piece.trim())
  if (!pieces[0].includes(':')) return parseDuration(text)
  return pieces.map((piece) => {
    const seconds = readClock(piece) - opens
    if (seconds >= 0) return seconds
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `${piece} is before the day begins, at ${formatClock(opens)}`,
      how: `give the times at which blocks begin, ${scenario.interval / 60} minutes or a multiple apart`,
      value: text,
    })
  })
}

/** `--most vip=6`, as often as it was given. */
function byGroup(options: Options, name: string): Record<string, number> | undefined {
  const entries = options.list(name).map((text) =>
    options.readWord(name, text, () => {
      const at = text.lastIndexOf('=')
      const count = Number(text.slice(at + 1))
      if (at > 0 && text.slice(at + 1).trim() !== '' && Number.isInteger(count) && count >= 0)
        return [text.slice(0, at).trim(), count] as const
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a group and a number of agents',
        how: `write for example --${name} vip=6`,
        value: text,
      })
    }),
  )
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

/** A scenario names its tables from where it lies: a copy elsewhere would not find them. */
function checkSamePlace({ tables }: ScenarioFile, path: string, out: string): void {
  if (tables.length === 0 || relative(dirname(path), dirname(out)) === '') return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `the scenario reads ${tables[0]}, and names it from its own folder`,
    where: { name: '--out' },
    how: 'write the scenario with the new agents beside it',
    value: out,
  })
}

/** The file of `--resume`: the best staffing so far. */
async function memoryOf(path: string | undefined, key: string) {
  const empty: { staffing: GroupStaffing[] | undefined } = { staffing: undefined }
  if (path === undefined) return { ...empty, keep: async (_: OptimiseProgress) => {} }
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  let kept = Number.POSITIVE_INFINITY
  const memory = { ...empty }
  if (text.trim() !== '') {
    const read = readMemory(text, path)
    if (read.of !== key)
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'the file is of another scenario, or of other options',
        where: { file: path, name: '--resume' },
        how: 'give the options of that run, or another file',
      })
    memory.staffing = read.staffing
    kept = read.cost
  }
  return {
    ...memory,
    keep: async ({ best }: OptimiseProgress) => {
      if (!best || best.cost >= kept) return
      kept = best.cost
      const content = `${JSON.stringify({ krarup: 'optimise', of: key, cost: kept, staffing: best.staffing })}\n`
      await writeFilesTogether([{ path, content }], { force: true, inputs: [] })
    },
  }
}

function readMemory(text: string, path: string): { of: string; cost: number; staffing: GroupStaffing[] } {
  try {
    const read = JSON.parse(text)
    if (read.krarup === 'optimise' && Array.isArray(read.staffing) && Number.isFinite(read.cost)) return read
  } catch {
    // What is no JSON is no such file either.
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a file that krarup optimise --resume has written',
    where: { file: path, name: '--resume' },
    how: 'name another file: it is made where there is none',
  })
}

function progressText({ stage, iteration, simulatedDays, best }: OptimiseProgress): string {
  const found = best ? `, best so far ${figures.number(best.cost, 1)}` : ''
  return `${stage}, iteration ${iteration}: ${figures.number(simulatedDays)} days simulated${found}`
}

/** The scenario's own text with the agents of the answer. */
async function scenarioText(path: string, { scenario, staffing, blocks }: Optimised): Promise<string> {
  const agents = staffing
    .filter(({ group }) => Array.isArray(scenario.groups[group].agents) && blocks.length > 0)
    .map(({ group }) => [group, scenario.groups[group].agents as readonly number[]])
  return withAgentsInText(await readFile(path, 'utf8'), Object.fromEntries(agents))
}

/** Says what ended the run, where that was not what was asked for; the exit status. */
function remark(
  optimised: Optimised,
  { isFound, isResumed }: { isFound: boolean; isResumed: boolean },
  options: Options,
  terminal: Terminal,
): number {
  const { stopped, iterations, met, judged, trainings } = optimised
  const resume = commandSays(options.text('resume') === undefined ? 'runResumable' : 'goesOn')
  const count = { count: iterations }
  if (stopped === 'aborted') {
    terminal.say(isFound ? commandSays('stoppedBest', { count, resume }) : commandSays('stoppedFirst', { resume }))
    return EXIT.interrupted
  }
  if (moreSkillsCostNothing(optimised)) terminal.say(commandSays('skillsCostNothing'))
  if (options.has('training') && judged.length > 0 && trainings.length === 0) terminal.say(commandSays('noTraining'))
  if (stopped === 'budget') {
    const repeats = isResumed ? commandSays('resumedRepeats') : commandSays('budgetRepeats', { count })
    terminal.say(commandSays('budgetIterations', { count, repeats, resume }))
  }
  if (stopped === 'iterations') terminal.say(commandSays('iterationsDone', { count, resume }))
  return met ? EXIT.done : EXIT.no
}

/** Whether a group does all that another does and more, at the same cost. */
function moreSkillsCostNothing({ minimised, scenario: { queues, groups } }: Optimised): boolean {
  if (minimised === 'cost') return false
  const served = Object.keys(groups).map((name) =>
    Object.entries(queues)
      .filter(([, { groups: serving }]) =>
        serving.some((each) => (typeof each === 'string' ? each : each.group) === name),
      )
      .map(([queue]) => queue),
  )
  return served.some((more) =>
    served.some((less) => less.length < more.length && less.every((queue) => more.includes(queue))),
  )
}
