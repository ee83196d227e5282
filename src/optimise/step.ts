import { addColumn, addRow, type Entry, newProgram, solve } from '../solver/index.ts'
import { type Differences, gainOf } from './differences.ts'
import { addPlaces } from './pooled-load.ts'
import type { Space, Staffing } from './space.ts'

/** What was found out at one staffing: values of every condition by block, and what one agent more changes. */
export interface Look {
  staffing: Staffing
  /** [condition * blocks + block]; their sum is the condition's value. */
  byBlock: Float64Array
  plus: Differences
  /** What one agent less changes, where both were looked at. */
  minus?: Differences
}

interface StepOptions {
  space: Space
  conditions: number
  looks: readonly Look[]
  /** From here, every place by at most `radius`. */
  centre: Staffing
  radius: number
  /** By condition: its value must be at least this. */
  wanted: Float64Array
  /** Spend at most so much, and have as much to spare as can be had for it; else the cheapest that has what is wanted. */
  spend?: number
}

/** A share of service that is missed costs so many times as much as the whole staffing: more than any agent. */
const MISSED = 50

/**
 * The cheapest staffing near `centre` of which the looks say that all conditions hold: a linear program with cuts (Kelley 1960; for staffing Atlason, Epelman and Henderson 2004; Cezik and L'Ecuyer 2008).
 *
 * A cut says of one condition in one block that it is at most what a look found there, plus the change that the look's differences promise. Cuts by block rather than of the whole day: what was learnt of
 * Monday 09:00 in one look and of 17:00 in another goes together. A look that also knows what one agent less does bends the cut at its staffing.
 */
export async function cheapestStep(options: StepOptions): Promise<Staffing | undefined> {
  const { space, conditions, looks, centre, radius, wanted, spend } = options
  const { blocks, groups, least, most, cost } = space
  const places = groups * blocks
  const program = newProgram()
  addPlaces(program, space, {
    lower: (place) => Math.max(least[place], centre[place] - radius),
    upper: (place) => Math.min(most[place], centre[place] + radius),
  })
  const total = centre.reduce((sum, count, place) => sum + count * cost[place], 0) || 1
  const value = (c: number, b: number) => places + c * blocks + b
  for (let k = 0; k < conditions * blocks; k++) addColumn(program, { lower: Number.NEGATIVE_INFINITY })
  /** Column of what all conditions have to spare, in points. */
  const spare = spend === undefined ? -1 : addColumn(program, { cost: -1, lower: Number.NEGATIVE_INFINITY })
  if (spend !== undefined) {
    addRow(
      program,
      Number.NEGATIVE_INFINITY,
      spend,
      Array.from(cost, (each, place) => [place, each] as const),
    )
    // Of staffings that have as much to spare the cheaper one; the costs are too small to matter else.
    for (let place = 0; place < places; place++) program.costs[place] *= 0.01 / total
  }
  for (let c = 0; c < conditions; c++) {
    const entries: Entry[] = [spend === undefined ? [addColumn(program, { cost: MISSED * total }), 1] : [spare, -0.01]]
    for (let b = 0; b < blocks; b++) entries.push([value(c, b), 1])
    addRow(program, wanted[c], Number.POSITIVE_INFINITY, entries)
  }
  for (const look of looks) {
    const { byBlock, plus, minus, staffing } = look
    /** Columns of agents less, where the look knows what they change: the place is the look's staffing, more the one, less the other. */
    const fewer = new Map<number, { more: number; less: number }>()
    if (minus)
      for (let place = 0; place < places; place++) {
        const more = addColumn(program)
        const less = addColumn(program)
        addRow(program, staffing[place], staffing[place], [
          [place, 1],
          [more, -1],
          [less, 1],
        ])
        fewer.set(place, { more, less })
      }
    for (let c = 0; c < conditions; c++)
      for (let b = 0; b < blocks; b++) {
        const entries: Entry[] = [[value(c, b), 1]]
        let most = byBlock[c * blocks + b]
        for (const { place, k } of showingIn(b, space, plus)) {
          const gain = plus.gain[(c * places + place) * plus.span + k]
          const two = fewer.get(place)
          if (!two || !minus) {
            if (gain === 0) continue
            entries.push([place, -gain])
            most -= gain * staffing[place]
            continue
          }
          const loss = -minus.gain[(c * places + place) * minus.span + k]
          // Where one more seems to help more than one less costs, the program would take both of one place: noise, or too few agents for any to help.
          const lost = minus.known[place] ? Math.max(loss, gain) : gain
          if (gain !== 0) entries.push([two.more, -gain])
          if (lost !== 0) entries.push([two.less, lost])
        }
        addRow(program, Number.NEGATIVE_INFINITY, most, entries)
      }
  }
  const values = await solve(program)
  return values && Int32Array.from(values.subarray(0, places), Math.round)
}

/** Places whose changes show in a block. */
function* showingIn(
  block: number,
  { groups, blocks }: Space,
  { span, lead }: Differences,
): Generator<{ place: number; k: number }> {
  for (let g = 0; g < groups; g++)
    for (let k = 0; k < span; k++) {
      const b = span === blocks ? k : block + lead - k
      if (b >= 0 && b < blocks) yield { place: g * blocks + b, k: span === blocks ? block : k }
    }
}

/** What the differences promise of a change, by condition. */
export function promised(look: Look, to: Staffing, conditions: number): Float64Array {
  const { staffing, byBlock, plus, minus } = look
  const places = staffing.length
  const blocks = byBlock.length / conditions
  return Float64Array.from({ length: conditions }, (_, c) => {
    let sum = 0
    for (let b = 0; b < blocks; b++) sum += byBlock[c * blocks + b]
    for (let place = 0; place < places; place++) {
      const change = to[place] - staffing[place]
      if (change > 0) sum += change * gainOf(plus, c, place, places)
      else if (change < 0) sum -= change * (minus ? gainOf(minus, c, place, places) : -gainOf(plus, c, place, places))
    }
    return sum
  })
}
