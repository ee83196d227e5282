import { checkKeys, checkNumber, type Keys, KrarupError } from '../domain/index.ts'
import { compile, type Scenario } from '../sim/index.ts'
import { agentHours, type PointFigures } from './figures.ts'
import { GOAL_KEYS, type Goal, type GoalPart, type GoalVerdict, goalParts, judgeGoals, withGoals } from './goal.ts'
import { pointEvaluator, type SweepOptions } from './sweep.ts'

/** What is searched over. */
export interface SearchSpace {
  /** The values of each factor, in their order. */
  factors: readonly { name: string; values: readonly string[] }[]
  /** The centre with these values, one for each factor. */
  scenarioAt(values: readonly string[]): Promise<Scenario> | Scenario
}

const SEARCH_SPACE_KEYS = { factors: 1, scenarioAt: 1 } as const satisfies Keys<SearchSpace>

export interface SearchOptions extends Omit<SweepOptions, 'precision' | 'confidence' | 'onProgress' | 'pointRunner'> {
  /** Default `'cost'`: the cost where the scenario has prices, else agent hours. */
  minimise?: 'cost' | 'agents'
  /** Of all the looks at a point together; default 0.95. */
  confidence?: number
  /** Is told of every point that is looked at. */
  onProgress?: (progress: { looked: number; values: readonly string[]; replications: number }) => void | Promise<void>
}

/** Of a search that is told what to minimise. */
export const MINIMISING_KEYS = {
  replications: 1,
  seed: 1,
  confidence: 1,
  crude: 1,
  runner: 1,
  signal: 1,
  store: 1,
  digest: 1,
  onProgress: 1,
} as const satisfies Keys<Omit<SearchOptions, 'minimise'>>
export const SEARCH_KEYS = { ...MINIMISING_KEYS, minimise: 1 } as const satisfies Keys<SearchOptions>

/** A point that was looked at. */
export interface Judged {
  values: readonly string[]
  verdict: GoalVerdict
  parts: GoalPart[]
  /** What is minimised: a cost, or agent hours. */
  price: number
  agentHours: number
  figures: PointFigures
}

export interface Search {
  /** What is minimised: `cost`, or `agentHours` (which are least where agents are). */
  minimised: 'cost' | 'agentHours'
  /** Of every interval. A point is looked at up to three times, with more replications; all looks together err no more often than was asked. */
  confidence: number
  /** The cheapest point found that surely meets the goals. Absent: none does. */
  answer?: Judged
  /** The dearest point: where there is no answer, whether the goals are surely missed even there. */
  dearest: Judged
  /** Points one step below the answer, and on from there while it cannot be told whether they meet the goals. */
  cheaper: Judged[]
  /** Factors of which the answer has the cheapest value of their range: less was not looked at. */
  atEnd: string[]
  /** Every point that was looked at, the cheapest first. */
  looked: Judged[]
}

/** Replications of the first look at a point; each further look has four times as many. */
const FIRST_LOOK = 100
const LOOKS = 3
const MORE = 4
/** Steps down from the answer that are looked at while it cannot be told. */
const MOST_STEPS = 5
/** Up to so many factors the search starts from every order of them. */
const MOST_ORDERED = 3

/**
 * The cheapest point that surely meets its goals. One factor: bisection. Several: down from the dearest corner, one factor after the other as far as each can go, again until none can; then exchanges of a step
 * down here for a step up there; from every order of the factors. Where lost contacts or penalties cost, it then goes up again as long as that is cheaper. It takes for granted that more agents serve better; of several factors it finds a point that no single step and no exchange improves, which need not be the cheapest of all.
 *
 * A point is looked at with `replications` days (default 100); where an interval holds what is wanted, with 4 and with 16 times as many. Only a goal that is surely met counts as met.
 *
 * @throws {KrarupError} CONFLICT where a factor costs nothing; ABORTED
 */
export async function searchCheapest(
  space: SearchSpace,
  goals: readonly Goal[],
  options: SearchOptions = {},
): Promise<Search> {
  checkKeys('searchCheapest', options, SEARCH_KEYS)
  checkKeys('space', space, SEARCH_SPACE_KEYS)
  for (const [i, goal] of goals.entries()) checkKeys(`goals[${i}]`, goal, GOAL_KEYS)
  const { minimise = 'cost', confidence = 0.95, replications = FIRST_LOOK, onProgress, ...run } = options
  checkNumber('confidence', confidence, { above: 0, most: 1 })
  const perLook = 1 - (1 - confidence) / LOOKS
  const evaluate = pointEvaluator({ ...run, confidence: perLook, replications })
  const looked = new Map<string, Judged>()
  /** Values that round to the same agents are one centre, which is simulated once. */
  const centres = new Map<string, Judged>()
  const { factors } = space

  const scenarioAt = async (values: readonly string[]) => withGoals(await space.scenarioAt(values), goals)
  const hasCost = ({ entities }: PointFigures) =>
    minimise === 'cost' && entities.some(({ kind, figures }) => kind === 'centre' && 'cost' in figures)
  const priceOf = (figures: PointFigures, hours: number) =>
    hasCost(figures)
      ? (figures.entities.find(({ kind }) => kind === 'centre')?.figures.cost.value ?? Number.NaN)
      : hours

  async function look(values: readonly string[]): Promise<Judged> {
    const key = JSON.stringify(values)
    const known = looked.get(key)
    if (known) return known
    const scenario = await scenarioAt(values)
    const centre = JSON.stringify(scenario)
    const same = centres.get(centre)
    let judged: Judged | undefined = same && { ...same, values }
    for (let days = replications, k = 0; k < LOOKS && !same; days *= MORE, k++) {
      const figures = await evaluate.point(
        scenario,
        (done) => onProgress?.({ looked: looked.size, values, replications: done }),
        days,
      )
      if (!figures || run.signal?.aborted)
        throw new KrarupError({ code: 'ABORTED', what: `stopped after ${looked.size} points` })
      const model = compile(scenario)
      const parts = goalParts(figures, goals, model)
      const hours = agentHours(scenario, model)
      judged = { values, verdict: judgeGoals(parts), parts, price: priceOf(figures, hours), agentHours: hours, figures }
      if (judged.verdict !== 'undecided') break
    }
    looked.set(key, judged as Judged)
    centres.set(centre, judged as Judged)
    return judged as Judged
  }

  // Each factor's values from the least to the most.
  const first = await look(factors.map(({ values }) => values[0]))
  const minimised = hasCost(first.figures) ? 'cost' : 'agentHours'
  const price = async (values: readonly string[]) => {
    if (minimised === 'cost') return (await look(values)).price
    const scenario = await scenarioAt(values)
    return agentHours(scenario, compile(scenario))
  }
  const ladders: string[][] = []
  for (const [f, { name, values }] of factors.entries()) {
    const at = (value: string) => factors.map((factor, g) => (g === f ? value : factor.values[0]))
    const ends = await Promise.all([values[0], values.at(-1) as string].map((value) => scenarioAt(at(value))))
    const [fewest, most] = ends.map((scenario) => agentHours(scenario, compile(scenario)))
    // More agents, more service: lost contacts and penalties may make few agents dearer than many.
    const change =
      values.length < 2 ? 1 : most - fewest || (await price(at(values.at(-1) as string))) - (await price(at(values[0])))
    if (change === 0)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `${name} costs the same at both ends of its range: nothing tells which end is dear`,
        how: '--vary without --goal shows what it does',
      })
    ladders.push(change > 0 ? [...values] : values.toReversed())
  }
  const valuesAt = (place: readonly number[]) => place.map((index, f) => ladders[f][index])
  const lookAt = (place: readonly number[]) => look(valuesAt(place))
  const isMet = async (place: readonly number[]) => (await lookAt(place)).verdict === 'met'
  const top = ladders.map((ladder) => ladder.length - 1)
  const dearest = await lookAt(top)

  /** The place with factor f as far down as the goals are surely met; they are at `place`. */
  async function lowered(place: readonly number[], f: number): Promise<number[]> {
    let [low, high] = [0, place[f]]
    while (low < high) {
      const middle = (low + high) >> 1
      if (await isMet(place.with(f, middle))) high = middle
      else low = middle + 1
    }
    return place.with(f, high)
  }

  async function descend(order: readonly number[]): Promise<number[]> {
    let place = top
    for (let before: number[] | undefined; before?.join() !== place.join(); ) {
      before = place
      for (const f of order) place = await lowered(place, f)
      for (const up of order) {
        if (place[up] === top[up]) continue
        for (const down of order) {
          if (down === up || place[down] === 0) continue
          const raised = place.with(up, place[up] + 1).with(down, place[down] - 1)
          if ((await price(valuesAt(raised))) >= (await price(valuesAt(place))) || !(await isMet(raised))) continue
          place = await lowered(raised, down)
          break
        }
      }
    }
    // More agents than are needed, where they save more than they cost.
    for (const f of order) {
      while (place[f] < top[f]) {
        const raised = place.with(f, place[f] + 1)
        if ((await price(valuesAt(raised))) >= (await price(valuesAt(place))) || !(await isMet(raised))) break
        place = raised
      }
    }
    return place
  }

  const sorted = () => [...looked.values()].sort((a, b) => a.price - b.price)
  if (dearest.verdict !== 'met')
    return { minimised, confidence: perLook, dearest, cheaper: [], atEnd: [], looked: sorted() }
  let best = top
  for (const order of ordersOf(factors.length)) {
    const place = await descend(order)
    if ((await price(valuesAt(place))) < (await price(valuesAt(best)))) best = place
  }
  const cheaper: Judged[] = []
  for (let f = 0; f < best.length; f++) {
    for (let step = 1; step <= MOST_STEPS && best[f] - step >= 0; step++) {
      const neighbour = await lookAt(best.with(f, best[f] - step))
      cheaper.push(neighbour)
      if (neighbour.verdict !== 'undecided') break
    }
  }
  const atEnd = factors.flatMap(({ name }, f) => (best[f] === 0 ? [name] : []))
  return { minimised, confidence: perLook, answer: await lookAt(best), dearest, cheaper, atEnd, looked: sorted() }
}

/** Every order of a few factors; of many, each as the first. */
function ordersOf(count: number): number[][] {
  const all = Array.from({ length: count }, (_, f) => f)
  if (count > MOST_ORDERED) return all.map((f) => [...all.slice(f), ...all.slice(0, f)])
  const orders = (rest: readonly number[]): number[][] =>
    rest.length === 0 ? [[]] : rest.flatMap((f) => orders(rest.filter((g) => g !== f)).map((order) => [f, ...order]))
  return orders(all)
}
