import { parseScenarioFile } from 'krarup/io/scenario'
import { figureHeading, type Language, writeDifference, writeFigure } from 'krarup/report'
import type { Scenario } from 'krarup/sim'
import {
  changeScenario,
  DEFAULT_FIGURES,
  type Entity,
  type Figure,
  type FinishedPoint,
  type Point,
  type PointFigures,
  readFactor,
  sweep,
} from 'krarup/whatif'
import { inEach } from '../shared/language.ts'
import { breathe, answer as serve } from '../shared/worker-host.ts'
import { answerWords, entityName } from './answer-words.ts'
import { Pool } from './pool.ts'
import type { WhatIf, WhatIfAnswer, WhatIfRow, Workers } from './types.ts'

const pool = new Pool()
/** Finished points, so that the scenario as it is is simulated once for all what-ifs. */
let store = new Map<string, unknown>()
let storeOf = ''

/** As `krarup whatif --set` and `--vary`: the scenario and changes of it, with the same luck. */
async function whatIf(
  { text, name, replications, seed, change, vary, language, workers }: WhatIf & { workers: Workers },
  progress: (value: unknown) => void,
): Promise<WhatIfAnswer> {
  const { scenario, opens } = parseScenarioFile(text, name)
  if (storeOf !== text) store = new Map()
  storeOf = text
  const points = await pointsOf(scenario, change, vary, { opens })
  const { runner, signal } = pool.begin(workers)
  const answered = await sweep(scenario, points, {
    replications,
    seed,
    runner,
    signal,
    store: { get: (key) => store.get(key), put: async (key, finished) => void store.set(key, finished) },
    onProgress: async ({ finished, of, replications: done }) => {
      progress({ finished, of, done })
      await breathe()
    },
  })
  if (answered.stopped === 'aborted' && answered.points.length === 0) throw new Error(answerWords(language).stopped)
  return {
    rows: inEach((each) => answered.points.flatMap((point) => rowsOf(answered.base, point, each))),
    replications: answered.base.replications,
  }
}

async function pointsOf(
  scenario: Scenario,
  change: string,
  vary: boolean,
  options: { opens: number },
): Promise<Point[]> {
  if (!vary) return [{ values: [], scenario: await changeScenario(scenario, [change], options) }]
  const { path, operator, values } = readFactor(change, scenario, options)
  const points: Point[] = []
  for (const value of values) {
    const changed = await changeScenario(scenario, [`${path} ${operator} ${value}`], options)
    points.push({ values: [value], scenario: changed })
  }
  return points
}

function rowsOf(base: PointFigures, { values, figures: { entities } }: FinishedPoint, language: Language): WhatIfRow[] {
  const count = (kind: string) => entities.filter((each) => each.kind === kind).length
  const shown = ({ kind }: Entity) =>
    kind === 'allQueues'
      ? count('queues') > 1
      : kind === 'allGroups'
        ? count('groups') > 1
        : ['queues', 'groups', 'menus', 'centre'].includes(kind)
  return entities.filter(shown).flatMap((entity) => {
    const before = base.entities.find(({ kind, name }) => kind === entity.kind && name === entity.name)
    return DEFAULT_FIGURES.filter((figure) => figure in entity.figures).map((figure) => {
      const [old, now] = [before?.figures[figure], entity.figures[figure]]
      return {
        value: values.join(', '),
        entity: entityName(entity.kind, entity.name, answerWords(language)),
        figure: figureHeading(figure, language),
        before: old ? writeFigure(figure, old, '±', language) : '–',
        after: writeFigure(figure, now, '±', language),
        difference: writeDifference(figure, now, '±', language),
        verdict: verdictOf(now, answerWords(language).verdicts),
      }
    })
  })
}

function verdictOf(
  { difference, differenceHalfWidth, verdict }: Figure,
  verdicts: ReturnType<typeof answerWords>['verdicts'],
): string {
  if (verdict === undefined || difference === null) return ''
  if (verdict !== 'none can be told') return verdicts[verdict]
  return difference === 0 && !differenceHalfWidth ? verdicts.same : verdicts.none
}

serve({ whatIf, stop: () => pool.stop() })
