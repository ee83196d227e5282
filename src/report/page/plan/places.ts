import { figures } from '../../format.ts'
import type { Canvas, Tick } from '../chart/svg.ts'
import type { PlanContent } from './content.ts'
import type { IntervalColumns } from './open-view.ts'

/** Intervals of some days that a chart shows. */
export interface Places {
  /** First and last slot of a day. */
  first: number
  last: number
  /** Places that a day takes. */
  width: number
  /** Each interval's place in the plan; -1 between days where nights are left out. */
  places: number[]
}

const { clock } = figures

/** Intervals of some days from the first open slot to the last, with a gap between days where nights are left out. */
export function placesOf({ perDay }: PlanContent, { volume }: IntervalColumns, day: number, dayCount: number): Places {
  const slots = Array.from({ length: perDay }, (_, slot) => slot)
  const chosen = Array.from({ length: dayCount }, (_, i) => day + i)
  const open = slots.filter((slot) => chosen.some((one) => !Number.isNaN(volume[one * perDay + slot])))
  const first = open[0] ?? 0
  const last = open[open.length - 1] ?? perDay - 1
  const gap = dayCount > 1 && last - first + 1 < perDay ? [-1] : []
  const shown = slots.slice(first, last + 1)
  const places: number[] = []
  for (const one of chosen) places.push(...shown.map((slot) => one * perDay + slot), ...gap)
  return { first, last, width: shown.length + gap.length, places }
}

export function pick(values: readonly number[], places: readonly number[]): number[] {
  return values.length === 0 ? [] : places.map((place) => values[place] ?? Number.NaN)
}

/** Time of day at which an interval of the plan begins. */
export function timeAt({ perDay, interval }: PlanContent, place: number): string {
  return clock((place % perDay) * interval)
}

/** Day and time at which an interval of the plan begins; nothing where there is none. */
export function momentAt(content: PlanContent, place: number): string {
  if (!Number.isFinite(place) || place < 0) return ''
  const day = content.days[Math.floor(place / content.perDay)]
  return `${day ? day.short : ''} ${timeAt(content, place)}`
}

/** The names of days under a chart. */
export function dayTicks({ days }: PlanContent, day: number, count: number, { width }: Places, canvas: Canvas) {
  return days.slice(day, day + count).map((one, i) => ({
    at: i * width,
    text: canvas.width < 520 ? one.weekday : one.short,
    middle: true,
  }))
}

/** The hours under a chart of one day. */
export function hourTicks({ interval }: PlanContent, { first, width: count }: Places, canvas: Canvas): Tick[] {
  const hourly = Math.max(1, Math.round(3600 / interval))
  const every = count / hourly > 14 && canvas.width < 700 ? 3 : 1
  return Array.from({ length: count + 1 }, (_, i) => i)
    .filter((i) => (first + i) % (hourly * every) === 0)
    .map((i) => ({ at: i, text: clock((first + i) * interval) }))
}
