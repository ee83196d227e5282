import { KrarupError, parseTarget, type Target } from '../../domain/index.ts'
import {
  curveCsvRows,
  curveJson,
  curveReport,
  curveTable,
  searchCsvRows,
  searchJson,
  searchReport,
  searchTable,
} from '../../report/index.ts'
import { changeScenario, readFactor, readGoal, searchCheapest, serviceCurve } from '../../whatif/index.ts'
import { EXIT } from '../exit.ts'
import { printAnswer } from './output.ts'
import { type Opened, type Study, writeReport } from './whatif-study.ts'

/** `--goal`: the cheapest point of the given ranges that meets the goals. */
export async function goal({ file, change }: Opened, study: Study): Promise<number> {
  const { options, terminal, print, seed } = study
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
  const answer = { name: file.scenario.name ?? null, goals, factors, found, seed }
  await writeReport(study, () => searchReport(answer, { language: print.language }))
  await printAnswer(terminal, options, {
    lines: () => searchTable(answer, print),
    json: () => searchJson(answer),
    csv: () => searchCsvRows(answer),
  })
  return found.answer ? EXIT.done : EXIT.no
}

/** Names of queues between commas; a name may hold commas itself. */
export function readQueues(text: string, queues: readonly string[]): string[] {
  const written = text.split(',').map((part) => part.trim())
  const names = namesFrom(text.split(','), queues) ?? written
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (names.length > 1 && names.every((name) => name !== '') && twice === undefined) return names
  throw new KrarupError({
    code: 'UNREADABLE',
    what: twice ? `--merge has ${twice} twice` : '--merge takes two queues or more',
    how: `for example --merge ${queues.slice(0, 2).join(',')}`,
    value: text,
  })
}

/** Parts joined to known names, each once; nothing where some part belongs to none. */
function namesFrom(parts: readonly string[], known: readonly string[]): string[] | undefined {
  if (parts.length === 0) return []
  for (let count = 1; count <= parts.length; count++) {
    const name = parts.slice(0, count).join(',').trim()
    const rest = known.includes(name) ? namesFrom(parts.slice(count), known) : undefined
    if (rest && !rest.includes(name)) return [name, ...rest]
  }
  return undefined
}

const CURVE_TARGETS = ['80/20', '90/10', '95/10']

/** `--curve`: what each queue needs at each target. */
export async function curve({ file, change }: Opened, study: Study): Promise<number> {
  const { options, terminal, print, seed } = study
  const scenario = await changeScenario(file.scenario, options.list('set'), change)
  const text = options.text('curve')
  const targets: Target[] = (text === undefined ? CURVE_TARGETS : text.split(',')).map((each) => parseTarget(each))
  const queues = Object.keys(scenario.queues).filter(
    (name) => study.shown.of.length === 0 || study.shown.of.includes(name),
  )
  const points = await study.search(scenario, (settings) => serviceCurve(scenario, queues, targets, settings))
  const answer = { name: scenario.name ?? null, points, seed }
  await writeReport(study, () => curveReport(answer, { language: print.language }))
  await printAnswer(terminal, options, {
    lines: () => curveTable(answer, print),
    json: () => curveJson(answer),
    csv: () => curveCsvRows(answer),
  })
  return points.every(({ search }) => search.answer) ? EXIT.done : EXIT.no
}
