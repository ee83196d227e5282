import type { KeptModel, RelaxedAnswer } from '../solver/index.ts'

export interface DiveColumns {
  /** Columns that must be whole, as the list stands when it is asked. */
  columns: () => readonly number[]
  /** Adds columns that fit an answer with broken numbers; whether it added any. */
  more: (answer: RelaxedAnswer) => boolean
}

/** Values nearer than this to a whole number are whole. */
const WHOLE = 1e-6
/** Fractions from here on are raised at once. */
const NEARLY = 0.85

/**
 * Fixes whole numbers step by step: what the program with broken numbers has whole is kept, the highest fractions are raised, and it is solved again. `more` may add columns that fit what is left. The bounds of the columns are as before when it ends.
 *
 * @returns values of all columns; undefined where no whole numbers were found on this way
 */
export function dive(model: KeptModel, from: RelaxedAnswer, { columns, more }: DiveColumns): Float64Array | undefined {
  const before = new Map<number, readonly [number, number]>()
  const bound = (column: number, lower: number, upper: number) => {
    const { lower: lowers, upper: uppers } = model.program
    if (!before.has(column)) before.set(column, [lowers[column], uppers[column]])
    if (lowers[column] !== lower || uppers[column] !== upper) model.setColumnBounds(column, lower, upper)
  }
  let answer: RelaxedAnswer | undefined = from
  try {
    while (answer) {
      const { values } = answer
      const broken: number[] = []
      for (const column of columns()) {
        const value = values[column]
        const floor = Math.floor(value + WHOLE)
        if (floor > model.program.lower[column]) bound(column, floor, model.program.upper[column])
        if (value - floor > WHOLE) broken.push(column)
      }
      if (broken.length === 0) return values
      const part = (column: number) => values[column] - Math.floor(values[column] + WHOLE)
      broken.sort((a, b) => part(b) - part(a) || a - b)
      const least = Math.max(1, Math.floor(broken.length / 10))
      const raised = broken.filter((column, k) => k < least || part(column) > NEARLY)
      for (const column of raised) bound(column, Math.ceil(values[column] - WHOLE), model.program.upper[column])
      answer = model.solveRelaxed()
      if (!answer) {
        // Together they were too many for a rule: only the first is raised, and if that is too many, lowered.
        for (const column of raised.slice(1))
          bound(column, Math.floor(values[column] + WHOLE), model.program.upper[column])
        answer = model.solveRelaxed()
        if (!answer) {
          const floor = Math.floor(values[raised[0]] + WHOLE)
          bound(raised[0], floor, floor)
          answer = model.solveRelaxed()
        }
      }
      if (answer && more(answer)) answer = model.solveRelaxed()
    }
    return undefined
  } finally {
    for (const [column, [lower, upper]] of before) model.setColumnBounds(column, lower, upper)
  }
}
