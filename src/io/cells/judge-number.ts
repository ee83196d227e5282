import type { Cell, Refusal } from './cell.ts'
import type { DecimalMark, NumberReader } from './read-numbers.ts'

/** A count: NaN for a cell without a value. `numbers.doubtful` tells afterwards whether the file's decimal mark is needed. */
export function judgeNumber(cell: Cell, numbers: NumberReader): number | Refusal {
  const told = typedNumber(cell, numbers)
  if (told !== undefined) return told
  const value = typeof cell === 'string' ? numbers.read(cell) : undefined
  return value ?? { reason: 'not a number', hint: numberHint(cell, false, numbers.mark) }
}

/**
 * A duration in seconds: NaN for a cell without a value.
 *
 * @param unit seconds in one unit of a plain number in this column
 * @param clockUnit seconds in the last part of a text of two parts, where something tells
 */
export function judgeDuration(cell: Cell, numbers: NumberReader, unit = 1, clockUnit?: number): number | Refusal {
  numbers.form = 'number'
  const told = typedNumber(cell, numbers)
  if (told !== undefined) return told * unit
  if (typeof cell !== 'string' && cell.type === 'duration' && cell.seconds >= 0) {
    const isWhole = cell.seconds % 60 === 0
    // nothing can be told from a zero
    if (cell.seconds > 0)
      numbers.form = cell.shown === 'h:mm' ? 'hours and minutes' : isWhole ? 'whole minutes' : 'clock'
    return cell.seconds
  }
  const value = typeof cell === 'string' ? numbers.readDuration(cell, unit, clockUnit) : undefined
  return value ?? { reason: 'not a duration', hint: numberHint(cell, true, numbers.mark) }
}

/**
 * A share and whether it bore a percent sign: a plain number may turn out to be a percentage, which only the whole
 * column can tell. NaN for a cell without a value.
 */
export function judgeShare(cell: Cell, numbers: NumberReader): { value: number; percent: boolean } | Refusal {
  const refusal: Refusal = { reason: 'not a share', hint: 'write 0.67, 67% or 67' }
  const told = typedNumber(cell, numbers)
  const read =
    told !== undefined
      ? { value: told, percent: false }
      : typeof cell === 'string'
        ? numbers.readShare(cell)
        : cell.type === 'percentage'
          ? { value: cell.share, percent: true }
          : undefined
  return read && !(read.value > 100) ? read : refusal
}

/** A number that the file tells to be one; nothing about it is doubtful. */
function typedNumber(cell: Cell, numbers: NumberReader): number | undefined {
  if (typeof cell === 'string') return undefined
  numbers.doubtful = undefined
  if (cell.type === 'empty') return Number.NaN
  return cell.type === 'number' && cell.value >= 0 ? cell.value : undefined
}

function numberHint(cell: Cell, isDuration: boolean, mark: DecimalMark | undefined): string {
  const isNegative =
    typeof cell === 'string'
      ? /^\s*-\s*\d/.test(cell)
      : (cell.type === 'number' && cell.value < 0) || cell.type === 'duration'
  if (isNegative) return 'it must not be negative'
  if (typeof cell === 'string' ? /%/.test(cell) : cell.type === 'percentage')
    return 'this is a share: another column has the number, or name the column with --map'
  if (typeof cell === 'string' && /^[\d.,\s]+$/.test(cell)) {
    return `the file's decimal mark is the ${mark ?? 'point'}: this number does not fit (--decimal ${mark === 'comma' ? 'point' : 'comma'} overrules it)`
  }
  return isDuration
    ? 'write seconds (134) or a clock (0:02:14); leave it empty where there is none'
    : 'write digits, or leave it empty where there is none'
}
