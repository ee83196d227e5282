import { KrarupError } from '../domain/index.ts'
import type { Meeting, ShiftKind, ShiftRules } from './rules.ts'
import { momentOfSlot, type Slots, slotAt, weekdayAt } from './slots.ts'

/** A shift whose breaks are not placed yet. Slots throughout. */
export interface Frame {
  kind: number
  /** The day on which it begins, counted from the first with demand. */
  day: number
  from: number
  to: number
  breaks: readonly Pause[]
  /** Least slots from the end of one break to the begin of the next. */
  between: number
  /** Which meeting it has, -1 for none. Its pause is the one with `meeting`. */
  meeting: number
}

/** A break or meeting to be placed: its begin lies within `low` and `high`. */
export interface Pause {
  length: number
  low: number
  high: number
  paid: boolean
  /** Which break of its kind it is, in the order of the rules; the meeting has -1. */
  rule: number
}

/** A shift with its breaks placed: what a column of the program is. */
export interface PlacedShift {
  frame: Frame
  /** Begins of the frame's breaks. */
  at: readonly number[]
  /** In hours of an ordinary hour's pay. */
  cost: number
}

/** Every frame of the rules for one queue that covers a slot with demand. */
export function framesOf(rules: ShiftRules, queue: string, slots: Slots, isOpen: Uint8Array): Frame[] {
  const frames: Frame[] = []
  const openBefore = new Int32Array(isOpen.length + 1)
  for (let s = 0; s < isOpen.length; s++) openBefore[s + 1] = openBefore[s] + isOpen[s]
  for (const [kind, rule] of rules.kinds.entries()) {
    if (rule.queues && !rule.queues.includes(queue)) continue
    for (let day = -1; day < slots.days; day++) {
      if (rule.days && !rule.days.includes(weekdayAt(slots, day))) continue
      for (let begin = rule.earliest; begin <= rule.latest; begin += rule.step)
        for (const length of rule.lengths) {
          const from = slotAt(slots, day, begin)
          const to = from + length / slots.length
          if (to > slots.count || openBefore[to] === openBefore[from]) continue
          const plain = pausesOf(rule, day, from, to, slots)
          if (!plain) continue
          const between = Math.ceil((rule.leastBetween ?? 0) / slots.length)
          frames.push({ kind, day, from, to, breaks: plain, between, meeting: -1 })
          frames.push(
            ...withMeetings(rules.meetings ?? [], { kind, day, from, to, between, breaks: plain, meeting: -1 }, slots),
          )
        }
    }
  }
  return frames
}

/** The breaks of a shift with their windows; undefined where a break finds no place. */
function pausesOf(rule: ShiftKind, day: number, from: number, to: number, slots: Slots): Pause[] | undefined {
  const length = (to - from) * slots.length
  const pauses: Pause[] = []
  const edge = { from: from + (rule.afterStart ?? 0) / slots.length, to: to - (rule.beforeEnd ?? 0) / slots.length }
  for (const [index, each] of rule.breaks.entries()) {
    if (length < (each.leastShift ?? 0) || length > (each.mostShift ?? Number.POSITIVE_INFINITY)) continue
    const size = each.length / slots.length
    const { within } = each
    const clock = each.clock && clockOf(each.clock, { day, from, size }, slots)
    const low = Math.ceil(Math.max(edge.from, within ? from + within[0] / slots.length : from, clock ? clock[0] : from))
    const high = Math.floor(
      Math.min(edge.to, within ? from + within[1] / slots.length : to, clock ? clock[1] : to) - size,
    )
    if (low > high) return undefined
    pauses.push({ length: size, low, high, paid: each.paid, rule: index })
  }
  return hasRoom(pauses, Math.ceil((rule.leastBetween ?? 0) / slots.length)) ? pauses : undefined
}

/** Slots of a window on the clock: that of the day on which the shift begins, or of the next where the shift begins too late for it. */
function clockOf(
  [low, high]: readonly [number, number],
  { day, from, size }: { day: number; from: number; size: number },
  slots: Slots,
): readonly [number, number] {
  const on = slotAt(slots, day, high) - size < from ? day + 1 : day
  return [slotAt(slots, on, low), slotAt(slots, on, high)]
}

/**
 * A kind of shift whose breaks find no place at any begin and length would never be made.
 *
 * @throws {KrarupError} CONFLICT
 */
export function checkBreaks({ kinds }: ShiftRules, slots: Slots): void {
  for (const kind of kinds) {
    let fits = false
    for (let begin = kind.earliest; begin <= kind.latest && !fits; begin += kind.step) {
      const from = slotAt(slots, 0, begin)
      fits = kind.lengths.some((length) => pausesOf(kind, 0, from, from + length / slots.length, slots) !== undefined)
    }
    if (fits) continue
    throw new KrarupError({
      code: 'CONFLICT',
      what: `the breaks of ${kind.name} find no place at any of its begins and lengths`,
      where: { name: `shifts.${kind.name}` },
      how: 'make the windows of its breaks wider (within, at, no-break-in-first, no-break-in-last, breaks-apart), or say with if-shift-from which shifts have them',
    })
  }
}

function hasRoom(pauses: readonly Pause[], between: number): boolean {
  let free = Number.NEGATIVE_INFINITY
  for (const { low, high, length } of pauses) {
    const at = Math.max(low, free)
    if (at > high) return false
    free = at + length + between
  }
  return true
}

/** The same shift with each meeting that fits, at every place among its breaks. */
function withMeetings(meetings: readonly Meeting[], frame: Frame, slots: Slots): Frame[] {
  const { day, from, to, breaks, between } = frame
  return meetings.flatMap((meeting, m) => {
    if (meeting.days && !meeting.days.includes(weekdayAt(slots, day))) return []
    const length = meeting.length / slots.length
    const low = Math.max(from, meeting.clock ? Math.ceil(slotAt(slots, day, meeting.clock[0])) : from)
    const high = Math.min(to, meeting.clock ? Math.floor(slotAt(slots, day, meeting.clock[1])) : to) - length
    if (low > high) return []
    const pause: Pause = { length, low, high, paid: true, rule: -1 }
    return Array.from({ length: breaks.length + 1 }, (_, k) => [...breaks.slice(0, k), pause, ...breaks.slice(k)])
      .filter((each) => hasRoom(each, between))
      .map((each): Frame => ({ ...frame, breaks: each, meeting: m }))
  })
}

/** The breaks' best places at prices by slot: what they save is the prices of the slots that they free, and unpaid ones the pay too. */
export interface BestBreaks {
  /** What the breaks add to the cost of the frame; negative where they save. */
  value: number
  at: number[]
}

/**
 * Places a frame's breaks at least value, by a dynamic program over their order.
 *
 * @param worth sums of what slots are worth, up to each slot
 * @param pay sums of what slots cost, up to each slot
 */
export function placeBreaks({ breaks, between }: Frame, worth: Float64Array, pay: Float64Array): BestBreaks {
  const from: number[][] = []
  let before: number[] = []
  for (const [b, { length, low, high, paid }] of breaks.entries()) {
    const values: number[] = []
    const backs: number[] = []
    const last = breaks[b - 1]
    let best = b === 0 ? 0 : Number.POSITIVE_INFINITY
    let bestAt = -1
    let next = last?.low ?? 0
    for (let at = low; at <= high; at++) {
      for (; b > 0 && next <= last.high && next + last.length + between <= at; next++)
        if (before[next - last.low] < best - 1e-12) {
          best = before[next - last.low]
          bestAt = next
        }
      const own = worth[at + length] - worth[at] - (paid ? 0 : pay[at + length] - pay[at])
      values.push(best + own)
      backs.push(bestAt)
    }
    from.push(backs)
    before = values
  }
  if (breaks.length === 0) return { value: 0, at: [] }
  let end = 0
  for (let k = 1; k < before.length; k++) if (before[k] < before[end] - 1e-12) end = k
  const at: number[] = new Array(breaks.length)
  at[breaks.length - 1] = breaks[breaks.length - 1].low + end
  for (let b = breaks.length - 1; b > 0; b--) at[b - 1] = from[b][at[b] - breaks[b].low]
  return { value: before[end], at }
}

/** What a slot of ordinary pay costs, in hours, with the premiums of its time; by slot. */
export function payOf({ premiums = [] }: ShiftRules, slots: Slots): Float64Array {
  return Float64Array.from({ length: slots.count }, (_, slot) => {
    const { day, second } = momentOfSlot(slots, slot)
    const weekday = weekdayAt(slots, day)
    const more = premiums
      .filter(({ days, from = 0, to = 86_400 }) => {
        const isIn = from <= to ? second >= from && second < to : second >= from || second < to
        // The small hours of a night belong to the evening that began it.
        const of = from > to && second < to ? weekdayAt(slots, day - 1) : weekday
        return isIn && (!days || days.includes(of))
      })
      .reduce((sum, each) => sum + each.more, 0)
    return (slots.length / 3600) * (1 + more)
  })
}

/** Sums up to each place, one longer than the values. */
export function sumsOf(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let k = 0; k < values.length; k++) sums[k + 1] = sums[k] + values[k]
  return sums
}

/** Calls `use` for every slot in which a placed shift is free for contacts. */
export function workedSlots({ frame, at }: Pick<PlacedShift, 'frame' | 'at'>, use: (slot: number) => void): void {
  let slot = frame.from
  for (const [b, pause] of frame.breaks.entries()) {
    for (; slot < at[b]; slot++) use(slot)
    slot = at[b] + pause.length
  }
  for (; slot < frame.to; slot++) use(slot)
}
