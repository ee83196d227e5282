import { checkKeys, checkNumber, type Keys, KrarupError } from '../domain/index.ts'
import { type CompiledModel, compile, type Runner, type Scenario, sameThreadRunner } from '../sim/index.ts'
import { bounded, checkReachable, checkServed, guessMost, measureLoads } from './bounds.ts'
import { type Conditions, conditionsOf } from './conditions.ts'
import { blocksApart } from './differences.ts'
import { aborted, type Evaluator, evaluatorOf, withAgents } from './evaluate.ts'
import { type Help, helpsOf } from './help.ts'
import { errorOf, fewestDaysFor, type Judged, judge, shareToConfirm, Z } from './judge.ts'
import { poolsOf } from './pooled-load.ts'
import {
  type Candidate,
  type Continue,
  firstStaffing,
  isMet,
  lookAt,
  mended,
  type Problem,
  polished,
  raised,
  searchByCuts,
  simulated,
} from './search.ts'
import {
  agentsTable,
  costOf,
  hoursOf,
  type Space,
  type SpaceOptions,
  type Staffing,
  spaceOf,
  staffingOf,
} from './space.ts'
import type { Look } from './step.ts'
import { type Training, trainingsOf } from './training.ts'

export interface OptimiseOptions extends SpaceOptions {
  /** Share of days on which every target shall hold, above 0 and below 1: 0.9 for nine days of ten. Without it targets hold for all days together. */
  sure?: number
  /** Share of all contacts together that shall be in time, each by its own queue's threshold; besides the targets of the queues. */
  centre?: number
  /** Days on which staffings are compared. Default 200; with `sure` 400, and more where that is near 1. */
  days?: number
  /** Fresh days on which the answer is judged. Default 2000, and more where `sure` is near 1. */
  freshDays?: number
  /** At most so many iterations of the search: such a run repeats. */
  iterations?: number
  /** Look at the time before every iteration, and begin none after so many seconds by `now`: such a run does not repeat. */
  budgetSeconds?: number
  /** Milliseconds of a clock, for `budgetSeconds`. */
  now?: () => number
  /** Default 1. */
  seed?: number
  /** Default: the calling thread. */
  runner?: Runner
  signal?: AbortSignal
  /** A staffing to go on from, as an earlier run found it. */
  from?: readonly GroupStaffing[]
  /** Also look for skills that pay: each group with each queue that it does not serve. Default false. */
  training?: boolean
  /** Is told what goes on, and waited for. */
  onProgress?: (progress: OptimiseProgress) => void | Promise<void>
}

const OPTIMISE_KEYS = {
  blocks: 1,
  fixed: 1,
  least: 1,
  most: 1,
  change: 1,
  sure: 1,
  centre: 1,
  days: 1,
  freshDays: 1,
  iterations: 1,
  budgetSeconds: 1,
  now: 1,
  seed: 1,
  runner: 1,
  signal: 1,
  from: 1,
  training: 1,
  onProgress: 1,
} as const satisfies Keys<OptimiseOptions>

export interface OptimiseProgress {
  stage: 'loads' | 'first staffing' | 'cuts' | 'mending' | 'local search' | 'fresh days' | 'answers'
  iteration: number
  simulatedDays: number
  /** The best staffing so far that meets everything on the days of the search. */
  best?: { cost: number; staffing: GroupStaffing[] }
}

/** Agents of a group, block by block. */
export interface GroupStaffing {
  group: string
  agents: number[]
}

/** A staffing and how it does on fresh days. */
export interface JudgedStaffing {
  staffing: GroupStaffing[]
  /** Agent hours, or their price where the scenario has prices of agent hours. */
  cost: number
  agentHours: number
  /** By target; empty where a run was stopped before it was judged. */
  judged: Judged[]
}

export interface Optimised extends JudgedStaffing {
  /** The scenario with the agents of the answer. */
  scenario: Scenario
  /** Seconds from the first opening. */
  blocks: { from: number; to: number }[]
  /** What is minimised. */
  minimised: 'cost' | 'agentHours'
  sure: number | null
  /** Every target holds on the fresh days, with limits of 95 %. */
  met: boolean
  freshDays: number
  /** The scenario as it is, on the same fresh days; null where it has no agents. */
  today: JudgedStaffing | null
  /** What one agent more would do, by group and block, the most for its cost first. */
  helps: Help[]
  /** Skills that pay, the best first; empty unless asked for. */
  trainings: Training[]
  iterations: number
  /** All days that were simulated. */
  simulatedDays: number
  /** Nothing better was found; the iterations were used up; the time was up; it was told to stop. */
  stopped: 'done' | 'iterations' | 'budget' | 'aborted'
  /** The same call gives the same answer again. */
  repeatable: boolean
  seed: number
}

const DAYS = 200
const DAYS_OF_CERTAINTY = 400
/** Days of the search on which a target may be missed, at the least; so a certainty near 1 takes more days. */
const FEWEST_MISSES = 12
const FRESH_DAYS = 2000
/** Fresh days have numbers that no search reaches; each look at them takes new ones. */
const FRESH = 1_000_000
const MOST_LOOKS = 10

/**
 * The cheapest staffing found of groups and blocks with which every queue's target holds, in the mean or on a share of days, by simulation (Atlason, Epelman and Henderson 2004; Cezik and L'Ecuyer 2008).
 *
 * It starts from the load of every set of queues that share groups, goes on by cutting planes from finite differences with common random numbers, mends what is missed, exchanges agents as long as that is cheaper, and judges the
 * answer on fresh days: where a limit of 95 % does not hold there, agents are added, and it is judged on other days. The answer is good and is not proved to be the cheapest.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT; UNREACHABLE where no staffing within the bounds meets a target; ABORTED where it was stopped before it had any staffing
 * @example
 * ```ts
 * import { optimise } from 'krarup/optimise'
 * const scenario = {
 *   interval: 3600,
 *   queues: { general: { volume: [60, 90], aht: 300, patience: 120, groups: ['agents'], target: { serviceLevel: { within: 20, share: 0.8 } } } },
 *   groups: { agents: { agents: 0 } },
 * }
 * const { staffing, met } = await optimise(scenario, { days: 50, freshDays: 200 })
 * met //=> true
 * staffing.map(({ agents }) => agents.length) //=> [2]
 * ```
 */
export async function optimise(scenario: Scenario, options: OptimiseOptions = {}): Promise<Optimised> {
  checkKeys('optimise', options, OPTIMISE_KEYS)
  const run = await prepare(scenario, options)
  const { problem, told } = run
  try {
    const first = await startingFrom(run, options)
    const cut = options.from ? first : await searchByCuts(problem, first, run.goOn('cuts'))
    const mend = await mended(problem, cut, run.always('mending'))
    run.state.best = await polished(problem, mend, run.goOn('local search'))
    await told('fresh days')
    const { best, judged } = await confirmed(run, run.state.best)
    run.state.best = best
    return await answerOf(run, best, judged, options)
  } catch (error) {
    const stopped = error instanceof KrarupError && error.code === 'ABORTED'
    if (!stopped || !run.state.best) throw error
    run.state.stopped = 'aborted'
    return unjudged(run, run.state.best)
  }
}

/** Everything that the parts of a run share. */
interface Run {
  scenario: Scenario
  model: CompiledModel
  space: Space
  conditions: Conditions
  evaluator: Evaluator
  problem: Problem
  /** The same problem for another scenario. */
  problemWith(scenario: Scenario): Problem
  state: {
    days: number
    best: Candidate | undefined
    iterations: number
    stage: OptimiseProgress['stage']
    stopped: Optimised['stopped']
  }
  told(stage?: OptimiseProgress['stage']): Promise<void>
  /** Before each iteration: keeps the best, and says whether there is one more; `always` there is. */
  goOn(stage: OptimiseProgress['stage']): Continue
  always(stage: OptimiseProgress['stage']): Continue
  carriesOver: boolean
  freshDays: number
  sure: number | undefined
  seed: number
}

async function prepare(scenario: Scenario, options: OptimiseOptions): Promise<Run> {
  const { sure, centre, seed = 1, runner = sameThreadRunner(), signal, onProgress, now } = options
  const freshDays = checkCertainty(sure, options.freshDays)
  if (centre !== undefined) checkNumber('centre', centre, { above: 0, most: 1 })
  if (options.iterations !== undefined) checkNumber('iterations', options.iterations, { least: 0, whole: true })
  if (options.budgetSeconds !== undefined && now === undefined)
    throw new KrarupError({
      code: 'MISSING',
      what: 'a budget of seconds needs a clock',
      where: { name: 'now' },
      how: 'give now: () => performance.now()',
    })
  const model = compile(scenario)
  const space = spaceOf(model, options)
  checkServed(model, space)
  const conditions = conditionsOf(model, scenario, space, centre, sure !== undefined)
  const carriesOver = model.agentLevel?.deferred !== undefined
  const state: Run['state'] = { days: 0, best: undefined, iterations: 0, stage: 'loads', stopped: 'done' }
  const told = async (stage = state.stage) => {
    state.stage = stage
    const { best, iterations: iteration } = state
    // The first staffing may miss its targets: it is none to keep.
    const found =
      best && isMet(problem, best) ? { best: { cost: best.cost, staffing: byGroup(space, best.staffing) } } : {}
    await onProgress?.({ stage, iteration, simulatedDays: state.days, ...found })
  }
  const evaluatorFor = (of: Pick<Run, 'model' | 'scenario' | 'conditions'>) =>
    evaluatorOf({ ...of, space, runner, seed, signal, count: state, told: () => told() })
  const evaluator = evaluatorFor({ model, scenario, conditions })
  const count =
    options.days ?? (sure === undefined ? DAYS : Math.max(DAYS_OF_CERTAINTY, Math.ceil(FEWEST_MISSES / (1 - sure))))
  checkNumber('days', count, { least: 10, whole: true })
  const problem: Problem = {
    space,
    conditions,
    evaluator,
    days: Array.from({ length: count }, (_, day) => day),
    sure: sure === undefined ? undefined : shareToConfirm(sure, freshDays),
    wanted: new Float64Array(conditions.list.length),
    apart: blocksApart(space, carriesOver),
  }
  const problemWith = (other: Scenario): Problem => {
    const changed = compile(other)
    const own = conditionsOf(changed, other, space, centre, sure !== undefined)
    return {
      ...problem,
      conditions: own,
      evaluator: evaluatorFor({ model: changed, scenario: other, conditions: own }),
    }
  }
  const began = now?.() ?? 0
  const isOver = () => {
    if (options.iterations !== undefined && state.iterations >= options.iterations) return 'iterations' as const
    if (options.budgetSeconds !== undefined && ((now as () => number)() - began) / 1000 >= options.budgetSeconds)
      return 'budget' as const
    return undefined
  }
  const always =
    (stage: OptimiseProgress['stage']): Continue =>
    async (best) => {
      if (best && (!state.best || best.cost < state.best.cost || !isMet(problem, state.best))) state.best = best
      if (signal?.aborted) throw aborted()
      await told(stage)
      return true
    }
  const goOn =
    (stage: OptimiseProgress['stage']): Continue =>
    async (best, candidate) => {
      await always(stage)(best, candidate)
      const over = isOver()
      if (over) state.stopped = over
      else state.iterations++
      return over === undefined
    }
  return {
    scenario,
    model,
    space,
    conditions,
    evaluator,
    problem,
    problemWith,
    state,
    told,
    goOn,
    always,
    carriesOver,
    freshDays,
    sure,
    seed,
  }
}

/** @returns fresh days */
function checkCertainty(sure: number | undefined, freshDays: number | undefined): number {
  if (freshDays !== undefined) checkNumber('freshDays', freshDays, { least: 10, whole: true })
  if (sure === undefined) return freshDays ?? FRESH_DAYS
  if (sure === 1)
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: 'no number of agents is sure on every day: some day is always busier than all that were looked at',
      where: { name: 'sure' },
      how: 'ask for 90%, 95% or 99% of days',
      value: sure,
    })
  checkNumber('sure', sure, { above: 0, most: 1 })
  const fewest = fewestDaysFor(sure)
  if (freshDays === undefined) return Math.max(FRESH_DAYS, 4 * fewest)
  if (freshDays >= fewest) return freshDays
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `${freshDays} fresh days cannot show that a target holds on ${Math.round(sure * 1e6) / 1e4} % of days, even if it holds on all of them`,
    where: { name: 'freshDays' },
    how: `take at least ${fewest}`,
    value: freshDays,
  })
}

/** The first staffing: what was handed over, or what the load of the queues asks for. */
async function startingFrom(run: Run, { from }: OptimiseOptions): Promise<Candidate> {
  const { problem, model, space, conditions, evaluator, sure, state, told, carriesOver, freshDays } = run
  await told('loads')
  const loads = await measureLoads(space, conditions, evaluator)
  guessMost(space, model, loads, carriesOver)
  const { days } = problem
  const few = { ...problem, days: days.slice(0, Math.ceil(days.length / 2)) }
  await checkReachable(space, conditions, evaluator, few.days, problem.sure)
  await told('first staffing')
  const start = from ? fromGroups(space, from) : (await firstStaffing(few, poolsOf(model), loads))?.staffing
  if (!start)
    throw new KrarupError({
      code: 'UNREACHABLE',
      what: 'no staffing lies within the bounds: the fewest agents, the most and the largest changes exclude each other',
      how: 'allow larger changes, or leave --least and --most out',
    })
  const first = await simulated(problem, bounded(space, start))
  // So much above what is asked that as many fresh days confirm it.
  if (sure === undefined)
    for (let c = 0; c < problem.wanted.length; c++)
      problem.wanted[c] = Z * errorOf(conditions, first.outcome, c) * Math.sqrt(days.length / freshDays)
  state.best = first
  return first
}

/** Judges a staffing on fresh days, and adds agents until all limits hold there. */
async function confirmed({ problem, conditions, evaluator, freshDays, sure, told }: Run, from: Candidate) {
  let best = from
  for (let look = 1; ; look++) {
    const fresh = Array.from({ length: freshDays }, (_, day) => FRESH * look + day)
    const [outcome] = await evaluator.evaluate([best.staffing], fresh)
    const judged = judge(conditions, outcome, sure)
    if (judged.every(({ met }) => met) || look === MOST_LOOKS) return { best, judged, outcome }
    await told()
    const wanted = Float64Array.from(judged, ({ met, wanted: asked, limit }, c) => {
      if (met) return Number.NEGATIVE_INFINITY
      const short = sure === undefined ? Math.abs(asked - limit) / unitOf(problem, c) : LEAST_STEP
      return best.standing[c] + Math.max(short, LEAST_STEP)
    })
    const more = raised(problem, await lookAt(problem, best, 'more'), best.standing, wanted)
    if (!more) return { best, judged, outcome }
    best = await simulated(problem, more)
  }
}

/** What is missed on fresh days is made good by at least so much, in shares. */
const LEAST_STEP = 0.002

function unitOf({ conditions }: Problem, condition: number): number {
  const { figure, wanted } = conditions.parts[conditions.list[condition].parts[0]]
  return figure === 'asa' || figure === 'meanWait' ? Math.max(wanted, 1) : 1
}

async function answerOf(
  run: Run,
  best: Candidate,
  judged: Judged[],
  { training }: OptimiseOptions,
): Promise<Optimised> {
  const { problem, told, model, space, conditions, evaluator, freshDays, sure } = run
  await told('answers')
  const look: Look = await lookAt(problem, best, 'more')
  const helps = helpsOf(problem, look)
  const trainings = training ? await trainingsOf(run.scenario, problem, best, run.problemWith) : []
  const staffing = staffingOf(model, space)
  let today: JudgedStaffing | null = null
  if (staffing.some((agents) => agents > 0)) {
    const fresh = Array.from({ length: freshDays }, (_, day) => FRESH + day)
    const [outcome] = await evaluator.evaluate([staffing], fresh)
    today = { ...staffed(space, staffing), judged: judge(conditions, outcome, sure) }
  }
  return {
    ...unjudged(run, best),
    judged,
    met: judged.every(({ met }) => met),
    helps,
    trainings,
    today,
    simulatedDays: run.state.days,
  }
}

/** An answer that was not judged: a run was stopped. */
function unjudged({ scenario, model, space, state, sure, freshDays, seed }: Run, { staffing }: Candidate): Optimised {
  const { blockStart, blocks, priced } = space
  return {
    ...staffed(space, staffing),
    scenario: withAgents(scenario, space, model, agentsTable(model, space, staffing)),
    blocks: Array.from({ length: blocks }, (_, b) => ({
      from: blockStart[b] * model.interval,
      to: blockStart[b + 1] * model.interval,
    })),
    minimised: priced ? 'cost' : 'agentHours',
    sure: sure ?? null,
    judged: [],
    met: false,
    freshDays,
    today: null,
    helps: [],
    trainings: [],
    iterations: state.iterations,
    simulatedDays: state.days,
    stopped: state.stopped,
    repeatable: state.stopped === 'done' || state.stopped === 'iterations',
    seed,
  }
}

function staffed(space: Space, staffing: Staffing): Omit<JudgedStaffing, 'judged'> {
  return { staffing: byGroup(space, staffing), cost: costOf(space, staffing), agentHours: hoursOf(space, staffing) }
}

function byGroup({ groupNames, blocks }: Space, staffing: Staffing): GroupStaffing[] {
  return groupNames.map((group, g) => ({ group, agents: [...staffing.subarray(g * blocks, (g + 1) * blocks)] }))
}

function fromGroups({ groupNames, blocks }: Space, from: readonly GroupStaffing[]): Staffing {
  const isCount = (count: unknown) => Number.isInteger(count) && (count as number) >= 0
  const rows = groupNames.map((name) => from.find((each) => each?.group === name)?.agents)
  const isWhole = rows.every((agents) => Array.isArray(agents) && agents.length === blocks && agents.every(isCount))
  if (!isWhole || from.length !== groupNames.length)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the staffing to go on from is of other groups or blocks, or damaged',
      where: { name: 'from' },
      how: `take the scenario and blocks that it was found with: a whole number of agents for each of ${blocks} blocks, of ${groupNames.join(', ')}`,
    })
  return Int32Array.from((rows as number[][]).flat())
}
