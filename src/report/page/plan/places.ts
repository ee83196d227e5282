import { figures } from '../../format.ts'
import type { Canvas, Tick } from '../chart/svg.ts'
import type { PlanContent } from './content.ts'
import type { IntervalColumns } from './open-view.ts'

/** Intervals of some days that a chart shows. */
export interface Places {
  /** First and last slot of a day. */
  first: number
  last: number
  /** Each interval's place in the plan; -1 between days where nights are left out. */
  places: number[]
  /** Where each day begins among them. */
  dayAt: number[]
}

const { clock } = figures

/** The day's place of its first interval in the plan. */
function firstOf({ perDay, uneven = [] }: PlanContent, day: number): number {
  return uneven.reduce((first, one) => (one.day < day ? first + one.slots.length - perDay : first), day * perDay)
}

function dayOf(content: PlanContent, place: number): number {
  let day = Math.floor(place / content.perDay)
  while (day > 0 && firstOf(content, day) > place) day--
  while (day + 1 < content.dayCount && firstOf(content, day + 1) <= place) day++
  return day
}

/** Slots of a day's intervals, from `perDay` on in the repetition of an hour. */
function slotsOf(content: PlanContent, day: number): number[] {
  const own = unevenDay(content, day)
  return own ? own.slots : Array.from({ length: content.perDay }, (_, slot) => slot)
}

function slotAt(content: PlanContent, place: number): number {
  const day = dayOf(content, place)
  const own = unevenDay(content, day)
  const at = place - firstOf(content, day)
  return own ? own.slots[at] : at
}

function unevenDay({ uneven = [] }: PlanContent, day: number) {
  return uneven.find((one) => one.day === day)
}

/** Places of the intervals of a day. */
export function dayPlaces(content: PlanContent, day: number): number[] {
  const first = firstOf(content, day)
  return slotsOf(content, day).map((_, i) => first + i)
}

/** The place of a day's slot; -1 where the day does not have it. */
export function placeAt(content: PlanContent, day: number, slot: number): number {
  const own = unevenDay(content, day)
  const at = own ? own.slots.indexOf(slot) : slot < content.perDay ? slot : -1
  return at < 0 ? -1 : firstOf(content, day) + at
}

/** The slots of a week, from the weekday of the plan's first day on, of which an interval has one. */
export function weekSlotAt(content: PlanContent, place: number): number {
  const { perDay } = content
  return (dayOf(content, place) % 7) * perDay + (slotAt(content, place) % perDay)
}

/** Slots of a day from one to another; an hour that comes twice on some day stands twice. */
export function daySlots({ perDay, uneven = [] }: PlanContent, first: number, last: number): number[] {
  const slots: number[] = []
  for (let slot = first; slot <= last; slot++) {
    slots.push(slot)
    for (const day of uneven) {
      const at = day.slots.indexOf(slot)
      for (let i = at + 1; at >= 0 && day.slots[i] >= perDay; i++) {
        if (slots.indexOf(day.slots[i]) < 0) slots.push(day.slots[i])
      }
    }
  }
  return slots
}

/** Intervals of some days from the first open slot to the last, with a gap between days where nights are left out. */
export function placesOf(content: PlanContent, { volume }: IntervalColumns, day: number, dayCount: number): Places {
  const { perDay } = content
  const chosen = Array.from({ length: dayCount }, (_, i) => {
    const from = firstOf(content, day + i)
    return slotsOf(content, day + i).map((slot, k) => ({ slot: slot % perDay, place: from + k }))
  })
  let first = perDay
  let last = -1
  for (const one of chosen) {
    for (const { slot, place } of one) {
      if (volume[place] === undefined || Number.isNaN(volume[place])) continue
      first = Math.min(first, slot)
      last = Math.max(last, slot)
    }
  }
  if (last < 0) {
    first = 0
    last = perDay - 1
  }
  const gap = dayCount > 1 && last - first + 1 < perDay
  const places: number[] = []
  const dayAt: number[] = []
  for (const one of chosen) {
    dayAt.push(places.length)
    for (const { slot, place } of one) if (slot >= first && slot <= last) places.push(place)
    if (gap) places.push(-1)
  }
  return { first, last, places, dayAt }
}

export function pick(values: readonly number[], places: readonly number[]): number[] {
  return values.length === 0 ? [] : places.map((place) => values[place] ?? Number.NaN)
}

/** Time of day of a slot. */
export function slotTime({ perDay, interval, words }: PlanContent, slot: number): string {
  const time = clock((slot % perDay) * interval)
  return slot >= perDay ? `${time} ${words.secondTime}` : time
}

/** Time of day at which an interval of the plan begins. */
export function timeAt(content: PlanContent, place: number): string {
  return slotTime(content, slotAt(content, place))
}

/** Time of the first day at which an interval begins, or at which the day ends. */
export function untilAt(content: PlanContent, place: number): string {
  return place < dayPlaces(content, 0).length ? timeAt(content, place) : clock(content.perDay * content.interval)
}

/** Day and time at which an interval of the plan begins; nothing where there is none. */
export function momentAt(content: PlanContent, place: number): string {
  if (!Number.isFinite(place) || place < 0) return ''
  const day = content.days[dayOf(content, place)]
  return `${day ? day.short : ''} ${timeAt(content, place)}`
}

/** The names of days under a chart. */
export function dayTicks({ days }: PlanContent, day: number, count: number, { dayAt }: Places, canvas: Canvas) {
  return days.slice(day, day + count).map((one, i) => ({
    at: dayAt[i],
    text: canvas.width < 520 ? one.weekday : one.short,
    middle: true,
  }))
}

/** The hours under a chart of one day. */
export function hourTicks(content: PlanContent, { last, places }: Places, canvas: Canvas): Tick[] {
  const { perDay, interval } = content
  const hourly = Math.max(1, Math.round(3600 / interval))
  const every = places.length / hourly > 14 && canvas.width < 700 ? 3 : 1
  return places
    .map((place) => slotAt(content, place))
    .concat(last + 1)
    .map((slot, at) => ({ at, slot, text: clock(slot * interval) }))
    .filter(({ slot, at }) => slot % (hourly * every) === 0 && (slot < perDay || at === places.length))
}
