import { figures } from '../../format.ts'
import { centred, line, type Tick, text, textWidth } from './svg.ts'

/** When the intervals of a chart begin, over one day or several. */
export interface TimeAxis {
  /** Second of the day at which each day's first interval begins. */
  opens: number
  /** Seconds. */
  interval: number
  /** Intervals of a day. */
  perDay: number
  /** Intervals before the first that is shown, and how many are. */
  first: number
  count: number
  /** What a day is called, with `{day}` for its number. */
  day: string
}

const { clock, fill } = figures

const DAY = 86_400
/** Minutes between texts on an axis, as few as there is room for. */
const STEPS = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720]
/** Of so many days one has its name: each, every second, one a week. */
const EVERY = [1, 2, 7, 14, 28, 91]
/** Room between two texts, in pixels. */
const BETWEEN = 12
/** Pixels from the axis down to the times, and from there to the days. */
const TIMES = 17
const DAYS = 15

function dayOf({ first, perDay }: TimeAxis, index: number): number {
  return Math.floor((first + index) / perDay)
}

function secondOf({ opens, interval, first, perDay }: TimeAxis, index: number): number {
  return (opens + ((first + index) % perDay) * interval) % DAY
}

/** When an interval begins: `07:30`, and on later days `2 07:30`. */
export function startText(axis: TimeAxis, index: number): string {
  const day = dayOf(axis, index)
  return `${day === 0 ? '' : `${day + 1} `}${clock(secondOf(axis, index))}`
}

/** The same within a sentence: `07:30`, where there are several days `day 2 07:30`. */
export function momentText(axis: TimeAxis, index: number): string {
  const time = clock(secondOf(axis, index))
  return dayCount(axis) > 1 ? `${dayName(axis, dayOf(axis, index))} ${time}` : time
}

function dayName({ day }: TimeAxis, index: number): string {
  return fill(day, { day: index + 1 })
}

/** How many days an axis shows. */
function dayCount(axis: TimeAxis): number {
  return dayOf(axis, axis.count - 1) - dayOf(axis, 0) + 1
}

/** Pixels that the texts of an axis need below it. */
export function timeRoom(axis: TimeAxis): number {
  return dayCount(axis) > 1 ? 26 + DAYS : 26
}

/** Round times of the day as close as there is room for; none where even noon would not fit between two midnights. */
export function timeTicks(axis: TimeAxis, width: number): Tick[] {
  const room = textWidth('00:00') + BETWEEN
  const indices = Array.from({ length: axis.count }, (_, i) => i)
  const step = STEPS.find((minutes) => ((minutes * 60) / axis.interval) * (width / axis.count) >= room)
  const tick = (at: number) => ({ at, text: clock(secondOf(axis, at)) })
  const round = step === undefined ? [] : indices.filter((i) => secondOf(axis, i) % (step * 60) === 0).map(tick)
  if (round.length > 0 || dayCount(axis) > 1) return round
  // Intervals that never begin at a round time, or few of them: as many as fit.
  const every = Math.max(1, Math.ceil(room / (width / axis.count)))
  return indices.filter((i) => i % every === 0).map(tick)
}

/** The first interval of each day, with the day's name. Nothing where there is one day. */
export function dayTicks(axis: TimeAxis): Tick[] {
  const days = dayCount(axis)
  const first = dayOf(axis, 0)
  if (days < 2) return []
  return Array.from({ length: days }, (_, k) => ({
    at: Math.max(0, (first + k) * axis.perDay - axis.first),
    text: dayName(axis, first + k),
  }))
}

/** Where a time axis stands: its ends, how high the chart is above it, and where the picture ends. */
export interface AxisPlace {
  left: number
  right: number
  top: number
  floor: number
  width: number
}

/** The texts of a time axis, and lines where days begin. */
export function drawTimeAxis(axis: TimeAxis, { left, right, top, floor, width }: AxisPlace): string {
  const x = (at: number) => left + (at / axis.count) * (right - left)
  const times = timeTicks(axis, right - left).map((tick) => centred(x(tick.at), floor + TIMES, tick.text, width))
  const down = times.length > 0 ? TIMES + DAYS : TIMES
  const days = dayTicks(axis)
  const borders = days.map(({ at }) => (at > 0 ? line(x(at), top, x(at), floor + 4, 'grid') : ''))
  // A day's name stands at its beginning.
  const widest = Math.max(0, ...days.map((day) => textWidth(day.text))) + BETWEEN
  const every = EVERY.find((step) => (step * axis.perDay * (right - left)) / axis.count >= widest) ?? days.length
  const names = days
    .filter((_, k) => k % every === 0)
    .map((day) => text(x(day.at) + 4, floor + down, day.text, 'start', 'ax strong'))
  return [...times, ...borders, ...names].join('')
}
