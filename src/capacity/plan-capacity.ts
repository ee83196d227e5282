import { checkKeys, type DayNumber, formatDay, type Keys, KrarupError } from '../domain/index.ts'
import { withModel } from '../solver/index.ts'
import { type Accounts, accountsOf } from './accounts.ts'
import { checkCapacity } from './check-capacity.ts'
import { type Decision, hiringProgram } from './hiring-program.ts'
import { type Hires, type Prepared, prepare, withHires } from './prepare.ts'
import type { CapacityQuestion } from './question.ts'
import { type Shortage, shortagesOf } from './shortages.ts'

export interface CapacityOptions {
  /** Stops when the answer costs at most by this share of the whole cost more than the least possible. Default 0.1 %. */
  gap?: number
  /** Most iterations of the solver's simplex method, so that the answer repeats. Default 100 000. */
  iterations?: number
  /** First days of classes that are dropped: Mondays. */
  without?: readonly DayNumber[]
}

const OPTION_KEYS = { gap: 1, iterations: 1, without: 1 } as const satisfies Keys<CapacityOptions>

const GAP = 1e-3
const ITERATIONS = 100_000
/** Nodes of a search that its iterations end. */
const NODES = 1_000_000

/** How good an answer is. */
export interface Proof {
  /** What the program makes least: pay, overtime, lending, hiring, and what lacking hours are worth; team leaders and trainers by the person. */
  cost: number
  /** No answer costs less. */
  bound: number
  /** By how much the cost may be above the least possible, as a share of the cost. */
  gap: number
  /** Whether the gap that was asked for was reached. */
  reached: boolean
}

/** What a class is worth: the plan without it and everything else as it is, but for overtime and lending. */
export interface ClassWorth {
  group: string
  start: DayNumber
  people: number
  /** Money that is saved (below 0: paid more) when the class is dropped. */
  saved: number
  /** Weeks of a full-time agent that are lacking in addition. */
  shortWeeks: number
  /** The first and the last week that lacks agents in addition; null where none does. */
  from: DayNumber | null
  to: DayNumber | null
  /** What it is worth in all, lacking hours among it: the cost that the drop adds. */
  worth: number
}

/** A plan of hiring, and what it is made from. */
export interface CapacityPlan extends Accounts {
  question: CapacityQuestion
  /** Whether amounts are money; else they are paid hours. */
  priced: boolean
  proof: Proof
  shortages: Shortage[]
  worths: ClassWorth[]
  /** With dropped classes: what follows when nothing takes their place, and the best plan without them. */
  without: {
    starts: DayNumber[]
    dropped: Accounts
    replanned: Accounts & { proof: Proof; shortages: Shortage[] }
  } | null
}

/**
 * When to hire how many: classes of new people at least cost over one to two years, with overtime, lending between groups, attrition, training and learning; over and under by week, what everything costs, and what each class
 * is worth. A mixed integer program, solved by HiGHS; the answer repeats.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE of what is asked; UNREACHABLE for a target that no number of agents reaches
 * @example
 * ```ts
 * import { planCapacity } from 'krarup/capacity'
 * const weeks = 12
 * const everyWeek = (value) => new Array(weeks).fill(value)
 * const plan = await planCapacity({
 *   start: 20822, // Monday, 4 January 2027
 *   weeks,
 *   hoursAWeek: 40,
 *   // 1,800 hours of work a week at an occupancy of 90 % are 2,000 hours on duty: 50 agents.
 *   queues: [{ name: 'mail', group: 'mail', volume: everyWeek({ low: 10800, mean: 10800, high: 10800 }), aht: everyWeek(600), shape: { interval: 604800, shares: [1] }, occupancy: 0.9 }],
 *   groups: [{ name: 'mail', agents: [{ count: 44, contract: 'full' }], classes: { least: 1, most: 12, atOnce: 1, lead: 2, closed: [], planned: [], cost: 0, hire: 0 } }],
 *   shrinkage: [],
 *   contracts: [{ name: 'full', hours: 40, pay: 6000 }],
 *   training: [{ name: 'class room', weeks: 4, speed: 0 }],
 *   learning: [],
 *   attrition: [],
 *   lending: [],
 * })
 * plan.classes.map(({ start, people }) => [start, people]) //=> [[20836, 6]]
 * plan.groups[0].weeks.map(({ over }) => Math.round(over.mean)) //=> [-6, -6, -6, -6, -6, -6, 0, 0, 0, 0, 0, 0]
 * ```
 */
export async function planCapacity(question: CapacityQuestion, options: CapacityOptions = {}): Promise<CapacityPlan> {
  checkKeys('planCapacity', options, OPTION_KEYS)
  const { without = [] } = options
  checkCapacity(question)
  const weeks = without.map((day) => weekOf(day, question))
  const prepared = prepare(question)
  const { accounts, decision, ...solved } = await hired(prepared, options)
  const worths: ClassWorth[] = []
  for (const dropped of decision.hires)
    worths.push(
      worthOf(
        dropped,
        accounts,
        await keeping(
          decision.hires.filter((each) => each !== dropped),
          prepared,
        ),
        prepared,
      ),
    )
  return {
    ...accounts,
    ...solved,
    question,
    priced: prepared.priced,
    worths,
    without: weeks.length === 0 ? null : await withoutThem(),
  }

  async function withoutThem(): Promise<NonNullable<CapacityPlan['without']>> {
    const kept = decision.hires.filter(({ week }) => !weeks.includes(week))
    const { decision: _, accounts: replanned, ...how } = await hired(closing(prepared, weeks), options)
    return {
      starts: [...without],
      dropped: await keeping(kept, prepared),
      replanned: { ...replanned, ...how },
    }
  }
}

/** The week of the plan that begins on a day. */
function weekOf(day: DayNumber, { start, weeks }: CapacityQuestion): number {
  const week = (day - start) / 7
  if (Number.isInteger(week) && week >= 0 && week < weeks) return week
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `no week of the plan begins on ${formatDay(day)}`,
    where: { name: 'without' },
    how: `classes begin on Mondays from ${formatDay(start)} to ${formatDay(start + 7 * (weeks - 1))}`,
    value: day,
  })
}

/** The same question where no class begins in some weeks, decided or not. */
function closing(prepared: Prepared, weeks: readonly number[]): Prepared {
  return {
    ...prepared,
    groups: prepared.groups.map((each) => {
      const { classes } = each.group
      const planned = classes.planned.filter(({ week }) => !weeks.includes(week))
      return {
        ...each,
        group: { ...each.group, classes: { ...classes, planned, closed: [...classes.closed, ...weeks] } },
      }
    }),
  }
}

interface Hired {
  decision: Decision
  accounts: Accounts
  proof: Proof
  shortages: Shortage[]
}

/** Classes, overtime and lending at least cost. */
async function hired(prepared: Prepared, { gap = GAP, iterations = ITERATIONS }: CapacityOptions): Promise<Hired> {
  const { program, fixedCost, decisionOf } = hiringProgram(prepared)
  const answer = await withModel(program, (model) =>
    // Of the whole cost, and most of it cannot be decided: those who are there are paid.
    model.solveWhole({ gap, absoluteGap: gap * fixedCost, nodes: NODES, iterations }),
  )
  if (!answer)
    throw new KrarupError({
      code: 'UNREACHABLE',
      what: `no plan of hiring was found within ${iterations} iterations`,
      how: 'allow more, or a wider gap',
    })
  const decision = decisionOf(answer.values)
  const accounts = accountsOf(decision, prepared)
  const [cost, bound] = [fixedCost + answer.cost, fixedCost + answer.bound]
  return {
    decision,
    accounts,
    proof: { cost, bound, gap: cost > 0 ? (cost - bound) / cost : 0, reached: answer.reached },
    shortages: shortagesOf(accounts, prepared),
  }
}

/** The best that overtime and lending make of given classes. */
async function keeping(hires: readonly Hires[], prepared: Prepared): Promise<Accounts> {
  const staffed = {
    ...prepared,
    groups: prepared.groups.map((each, g) => ({
      ...each,
      base: withHires(each.base, hires, g, prepared),
      group: { ...each.group, classes: { ...each.group.classes, most: 0, planned: [] } },
    })),
  }
  const { program, decisionOf } = hiringProgram(staffed)
  const answer = await withModel(program, (model) => model.solveRelaxed())
  return accountsOf({ ...decisionOf(answer!.values), hires: [...hires] }, prepared)
}

/** Agents less than this are lacking by rounding. */
const LACKING = 0.05

function worthOf(
  { group, week, people }: Hires,
  plan: Accounts,
  without: Accounts,
  { question, groups, shortHour, present }: Prepared,
): ClassWorth {
  const { start, hoursAWeek } = question
  const lacking = present.map((share, at) =>
    plan.groups.reduce((sum, { weeks }, g) => sum + (without.groups[g].weeks[at].short - weeks[at].short) * share, 0),
  )
  const shown = [...lacking.keys()].filter((at) => lacking[at] / present[at] >= LACKING)
  const saved = plan.costs.total - without.costs.total
  return {
    group: groups[group].group.name,
    start: start + 7 * week,
    people: people.reduce((sum, count) => sum + count, 0),
    saved,
    shortWeeks: without.shortWeeks - plan.shortWeeks,
    from: shown.length > 0 ? start + 7 * shown[0] : null,
    to: shown.length > 0 ? start + 7 * shown[shown.length - 1] : null,
    worth: lacking.reduce((sum, each) => sum + each, 0) * hoursAWeek * shortHour - saved,
  }
}
