import { DEFAULT_TARGET, KrarupError } from '../../domain/index.ts'
import { figures } from '../../report/index.ts'
import { compareScenarios, type Scenario } from '../../sim/index.ts'
import {
  changeScenario,
  chooseFigures,
  describeDrill,
  drilled,
  gridOf,
  mergedQueues,
  type Point,
  type PointFigures,
  readDrill,
  readFactor,
  type Sweep,
  sweep,
} from '../../whatif/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { checkWritable, printAnswer, tableStyle } from './output.ts'
import { comparisonLines, plusMinusOf, pointsCsv, sweepLines } from './whatif-answer.ts'
import { gridPage } from './whatif-page.ts'
import { curve, gainLines, goal, readPair } from './whatif-search.ts'
import { type Opened, onlyOne, openScenario, type Study, studyOf, writeReport } from './whatif-study.ts'
import { given, Options } from './words.ts'

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
const VERSION = 1

/** `krarup whatif`. */
export async function runWhatif(path: string | undefined, words: Words, terminal: Terminal): Promise<number> {
  const options = new Options(words)
  const study = studyOf(options, terminal)
  const question = onlyOne(options, ['compare', 'goal', 'drill', 'merge', 'curve'])
  // Only a goal is looked for in a grid.
  if (question !== 'goal') onlyOne(options, ['compare', 'drill', 'merge', 'curve', 'vary'])
  const varied = question === 'goal' || (question === undefined && options.list('vary').length > 0)
  if (options.text('report') !== undefined && !varied && question !== 'curve')
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'a page with charts is of --vary, --goal or --curve',
      how: 'leave --report out',
    })
  await checkWritable([options.text('report')], options.has('force'))
  if (question === 'compare') return compare([...(path === undefined ? [] : [path]), ...options.list('compare')], study)
  if (path === undefined)
    throw new KrarupError({
      code: 'MISSING',
      what: 'which scenario?',
      how: 'krarup init --scenario writes one to start from',
    })
  const opened = await openScenario(path, terminal)
  if (question === 'goal') return goal(opened, study)
  if (question === 'curve') return (await curve(opened, study)).status
  if (question === 'drill') return drill(opened, study)
  if (question === 'merge') return merge(opened, study)
  return options.list('vary').length > 0 ? vary(opened, study) : set(opened, study)
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
  return answerComparison(study, result, {
    title: `${file.scenario.name ?? 'Scenario'}: as it is, and with ${changes.join('; ')}`,
    headings: ['as it is', 'changed'],
    facts: { kind: 'set', name: file.scenario.name ?? null, changes },
  })
}

/** One scenario file against another. */
async function compare(paths: readonly string[], study: Study): Promise<number> {
  if (paths.length !== 2)
    throw new KrarupError({ code: 'MISSING', what: '--compare takes two scenario files', value: paths.length })
  const [before, after] = await Promise.all(paths.map((path) => openScenario(path, study.terminal)))
  const changes = study.options.list('set')
  const [base, other] = await Promise.all(
    [before, after].map(({ file, change }) => changeScenario(file.scenario, changes, change)),
  )
  const result = await pair(study, base, other)
  return answerComparison(study, result, {
    title: `${base.name ?? paths[0]} against ${other.name ?? paths[1]}${changes.length > 0 ? `, both with ${changes.join('; ')}` : ''}`,
    headings: ['first', 'second'],
    facts: { kind: 'compare', names: [base.name ?? null, other.name ?? null], changes },
  })
}

/** A day of trouble. */
async function drill({ file, change }: Opened, study: Study): Promise<number> {
  const trouble = readDrill(study.options.text('drill') as string)
  const base = await changeScenario(file.scenario, study.options.list('set'), change)
  const result = await pair(study, base, drilled(base, trouble, file.opens))
  return answerComparison(study, result, {
    title: `${base.name ?? 'Scenario'} and ${describeDrill(trouble)}`,
    headings: ['usual day', 'drill'],
    facts: { kind: 'drill', name: base.name ?? null, drill: trouble },
    more: dayLines(base, file.opens, result),
  })
}

/** Of each queue: its worst interval, and how many are below its target, on the usual day and on that of the drill. */
function dayLines(scenario: Scenario, opens: number, { base, points: [point] }: Sweep): string[] {
  if (!point) return []
  return Object.entries(scenario.queues).map(([name, { target = DEFAULT_TARGET }]) => {
    const share = target.serviceLevel?.share
    const [usual, drilled] = [base, point.figures].map(({ entities }) => {
      const levels = entities.find((entity) => entity.kind === 'queues' && entity.name === name)?.serviceLevels ?? []
      const known = levels.map((level) => level ?? Number.POSITIVE_INFINITY)
      const worst = Math.min(...known)
      const start = opens + known.indexOf(worst) * scenario.interval + (scenario.warmUp ?? 0)
      const below = share === undefined ? [] : known.flatMap((level, i) => (level < share ? [i] : []))
      return { worst: `${figures.percent(worst, 0)} at ${figures.clock(start % 86_400)}`, below: below.length }
    })
    const missed =
      share === undefined
        ? ''
        : `; below ${figures.percent(share, 0)} in ${drilled.below} interval${drilled.below === 1 ? '' : 's'} (usual day ${usual.below})`
    return `${name}: at worst ${drilled.worst} in time (usual day ${usual.worst})${missed}`
  })
}

/** Two queues served by both their groups. */
async function merge(opened: Opened, study: Study): Promise<number> {
  const { file, change } = opened
  const base = await changeScenario(file.scenario, study.options.list('set'), change)
  const names = readPair(study.options.text('merge') as string, Object.keys(base.queues))
  const merged = mergedQueues(base, names)
  const result = await pair(study, base, merged)
  const gain = await study.search(base, (settings) =>
    gainLines({ file: { ...file, scenario: base }, change }, names, study, settings),
  )
  return answerComparison(study, result, {
    title: `${base.name ?? 'Scenario'}: ${names.join(' and ')} merged, with today’s agents`,
    headings: ['apart', 'merged'],
    facts: { kind: 'merge', name: base.name ?? null, queues: names, gain: gain.json },
    more: gain.lines,
  })
}

/** With a wanted precision of the difference it is found out first how many days that takes. */
function pair(study: Study, base: Scenario, other: Scenario): Promise<Sweep> {
  return study.run(base, async ({ precision, ...options }) => {
    const { runner, signal, seed, replications } = options
    const days = precision
      ? (await compareScenarios(base, other, given({ precision, runner, signal, seed, replications }))).replications
      : replications
    return sweep(base, [{ values: [], scenario: other }], { ...options, ...given({ replications: days }) })
  })
}

interface ComparisonText {
  title: string
  headings: readonly [string, string]
  /** What the JSON says of the question. */
  facts: object
  /** Lines below the table. */
  more?: readonly string[]
}

function answerComparison(
  study: Study,
  { base, points, stopped }: Sweep,
  { title, headings, facts, more = [] }: ComparisonText,
): number {
  const { terminal, options } = study
  const [point] = points
  if (!point) return interrupted(study, 'only the scenario as it is was finished')
  const shown = { figures: chooseFigures(study.shown.figures, base), of: study.shown.of }
  const style = tableStyle(terminal)
  const { replications } = point.figures
  printAnswer(terminal, options, {
    lines: () => [
      `${title}; ${runText(study, base, replications)}`,
      '',
      ...comparisonLines(base, point.figures, shown, headings, style),
      ...(more.length > 0 ? ['', ...more] : []),
    ],
    json: () => ({ version: VERSION, ...facts, ...jsonOf(study, base), points: [point] }),
    csv: () => pointsCsv([], base, points, shown.figures),
  })
  return stopped === 'aborted' ? EXIT.interrupted : EXIT.done
}

/** A grid of factors. */
async function vary({ file, change }: Opened, study: Study): Promise<number> {
  const { options, terminal } = study
  const changes = options.list('set')
  const factors = options.list('vary').map((text) => readFactor(text, file.scenario, change))
  const base = await changeScenario(file.scenario, changes, change)
  const points: Point[] = []
  for (const values of gridOf(factors)) {
    const varied = factors.map(({ path, operator }, index) => `${path} ${operator} ${values[index]}`)
    points.push({ values, scenario: await changeScenario(file.scenario, [...varied, ...changes], change) })
  }
  const result = await study.run(base, (settings) => sweep(base, points, settings))
  const headings = factors.map(({ path, operator }) => ({
    heading: `${path.replace(/^(queues|groups)(?=\.|\[)\.?/, '')}${operator === '=' ? '' : ` ${operator}`}`,
  }))
  const shown = { figures: chooseFigures(study.shown.figures, result.base), of: study.shown.of }
  const named = factors.map((factor, index) => ({ ...factor, ...headings[index] }))
  await writeReport(study, `${file.scenario.name ?? 'Scenario'}: what if?`, (title) =>
    gridPage(
      title,
      `${result.points.length} points${changes.length > 0 ? ` with ${changes.join('; ')}` : ''}; ${runText(study, result.base, result.base.replications)}`,
      named,
      result.base,
      result.points,
      shown,
    ),
  )
  printAnswer(terminal, options, {
    lines: () => [
      `${file.scenario.name ?? 'Scenario'}${changes.length > 0 ? ` with ${changes.join('; ')}` : ''}: ${result.points.length} points; ${runText(study, result.base, result.base.replications)}`,
      '',
      ...sweepLines(headings, result.base, result.points, shown, tableStyle(terminal)),
    ],
    json: () => ({
      version: VERSION,
      kind: 'vary',
      name: file.scenario.name ?? null,
      changes,
      factors,
      ...jsonOf(study, result.base),
      points: result.points,
    }),
    csv: () => pointsCsv(headings, result.base, result.points, shown.figures),
  })
  if (result.stopped === 'aborted') {
    const resume = options.text('resume')
    return interrupted(
      study,
      `these are ${result.points.length} of ${result.of} points; ${resume === undefined ? 'with --resume FILE a sweep can be continued' : 'the same command goes on'}`,
    )
  }
  return EXIT.done
}

function interrupted({ terminal }: Study, what: string): number {
  terminal.note(`stopped: ${what}`)
  return EXIT.interrupted
}

function runText({ settings, terminal }: Study, { replications: first }: PointFigures, replications: number): string {
  const days = Math.min(first, replications)
  return `${days} day${days === 1 ? '' : 's'} each, seed ${settings.seed ?? 1}; ${plusMinusOf(tableStyle(terminal))} 95% intervals`
}

function jsonOf({ settings }: Study, base: PointFigures) {
  return { seed: settings.seed ?? 1, confidence: 0.95, base }
}
