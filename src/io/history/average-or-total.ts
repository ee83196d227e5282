import { errorSays, saidError } from '../../domain/messages/index.ts'
import { FORMS, type RecognisedColumn, type Role, type UncertainRole } from '../layout/index.ts'

/** Rows that the judgement of average or total needs at least. */
const FEWEST_ROWS = 30

/**
 * Whether a column of times holds averages or totals, from how it grows with the number of contacts: a total grows in
 * proportion (slope 1 on logarithmic scales), an average does not (slope 0).
 *
 * @param pairs contacts and time of the same rows, in turn
 * @throws {KrarupError} MISSING where the slope lies between or the rows are too few or too much alike.
 */
export function averageOrTotal(
  { role, heading, index }: RecognisedColumn & { role: UncertainRole },
  pairs: Iterable<readonly [contacts: number, time: number]>,
  file: string,
): Role {
  let count = 0
  let sumX = 0
  let sumY = 0
  let sumXX = 0
  let sumXY = 0
  for (const [contacts, time] of pairs) {
    if (!(contacts >= 1 && time > 0)) continue
    const x = Math.log(contacts)
    const y = Math.log(time)
    count++
    sumX += x
    sumY += y
    sumXX += x * x
    sumXY += x * y
  }
  const { average, total } = FORMS[role]
  const spread = sumXX - (sumX * sumX) / count
  const slope = (sumXY - (sumX * sumY) / count) / spread
  // contacts that hardly vary (by less than about a fifth) tell nothing
  if (count >= FEWEST_ROWS && spread / count > 0.04) {
    if (slope < 0.35) return average
    if (slope > 0.65) return total
  }
  throw saidError({
    code: 'MISSING',
    what: 'it cannot be told whether this column holds averages a contact or totals over the interval',
    where: { file, column: index + 1, heading },
    how: errorSays('sayWhich', { first: `--map ${average}=${index + 1}`, second: `--map ${total}=${index + 1}` }),
  })
}
