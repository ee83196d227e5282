import { checkText } from './check-shape.ts'
import { type DayNumber, formatDay, parseDay } from './datetime.ts'
import { KrarupError, type Place } from './errors.ts'
import { forecastSays, type Message } from './messages/index.ts'

/** How many times the contacts that the models expect will come, as the planner knows it. */
export interface Growth {
  /** 1.1 is a tenth more. */
  factor: number
  /** The queue that it concerns; absent: all. */
  queue?: string
  /** First and last day; absent: from the first day of the forecast, to its last. */
  from?: DayNumber
  to?: DayNumber
  /** What it is called where it is told. */
  name?: string
  /** Where it was written, for messages. */
  place?: Place
}

const MOST_FACTOR = 100
const FORMS = '+10%, -5% or x1.1'

/**
 * Reads a change of a quantity: `+10%` and `-5%` are so much more or less, `x1.1` and `×1.1` so many times. A percentage without a sign could be either and is refused, unless `percentIsTimes`: then `110%` is 1.1 times.
 *
 * @throws {KrarupError} UNREADABLE
 * @example
 * ```ts
 * import { parseChange } from 'krarup/domain'
 * parseChange('+10%') //=> 1.1
 * parseChange('x 0.95') //=> 0.95
 * ```
 */
export function parseChange(text: string, { percentIsTimes = false }: { percentIsTimes?: boolean } = {}): number {
  const written = checkText(text, 'a change', 'write +10% or x1.1')
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/^[−–]/, '-')
  const [, sign, percent] = /^([+-]?)(\d+(?:[.,]\d+)?)%$/.exec(written) ?? []
  const [, times] = /^[x×*](\d+(?:[.,]\d+)?)$/i.exec(written) ?? []
  const number = (digits: string) => Number(digits.replace(',', '.'))
  // 100 + 10 is exact where 1 + 0.1 is not.
  const factor =
    times !== undefined
      ? number(times)
      : percent === undefined
        ? Number.NaN
        : sign === ''
          ? percentIsTimes
            ? number(percent) / 100
            : Number.NaN
          : (100 + (sign === '-' ? -1 : 1) * number(percent)) / 100
  if (factor >= 0 && factor < MOST_FACTOR) return factor
  throw new KrarupError({
    code: 'UNREADABLE',
    what:
      percent !== undefined && sign === ''
        ? 'a percentage without a sign could be so much more, or so many times'
        : 'not a change',
    how:
      percent === undefined || sign !== ''
        ? `write ${FORMS}`
        : number(percent) < 50
          ? `write +${percent}% or -${percent}%`
          : `write +${percent}% or x${number(percent) / 100}`,
    value: text,
  })
}

/**
 * Reads a growth: a change, before it the queue that it concerns, after it its days: `+10%`, `Sales +10%`, `Sales -5% 2026-05-01..2026-05-31`, `x1.1 2026-05` (a month), `+3% 2026-07..` (from then on).
 *
 * @throws {KrarupError} UNREADABLE, CONFLICT
 */
export function parseGrowth(text: string, queue?: string): Growth {
  const match =
    /^(?:(.*[^\s=:])(?:\s*[=:]\s*|\s+))?([-+−–]\s*[\d.,]+\s*[%％]|[x×*]\s*[\d.,]+|[\d.,]+\s*[%％])(?:\s+(\S.*))?$/iu.exec(
      checkText(text, 'a growth', 'write +10%, or Sales -5% 2026-05').trim(),
    )
  if (!match) {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a growth',
      how: `write ${FORMS}, before it a queue and after it days: 'Sales +10% 2026-05-01..2026-05-31'`,
      value: text,
    })
  }
  const [, named, change, days] = match
  if (named !== undefined && queue !== undefined) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'this growth stands under a queue and names one',
      how: 'leave the name out',
      value: text,
    })
  }
  const whose = queue ?? named
  return {
    factor: parseChange(change),
    ...(whose === undefined ? {} : { queue: whose }),
    ...(days === undefined ? {} : parseDays(days)),
  }
}

/** `2026-05`, `2026-05-01`, `2026-05-01..2026-05-31`, `2026-05..`, `..2026-05`. */
function parseDays(text: string): Pick<Growth, 'from' | 'to'> {
  const [, first, dots, last] = /^([\d-]*?)\s*(?:(\.\.|\bto\b)\s*([\d-]*))?$/.exec(text.trim()) ?? []
  if (first === undefined || (first === '' && !last)) {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not days',
      how: 'write 2026-05-01..2026-05-31, 2026-05 for a month, or 2026-05.. from then on',
      value: text,
    })
  }
  const from = first === '' ? undefined : parseDay(first, 'first')
  const to = dots === undefined ? parseDay(first, 'last') : last ? parseDay(last, 'last') : undefined
  if (from !== undefined && to !== undefined && to < from) {
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the last day ${formatDay(to)} lies before the first one ${formatDay(from)}`,
      value: text,
    })
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** `Sales +10% from 2026-05-01 to 2026-05-31`. */
export function formatGrowth(growth: Growth): string {
  return growthMessage(growth).text
}

/** What {@link formatGrowth} says, so that it can be said in other languages. */
export function growthMessage({ factor, queue, from, to, name }: Growth): Message {
  const percent = Number(((factor - 1) * 100).toPrecision(6))
  return forecastSays('growth', {
    what: [name, queue, `${percent < 0 ? '' : '+'}${percent}%`].filter((part) => part !== undefined).join(' '),
    from: from === undefined ? '' : forecastSays('growthFrom', { day: { day: from } }),
    to: to === undefined ? '' : forecastSays('growthTo', { day: { day: to } }),
  })
}

/**
 * Growths of a queue and of all multiply; two for the same queue (or for all) on one day contradict each other.
 *
 * @throws {KrarupError} CONFLICT
 */
export function checkGrowths(growths: readonly Growth[]): void {
  for (const [i, one] of growths.entries()) {
    for (const other of growths.slice(i + 1)) {
      const meet =
        (one.from ?? -Infinity) <= (other.to ?? Infinity) && (other.from ?? -Infinity) <= (one.to ?? Infinity)
      if (one.queue !== other.queue || one.name !== other.name || !meet) continue
      throw new KrarupError({
        code: 'CONFLICT',
        what: `two growths of ${one.queue ?? 'all queues'} meet: ${formatGrowth(one)}, and ${formatGrowth(other)}`,
        where: other.place ?? { name: 'growth' },
        how: 'write one figure for these days (10 % and then 5 % more is +15.5%)',
      })
    }
  }
}
