import { KrarupError, STATE } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'
import { sumNameOf } from '../cells/index.ts'
import type { MeasuredQueue } from './measure-rows.ts'

/** What is done with queues that look like sums of others: left out, or planned as queues of their own; asked where it is not said. */
export type SumsRule = 'drop' | 'keep'

/** A sum must be seen in so many intervals, and its figure must change so often, before figures alone mean something. */
const TELLING_PLACES = 30
const TELLING_FIGURES = 4

/** Queues that bear the name of a sum may miss it by so much, and so in most intervals: a contact of two queues counts once in some totals. */
const NEARLY = 0.05
const MOSTLY = 0.8

/** Intervals that are compared first, and steps of the search for the queues of a subtotal. */
const SAMPLED = 48
const GLANCED = 12
const MOST_STEPS = 500

/**
 * Finds queues that are sums of other ones ("All Queues", a subtotal, a row of all ids): by their figures, which are the sum of others in every
 * interval, and by their names. Where both say so they are left out; where only one does, it is asked.
 *
 * @returns the queues that stay, and what was left out
 * @throws {KrarupError} CONFLICT
 */
export function withoutSums(
  queues: readonly MeasuredQueue[],
  { sums, interval, file }: { sums?: SumsRule; interval: number; file: string },
): { queues: readonly MeasuredQueue[]; notes: Message[] } {
  if (sums === 'keep' || queues.length < 2) return { queues, notes: [] }
  const glance = new Glance(queues, interval)
  const totalOf = memo((at: number) => contactsOf(queues[at]))
  const names = queues.map(({ grid }) => grid.queue)
  const known = new Set(names)
  const found = new Map<number, Message>()
  const { order } = glance
  // the small ones first: once a subtotal is known, a total is the sum of what is left
  for (const at of order) {
    const named = nameOf(names[at], known)
    // most queues end here: what could be their parts does not add up to them, and their names say nothing
    if (named === undefined && !glance.mayBeSum(at)) continue
    const others = order.filter((other) => other !== at && !found.has(other))
    const fitting = others.filter((other) => glance.fits(other, at))
    const parts = partsOf(at, fitting, queues, totalOf, interval)
    const isWhole = parts === undefined && named !== undefined && isNearly(at, others, queues, totalOf, interval)
    if (parts === undefined && !isWhole && named !== 'only') continue
    const isFound = parts !== undefined || isWhole
    const of =
      parts && parts.length < others.length ? { list: parts.map((other) => names[other]), mark: ' and ' } : undefined
    const left = isFound
      ? readerSays(isWhole ? 'nearlySumOfQueues' : 'sumOfQueues', {
          queue: names[at],
          parts: of ?? readerSays('allOthers'),
        })
      : readerSays('calledLikeSum', { queue: names[at] })
    if ((isFound && named !== undefined) || sums === 'drop') {
      found.set(at, left)
      continue
    }
    const what = left.text.replace(/: left out$/, '')
    throw new KrarupError({
      code: 'CONFLICT',
      what: isFound ? `${what}: its contacts would be planned twice` : what,
      where: { file },
      how: '--sums drop leaves such queues out, --sums keep plans every queue as one of its own',
      value: names[at],
    })
  }
  return { queues: queues.filter((_, at) => !found.has(at)), notes: [...found.values()] }
}

/** Whether the name says that it is a sum: by a word, or by the names of others strung together (`Sales;Care`). */
function nameOf(name: string, known: ReadonlySet<string>): 'only' | 'partly' | undefined {
  const parts = name.split(/[;,|+&/]/).map((part) => part.trim())
  if (parts.length > 1 && parts.every((part) => known.has(part))) return 'only'
  // Genesys strings the ids of all queues of a summary row together, those without rows of their own too
  if (name.includes(';') && parts.some((part) => known.has(part))) return 'only'
  return sumNameOf(name)
}

function contactsOf({ grid: { state }, measures: { offered } }: MeasuredQueue): number {
  let total = 0
  for (let i = 0; i < state.length; i++) if (offered[i] > 0 && state[i] === STATE.observed) total += offered[i]
  return total
}

/** Each value worked out when it is first wanted: most files want none. */
function memo(of: (at: number) => number): (at: number) => number {
  const known = new Map<number, number>()
  return (at) => {
    const value = known.get(at) ?? of(at)
    known.set(at, value)
    return value
  }
}

/** Whether a queue is busy so often, and so differently, that a sum of others is no accident. */
function isTelling({ grid: { state }, measures: { offered } }: MeasuredQueue): boolean {
  let places = 0
  let changes = 0
  let before = 0
  for (let i = 0; i < state.length; i++) {
    if (state[i] !== STATE.observed || !(offered[i] > 0)) continue
    places++
    if (offered[i] !== before) changes++
    before = offered[i]
  }
  return places >= TELLING_PLACES && changes >= TELLING_FIGURES
}

/** Contacts of every queue at some moments at which a large queue is busy: what cannot be a part of what, and what no sum, shows there. */
class Glance {
  /** Queues by their contacts at these moments, the smallest first. */
  readonly order: readonly number[]
  private readonly counts: Float64Array
  private readonly sums: Float64Array
  private readonly width: number

  constructor(queues: readonly MeasuredQueue[], interval: number) {
    const sizes = queues.map(({ grid: { state }, measures: { offered } }) => {
      let size = 0
      const step = Math.max(1, Math.floor(state.length / GLANCED / 2) * 2 - 1)
      for (let i = 0; i < state.length; i += step) if (state[i] === STATE.observed) size += offered[i]
      return size
    })
    const largest = queues[sizes.indexOf(Math.max(...sizes))] ?? queues[0]
    const times = samplePlaces(largest, GLANCED).map((place) => largest.grid.base + place * interval)
    this.width = times.length
    this.counts = new Float64Array(queues.length * times.length)
    this.sums = new Float64Array(queues.length)
    for (let q = 0; q < queues.length; q++) {
      for (let k = 0; k < times.length; k++) {
        const count = offeredAt(queues[q], times[k], interval)
        this.counts[q * times.length + k] = count
        this.sums[q] += count
      }
    }
    this.order = [...queues.keys()].sort((a, b) => this.sums[a] - this.sums[b])
  }

  /** Whether the queues that fit into one have as many contacts as it together. */
  mayBeSum(whole: number): boolean {
    const { order, sums } = this
    let sum = 0
    for (let i = 0; i < order.length; i++) {
      const part = order[i]
      if (sums[part] > sums[whole]) return false
      if (part !== whole && this.fits(part, whole)) sum += sums[part]
      if (sum > 0 && sum >= sums[whole]) return true
    }
    return false
  }

  fits(part: number, whole: number): boolean {
    const { counts, width } = this
    for (let k = 0; k < width; k++) if (counts[part * width + k] > counts[whole * width + k]) return false
    return true
  }
}

/** Places with contacts, evenly over the history. */
function samplePlaces({ grid: { state }, measures: { offered } }: MeasuredQueue, count: number): number[] {
  const busy: number[] = []
  for (let i = 0; i < state.length; i++) if (state[i] === STATE.observed && offered[i] > 0) busy.push(i)
  const step = Math.max(1, Math.floor(busy.length / count))
  return busy.filter((_, i) => i % step === 0).slice(0, count)
}

/** The queues whose contacts add up to those of one in every interval; undefined where there are none. */
function partsOf(
  at: number,
  others: readonly number[],
  queues: readonly MeasuredQueue[],
  totalOf: (at: number) => number,
  interval: number,
): number[] | undefined {
  const total = totalOf(at)
  const sum = others.reduce((all, other) => all + totalOf(other), 0)
  if (sum < total || !isTelling(queues[at])) return undefined
  const { grid, measures } = queues[at]
  const sampled = samplePlaces(queues[at], SAMPLED)
  const countAt = (other: number, place: number) => offeredAt(queues[other], grid.base + place * interval, interval)
  const rest = sampled.map((place) => measures.offered[place])
  const wanted = others
    .filter((other) => totalOf(other) > 0 && totalOf(other) <= total)
    .sort((a, b) => totalOf(b) - totalOf(a))
  const after = new Float64Array(wanted.length + 1)
  for (let i = wanted.length - 1; i >= 0; i--) after[i] = after[i + 1] + totalOf(wanted[i])
  let steps = 0
  const chosen: number[] = []
  const search = (i: number, left: number): boolean => {
    if (left === 0) return rest.every((value) => value === 0)
    if (i === wanted.length || after[i] < left || ++steps > MOST_STEPS) return false
    const other = wanted[i]
    let k = totalOf(other) <= left ? 0 : -1
    while (k >= 0 && k < sampled.length) k = countAt(other, sampled[k]) <= rest[k] ? k + 1 : -1
    if (k >= 0) {
      const own = sampled.map((place) => countAt(other, place))
      for (const [n, value] of own.entries()) rest[n] -= value
      chosen.push(other)
      if (search(i + 1, left - totalOf(other))) return true
      chosen.pop()
      for (const [n, value] of own.entries()) rest[n] += value
    }
    return search(i + 1, left)
  }
  if (!search(0, total)) return undefined
  const { state } = grid
  for (let place = 0; place < state.length; place++) {
    if (state[place] !== STATE.observed) continue
    const sum = chosen.reduce((all, other) => all + countAt(other, place), 0)
    if (sum !== measures.offered[place]) return undefined
  }
  return chosen
}

function offeredAt({ grid, measures }: MeasuredQueue, time: number, interval: number): number {
  const place = (time - grid.base) / interval
  return grid.state[place] === STATE.observed ? measures.offered[place] : 0
}

/** Whether a queue is close to the sum of the others, over the whole history and in most intervals. */
function isNearly(
  at: number,
  others: readonly number[],
  queues: readonly MeasuredQueue[],
  totalOf: (at: number) => number,
  interval: number,
): boolean {
  const total = totalOf(at)
  const sum = others.reduce((all, other) => all + totalOf(other), 0)
  // two queues that are like each other are no total and its part
  if (others.length < 2 || total === 0 || Math.abs(sum / total - 1) > NEARLY) return false
  const { grid, measures } = queues[at]
  const sampled = samplePlaces(queues[at], SAMPLED)
  const close = sampled.filter((place) => {
    const time = grid.base + place * interval
    const parts = others.reduce((all, other) => all + offeredAt(queues[other], time, interval), 0)
    return Math.abs(parts - measures.offered[place]) <= Math.max(1, NEARLY * parts)
  })
  return close.length >= MOSTLY * sampled.length
}
