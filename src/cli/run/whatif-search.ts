import { formatTarget, KrarupError, parseTarget, type Target } from '../../domain/index.ts'
import { type Column, figures as formats, table } from '../../report/index.ts'
import {
  type CurvePoint,
  changeScenario,
  formatGoal,
  type GoalPart,
  type Judged,
  poolingGain,
  readFactor,
  readGoal,
  type Search,
  type SearchOptions,
  searchCheapest,
  serviceCurve,
} from '../../whatif/index.ts'
import { EXIT } from '../exit.ts'
import { figureWords, writeFigure } from './figure-words.ts'
import { printAnswer, tableStyle } from './output.ts'
import { plusMinusOf, type Style } from './whatif-answer.ts'
import { curvePage, searchPage } from './whatif-page.ts'
import { type Opened, type Study, writeReport } from './whatif-study.ts'

const { number, percent } = formats

/** Changes only when a field is renamed, removed or given another meaning; new fields may come at any time. */
const VERSION = 1

/** `--goal`: the cheapest point of the given ranges that meets the goals. */
export async function goal({ file, change }: Opened, study: Study): Promise<number> {
  const { options, terminal } = study
  const goals = options.list('goal').map((text) => readGoal(text, file.scenario))
  const changes = options.list('set')
  const factors = options.list('vary').map((text) => readFactor(text, file.scenario, change))
  if (factors.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'a goal needs something that may be changed',
      how: `give ranges: --vary 'groups.NAME.agents=10..40'`,
    })
  const scenarioAt = (values: readonly string[]) =>
    changeScenario(
      file.scenario,
      [...factors.map(({ path, operator }, index) => `${path} ${operator} ${values[index]}`), ...changes],
      change,
    )
  const found = await study.search(file.scenario, (settings) =>
    searchCheapest({ factors: factors.map(({ path, values }) => ({ name: path, values })), scenarioAt }, goals, {
      ...settings,
      minimise: options.choice('minimise', ['cost', 'agents']) ?? 'cost',
    }),
  )
  const wanted = goals.map(formatGoal).join(', ')
  const style = tableStyle(terminal)
  await writeReport(study, `${file.scenario.name ?? 'Scenario'}: the least ${nameOf(found)} for ${wanted}`, (title) =>
    searchPage(
      title,
      searchText(found, study),
      factors.map(({ path }) => path),
      goals,
      found,
    ),
  )
  printAnswer(terminal, options, {
    lines: () => [
      `${file.scenario.name ?? 'Scenario'}: the least ${nameOf(found)} for ${wanted}; ${searchText(found, study)}`,
      '',
      ...searchLines(
        found,
        factors.map(({ path }) => path),
        wanted,
        style,
      ),
    ],
    json: () => ({
      version: VERSION,
      kind: 'goal',
      name: file.scenario.name ?? null,
      goals,
      factors,
      seed: study.settings.seed ?? 1,
      ...found,
    }),
    csv: () =>
      searchCsv(
        found.looked,
        factors.map(({ path }) => path),
      ),
  })
  return found.answer ? EXIT.done : EXIT.no
}

/** How sure the answer is. */
function searchText({ confidence }: Search, { settings, terminal }: Study): string {
  return `seed ${settings.seed ?? 1}; ${plusMinusOf(tableStyle(terminal))} ${percent(confidence)} intervals, so that all looks at a point together err at most once in 20`
}

function nameOf({ minimised }: Search): string {
  return minimised === 'cost' ? 'cost' : 'agent hours'
}

/** What was found, and the points around it. */
function searchLines(
  { answer, dearest, cheaper, atEnd, minimised }: Search,
  names: readonly string[],
  wanted: string,
  style: Style,
): string[] {
  const shown = answer ? [...cheaper, answer].sort((a, b) => a.price - b.price) : [dearest]
  const columns: Column[] = [
    ...names.map((heading, index): Column => ({ heading, align: index === 0 ? 'left' : 'right' })),
    ...(minimised === 'cost' ? [{ heading: 'Cost' }] : []),
    { heading: 'Agent hours' },
    ...dearest.parts.map(({ queue, figure }) => ({ heading: `${figureWords(figure).heading}, ${queue}` })),
    { heading: 'Days' },
    { heading: '', align: 'left' },
  ]
  const rows = shown.map((point) => [
    ...point.values,
    ...(minimised === 'cost' ? [number(point.price)] : []),
    number(point.agentHours, 1),
    ...point.parts.map((part) => writePart(part, style)),
    number(point.figures.replications),
    point === answer ? 'met: the answer' : VERDICTS[point.verdict],
  ])
  const undecided = cheaper.filter(({ verdict }) => verdict === 'undecided').length
  const conclusion = answer
    ? [
        `${wanted} is met with ${names.map((name, index) => `${name} = ${answer.values[index]}`).join(', ')}: ${minimised === 'cost' ? `a cost of ${number(answer.price)}` : `${number(answer.agentHours, 1)} agent hours`}.`,
        undecided > 0
          ? 'Cheaper points that cannot be told apart from the target may meet it too; more --replications may tell.'
          : cheaper.some(({ verdict }) => verdict === 'met')
            ? 'Less would meet it too, and cost more.'
            : cheaper.length > 0
              ? `One step less in any ${atEnd.length > 0 ? 'other ' : ''}factor misses it.`
              : [],
        atEnd.length > 0
          ? `The range of ${atEnd.join(' and that of ')} ends here: what is cheaper beyond it was not looked at.`
          : [],
      ].flat()
    : [
        dearest.verdict === 'missed'
          ? `No: even the dearest point misses ${wanted}.`
          : `Even at the dearest point it cannot be told whether ${wanted} is met; more --replications may tell.`,
      ]
  return [...table(columns, rows, style), '', ...conclusion]
}

const VERDICTS = { met: 'met', missed: 'missed', undecided: 'cannot be told' } as const

function writePart({ figure, value, halfWidth }: GoalPart, style: Style): string {
  return writeFigure(figure, { value, halfWidth }, plusMinusOf(style))
}

/** A row for each point that was looked at. */
function searchCsv(looked: readonly Judged[], names: readonly string[]) {
  const parts = looked[0].parts.map(({ queue, figure }) => `${queue} ${figure}`)
  return {
    headings: [
      ...names,
      'price',
      'agent_hours',
      'replications',
      'verdict',
      ...parts.flatMap((part) => [part, `${part} half_width`]),
    ],
    rows: looked.map(({ values, price, agentHours, figures, verdict, parts: found }) => [
      ...values,
      price,
      agentHours,
      figures.replications,
      verdict,
      ...found.flatMap(({ value, halfWidth }) => [value ?? '', halfWidth ?? '']),
    ]),
  }
}

/** `--merge`: how many agents fewer keep both targets. */
export async function gainLines(
  { file }: Opened,
  names: readonly [string, string],
  study: Study,
  settings: SearchOptions,
) {
  const { apart, together } = await poolingGain(file.scenario, names, settings)
  const style = tableStyle(study.terminal)
  const row = (name: string, { answer, dearest }: Search) => {
    const point = answer ?? dearest
    return [
      name,
      ...(answer ? [number(answer.agentHours, 1), answer.values.join(' and ')] : ['not reached', '']),
      ...point.parts.map((part) => writePart(part, style)),
    ]
  }
  const columns: Column[] = [
    { heading: 'Fewest for the targets' },
    { heading: 'Agent hours' },
    { heading: 'of today’s agents' },
    ...apart.dearest.parts.map(({ queue, figure }) => ({ heading: `${figureWords(figure).heading}, ${queue}` })),
  ]
  const saved = apart.answer && together.answer ? apart.answer.agentHours - together.answer.agentHours : undefined
  return {
    lines: [
      ...table(columns, [row('apart', apart), row('merged', together)], style),
      '',
      saved === undefined
        ? 'Not within half to twice today’s agents: what pooling saves cannot be said.'
        : `Pooling saves ${number(saved, 1)} agent hours of ${number((apart.answer as Judged).agentHours, 1)} (${percent(saved / (apart.answer as Judged).agentHours)}) at the same targets, to a step of 1% of the agents.`,
    ],
    json: { apart, together, saved: saved ?? null },
  }
}

/** Two names, of which the first may hold a comma. */
export function readPair(text: string, queues: readonly string[]): [string, string] {
  const written = text.split(',')
  for (let count = 1; count < written.length; count++) {
    const pair = [written.slice(0, count), written.slice(count)].map((part) => part.join(',').trim())
    if (pair.every((name) => queues.includes(name)) && pair[0] !== pair[1]) return [pair[0], pair[1]]
  }
  if (written.length === 2 && written[0].trim() !== written[1].trim()) return [written[0].trim(), written[1].trim()]
  throw new KrarupError({
    code: 'UNREADABLE',
    what: '--merge takes two queues',
    how: `for example --merge ${queues.slice(0, 2).join(',')}`,
    value: text,
  })
}

const CURVE_TARGETS = ['80/20', '90/10', '95/10']

/** `--curve`: what each queue needs at each target. */
export async function curve({ file, change }: Opened, study: Study) {
  const { options, terminal } = study
  const scenario = await changeScenario(file.scenario, options.list('set'), change)
  const text = options.text('curve')
  const targets: Target[] = (text === undefined ? CURVE_TARGETS : text.split(',')).map((each) => parseTarget(each))
  const queues = Object.keys(scenario.queues).filter(
    (name) => study.shown.of.length === 0 || study.shown.of.includes(name),
  )
  const points = await study.search(scenario, (settings) => serviceCurve(scenario, queues, targets, settings))
  const style = tableStyle(terminal)
  const [{ search: any }] = points
  await writeReport(study, `${scenario.name ?? 'Scenario'}: what service costs`, (title) =>
    curvePage(title, searchText(any, study), points),
  )
  printAnswer(terminal, options, {
    lines: () => [
      `${scenario.name ?? 'Scenario'}: what service costs; ${searchText(any, study)}`,
      '',
      ...curveLines(points, style),
    ],
    json: () => ({
      version: VERSION,
      kind: 'curve',
      name: scenario.name ?? null,
      seed: study.settings.seed ?? 1,
      points,
    }),
    csv: () => ({
      headings: [
        'queue',
        'target',
        'verdict',
        'share_of_agents',
        'agent_hours',
        'price',
        'service_level',
        'service_level_half_width',
        'replications',
      ],
      rows: points.flatMap(({ queue, target, search }) =>
        search.looked.map((point) => [
          queue,
          formatTarget(target),
          point === search.answer ? 'answer' : point.verdict,
          point.values[0],
          point.agentHours,
          point.price,
          point.parts[0].value ?? '',
          point.parts[0].halfWidth ?? '',
          point.figures.replications,
        ]),
      ),
    }),
  })
  return { points, status: points.every(({ search }) => search.answer) ? EXIT.done : EXIT.no }
}

function curveLines(points: readonly CurvePoint[], style: Style): string[] {
  const withCost = points.some(({ search }) => search.minimised === 'cost')
  const columns: Column[] = [
    { heading: 'Queue' },
    { heading: 'Target', align: 'left' },
    { heading: 'Agents of', align: 'left', optional: true },
    { heading: 'of today’s' },
    { heading: 'Agent hours' },
    ...(withCost ? [{ heading: 'Cost' }] : []),
    { heading: 'In time' },
    { heading: 'a step less' },
  ]
  const rows = points.map(({ queue, target, groups, search }, index) => {
    const { answer, cheaper, dearest } = search
    const point = answer ?? dearest
    const [less] = cheaper
    return [
      points[index - 1]?.queue === queue ? '' : queue,
      formatTarget(target),
      points[index - 1]?.queue === queue ? '' : groups.join(', '),
      answer ? answer.values[0] : `not at ${point.values[0]}`,
      number(point.agentHours, 1),
      ...(withCost ? [number(point.price)] : []),
      writePart(point.parts[0], style),
      less ? `${writePart(less.parts[0], style)}${less.verdict === 'undecided' ? ' ~' : ''}` : '',
    ]
  })
  return [
    ...table(columns, rows, style),
    ...(rows.some((row) => row.at(-1)?.endsWith(' ~')) ? ['', '~ cannot be told apart from the target'] : []),
  ]
}
