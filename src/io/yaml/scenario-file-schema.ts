import { toJSONSchema, z } from 'zod'
import { KrarupError, parseDuration, parseShare, parseTarget } from '../../domain/index.ts'
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

const time = words(readTime, 'not a time: write 300, 5m or 00:05:00')
const share = words((text) => parseShare(text), 'not a share: write 30% or 0.3')
const coefficient = words(readCoefficient, 'not a coefficient of variation: write 10% or 0.1')
const name = z.union([z.string(), z.number()], 'not a name').transform(String)
const number = (error: string) => z.number(error).min(0, error)
const positive = (error: string) => z.number(error).gt(0, error)
const whole = (error: string, least = 0) => z.int(error).min(least, error)
const list = <T extends z.ZodType>(item: T, error: string) =>
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

const randomTime = z.union(
  [time, distributions],
  'not a time: write its mean (5m) or a distribution ({ type: lognormal, mean: 5m, sd: 4m })',
)

const contacts = 'not a number of contacts: write 0 or more'
const agents = 'not a number of agents: write a whole number, 0 or more'
const lines = whole('not a number of lines: write a whole number, 0 or more')
const priority = z.number('not a priority: write a number; higher ones go first')

const queue = z.strictObject({
  volume: z
    .union([number(contacts), list(number(contacts), contacts)], `${contacts}, for a day or as a list by interval`)
    .meta({ description: 'Contacts expected: of a day (shared out by profile), or a list by interval.' }),
  profile: list(number('not a weight: write 0 or more'), 'not a list of weights by interval')
    .optional()
    .meta({ description: "Weights by interval that share out a day's volume. Default: even." }),
  arrivals: z
    .enum(['poisson', 'fixed'], 'not a kind of arrivals: take poisson or fixed')
    .optional()
    .meta({ description: 'poisson (default), or fixed: the volume comes exactly, at times drawn from the profile.' }),
  busyness: coefficient
    .optional()
    .meta({ description: "Coefficient of variation of this queue's own busyness of the day. Default 0." }),
  aht: randomTime.meta({
    description: 'Handle time without after-call work: its mean (exponential) or a distribution.',
  }),
  'after-call': randomTime.optional().meta({ description: 'After-call work. Default none.' }),
  patience: randomTime
    .optional()
    .meta({ description: 'How long a contact waits before it hangs up. Default for ever.' }),
  balking: share.optional().meta({ description: 'Share that hangs up at once when it would have to wait. Default 0.' }),
  priority: priority.optional().meta({ description: 'Higher goes first. Default 0.' }),
  weight: positive('not a weight: write a number above 0')
    .optional()
    .meta({ description: 'A wait counts so many times as long when the longest wait decides. Default 1.' }),
  groups: z
    .array(
      z.union(
        [name, z.strictObject({ group: name, after: time.optional() })],
        'not a group: write its name, or { group: NAME, after: 20s }',
      ),
      'not a list of groups: write [NAME, NAME]',
    )
    .meta({ description: 'Groups that serve the queue, in order of preference; after: only who has waited so long.' }),
  'agent-selection': z.enum(['order', 'most-idle'], 'not a rule: take order or most-idle').optional().meta({
    description: 'Which of several groups with a free agent: the first (order, default) or the longest idle.',
  }),
  lines: lines.optional().meta({ description: 'Contacts waiting and in service at once; more are blocked.' }),
  places: whole('not a number of places: write a whole number, 0 or more')
    .optional()
    .meta({ description: 'Contacts waiting at once; more are blocked.' }),
  redial: z
    .strictObject(
      {
        abandoned: share.optional().meta({ description: 'Share of those who hung up that call again. Default 0.' }),
        blocked: share.optional().meta({ description: 'Share of the blocked that call again. Default 0.' }),
        delay: randomTime.meta({ description: 'Time until the next attempt.' }),
        attempts: whole('not a number of attempts: write 1 or more', 1)
          .optional()
          .meta({ description: 'Attempts of one caller, the first included. Default 10.' }),
      },
      'not a redial: write { abandoned: 50%, delay: 5m }',
    )
    .optional()
    .meta({ description: 'What callers do who were blocked or hung up. Default nothing.' }),
  target: words(parseTarget, 'not a target: write 90/10')
    .optional()
    .meta({ description: 'For example 90/10 or sl=80/20,abandon=5%. Default 90/10.', examples: ['90/10', '80/20'] }),
})

const group = z.strictObject({
  agents: z
    .union(
      [whole(agents), list(whole(agents), agents), z.record(z.string(), whole(agents))],
      'not a number of agents: write a whole number, a list by interval, or hours (08:00-12:00: 5)',
    )
    .meta({ description: 'Agents on duty: a number, a list by interval, or numbers by hours (08:00-12:00: 5).' }),
  'call-selection': z
    .enum(['priority', 'longest-wait'], 'not a rule: take priority or longest-wait')
    .optional()
    .meta({ description: 'Which contact a free agent takes: the highest priority (default) or the longest wait.' }),
  aht: z
    .record(z.string(), randomTime, 'not handle times by queue')
    .optional()
    .meta({ description: "Handle times of this group where they differ from the queue's, by queue." }),
  priorities: z
    .record(z.string(), priority, 'not priorities by queue')
    .optional()
    .meta({ description: "Priorities of this group where they differ from the queue's, by queue." }),
})

/** What a scenario file may say. */
export const scenarioFileSchema = z.strictObject({
  name: name.optional().meta({ description: 'What the scenario is called in reports.' }),
  interval: time.default(1800).meta({ description: 'Step of volumes, agents and figures. Default 30m.' }),
  hours: words(readHours, 'not hours: write 08:00-20:00')
    .optional()
    .meta({ description: 'Opening hours of a day. Default: as long as the lists by interval, else all day.' }),
  days: whole('not a number of days: write 1 or more', 1)
    .optional()
    .meta({ description: 'Days in a row in one replication; who waits at the end of one is carried over. Default 1.' }),
  'warm-up': time.optional().meta({ description: 'Time at the start that is not counted. Default 0.' }),
  closing: z
    .enum(['finish', 'stop'], 'not a closing: take finish or stop')
    .optional()
    .meta({ description: 'Who waits at the end is served (finish, default) or counted as left (stop).' }),
  busyness: coefficient
    .optional()
    .meta({ description: "Coefficient of variation of the day's busyness, of all queues alike. Default 0." }),
  lines: lines.optional().meta({ description: 'Telephone lines for all queues together. Default no limit.' }),
  'longest-queue': z
    .boolean('not yes or no: write true or false')
    .optional()
    .meta({ description: 'Also report the longest queue of each interval. Default false.' }),
  queues: z
    .record(z.string(), queue, 'not queues: write a name and what belongs to it')
    .meta({ description: 'Streams of contacts, by name.' }),
  groups: z
    .record(z.string(), group, 'not groups: write a name and what belongs to it')
    .meta({ description: 'Groups of agents, by name.' }),
})
export type ScenarioWords = z.infer<typeof scenarioFileSchema>

/** The JSON Schema of scenario files, for editors: shipped as `krarup/schema/scenario.schema.json`. */
export function scenarioJsonSchema(): object {
  return {
    ...toJSONSchema(scenarioFileSchema, { io: 'input', reused: 'ref' }),
    title: 'A scenario of krarup simulate',
  }
}
