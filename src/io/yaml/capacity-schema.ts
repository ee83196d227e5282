import * as z from 'zod'
import { KrarupError, parseDay, parseDuration, parseShare, parseTarget } from '../../domain/index.ts'
import { parseOpeningHours } from '../dated/opening-hours.ts'
import { textValue } from './text-value.ts'

const amount = z.number('not an amount of money: write a number, 0 or more').min(0).optional()
const share = textValue((text) => parseShare(text))
const count = z.int().min(0)
const duration = textValue(parseDuration)
const day = textValue((text) => parseDay(text, 'first'))

/** `4w`, `4 weeks`, `4`: whole weeks. */
const weeks = textValue((text) => {
  const match = /^\s*(\d+)\s*(w|weeks?|周)?\s*$/i.exec(text)
  if (match) return Number(match[1])
  throw new KrarupError({ code: 'UNREADABLE', what: 'not a number of weeks', how: 'write 4w', value: text })
})

/** How fast beside a finished agent: a share, or above 100 %. */
const speed = textValue((text) => {
  const match = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)
  if (match) return Number(match[1]) / 100
  return parseShare(text, 'speed')
})

/** `4%` of paid time, or hours of each agent: `2h/month`, `1h/week`. */
const shrinkage = textValue((text): { share?: number; hoursAWeek?: number } => {
  const match = /^(.+)\/\s*(month|week|月|周)$/i.exec(text.trim())
  if (!match) return { share: parseShare(text, 'shrinkage') }
  const hours = parseDuration(match[1]) / 3600
  return { hoursAWeek: /^(week|周)$/i.test(match[2]) ? hours : hours / WEEKS_A_MONTH }
})

const WEEKS_A_MONTH = 365.25 / 7 / 12

/** One value, or values by month. */
function monthly<T extends z.ZodType>(value: T) {
  return z.union([
    value,
    z.record(z.string(), value).transform((months) => ({ months: months as Record<string, z.output<T>> })),
  ])
}

const range = z
  .strictObject({ low: z.number().min(0), mean: z.number().min(0), high: z.number().min(0) })
  .refine(({ low, mean, high }) => low <= mean && mean <= high, 'low, mean and high ascend')
const contacts = z.union(
  [z.number().min(0), range],
  'not a number of contacts: write 40000, or { low: 37000, mean: 40000, high: 44000 }',
)

const queue = z.strictObject({
  group: z.string().optional(),
  volume: z.union([z.number().min(0), z.record(z.string(), contacts)]).optional(),
  aht: monthly(duration).optional(),
  target: textValue(parseTarget).optional(),
  patience: duration.optional(),
  occupancy: share.optional(),
  hours: textValue(parseOpeningHours).optional(),
  busyness: z.record(z.string(), speed).optional(),
  weekdays: z.array(speed).length(7, 'weekdays has seven values, Monday first').optional(),
  checked: share.optional(),
})

const span = textValue((text) => {
  const [from, to = from] = text.split('..').map((each) => each.trim())
  return { from: parseDay(from, 'first'), to: parseDay(to, 'last') }
})

const classes = z.strictObject({
  least: count.optional(),
  most: count.optional(),
  'at-once': z.int().min(1).optional(),
  lead: weeks.optional(),
  closed: z.array(span).optional(),
  planned: z.record(z.string(), count).optional(),
  cost: amount,
  hire: amount,
})

const cohort = z.strictObject({
  count: z.number().min(0),
  since: day.optional(),
  tenure: weeks.optional(),
  contract: z.string().optional(),
})

/** What a capacity file may say. */
export const capacityFileSchema = z.strictObject({
  name: z.string().optional(),
  start: day.optional(),
  weeks: z.int().min(1).optional(),
  currency: z.string().optional(),
  'hours-a-week': z.number().positive().optional(),
  forecast: z.string().optional(),
  cover: z.enum(['low', 'mean', 'high']).optional(),
  'short-hour': z.number().positive().optional(),
  queues: z.record(z.string(), queue),
  groups: z.record(
    z.string(),
    z
      .strictObject({
        agents: z.union([z.number().min(0), z.array(cohort)]).optional(),
        classes: classes.optional(),
      })
      .nullable(),
  ),
  shrinkage: z.record(z.string(), monthly(shrinkage)).optional(),
  contracts: z
    .record(
      z.string(),
      z
        .strictObject({
          hours: z.number().positive().optional(),
          pay: amount,
          'training-pay': amount,
          most: share.optional(),
        })
        .nullable(),
    )
    .optional(),
  classes: classes.optional(),
  training: z.array(z.strictObject({ what: z.string().optional(), weeks, speed: speed.optional() })).optional(),
  learning: z
    .record(z.string().regex(/^\d+$/, 'not a week: write 1: 60%, from the first week after the training on'), speed)
    .optional(),
  attrition: z.record(z.string().regex(/^\d+$/, 'not a month of tenure: write 0: 8%, 3: 4%'), share).optional(),
  overtime: z.strictObject({ most: duration, pay: speed.optional() }).optional(),
  lending: z
    .array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        most: z.number().min(0),
        speed: speed.optional(),
        cost: amount,
      }),
    )
    .optional(),
  'team-leaders': z.strictObject({ 'agents-each': z.number().positive(), pay: amount }).optional(),
  trainers: z.strictObject({ 'people-each': z.number().positive(), pay: amount }).optional(),
  inspectors: z
    .strictObject({
      check: duration,
      'each-week': z.number().min(0).optional(),
      'new-each-week': z.number().min(0).optional(),
      'new-for': weeks.optional(),
      pay: amount,
    })
    .optional(),
})

export type WrittenCapacity = z.output<typeof capacityFileSchema>
export type WrittenQueue = WrittenCapacity['queues'][string]
