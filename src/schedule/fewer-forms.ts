import type { KeptModel } from '../solver/index.ts'
import { type DiveColumns, dive } from './dive.ts'

interface FormColumn {
  column: number
  /** What begin, length and kind its shift has. */
  form: string
}

/**
 * Leaves out forms of shift, those first that fewest have, as long as the answer costs no more than `mostCost` (minimum shift design, after Musliu, Schaerf and Slany 2004). Breaks may be anywhere: they make no form.
 *
 * @param columns as the list stands when it is asked
 * @param more adds columns of the forms that are left
 */
export function fewerForms(
  model: KeptModel,
  first: Float64Array,
  {
    columns,
    more,
    mostCost,
  }: {
    columns: () => readonly FormColumn[]
    more: (answer: Parameters<DiveColumns['more']>[0], allowed: ReadonlySet<string>) => boolean
    mostCost: number
  },
): Float64Array {
  const costOf = (values: ArrayLike<number>) =>
    model.program.costs.reduce((sum, cost, c) => sum + cost * (values[c] ?? 0), 0)
  const uppers = new Map<number, number>()
  let best = first
  const kept = new Set<string>()
  try {
    for (;;) {
      const used = new Map<string, number>()
      for (const { column, form } of columns()) {
        const count = Math.round(best[column] ?? 0)
        if (count > 0) used.set(form, (used.get(form) ?? 0) + count)
      }
      const order = [...used]
        .filter(([form]) => !kept.has(form))
        .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))
      if (order.length === 0) return best
      const [out] = order[0]
      const allowed = new Set([...used.keys()].filter((form) => form !== out))
      const found = without(allowed)
      if (found && costOf(found) <= mostCost) best = found
      else kept.add(out)
    }
  } finally {
    for (const [column, upper] of uppers) model.setColumnBounds(column, model.program.lower[column], upper)
  }

  function without(allowed: ReadonlySet<string>): Float64Array | undefined {
    for (const { column, form } of columns()) {
      if (!uppers.has(column)) uppers.set(column, model.program.upper[column])
      const upper = allowed.has(form) ? uppers.get(column)! : 0
      if (model.program.upper[column] !== upper) model.setColumnBounds(column, model.program.lower[column], upper)
    }
    let answer = model.solveRelaxed()
    while (answer && answer.cost <= mostCost && more(answer, allowed)) answer = model.solveRelaxed()
    if (!answer || answer.cost > mostCost) return undefined
    return dive(model, answer, {
      columns: () => columns().map(({ column }) => column),
      more: (step) => more(step, allowed),
    })
  }
}
