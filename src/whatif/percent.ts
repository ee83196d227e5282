import { KrarupError } from '../domain/index.ts'
import { shareOrQuantity } from '../scenario/index.ts'
import type { Assignment } from './assignment-parts.ts'
import { isNumbers } from './scenario-data.ts'

/** A number of per cent, or of points of a share, and nothing else. */
const PERCENT = /^\s*([-+])?\s*(\d+(?:\.\d+)?)\s*(%|points?)\s*$/

/** `x1.1`, `× 1.1`: so many times. */
const TIMES = /^\s*[x×]\s*(\d+(?:\.\d+)?)\s*$/i

/**
 * What a change by some per cent means. Of a quantity `+10%`, `+= 10%` and `*= 110%` are ten per cent more of it. Of a share (a target, balking, shrinkage) per cent could be points: `+= 2 points` and `*= 102%`
 * say which is meant, and `+= 2%` is refused. Any other change is as it is written.
 *
 * @throws {KrarupError} CONFLICT for what could mean two things
 */
export function changeInPercent(assignment: Assignment): Assignment {
  const { path, operator, expression } = assignment
  const times = operator === '=' ? TIMES.exec(expression)?.[1] : undefined
  if (times !== undefined) return { ...assignment, operator: '*=', expression: times }
  const said = PERCENT.exec(expression)
  if (!said) return assignment
  // What holds no number is refused as such, whatever is to become of it.
  if (path.value !== undefined && typeof path.value !== 'number' && !isNumbers(path.value)) return assignment
  const [, sign = '', digits, unit] = said
  const kind = shareOrQuantity(path.keys)
  const ofShare = kind === 'share'
  const isRelative = operator === '+=' || operator === '-=' || (operator === '=' && sign !== '')
  if (unit !== '%') {
    if (!ofShare)
      throw refused(assignment, `${path.text} is no share, and has no points`, [`${path.text} += ${digits}%`])
    if (!isRelative) throw refused(assignment, 'points are added or taken away', [`${path.text} += ${digits} points`])
    return { ...assignment, operator: signOf(operator, sign) < 0 ? '-=' : '+=', expression: `${digits}%` }
  }
  if (isRelative && ofShare) {
    const [more, times] = signOf(operator, sign) < 0 ? ['-=', 100 - Number(digits)] : ['+=', 100 + Number(digits)]
    throw refused(assignment, `${path.text} is a share: ${digits}% could be points or per cent of it`, [
      `${path.text} ${more} ${digits} points`,
      `${path.text} *= ${tidy(times)}%`,
    ])
  }
  if (isRelative)
    return {
      ...assignment,
      operator: '*=',
      expression: String(tidy(100 + signOf(operator, sign) * Number(digits)) / 100),
    }
  if (operator === '=' && ofShare && Number(digits) > 100)
    throw refused(assignment, `${path.text} is a share, and ${digits}% is more than all`, [`${path.text} = 100%`])
  if (operator === '=' && kind === 'quantity')
    throw refused(assignment, `${path.text} is no share, and cannot be ${digits}%`, [
      `${path.text} *= ${digits}%`,
      // 110 % is a tenth more, not 110 % more
      Number(digits) >= 50
        ? `${path.text} ${Number(digits) < 100 ? '-=' : '+='} ${tidy(Math.abs(Number(digits) - 100))}%`
        : `${path.text} += ${digits}%`,
    ])
  return assignment
}

/** The sign of what is added: `-= +10%` takes away. */
function signOf(operator: Assignment['operator'], sign: string): 1 | -1 {
  return (operator === '-=') !== (sign === '-') ? -1 : 1
}

/** 100 + 12.3 is 112.3, whatever binary makes of it. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}

function refused({ text }: Assignment, what: string, forms: readonly string[]): KrarupError {
  return new KrarupError({ code: 'CONFLICT', what, where: { name: text.trim() }, how: `write ${forms.join(', or ')}` })
}
