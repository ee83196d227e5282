import { type Measures, STATE } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'
import type { JudgedRows } from './judged-rows.ts'
import type { MeasuredQueue, MeasuredRows } from './measure-rows.ts'
import type { PlacedRows } from './place-rows.ts'
import { QUEUE_COLUMN, START_COLUMN } from './row-store.ts'

/** Contacts within the threshold are worked out from rounded shares: a half more than there can be is no contradiction. */
const ROUNDING = 0.5

/** Nobody waits longer than this on average before hanging up, in seconds. */
const LONGEST_ABANDONED_WAIT = 1800

/** Rows whose lines are named. */
const NAMED = 3

interface Place {
  queue: MeasuredQueue
  place: number
}

/**
 * Figures of one row that contradict each other, each said with its rows and the likely reason. What follows from them is not used: contacts in time of
 * rows where there are too many of them, waits that would make those who hung up wait impossibly long.
 */
export function checkFigures({ queues, placed }: MeasuredRows, rows: JudgedRows): Message[] {
  const notes: Message[] = []
  const parts = placed.rowLength / placed.interval
  const say = (all: readonly Place[], what: Message, reason: Message) => {
    if (all.length === 0) return
    const places = parts > 1 ? firstOfRows(all, parts) : all
    const lines = linesOf(places.slice(0, NAMED), placed, rows)
    const named = { count: lines.length, list: { list: lines.map(String) } }
    notes.push(
      readerSays('inRows', {
        what,
        count: places.length,
        lines: readerSays(places.length > NAMED ? 'linesAndOthers' : 'lines', named),
        reason,
      }),
    )
  }
  say(
    queues.flatMap((queue) => queue.filledOffered.map((place) => ({ queue, place }))),
    readerSays('blankOffered'),
    readerSays('blankOfferedFilled'),
  )
  const surplus = placesWhere(queues, 'answered', 'offered')
  say(surplus, readerSays('moreAnswered'), readerSays(areCarriedOver(surplus) ? 'carriedOver' : 'countedAgain'))
  say(placesWhere(queues, 'abandoned', 'offered'), readerSays('moreAbandoned'), readerSays('carriedOrOther'))
  const early = placesWhere(queues, 'answeredWithin', 'answered', ROUNDING)
  say(early, readerSays('moreWithin'), readerSays('levelNotUsed'))
  for (const { queue, place } of early)
    if (queue.measures.answeredWithin) queue.measures.answeredWithin[place] = Number.NaN
  notes.push(...checkWaits(queues))
  return notes
}

/** Of rows that were spread over several places, the first place of each. */
function firstOfRows(places: readonly Place[], parts: number): Place[] {
  const firsts: Place[] = []
  for (const one of places) {
    const last = firsts.at(-1)
    if (last?.queue !== one.queue || one.place >= last.place + parts) firsts.push(one)
  }
  return firsts
}

/** Places where one measure is more than another; a loop over plain arrays, as it goes over every row. */
function placesWhere(
  queues: readonly MeasuredQueue[],
  larger: keyof Measures,
  smaller: keyof Measures,
  tolerance = 0,
): Place[] {
  const places: Place[] = []
  for (const queue of queues) {
    const { state } = queue.grid
    const high = queue.measures[larger]
    const low = queue.measures[smaller] ?? queue.measures.offered
    if (!high) continue
    for (
      let place = nextLarger(high, low, tolerance, state, 0);
      place < state.length;
      place = nextLarger(high, low, tolerance, state, place + 1)
    )
      places.push({ queue, place })
  }
  return places
}

function nextLarger(high: Float64Array, low: Float64Array, tolerance: number, state: Uint8Array, from: number): number {
  let place = from
  while (place < state.length && !(high[place] > low[place] + tolerance && state[place] === STATE.observed)) place++
  return place
}

/** Whether the intervals before were left with contacts neither answered nor abandoned, for most of these places. */
function areCarriedOver(places: readonly Place[]): boolean {
  const carried = places.filter(({ queue: { measures, grid }, place }) => {
    const { offered, answered, abandoned } = measures
    if (!answered || place === 0 || grid.state[place - 1] !== STATE.observed) return false
    const left = offered[place - 1] - answered[place - 1] - (abandoned?.[place - 1] ?? 0)
    return left >= answered[place] - offered[place]
  })
  return carried.length * 2 > places.length
}

/** Waits of everybody beside those of the answered: what is left is how long those waited who hung up. */
function checkWaits(queues: readonly MeasuredQueue[]): Message[] {
  let left = 0
  let abandons = 0
  let all = 0
  let parts = 0
  for (const { grid, measures, partsOfWait } of queues) {
    const { waitTotal, abandoned } = measures
    if (!partsOfWait || !waitTotal || !abandoned) return []
    for (let i = 0; i < grid.state.length; i++) {
      if (grid.state[i] !== STATE.observed || Number.isNaN(waitTotal[i] + partsOfWait.answered[i] + abandoned[i]))
        continue
      left += waitTotal[i] - partsOfWait.answered[i]
      abandons += abandoned[i]
      all += waitTotal[i]
      parts += partsOfWait.answered[i] + (partsOfWait.abandoned?.[i] ?? 0)
    }
  }
  if (!(abandons > 0)) return []
  const each = left / abandons
  const isPossible = each <= LONGEST_ABANDONED_WAIT && left >= -0.05 * all
  const isWhole = queues.every(({ partsOfWait }) => partsOfWait?.abandoned !== undefined)
  if (isPossible && !(isWhole && Math.abs(parts / all - 1) > 0.2)) return []
  for (const { measures, partsOfWait } of queues) {
    if (partsOfWait?.abandoned && measures.waitTotal) {
      for (let i = 0; i < measures.waitTotal.length; i++)
        measures.waitTotal[i] = partsOfWait.answered[i] + partsOfWait.abandoned[i]
    } else delete measures.waitTotal
  }
  return [
    readerSays('waitsContradict', {
      each: each < 0 ? readerSays('lessThanNothing') : { seconds: each },
      instead: readerSays(isWhole ? 'waitsOfParts' : 'noPatience'),
    }),
  ]
}

/** Lines of the file on which the rows of these places begin. */
function linesOf(places: readonly Place[], { gridOf, interval }: PlacedRows, rows: JudgedRows): number[] {
  const wanted = new Set(places.map(({ queue: { grid }, place }) => `${grid.queue} ${grid.base + place * interval}`))
  const lines: number[] = []
  rows.store.forEachChunk([START_COLUMN, QUEUE_COLUMN], ([starts, queues], length, first) => {
    for (let i = 0; i < length && lines.length < wanted.size; i++) {
      if (wanted.has(`${gridOf(queues[i]).queue} ${starts[i]}`)) lines.push(rows.lineOf(first + i))
    }
  })
  return lines
}
