import { checkNotNegative, checkPositive, type Keys, KrarupError } from '../../domain/index.ts'

/** What is offered over a day (or any stretch of intervals of one length). Give `volumes` or `rate`. */
export interface DayTraffic {
  /** Contacts offered in each interval; within it they come at an even rate. */
  volumes?: ArrayLike<number> | undefined
  /** Contacts a second at a time, in seconds after the start of the first interval; `agents` or `count` then say how many intervals there are. */
  rate?: ((time: number) => number) | undefined
  /** Length of an interval, seconds. */
  interval: number
  /** Mean handle time in seconds: one for all, or one an interval. */
  aht: number | ArrayLike<number>
  /** Mean patience in seconds (exponential). Absent or `Infinity`: nobody hangs up. */
  patience?: number | undefined
}

export const DAY_TRAFFIC_KEYS = {
  volumes: 1,
  rate: 1,
  interval: 1,
  aht: 1,
  patience: 1,
} as const satisfies Keys<DayTraffic>

/** A stretch in which nothing changes. Times are seconds after the start of the first interval, rates are per second. */
export interface Piece {
  readonly start: number
  readonly end: number
  /** Index of the interval that it lies in. */
  readonly interval: number
  readonly arrivals: number
  /** Mean handle time, seconds. */
  readonly aht: number
}

/** Pieces of an interval in which a rate that is given as a function is held at its mean: the error falls with the square of this number. */
export const PIECES_OF_A_FUNCTION = 8

/** Nodes and weights of Gauss-Legendre quadrature on 0 to 1 (Abramowitz and Stegun 1964, table 25.4, mapped from -1 to 1). */
export const GAUSS_4: readonly (readonly [node: number, weight: number])[] = [
  [0.0694318442029737, 0.1739274225687269],
  [0.3300094782075719, 0.3260725774312731],
  [0.6699905217924281, 0.3260725774312731],
  [0.9305681557970263, 0.1739274225687269],
]

/** The day cut into pieces; checks what it reads. */
export function piecesOf({ volumes, rate, interval, aht }: DayTraffic, count: number): Piece[] {
  checkPositive('interval', interval)
  if ((volumes === undefined) === (rate === undefined)) {
    throw new KrarupError({
      code: volumes ? 'CONFLICT' : 'MISSING',
      what: volumes ? 'volumes and rate exclude each other' : 'the contacts offered are missing',
      how: 'give volumes (contacts an interval) or rate (contacts a second, a function of the time in seconds)',
    })
  }
  if (volumes) checkLength('volumes', volumes, count)
  if (typeof aht !== 'number') checkLength('aht', aht, count)
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const handle = checkPositive(`aht[${i}]`, typeof aht === 'number' ? aht : aht[i])
    const cuts = volumes ? 1 : PIECES_OF_A_FUNCTION
    for (let c = 0; c < cuts; c++) {
      const start = (i + c / cuts) * interval
      const end = (i + (c + 1) / cuts) * interval
      const arrivals = volumes
        ? checkNotNegative(`volumes[${i}]`, volumes[i]) / interval
        : GAUSS_4.reduce((sum, [node, weight]) => sum + weight * rateAt(rate!, start + node * (end - start)), 0)
      pieces.push({ start, end, interval: i, arrivals, aht: handle })
    }
  }
  return pieces
}

function rateAt(rate: (time: number) => number, time: number): number {
  return checkNotNegative(`rate(${time})`, rate(time))
}

/** Throws CONFLICT unless there is one value for each interval. */
export function checkLength(name: string, values: ArrayLike<unknown>, count: number): void {
  if (values.length === count) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${name} must have one value for each of the ${count} intervals`,
    where: { name },
    value: values.length,
  })
}
