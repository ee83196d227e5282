import type { RandomStream } from '../numeric/random/stream.ts'
import { type KeptModel, type RelaxedAnswer, withModel } from '../solver/index.ts'
import { dive } from './dive.ts'
import { fewerForms } from './fewer-forms.ts'
import type { Frame, PlacedShift } from './frames.ts'
import { inTimeOverDay } from './goal.ts'
import { improve } from './improve.ts'
import { entriesOf, type Master, masterOf, type ShiftTask } from './master.ts'
import { type Candidate, candidatesAt } from './price-shifts.ts'
import { type Column, peopleOf, roundedUp } from './round-up.ts'
import { momentOfSlot } from './slots.ts'

export interface ShiftBudget {
  /** Share by which the answer may cost more than the bound. */
  gap: number
  /** So often a part of the answer is opened again, until the gap is reached. */
  iterations: number
  /** Share by which fewer forms of shift may cost more than the bound. */
  slack: number
  random: RandomStream
  /** Called after each round; awaited, so that it can let others run. */
  onStep?: ((step: ShiftStep) => void | Promise<void>) | undefined
}

/** Where a solve stands: rounds in which shifts are added, then the search for whole numbers. */
export interface ShiftStep {
  stage: 'shifts' | 'whole numbers'
  round: number
  columns: number
}

export interface SolvedShifts {
  shifts: { placed: PlacedShift; count: number; link: number }[]
  /** How many of each unit of the tours. */
  units: number[]
  /** Of the program: pay, and what is short or missed at its price. */
  cost: number
  /** By meeting: people who have no place for it. */
  lacking: ReadonlyMap<number, number>
  /** No choice of whole shifts costs less. */
  bound: number
}

const MOST_ROUNDS = 1000
/** While whole numbers are looked for, fewer columns are added at a time: most answer a corner that is fixed in the next step. */
const PER_STEP = 60
/** Where the curves give less than the envelope promised, the target is raised by what lacks, so often. */
const MOST_REPAIRS = 4

/**
 * Shifts at least cost, by column generation over whole shifts with their breaks (the set covering form of Dantzig 1954, its columns made as Gilmore and Gomory 1961 did). Whole numbers are found by diving: what is whole is fixed, fractions are raised, and shifts that fit
 * what is left are added; then parts of the answer are opened again. The bound is that of all shifts that the rules allow.
 */
export async function solveShifts(task: ShiftTask, budget: ShiftBudget): Promise<SolvedShifts> {
  const master = masterOf(task)
  return withModel(master.program, async (model) => {
    const columns: Column[] = []
    const known = new Set<string>()
    const put = (one: Candidate): boolean => {
      const key = `${one.link}:${one.frame}:${one.placed.at.join()}`
      if (known.has(key)) return false
      known.add(key)
      const column = model.addColumn({ cost: one.placed.cost, whole: true }, entriesOf(master, one.placed, one.link))
      columns.push({ ...one, column })
      return true
    }
    const more = (answer: RelaxedAnswer, most?: number) =>
      candidatesAt(task, master, answer.duals, most).filter(put).length > 0
    let relaxed = model.solveRelaxed()!
    for (let round = 1; round <= MOST_ROUNDS && more(relaxed); round++) {
      relaxed = model.solveRelaxed()!
      await budget.onStep?.({ stage: 'shifts', round, columns: columns.length })
    }
    await budget.onStep?.({ stage: 'whole numbers', round: 0, columns: columns.length })
    const bound = relaxed.cost
    const values = wholeNumbers(model, { task, master, columns, relaxed, bound, budget, more })
    const chosen =
      task.goal.objective === 'fewest'
        ? fewerForms(model, values, {
            columns: () => columns.map(({ column, placed }) => ({ column, form: formOf(task, placed.frame) })),
            more: (answer, allowed) =>
              candidatesAt(task, master, answer.duals)
                .filter(({ placed }) => allowed.has(formOf(task, placed.frame)))
                .filter(put).length > 0,
            mostCost: Math.max(bound * (1 + budget.slack), costOf(model, values)),
          })
        : values
    const count = (column: number) => Math.round(chosen[column] ?? 0)
    return {
      shifts: columns.flatMap(({ placed, link, column }) =>
        count(column) > 0 ? [{ placed, link, count: count(column) }] : [],
      ),
      units: master.units.map(count),
      lacking: lackingMeetings(master, chosen),
      cost: costOf(model, chosen),
      bound,
    }
  })
}

/** Kind, begin and length. */
function formOf({ slots }: ShiftTask, { kind, from, to }: Frame): string {
  return `${kind}:${momentOfSlot(slots, from).second}:${to - from}`
}

function costOf(model: KeptModel, values: ArrayLike<number>): number {
  return model.program.costs.reduce((sum, each, c) => sum + each * (values[c] ?? 0), 0)
}

function lackingMeetings({ meetingRows }: Master, values: Float64Array): Map<number, number> {
  const lacking = new Map<number, number>()
  for (const { meeting, lacking: column } of meetingRows)
    lacking.set(meeting, (lacking.get(meeting) ?? 0) + values[column])
  return lacking
}

interface Search {
  task: ShiftTask
  master: Master
  columns: readonly Column[]
  relaxed: RelaxedAnswer
  bound: number
  budget: ShiftBudget
  more: (answer: RelaxedAnswer, most?: number) => boolean
}

function wholeNumbers(model: KeptModel, search: Search): Float64Array {
  const { task, master, columns, relaxed, bound, budget } = search
  const whole = {
    columns: () => [...master.units, ...columns.map(({ column }) => column)],
    more: (answer: RelaxedAnswer) => search.more(answer, PER_STEP),
  }
  // Weeks of people tie shifts to one another: rounding shift by shift would tear them.
  const rounded = (values: ArrayLike<number>) =>
    task.links ? Float64Array.from(values) : roundedUp(task, master, columns, values, model.program)
  let from: RelaxedAnswer | undefined = relaxed
  let values: Float64Array | undefined
  for (let repair = 0; from; repair++) {
    const dived = dive(model, from, whole)
    const first: Float64Array = rounded(dived ?? from.values)
    values = improve(model, first, {
      ...whole,
      tries: budget.iterations,
      enough: bound * (1 + budget.gap),
      random: budget.random,
    })
    const lacking = lackOf(task, master, columns, values).filter(({ contacts }) => contacts > 1e-6)
    if (lacking.length === 0 || repair === MOST_REPAIRS) break
    for (const { row, contacts } of lacking)
      model.setRowBounds(row, model.program.rows[row].lower + contacts, Number.POSITIVE_INFINITY)
    from = model.solveRelaxed()
  }
  return values!
}

/** By day: the contacts in time that the curves give less than the program promised, where that is less than is wanted. */
function lackOf({ goal, open, slots }: ShiftTask, master: Master, columns: readonly Column[], values: Float64Array) {
  if (!goal.service) return []
  const counts = columns.map(({ column }) => Math.round(values[column] ?? 0))
  const people = peopleOf(goal.onDuty, columns, counts)
  return [...master.serviceRow].map(([day, row]) => {
    const own = open.filter((slot) => momentOfSlot(slots, slot).day === day)
    const volume = own.reduce((sum, slot) => sum + goal.service!.volume[slot], 0)
    const missed = values[master.missed.get(day)!]
    return { day, row, contacts: goal.service!.share * volume - inTimeOverDay(goal, own, people) - missed }
  })
}
