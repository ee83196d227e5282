import { KrarupError } from '../../domain/index.ts'
import { commandSays, type Message } from '../../domain/messages/index.ts'
import {
  type Comparison,
  type ComparisonQuestion,
  comparisonCsvRows,
  comparisonJson,
  comparisonTable,
  sweepCsvRows,
  sweepJson,
  sweepReport,
  sweepTable,
} from '../../report/index.ts'
import { compareScenarios, type Scenario } from '../../sim/index.ts'
import {
  changeScenario,
  chooseFigures,
  drilled,
  type Factor,
  gridOf,
  mergedQueues,
  type Point,
  type PoolingGain,
  type PoolingOfMany,
  poolingGain,
  poolingOfMany,
  readDrill,
  readFactor,
  type Sweep,
  sweep,
  sweepKeys,
} from '../../whatif/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { type MergedPoints, pointFiles } from './batches.ts'
import { checkFiles, PAGE_FORMATS } from './files.ts'
import { printAnswer } from './output.ts'
import { curve, goal, readQueues } from './whatif-search.ts'
import { type Opened, onlyOne, openScenario, type Study, studyOf, writeReport } from './whatif-study.ts'
import { given, Options } from './words.ts'

/** `krarup whatif`. */
export async function runWhatif(
  path: string | undefined,
  words: Words,
  terminal: Terminal,
  merged?: MergedPoints,
): Promise<number> {
  const options = new Options(words)
  const question = onlyOne(options, ['compare', 'goal', 'drill', 'merge', 'curve'])
  // Only a goal is looked for in a grid.
  if (question !== 'goal') onlyOne(options, ['compare', 'drill', 'merge', 'curve', 'vary'])
  const isGrid = question === undefined && options.list('vary').length > 0
  const varied = question === 'goal' || isGrid
  if (options.text('report') !== undefined && !varied && question !== 'curve')
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'a page with charts is of --vary, --goal or --curve',
      how: 'leave --report out',
    })
  const files = await checkFiles(options, {
    input: path,
    others: pointFiles(merged),
    reads: ['compare'],
    writes: { report: PAGE_FORMATS },
    appends: ['resume', 'out'],
  })
  const study = studyOf(path, options, words, terminal, files, merged)
  if (study.batches.part && !isGrid) throw notCut(question)
  if (question === 'compare') return compare([...(path === undefined ? [] : [path]), ...options.list('compare')], study)
  if (path === undefined)
    throw new KrarupError({
      code: 'MISSING',
      what: 'which scenario?',
      how: 'krarup init --scenario writes one to start from',
    })
  const opened = await openScenario(path, study)
  if (question === 'goal') return goal(opened, study)
  if (question === 'curve') return curve(opened, study)
  if (question === 'drill') return drill(opened, study)
  if (question === 'merge') return merge(opened, study)
  return isGrid ? vary(opened, study) : set(opened, study)
}

function notCut(question = 'set'): KrarupError {
  const isSearch = question === 'goal' || question === 'curve'
  return new KrarupError({
    code: 'CONFLICT',
    what: `--${question} cannot be cut into parts: ${isSearch ? 'where a search goes next depends on what it has found' : 'it is one point'}`,
    where: { name: '--part' },
    how: '--part is for --vary',
  })
}

/** A scenario against itself with changes. */
async function set({ file, change }: Opened, study: Study): Promise<number> {
  const changes = study.options.list('set')
  if (changes.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'what is to be changed?',
      how: `for example --set 'queues.NAME.volume *= 1.2', or --vary, --compare, --goal, --drill, --merge, --curve`,
    })
  const changed = await changeScenario(file.scenario, changes, change)
  const result = await pair(study, file.scenario, changed)
  return answerComparison(study, result, { kind: 'set', name: file.scenario.name ?? null, changes })
}

/** One scenario file against another. */
async function compare(paths: readonly string[], study: Study): Promise<number> {
  if (paths.length !== 2)
    throw new KrarupError({ code: 'MISSING', what: '--compare takes two scenario files', value: paths.length })
  const [before, after] = await Promise.all(paths.map((path) => openScenario(path, study)))
  const changes = study.options.list('set')
  const [base, other] = await Promise.all(
    [before, after].map(({ file, change }) => changeScenario(file.scenario, changes, change)),
  )
  const result = await pair(study, base, other)
  return answerComparison(study, result, {
    kind: 'compare',
    names: [base.name ?? null, other.name ?? null],
    files: [paths[0], paths[1]],
    changes,
  })
}

/** A day of trouble. */
async function drill({ file, change }: Opened, study: Study): Promise<number> {
  const trouble = readDrill(study.options.text('drill') as string)
  const base = await changeScenario(file.scenario, study.options.list('set'), change)
  const result = await pair(study, base, drilled(base, trouble, file.opens))
  return answerComparison(study, result, {
    kind: 'drill',
    name: base.name ?? null,
    drill: trouble,
    usual: { scenario: base, opens: file.opens },
  })
}

/** Queues served by all their groups. */
async function merge({ file, change }: Opened, study: Study): Promise<number> {
  const base = await changeScenario(file.scenario, study.options.list('set'), change)
  const queues = readQueues(study.options.text('merge') as string, Object.keys(base.queues))
  const result = await pair(study, base, mergedQueues(base, queues))
  // Of two, both are searched together, with their play on one another; of more that would not end.
  const [first, second, ...others] = queues
  const gain = await study.search(
    base,
    (settings): Promise<PoolingGain | PoolingOfMany> =>
      others.length === 0 ? poolingGain(base, [first, second], settings) : poolingOfMany(base, queues, settings),
  )
  return answerComparison(study, result, { kind: 'merge', name: base.name ?? null, queues, gain })
}

/** With a wanted precision of the difference it is found out first how many days that takes. */
function pair(study: Study, base: Scenario, other: Scenario): Promise<Sweep> {
  return study.run(base, async ({ precision, ...options }) => {
    const { runner, signal, seed, replications, crude } = options
    const days = precision
      ? (await compareScenarios(base, other, given({ precision, runner, signal, seed, replications, crude })))
          .replications
      : replications
    return sweep(base, [{ values: [], scenario: other }], { ...options, ...given({ replications: days }) })
  })
}

async function answerComparison(
  study: Study,
  { base, points, stopped }: Sweep,
  question: ComparisonQuestion,
): Promise<number> {
  const { terminal, options, print, seed } = study
  const [point] = points
  if (!point) return interrupted(study, commandSays('stoppedAsIs'))
  const shown = { figures: chooseFigures(study.shown.figures, base), of: study.shown.of }
  const comparison: Comparison = { question, base, point, seed }
  await printAnswer(terminal, options, {
    lines: () => comparisonTable(comparison, shown, print),
    json: () => comparisonJson(comparison),
    csv: () => comparisonCsvRows(comparison, shown),
  })
  return stopped === 'aborted' ? EXIT.interrupted : EXIT.done
}

/** A grid of factors. */
async function vary({ file, change }: Opened, study: Study): Promise<number> {
  const { options, terminal, print, seed } = study
  const changes = options.list('set')
  const factors = options.list('vary').map((text) => readFactor(text, file.scenario, change))
  const base = await changeScenario(file.scenario, changes, change)
  const { batches } = study
  const grid = gridOf(factors)
  const points: Point[] = []
  for (const values of grid.filter((_, index) => batches.isMine(index))) {
    const varied = factors.map(({ path, operator }, index) => `${path} ${operator} ${values[index]}`)
    points.push({ values, scenario: await changeScenario(file.scenario, [...varied, ...changes], change) })
  }
  const result = await study.run(base, (settings) => {
    const keys = sweepKeys(base, points, settings).points
    batches.checkWhole(points.map(({ values }, index) => ({ key: keys[index], name: valuesTold(factors, values) })))
    return sweep(base, points, settings)
  })
  if (batches.part) {
    if (result.stopped !== 'aborted') return batches.toldPart(grid.length)
    return interrupted(
      study,
      commandSays('stoppedPart', { done: { count: result.points.length }, all: { count: result.of } }),
    )
  }
  const shown = { figures: chooseFigures(study.shown.figures, result.base), of: study.shown.of }
  const answer = { name: file.scenario.name ?? null, changes, factors, base: result.base, points: result.points, seed }
  await writeReport(study, () => sweepReport(answer, shown, { language: print.language }))
  await printAnswer(terminal, options, {
    lines: () => sweepTable(answer, shown, print),
    json: () => sweepJson(answer),
    csv: () => sweepCsvRows(answer, shown),
  })
  if (result.stopped === 'aborted') {
    const resume = options.text('resume')
    return interrupted(
      study,
      commandSays('stoppedSweep', {
        count: { count: result.points.length },
        all: { count: result.of },
        resume: commandSays(resume === undefined ? 'sweepResumable' : 'goesOn'),
      }),
    )
  }
  return EXIT.done
}

/** A point of a grid, in a sentence. */
function valuesTold(factors: readonly Factor[], values: readonly string[]): string {
  return factors.map(({ path, operator }, index) => `${path}${operator}${values[index]}`).join(' ')
}

function interrupted({ terminal }: Study, message: Message): number {
  terminal.say(message)
  return EXIT.interrupted
}
