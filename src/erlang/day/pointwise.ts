import { checkKeys, checkNumber, checkTarget, type Keys, KrarupError, type Target } from '../../domain/index.ts'
import { requirementFor } from '../required-agents.ts'
import { DAY_TRAFFIC_KEYS, type DayTraffic, type Piece, piecesOf } from './curve.ts'
import { squareRootAgents } from './square-root.ts'

/**
 * How the load of an interval is read from a rate that changes:
 *
 * - `'sipp'`: the interval's own mean rate (stationary, independent, period by period; Green and Kolesar 1991).
 * - `'lag-average'`: the mean rate over the interval moved back by one handle time, because congestion follows the calls (Green, Kolesar and Soares 2001).
 * - `'lag-max'`: the largest rate in that moved interval; for handle times that are long beside the changes (the same).
 * - `'modified-load'`: the mean number that would be in service if nobody ever waited (Jennings, Mandelbaum, Massey and Whitt 1996).
 * - `'square-root'`: the modified load m with the rule n = m + beta sqrt(m) instead of a queueing formula; callers are taken to be patient.
 */
export type PointwiseMethod = 'sipp' | 'lag-average' | 'lag-max' | 'modified-load' | 'square-root'

export const POINTWISE_METHODS: readonly PointwiseMethod[] = [
  'sipp',
  'lag-average',
  'lag-max',
  'modified-load',
  'square-root',
]

export interface PointwiseOptions {
  /** Default `'sipp'`. */
  method?: PointwiseMethod | undefined
  /** Fewest agents in any interval. Default 0. */
  minimum?: number | undefined
  /** Number of intervals; needed where the rate is a function. */
  count?: number | undefined
}

const POINTWISE_KEYS = { method: 1, minimum: 1, count: 1 } as const satisfies Keys<PointwiseOptions>

/** A staffing curve and the loads that it was read from. */
export interface PointwiseStaffing {
  /** Agents in each interval. */
  agents: number[]
  /** The load that each interval was sized to, Erlangs. */
  loads: number[]
}

/**
 * A staffing curve by a formula for each interval by itself. Before the first interval nobody calls. What the curve really does is shown by {@link transientDay}.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE, UNREACHABLE
 * @example
 * ```ts
 * import { pointwiseAgents } from 'krarup/erlang/day'
 * const day = { volumes: [40, 80, 120, 80, 40], interval: 1800, aht: 600 }
 * const target = { serviceLevel: { within: 20, share: 0.8 } }
 * pointwiseAgents(day, target).agents //=> [18, 32, 47, 32, 18]
 * pointwiseAgents(day, target, { method: 'lag-average' }).agents //=> [13, 28, 42, 37, 23]
 * pointwiseAgents(day, target, { method: 'modified-load' }).agents //=> [13, 28, 42, 37, 23]
 * ```
 */
export function pointwiseAgents(
  traffic: DayTraffic,
  target: Target,
  options: PointwiseOptions = {},
): PointwiseStaffing {
  checkKeys('pointwiseAgents', traffic, DAY_TRAFFIC_KEYS)
  checkKeys('pointwiseAgents', options, POINTWISE_KEYS)
  checkTarget(target, 'pointwiseAgents')
  const { method = 'sipp', minimum = 0, count = traffic.volumes?.length } = options
  if (!POINTWISE_METHODS.includes(method)) {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a method for a day',
      where: { name: 'method' },
      how: `take one of ${POINTWISE_METHODS.join(', ')}`,
      value: method,
    })
  }
  if (count === undefined) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'the number of intervals is missing',
      where: { name: 'count' },
      how: 'a rate that is a function has no length: give count',
    })
  }
  checkNumber('minimum', minimum, { least: 0, whole: true })
  const pieces = piecesOf(traffic, count)
  const handle = new Array<number>(count)
  for (const piece of pieces) handle[piece.interval] = piece.aht
  const loads = LOADS[method === 'square-root' ? 'modified-load' : method](pieces, handle, traffic.interval)
  const agents = loads.map((load, i) => {
    if (method === 'square-root') return Math.max(minimum, squareRootAgents({ load, aht: handle[i] }, target))
    return requirementFor({ load, aht: handle[i], patience: traffic.patience }, target, minimum).agents
  })
  return { agents, loads }
}

const LOADS: Record<
  Exclude<PointwiseMethod, 'square-root'>,
  (pieces: Piece[], handle: number[], interval: number) => number[]
> = {
  sipp: (pieces, handle, interval) => handle.map((aht, i) => meanRate(pieces, i * interval, (i + 1) * interval) * aht),
  'lag-average': (pieces, handle, interval) =>
    handle.map((aht, i) => meanRate(pieces, i * interval - aht, (i + 1) * interval - aht) * aht),
  'lag-max': (pieces, handle, interval) =>
    handle.map((aht, i) => {
      const overlapping = pieces.filter(
        (piece) => piece.end > i * interval - aht && piece.start < (i + 1) * interval - aht,
      )
      return overlapping.reduce((most, piece) => Math.max(most, piece.arrivals), 0) * aht
    }),
  'modified-load': (pieces, handle, interval) => {
    const loads = handle.map(() => 0)
    let busy = 0
    for (const { start, end, interval: i, arrivals, aht } of pieces) {
      // dm/dt = arrivals - m / aht, solved and averaged over the piece.
      const limit = arrivals * aht
      const width = end - start
      const forgotten = -Math.expm1(-width / aht)
      loads[i] += (limit * width + (busy - limit) * aht * forgotten) / interval
      busy += (limit - busy) * forgotten
    }
    return loads
  },
}

function meanRate(pieces: Piece[], from: number, to: number): number {
  const calls = pieces.reduce(
    (sum, { start, end, arrivals }) => sum + arrivals * Math.max(0, Math.min(end, to) - Math.max(start, from)),
    0,
  )
  return calls / (to - from)
}
