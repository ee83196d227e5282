import * as z from 'zod'
import { DISTRIBUTION_PARAMETERS, type DistributionType, parseShare, parseTarget } from '../../../domain/index.ts'
import { described, inFile, type Kind, ONE_EACH, type Word, type Words } from '../../../scenario/index.ts'
import { textValue as text } from '../text-value.ts'
import { readClock, readCoefficient, readDeadline, readHours, readPercentage, readTime } from './read-values.ts'

const schemas = new WeakMap<Kind, z.ZodType>()

/** What a file may write for a kind. One kind has one schema, so that the JSON Schema names it once. */
function schemaOf(kind: Kind): z.ZodType {
  let schema = schemas.get(kind)
  if (!schema) {
    schema = makeSchema(kind)
    schemas.set(kind, schema)
  }
  return schema
}

const name = z.union([z.string(), z.number()], 'not a name').transform(String)
const time = text(readTime, 'not a time: write 300, 5m or 00:05:00')
const share = text((written) => parseShare(written), 'not a share: write 30% or 0.3')
const hours = text(readHours, 'not hours: write 08:00-20:00')
const table = z.strictObject({ file: z.string(), queue: name.optional(), date: z.string().optional() })
const staffing = z.strictObject({
  file: z.string(),
  group: name.optional(),
  date: z.string().optional(),
  staffing: z.enum(['on-duty', 'scheduled']).optional(),
})
const contacts = 'not a number of contacts: write 0 or more'
const count = z.number(contacts).min(0, contacts)
const agents = 'not a number of agents: write a whole number, 0 or more'
const head = z.int(agents).min(0, agents)

function filled<T extends z.ZodType>(item: T, error: string) {
  return z.array(item, error).min(1, ONE_EACH)
}

function makeSchema(kind: Kind): z.ZodType {
  switch (kind.kind) {
    case 'name':
      return name
    case 'yesNo':
      return z.boolean('not yes or no: write true or false')
    case 'time':
      return time
    case 'share':
      return share
    case 'coefficient':
      return text(readCoefficient, 'not a coefficient of variation: write 10% or 0.1')
    case 'randomTime':
      return randomTime
    case 'clock':
      return text(readClock, 'not a time of day: write 10:30')
    case 'hours':
      return hours
    case 'openHours':
      return z.union([hours, z.array(hours)], 'not hours: write 08:00-20:00, or [09:00-12:00, 13:00-18:00]')
    case 'target':
      return text(parseTarget, 'not a target: write 90/10')
    case 'deadline':
      return text(readDeadline, kind.error)
    case 'volume':
      return z.union(
        [count, filled(count, contacts), table, z.record(z.string(), count)],
        `${contacts}, for a day, as a list by interval, by hours (18:00-22:00: 30), or from a table: { file: forecast.csv, queue: NAME }`,
      )
    case 'calls':
      return table
    case 'agents':
      return z.union([head, filled(head, agents), staffing, z.record(z.string(), head)], kind.error)
    case 'number':
      return numberSchema(kind)
    case 'choice':
      return z.enum(kind.choices, kind.error)
    case 'list': {
      const list = z.array(schemaOf(kind.item), kind.error)
      return kind.empty === undefined ? list : list.min(1, kind.empty)
    }
    case 'byName':
      return z.record(z.string(), schemaOf(kind.item), kind.error)
    case 'words':
      return wordsSchema(kind.words, kind.error)
    case 'either':
      return z.union(kind.forms.map(schemaOf), kind.error)
  }
}

function numberSchema({ least, above, whole, percent, error }: Extract<Kind, { kind: 'number' }>): z.ZodType {
  const number = whole ? z.int(error) : z.number(error)
  const bounded = least === undefined ? number : number.min(least, error)
  const within = above === undefined ? bounded : bounded.gt(above, error)
  return percent ? z.union([within, text(readPercentage, error)], error) : within
}

/** A record of a file with these words. */
export function wordsSchema(words: Words, error?: string) {
  const written = Object.entries(words).filter(([, { libraryOnly }]) => !libraryOnly)
  return z.strictObject(Object.fromEntries(written.map(([word, row]) => [inFile(word), wordSchema(row)])), error)
}

function wordSchema(word: Word): z.ZodType {
  const schema = schemaOf(word.is)
  const said =
    word.needed && word.default !== undefined
      ? schema.default(word.default as never)
      : word.needed
        ? schema
        : schema.optional()
  return said.meta({ description: described(word), ...(word.examples && { examples: [...word.examples] }) })
}

const shape = z.number('not a shape: write a number above 0').gt(0, 'not a shape: write a number above 0')
const sigma = z.number('not a number of at least 0').min(0, 'not a number of at least 0')
const stages = 'not a number of stages: write 1, 2, 3, ...'
/** Parameters of distributions that are no times. */
const PARAMETERS: Readonly<Record<string, z.ZodType>> = {
  shape,
  sigma,
  stages: z.int(stages).min(1, stages),
  shares: z.array(share, 'not a list of shares'),
  means: z.array(time, 'not a list of times'),
  values: filled(time, 'not a list of times'),
}

/** One type of distribution, whose parameters are one of some sets. */
function distribution(type: DistributionType, sets: readonly (readonly string[])[]) {
  const parameters = [...new Set(sets.flat())]
  const known = parameters.map((key) => {
    const schema = PARAMETERS[key] ?? time
    return [key, sets.length > 1 ? schema.optional() : schema]
  })
  return z
    .strictObject({ type: z.literal(type), ...(Object.fromEntries(known) as Record<string, z.ZodType>) })
    .superRefine((given, context) => {
      const keys = parameters.filter((key) => (given as Record<string, unknown>)[key] !== undefined)
      const fits = sets.some((set) => set.length === keys.length && set.every((key) => keys.includes(key)))
      const choices = sets.map((set) => set.join(' and ')).join(', or ')
      if (!fits) context.addIssue({ code: 'custom', message: `${type} takes ${choices}` })
    })
}

const types = Object.keys(DISTRIBUTION_PARAMETERS) as DistributionType[]
const distributions = z.discriminatedUnion(
  'type',
  types.map((type) => distribution(type, DISTRIBUTION_PARAMETERS[type])) as never,
  {
    error: `not a type of distribution: take ${types.slice(0, -1).join(', ')} or ${types.at(-1)}`,
  },
)

const randomTime: z.ZodType = z.union(
  [time, distributions],
  'not a time: write its mean (5m) or a distribution ({ type: lognormal, mean: 5m, sd: 4m })',
)
