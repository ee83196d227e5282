import { logPoisson } from '../../numeric/log-poisson.ts'
import type { NumberInSystem, Window } from './number-in-system.ts'

/** Changes the agents on duty. Who leaves finishes an item first, which is then nobody's wait any more; returns how many do. */
export function change(number: NumberInSystem, agents: number): number {
  const before = number.agents
  number.staff(agents, false)
  if (agents >= before) return 0
  const [{ low, values }] = number.rows
  const after = new Float64Array(values.length + Math.min(low, before))
  const newLow = Math.max(0, low - (before - agents))
  let left = 0
  for (let i = 0; i < values.length; i++) {
    const leaving = Math.max(0, Math.min(low + i, before) - agents)
    left += leaving * values[i]
    after[low + i - leaving - newLow] += values[i]
  }
  let length = after.length
  while (length > 1 && after[length - 1] === 0) length--
  number.rows = [{ low: newLow, values: after.slice(0, length) }]
  return left
}

/**
 * Moves the number on. While all agents are busy for sure it changes by two Poisson numbers, and while some are free for sure each item stays or goes by itself: both cost far less than jump by jump.
 */
export function advance(number: NumberInSystem, seconds: number, rate: number, service: number): void {
  if (seconds <= 0) return
  const { agents } = number
  const [window] = number.rows
  const done = agents * service * seconds
  const came = rate * seconds
  if (came + done < SMALL_STEP) number.advance(seconds, rate, service)
  else if (agents === 0 || window.low >= agents + done + reachOf(done)) {
    const fallen = folded(window, poissonWindow(done), -1)
    number.rows = [trimmed(folded(fallen, poissonWindow(came), 1))]
  } else if (window.low + window.values.length < agents && rate / service + reachOf(rate / service) < agents) {
    // Free now and in the steady state that the number goes to, and so in between.
    const staying = Math.exp(-service * seconds)
    const added = poissonWindow((rate / service) * -Math.expm1(-service * seconds))
    number.rows = [trimmed(folded(trimmed(thinned(window, staying)), added, 1))]
  } else number.advance(seconds, rate, service)
}

/** Jumps below which a step is not worth a convolution. */
const SMALL_STEP = 50

/** More than a Poisson number of this mean strays from it. */
export function reachOf(mean: number): number {
  return REACH * Math.sqrt(mean) + 30
}

/** Standard deviations in which a Poisson number lies, but for less than 1e-10. */
const REACH = 6.5

/** The distribution of how many are left, where each of them stays with a probability between 0 and 1. */
function thinned({ low, values }: Window, staying: number): Window {
  const left = new Float64Array(low + values.length)
  const odds = staying / (1 - staying)
  for (let i = 0; i < values.length; i++) {
    const all = low + i
    const mode = Math.min(all, Math.floor((all + 1) * staying))
    const most = binomial(all, mode, staying) * values[i]
    let weight = most
    for (let n = mode; n <= all && weight > NEGLIGIBLE; n++) {
      left[n] += weight
      weight *= ((all - n) / (n + 1)) * odds
    }
    weight = most
    for (let n = mode; n > 0; ) {
      weight *= n / (all - n + 1) / odds
      if (weight <= NEGLIGIBLE) break
      left[--n] += weight
    }
  }
  return { low: 0, values: left }
}

const NEGLIGIBLE = 1e-17

/** P(n of all stay), by Poisson numbers of those who stay and go given their sum: no factorial overflows. */
function binomial(all: number, n: number, staying: number): number {
  if (all === 0) return 1
  const log = (count: number, mean: number) => (mean > 0 ? logPoisson(count, mean) : 0)
  return Math.exp(log(n, all * staying) + log(all - n, all * (1 - staying)) - log(all, all))
}

/** A Poisson distribution where it is not negligible. */
function poissonWindow(mean: number): Window {
  if (mean === 0) return { low: 0, values: Float64Array.of(1) }
  const reach = reachOf(mean)
  const low = Math.max(0, Math.floor(mean - reach))
  const values = new Float64Array(Math.ceil(mean + reach) - low + 1)
  const mode = Math.floor(mean)
  values[mode - low] = Math.exp(logPoisson(mode, mean))
  for (let n = mode + 1; n - low < values.length; n++) values[n - low] = (values[n - 1 - low] * mean) / n
  for (let n = mode - 1; n >= low; n--) values[n - low] = (values[n + 1 - low] * (n + 1)) / mean
  return { low, values }
}

/** The distribution of a sum (1) or a difference (-1). */
function folded(a: Window, b: Window, sign: 1 | -1): Window {
  const values = new Float64Array(a.values.length + b.values.length - 1)
  const last = b.values.length - 1
  for (let j = 0; j <= last; j++) {
    const weight = b.values[j]
    const shift = sign === 1 ? j : last - j
    for (let i = 0; i < a.values.length; i++) values[i + shift] += a.values[i] * weight
  }
  return { low: a.low + (sign === 1 ? b.low : -(b.low + last)), values }
}

/** Without edges that hold nothing, and a whole again: what is cut off thousands of times would be missed. */
export function trimmed({ low, values }: Window): Window {
  let first = 0
  let last = values.length
  while (first < last - 1 && values[first] < TINY) first++
  while (last > first + 1 && values[last - 1] < TINY) last--
  const kept = values.slice(first, last)
  let sum = 0
  for (let i = 0; i < kept.length; i++) sum += kept[i]
  if (sum > 0) for (let i = 0; i < kept.length; i++) kept[i] /= sum
  return { low: low + first, values: kept }
}

const TINY = 1e-12

/** The sum of the differences of two distributions. */
export function distance(a: Window, b: Window): number {
  let sum = 0
  const from = Math.min(a.low, b.low)
  const to = Math.max(a.low + a.values.length, b.low + b.values.length)
  for (let n = from; n < to; n++) sum += Math.abs((a.values[n - a.low] ?? 0) - (b.values[n - b.low] ?? 0))
  return sum
}
