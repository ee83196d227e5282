import { KrarupError, STATE } from '../../domain/index.ts'
import { sumNameOf } from '../cells/index.ts'
import type { MeasuredQueue } from './measure-rows.ts'

/** What is done with queues that look like sums of others: left out, or planned as queues of their own; asked where it is not said. */
export type SumsRule = 'drop' | 'keep'

/** A sum must be seen in so many intervals, with so many different figures, before figures alone mean something. */
const TELLING_PLACES = 30
const TELLING_FIGURES = 4

/** Queues that bear the name of a sum may miss it by so much, and so in most intervals: a contact of two queues counts once in some totals. */
const NEARLY = 0.05
const MOSTLY = 0.8

/** Intervals that are compared first, and steps of the search for the queues of a subtotal. */
const SAMPLED = 48
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
): { queues: readonly MeasuredQueue[]; notes: string[] } {
  if (sums === 'keep' || queues.length < 2) return { queues, notes: [] }
  const volumes = queues.map(volumeOf)
  const names = queues.map(({ grid }) => grid.queue)
  const found = new Map<number, string>()
  // the small ones first: once a subtotal is known, a total is the sum of what is left
  for (const [at] of [...volumes.entries()].sort(([, a], [, b]) => a.total - b.total)) {
    const others = [...volumes.keys()].filter((other) => other !== at && !found.has(other))
    const named = nameOf(
      names[at],
      names.filter((_, other) => other !== at),
    )
    const parts = partsOf(at, others, queues, volumes, interval)
    const isWhole = parts === undefined && named !== undefined && isNearly(at, others, queues, volumes, interval)
    if (parts === undefined && !isWhole && named !== 'only') continue
    const isFound = parts !== undefined || isWhole
    const what = isFound
      ? `${names[at]} is the sum of ${parts && parts.length < others.length ? parts.map((other) => names[other]).join(' and ') : 'all other queues'} in ${isWhole ? 'nearly ' : ''}every interval`
      : `${names[at]} is called like a sum of queues, and is not the sum of the others`
    if ((isFound && named !== undefined) || sums === 'drop') {
      found.set(at, `${what}: left out`)
      continue
    }
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
function nameOf(name: string, others: readonly string[]): 'only' | 'partly' | undefined {
  const parts = name.split(/[;,|+&/]/).map((part) => part.trim())
  if (parts.length > 1 && parts.every((part) => others.includes(part))) return 'only'
  // Genesys strings the ids of all queues of a summary row together, those without rows of their own too
  if (name.includes(';') && parts.some((part) => others.includes(part))) return 'only'
  return sumNameOf(name)
}

interface Volume {
  total: number
  /** Places with contacts, evenly over the history. */
  sampled: number[]
  places: number
  figures: number
}

function volumeOf({ grid: { state }, measures: { offered } }: MeasuredQueue): Volume {
  let total = 0
  const busy: number[] = []
  const figures = new Set<number>()
  for (let i = 0; i < state.length; i++) {
    if (state[i] !== STATE.observed || !(offered[i] > 0)) continue
    total += offered[i]
    busy.push(i)
    if (figures.size < TELLING_FIGURES) figures.add(offered[i])
  }
  const step = Math.max(1, Math.floor(busy.length / SAMPLED))
  return {
    total,
    sampled: busy.filter((_, i) => i % step === 0).slice(0, SAMPLED),
    places: busy.length,
    figures: figures.size,
  }
}

/** The queues whose contacts add up to those of one in every interval; undefined where there are none. */
function partsOf(
  at: number,
  others: readonly number[],
  queues: readonly MeasuredQueue[],
  volumes: readonly Volume[],
  interval: number,
): number[] | undefined {
  const { total, sampled, places, figures } = volumes[at]
  if (places < TELLING_PLACES || figures < TELLING_FIGURES) return undefined
  const { grid, measures } = queues[at]
  const countAt = (other: number, place: number) => offeredAt(queues[other], grid.base + place * interval, interval)
  const rest = sampled.map((place) => measures.offered[place])
  const wanted = others.filter((other) => volumes[other].total > 0 && volumes[other].total <= total)
  wanted.sort((a, b) => volumes[b].total - volumes[a].total)
  const after = new Float64Array(wanted.length + 1)
  for (let i = wanted.length - 1; i >= 0; i--) after[i] = after[i + 1] + volumes[wanted[i]].total
  let steps = 0
  const chosen: number[] = []
  const search = (i: number, left: number): boolean => {
    if (left === 0) return rest.every((value) => value === 0)
    if (i === wanted.length || after[i] < left || ++steps > MOST_STEPS) return false
    const other = wanted[i]
    const own = volumes[other].total <= left ? sampled.map((place) => countAt(other, place)) : []
    if (own.length > 0 && own.every((value, k) => value <= rest[k])) {
      for (const [k, value] of own.entries()) rest[k] -= value
      chosen.push(other)
      if (search(i + 1, left - volumes[other].total)) return true
      chosen.pop()
      for (const [k, value] of own.entries()) rest[k] += value
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
  volumes: readonly Volume[],
  interval: number,
): boolean {
  const { total, sampled } = volumes[at]
  const sum = others.reduce((all, other) => all + volumes[other].total, 0)
  // two queues that are like each other are no total and its part
  if (others.length < 2 || total === 0 || Math.abs(sum / total - 1) > NEARLY) return false
  const { grid, measures } = queues[at]
  const close = sampled.filter((place) => {
    const time = grid.base + place * interval
    const parts = others.reduce((all, other) => all + offeredAt(queues[other], time, interval), 0)
    return Math.abs(parts - measures.offered[place]) <= Math.max(1, NEARLY * parts)
  })
  return close.length >= MOSTLY * sampled.length
}
