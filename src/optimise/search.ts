import type { Conditions } from './conditions.ts'
import { differencesAt, gainOf } from './differences.ts'
import type { Evaluator, Outcome } from './evaluate.ts'
import { type Pool, pooledStaffing } from './pooled-load.ts'
import { costOf, type Space, type Staffing } from './space.ts'
import { focusOf, type Standing, standingOf, valuesByBlock } from './standing.ts'
import { cheapestStep, type Look, promised } from './step.ts'

/** What a search works with. */
export interface Problem {
  space: Space
  conditions: Conditions
  evaluator: Evaluator
  /** The days on which staffings are compared. */
  days: readonly number[]
  sure: number | undefined
  /** By condition: so far above what is asked that fresh days will most likely confirm it. */
  wanted: Float64Array
  /** Blocks between two changes in one simulation. */
  apart: number
}

/** A staffing that was simulated. */
export interface Candidate {
  staffing: Staffing
  outcome: Outcome
  standing: Standing
  cost: number
}

/** Called before each iteration, with the best staffing so far that meets everything; false: no more. */
export type Continue = (best: Candidate | undefined, now: Candidate) => Promise<boolean>

export async function simulated(
  { space, conditions, evaluator, days, sure }: Problem,
  staffing: Staffing,
): Promise<Candidate> {
  const [outcome] = await evaluator.evaluate([staffing], days)
  return { staffing, outcome, standing: standingOf(conditions, outcome, sure), cost: costOf(space, staffing) }
}

/** What is missed most, in shares; not above 0 where everything is met. */
export function missedBy({ wanted }: Pick<Problem, 'wanted'>, { standing }: Pick<Candidate, 'standing'>): number {
  return standing.reduce((most, value, c) => Math.max(most, wanted[c] - value), Number.NEGATIVE_INFINITY)
}

/** Whether a staffing has all that is wanted, on the days of the search. */
export function isMet(problem: Pick<Problem, 'wanted'>, candidate: Pick<Candidate, 'standing'>): boolean {
  return missedBy(problem, candidate) <= 1e-9
}

/** Safety factors between which the first staffing is looked for, and how often the range is halved. */
const BETA = [0, 3] as const
const HALVINGS = 5

/** The first staffing: every pool of queues has its load and a safety that is the same multiple of its square root for all, the least that meets the targets. */
export async function firstStaffing(
  problem: Problem,
  pools: readonly Pool[],
  loads: Float64Array,
): Promise<Candidate | undefined> {
  const { space } = problem
  let [low, high] = BETA as readonly [number, number]
  let found: Candidate | undefined
  for (let k = 0; k < HALVINGS; k++) {
    const beta = (low + high) / 2
    const staffing = await pooledStaffing(space, pools, loads, beta)
    if (!staffing) return found
    const candidate = await simulated(problem, staffing)
    found ??= candidate
    if (isMet(problem, candidate)) high = beta
    else low = beta
    if (missedBy(problem, candidate) <= 0.02 || missedBy(problem, candidate) < missedBy(problem, found))
      found = candidate
  }
  return found
}

/** What one agent more changes at a candidate, or one less (its sign turned), or both. */
export async function lookAt(
  problem: Problem,
  { staffing, outcome, standing }: Candidate,
  which: 'more' | 'less' | 'both',
): Promise<Look> {
  const { space, conditions, sure, apart } = problem
  const { blocks } = space
  const focus = conditions.list.map((condition) => focusOf(conditions, outcome, condition, sure))
  const byBlock = new Float64Array(conditions.list.length * blocks)
  focus.forEach((days, c) => {
    const values = valuesByBlock(conditions, outcome, days)
    const sum = values.reduce((all, value) => all + value, 0)
    // The days beside the one that decides are not as it is: what differs is spread over the blocks.
    for (let b = 0; b < blocks; b++) byBlock[c * blocks + b] = values[b] + (standing[c] - sum) / blocks
  })
  const at = (step: 1 | -1) => differencesAt(staffing, { outcome, focus, step, apart }, problem)
  if (which === 'less') {
    const less = await at(-1)
    return { staffing, byBlock, plus: { ...less, gain: less.gain.map((change) => -change) } }
  }
  const plus = await at(1)
  return { staffing, byBlock, plus, ...(which === 'both' ? { minus: await at(-1) } : {}) }
}

/** A staffing that misses by less is not cut off but mended. */
const NEARLY = 0.004
const FIRST_RADIUS = 2
const MOST_CUT_ITERATIONS = 14
const KEPT_LOOKS = 10
/** Iterations without a better staffing after which cuts have done what they can. */
const PATIENCE = 2

/** Cutting planes: from staffing to staffing, each the cheapest of which all that was learnt says that the targets hold. The one that is best: it meets the targets, or misses by little. */
export async function searchByCuts(problem: Problem, first: Candidate, goOn: Continue): Promise<Candidate> {
  const { space, conditions, wanted } = problem
  const looks: Look[] = []
  const seen = new Set<string>()
  let now = first
  let best = first
  let radius = FIRST_RADIUS
  let idle = 0
  for (let k = 0; k < MOST_CUT_ITERATIONS && idle < PATIENCE; k++) {
    if (!(await goOn(isMet(problem, best) ? best : undefined, now))) break
    // Down from where there is service to spare, up from where it is missing: service bends between the two.
    looks.push(await lookAt(problem, now, isMet(problem, now) ? 'less' : 'more'))
    if (looks.length > KEPT_LOOKS) looks.shift()
    seen.add(now.staffing.join())
    const next = await cheapestStep({
      space,
      conditions: conditions.list.length,
      looks,
      centre: now.staffing,
      radius,
      wanted,
    })
    if (!next || seen.has(next.join())) {
      if (radius === 1) break
      radius--
      continue
    }
    now = await simulated(problem, next)
    if (isBetter(problem, now, best)) {
      best = now
      idle = 0
    } else {
      idle++
      radius = Math.max(1, radius - 1)
    }
  }
  return best
}

/** Meets the targets nearly and costs less; or misses less. */
function isBetter(problem: Problem, one: Candidate, than: Candidate): boolean {
  const [a, b] = [missedBy(problem, one), missedBy(problem, than)]
  if (a <= NEARLY && b <= NEARLY) return priceOf(problem, one) < priceOf(problem, than)
  return a < b
}

/** What a staffing costs with what it misses made good, roughly: a share of service costs a share of the staffing. */
function priceOf(problem: Problem, candidate: Candidate): number {
  return candidate.cost * (1 + Math.max(0, missedBy(problem, candidate)))
}

const MOST_MENDS = 12

/** Adds agents where they help most for what they cost until everything is met. */
export async function mended(problem: Problem, from: Candidate, goOn: Continue): Promise<Candidate> {
  let now = from
  for (let k = 0; k < MOST_MENDS && !isMet(problem, now); k++) {
    if (!(await goOn(undefined, now))) break
    const more = raised(problem, await lookAt(problem, now, 'more'), now.standing, problem.wanted)
    if (!more) break
    now = await simulated(problem, more)
  }
  return now
}

/** Gains below this are noise, in shares. */
const NOISE = 1e-6

/** One agent after the other where the differences promise most of what is missing for the cost, until they promise all; undefined where none helps. */
export function raised(
  { space, conditions }: Problem,
  look: Look,
  standing: Standing,
  wanted: Float64Array,
): Staffing | undefined {
  const { most, cost, groups, blocks, fixed } = space
  const places = groups * blocks
  const staffing = Int32Array.from(look.staffing)
  const missing = Float64Array.from(standing, (value, c) => wanted[c] - value)
  let any = false
  while (missing.some((value) => value > NOISE)) {
    let best = -1
    let most1 = 0
    for (let place = 0; place < places; place++) {
      if (
        fixed[Math.floor(place / blocks)] ||
        staffing[place] >= most[place] ||
        staffing[place] > look.staffing[place] + 1
      )
        continue
      let help = 0
      for (let c = 0; c < conditions.list.length; c++) {
        const gain = gainOf(look.plus, c, place, places)
        if (missing[c] > 0) help += Math.min(gain, missing[c])
      }
      if (help / cost[place] > most1) {
        most1 = help / cost[place]
        best = place
      }
    }
    if (best < 0) break
    any = true
    staffing[best]++
    for (let c = 0; c < missing.length; c++) missing[c] -= gainOf(look.plus, c, best, places)
  }
  return any ? staffing : undefined
}

const MOST_ROUNDS = 8
/** Savings that are tried, as shares of the cost: the first, and half of it each time that one fails, down to the last. */
const FIRST_SAVING = 0.02
const LAST_SAVING = 0.001
/** Where even the differences say that so much is missed, nothing is simulated, in shares. */
const HOPELESS = 0.01
/** Of what a step was promised too much the next one, which is half as large, will be too. */
const PROMISED_TOO_MUCH = 0.4
const POLISH_RADIUS = 1

/**
 * Local search: of all staffings that are cheaper by so much, the one of which the differences promise that it has most to spare is simulated. One that meets the targets is where the search goes on from; if none does, less is saved.
 */
export async function polished(problem: Problem, from: Candidate, goOn: Continue): Promise<Candidate> {
  const { space, wanted } = problem
  let best = from
  for (let k = 0; k < MOST_ROUNDS && (await goOn(best, best)); k++) {
    const look = await lookAt(problem, best, 'both')
    const before = best
    const asked = Float64Array.from(wanted)
    for (let saving = FIRST_SAVING; saving >= LAST_SAVING; ) {
      const next = await cheapestStep({
        space,
        conditions: asked.length,
        looks: [look],
        centre: best.staffing,
        radius: POLISH_RADIUS,
        wanted: asked,
        spend: best.cost * (1 - saving),
      })
      const expected = next && promised(look, next, asked.length)
      if (!next || expected!.some((value, c) => value < wanted[c] - HOPELESS)) {
        saving /= 2
        continue
      }
      const candidate = await simulated(problem, next)
      if (isMet(problem, candidate)) {
        best = candidate
        continue
      }
      // Where the differences promised too much, more is asked of them the next time.
      candidate.standing.forEach((value, c) => {
        asked[c] = wanted[c] + PROMISED_TOO_MUCH * Math.max(0, expected![c] - value)
      })
      saving /= 2
    }
    if (best === before) break
  }
  return best
}
