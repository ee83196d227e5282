import { checkKeys, checkNotNegative, checkTarget, type Target } from '../domain/index.ts'
import { decreasingRoot } from '../numeric/root.ts'
import { shortfall } from './least-agents.ts'
import { type QueueModelParameters, queueModelOf } from './queue-model.ts'
import { QUEUE_KEYS, type QueueParameters, trafficOf } from './steady-state.ts'

/** Patience is looked for from a hundredth of a second to some eleven days, in steps of a tenth of a decade. */
const PATIENCE_FROM = 0.01
const PATIENCE_TO = 1e6
const PATIENCE_STEP = 10 ** 0.1

/**
 * The range of patience, in seconds, over which so many agents meet a target under Erlang A; undefined where none does. More patience means longer waits and less hanging up, so a target of several parts may bound it on both sides.
 * An end of 0 or Infinity means that it is met as far as was looked: from 0.01 s to 1e6 s.
 *
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, CONFLICT, UNREADABLE
 * @example
 * ```ts
 * import { patienceRange } from 'krarup/erlang'
 * const queue = { volumePerInterval: 100, interval: 1800, aht: 300, agents: 20 }
 * const range = patienceRange(queue, { abandonment: 0.05, meanWait: 10 })
 * range && [Math.round(range.from), Math.round(range.to)] //=> [71, 352]
 * ```
 */
export function patienceRange(
  parameters: QueueParameters & Omit<QueueModelParameters, 'patience' | 'model'>,
  target: Target,
): { from: number; to: number } | undefined {
  checkKeys('patienceRange', parameters, { ...QUEUE_KEYS, lines: 1, redial: 1 })
  const { load, aht } = trafficOf(parameters)
  const { agents, lines, redial } = parameters
  checkNotNegative('agents', agents)
  checkTarget(target, 'patienceRange')
  const spare = (logarithm: number) =>
    -shortfall(queueModelOf({ patience: Math.exp(logarithm), lines, redial }).stateAt(load, aht, agents), target)
  const step = Math.log(PATIENCE_STEP)
  const end = Math.log(PATIENCE_TO)
  let at = Math.log(PATIENCE_FROM)
  let from: number | undefined
  if (spare(at) >= 0) from = 0
  for (; from === undefined && at < end; at += step) {
    if (spare(at + step) >= 0) from = Math.exp(-decreasingRoot((mirrored) => spare(-mirrored), -at - step, -at))
  }
  if (from === undefined) return undefined
  for (; at < end; at += step) {
    if (spare(at + step) < 0) return { from, to: Math.exp(decreasingRoot(spare, at, at + step)) }
  }
  return { from, to: Infinity }
}
