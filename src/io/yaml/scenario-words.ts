import { z } from 'zod'
import { KrarupError, parseDuration, parseShare } from '../../domain/index.ts'
import { words } from './words.ts'

/** Seconds in a time as people write it. */
function readTime(text: string): number {
  if (!/^\s*-/.test(text)) return parseDuration(text)
  throw new KrarupError({ code: 'OUT_OF_RANGE', what: 'a time cannot be negative', how: 'write 300, 5m or 00:05:00' })
}

/** A share, or a coefficient of variation, which may be above 1. */
function readCoefficient(text: string): number {
  const number = Number(text)
  return number > 1 ? number : parseShare(text, 'busyness')
}

const SPAN = /^(\d{1,2}):([0-5]\d)\s*-\s*(\d{1,2}):([0-5]\d)$/

/** Seconds of the day; an end at or before the start is on the next day. */
export interface HourSpan {
  from: number
  to: number
}

/** `08:00-20:00`, or `22:00-06:00` over midnight. */
export function readHours(text: string): HourSpan {
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(text.trim())?.map(Number) ?? []
  const from = fromHour * 3600 + fromMinute * 60
  const to = toHour * 3600 + toMinute * 60
  if (from === to)
    throw new KrarupError({ code: 'MISSING', what: 'the day is empty', how: 'write 00:00-24:00 for all day' })
  if (!(from < 86_400 && to <= 86_400))
    throw new KrarupError({ code: 'UNREADABLE', what: 'not hours', how: 'write 08:00-20:00', value: text })
  return { from, to: to > from ? to : to + 86_400 }
}

export const time = words(readTime, 'not a time: write 300, 5m or 00:05:00')
export const share = words((text) => parseShare(text), 'not a share: write 30% or 0.3')
export const coefficient = words(readCoefficient, 'not a coefficient of variation: write 10% or 0.1')
export const name = z.union([z.string(), z.number()], 'not a name').transform(String)
export const number = (error: string) => z.number(error).min(0, error)
export const positive = (error: string) => z.number(error).gt(0, error)
export const whole = (error: string, least = 0) => z.int(error).min(least, error)
export const list = <T extends z.ZodType>(item: T, error: string) =>
  z.array(item, error).min(1, 'the list is empty: give one value for each interval of the day')

/** One type of distribution, whose parameters are one of some sets. */
function distribution<T extends string, P extends Record<string, z.ZodType>>(
  type: T,
  parameters: P,
  sets: readonly (readonly (keyof P & string)[])[],
) {
  const known = Object.entries(parameters).map(([key, value]) => [key, sets.length > 1 ? value.optional() : value])
  return z
    .strictObject({ type: z.literal(type), ...(Object.fromEntries(known) as P) })
    .superRefine((given, context) => {
      const keys = Object.keys(parameters).filter((key) => (given as Record<string, unknown>)[key] !== undefined)
      const fits = sets.some((set) => set.length === keys.length && set.every((key) => keys.includes(key)))
      const choices = sets.map((set) => set.join(' and ')).join(', or ')
      if (!fits) context.addIssue({ code: 'custom', message: `${type} takes ${choices}` })
    })
}

const byMean = ['mean', 'sd'] as const
const shape = positive('not a shape: write a number above 0')

const distributions = z.discriminatedUnion(
  'type',
  [
    distribution('constant', { value: time }, [['value']]),
    distribution('exponential', { mean: time }, [['mean']]),
    distribution('uniform', { from: time, to: time }, [['from', 'to']]),
    distribution('triangular', { from: time, mode: time, to: time }, [['from', 'mode', 'to']]),
    distribution('normal', { mean: time, sd: time }, [byMean]),
    distribution('lognormal', { mean: time, sd: time, median: time, sigma: number('not a number of at least 0') }, [
      byMean,
      ['median', 'sigma'],
    ]),
    distribution('gamma', { mean: time, sd: time, shape, scale: time }, [byMean, ['shape', 'scale']]),
    distribution('erlang', { stages: whole('not a number of stages: write 1, 2, 3, ...', 1), mean: time }, [
      ['stages', 'mean'],
    ]),
    distribution('weibull', { mean: time, sd: time, shape, scale: time }, [byMean, ['shape', 'scale']]),
    distribution('pareto', { mean: time, sd: time, shape, least: time }, [byMean, ['shape', 'least']]),
    distribution(
      'hyperexponential',
      {
        mean: time,
        sd: time,
        shares: z.array(share, 'not a list of shares'),
        means: z.array(time, 'not a list of times'),
      },
      [byMean, ['shares', 'means']],
    ),
    distribution('empirical', { values: list(time, 'not a list of times') }, [['values']]),
  ],
  {
    error:
      'not a type of distribution: take constant, exponential, uniform, triangular, normal, lognormal, gamma, erlang, weibull, pareto, hyperexponential or empirical',
  },
)

export const randomTime = z.union(
  [time, distributions],
  'not a time: write its mean (5m) or a distribution ({ type: lognormal, mean: 5m, sd: 4m })',
)

const CLOCK = /^(\d{1,2}):([0-5]\d)$/

/** `10:30`: seconds of the day. */
function readClock(text: string): number {
  const [, hour, minute] = CLOCK.exec(text.trim())?.map(Number) ?? []
  if (hour * 60 + minute <= 24 * 60) return hour * 3600 + minute * 60
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of day', how: 'write 10:30', value: text })
}

/** A time of day, as seconds of the day; `secondsIntoDay` turns it into the scenario's own. */
export const clock = words(readClock, 'not a time of day: write 10:30')
/** Hours of a day, such as 08:00-20:00. */
export const hours = words(readHours, 'not hours: write 08:00-20:00')

/** Leaves out what was not given. */
export function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
