import type { Conditions } from './conditions.ts'
import type { Evaluator, Outcome } from './evaluate.ts'
import type { Space, Staffing } from './space.ts'
import type { Focus } from './standing.ts'

/** What one agent more (or less) changes, by condition, place and block in which it shows. */
export interface Differences {
  /** Blocks in which the change of a place shows. */
  span: number
  /** Blocks before its own in which it shows. */
  lead: number
  /** [(condition * places + place) * span + k]: change of the condition's value in block `block - lead + k`. */
  gain: Float64Array
  /** By place: 1: it was changed; 0: its bounds do not allow it. */
  known: Uint8Array
}

/** Seconds over which a change of one block's agents shows: after so long both courses have met again. */
const SHOWS_FOR = 7200
const FEWEST_APART = 2

/** How many blocks apart two changes are made at once. A run whose work is carried over for hours (deferred work) takes one at a time. */
export function blocksApart({ blocks, hours }: Space, carriesOver: boolean): number {
  if (carriesOver) return blocks
  const shortest = Math.min(...hours) * 3600
  const apart = Math.max(FEWEST_APART, shortest >= SHOWS_FOR ? FEWEST_APART : 1 + Math.ceil(SHOWS_FOR / shortest))
  return Math.min(blocks, apart)
}

/**
 * Finite differences with common random numbers. An agent more in a block changes service in that block, a little before it, and until what waited is worked off; so changes in blocks far enough apart are made in one
 * simulation, and what changes in a block is put down to the one near it. Only the days that decide a condition are simulated.
 */
export async function differencesAt(
  staffing: Staffing,
  {
    outcome,
    focus,
    step,
    apart,
  }: { outcome: Outcome; focus: readonly (readonly Focus[])[]; step: 1 | -1; apart: number },
  { space, conditions, evaluator }: { space: Space; conditions: Conditions; evaluator: Evaluator },
): Promise<Differences> {
  const { blocks, groups, least, most } = space
  const places = groups * blocks
  const rows = [...new Set(focus.flat().map(({ day }) => day))].sort((a, b) => a - b)
  const rowOf = new Map(rows.map((day, row) => [day, row]))
  const changed: { group: number; phase: number; staffing: Staffing }[] = []
  const known = new Uint8Array(places)
  for (let group = 0; group < groups; group++)
    for (let phase = 0; phase < apart; phase++) {
      const other = Int32Array.from(staffing)
      let any = false
      for (let b = phase; b < blocks; b += apart) {
        const place = group * blocks + b
        const count = other[place] + step
        if (count < least[place] || count > most[place]) continue
        other[place] = count
        known[place] = 1
        any = true
      }
      if (any) changed.push({ group, phase, staffing: other })
    }
  const outcomes = await evaluator.evaluate(
    changed.map(({ staffing: other }) => other),
    rows.map((row) => outcome.days[row]),
  )
  const lead = apart > FEWEST_APART && apart < blocks ? 1 : 0
  const span = apart
  const gain = new Float64Array(conditions.list.length * places * span)
  const parts = conditions.parts.length
  changed.forEach(({ group, phase }, index) => {
    const { surplus, base } = outcomes[index]
    for (let c = 0; c < focus.length; c++)
      for (const { day, part, factor } of focus[c]) {
        const row = rowOf.get(day) as number
        const now = (row * parts + part) * blocks
        const before = (day * parts + part) * blocks
        // The base changes too where it is of the answered; the factor stays, which is right to the first order where the figure is near what is wanted.
        if (base[row * parts + part] === 0) continue
        for (let b = phase; b < blocks; b += apart) {
          const place = group * blocks + b
          if (!known[place]) continue
          const first = apart === blocks ? 0 : b - lead
          const to = (c * places + place) * span
          for (let k = 0; k < span; k++) {
            const shows = first + k
            if (shows >= 0 && shows < blocks)
              gain[to + k] += factor * (surplus[now + shows] - outcome.surplus[before + shows])
          }
        }
      }
  })
  return { span, lead, gain, known }
}

/** Gain of a place over all blocks. */
export function gainOf({ gain, span }: Differences, condition: number, place: number, places: number): number {
  const at = (condition * places + place) * span
  let sum = 0
  for (let k = 0; k < span; k++) sum += gain[at + k]
  return sum
}
