import type { RandomStream } from '../numeric/random/stream.ts'
import type { KeptModel } from '../solver/index.ts'
import { type DiveColumns, dive } from './dive.ts'

/** Shares of the answer that are opened again, one after another. */
const OPENED = [0.5, 0.3, 0.7]

/**
 * Opens a part of an answer again, chosen by chance, and dives anew for it, so often as the budget says or until the answer costs no more than `enough`. What is better or as good is kept.
 */
export function improve(
  model: KeptModel,
  first: Float64Array,
  { columns, more, tries, enough, random }: DiveColumns & { tries: number; enough: number; random: RandomStream },
): Float64Array {
  const costOf = (values: ArrayLike<number>) =>
    model.program.costs.reduce((sum, cost, c) => sum + cost * (values[c] ?? 0), 0)
  let best = first
  let cost = costOf(best)
  for (let k = 0; k < tries && cost > enough; k++) {
    const share = OPENED[k % OPENED.length]
    const kept: (readonly [column: number, lower: number])[] = []
    for (const column of columns()) {
      let count = 0
      for (let n = Math.round(best[column] ?? 0); n > 0; n--) if (random.uniform() >= share) count++
      if (count > model.program.lower[column]) kept.push([column, model.program.lower[column]])
      if (count > model.program.lower[column]) model.setColumnBounds(column, count, model.program.upper[column])
    }
    let answer = model.solveRelaxed()
    if (answer && more(answer)) answer = model.solveRelaxed()
    // Broken numbers that cost as much already lead to nothing better.
    const found = answer && answer.cost < cost - 1e-6 ? dive(model, answer, { columns, more }) : undefined
    for (const [column, lower] of kept) model.setColumnBounds(column, lower, model.program.upper[column])
    if (!found) continue
    const own = costOf(found)
    if (own <= cost) [best, cost] = [found, own]
  }
  return best
}
