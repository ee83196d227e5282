import * as z from 'zod'
import { parseDuration } from '../../domain/index.ts'
import type { Allowed, RosterRules } from '../../roster/index.ts'
import { readTextFile } from './text-file.ts'
import { textValue } from './text-value.ts'
import { readYamlDocument } from './yaml-document.ts'

const weight = z.number('not a weight: write a number, 0 or more; a rule without a weight is hard').min(0).optional()
const count = z.number('not a number: write 0 or more').min(0).optional()
/** `11h`, or a number of hours. */
const hours = textValue((text) => (/^[\d.]+$/.test(text.trim()) ? Number(text) : parseDuration(text) / 3600))
const names = z.array(z.union([z.string(), z.number()]).transform(String))
const allowed = z.strictObject({ least: count, most: count, weight })
const allowedHours = z.strictObject({ least: hours.optional(), most: hours.optional(), weight })
const price = z.strictObject({ weight })
const cost = z
  .union([z.number(), z.literal('hard')], 'not a cost of a head: write a number, or hard')
  .transform((value) => (value === 'hard' ? Number.POSITIVE_INFINITY : value))
  .optional()

const nightsShape = allowed.extend({
  shifts: names.optional(),
  per: z.enum(['week', 'month', 'roster']).optional(),
  'in-a-row': allowed.optional(),
  'days-off-after': z.strictObject({ least: z.int().min(1).max(7), weight }).optional(),
})

const rulesWords = z.strictObject({
  rest: z
    .union([hours.transform((least) => ({ least, weight: undefined })), z.strictObject({ least: hours, weight })])
    .optional(),
  'days-in-a-row': allowed.optional(),
  'days-off-together': allowed.optional(),
  weekends: allowed.extend({ per: z.enum(['month', 'roster']).optional() }).optional(),
  'weekends-in-a-row': allowed.optional(),
  'whole-weekends': price.optional(),
  'same-shift-at-weekend': price.optional(),
  nights: nightsShape.optional(),
  'not-after': z.array(z.strictObject({ shift: z.string(), next: names, weight })).optional(),
  contract: z.strictObject({ within: hours, weight }).optional(),
  'hours-a-week': allowedHours.optional(),
  'hours-in': z
    .array(z.strictObject({ days: z.int('not a number of days: 2 to 7').min(2).max(7), most: hours, weight }))
    .optional(),
  fairness: z.strictObject({ nights: weight, weekends: weight, wishes: weight }).optional(),
  'same-start': z.strictObject({ within: hours, weight }).optional(),
  pairs: z
    .array(
      z.strictObject({
        together: z.tuple([z.string(), z.string()], 'not two names').optional(),
        apart: z.tuple([z.string(), z.string()], 'not two names').optional(),
        weight: z.number('a pair needs a weight: a number, 0 or more').min(0),
      }),
    )
    .optional(),
  counts: z
    .record(
      z.string(),
      allowed.extend({ shifts: names, per: z.enum(['week', 'month', 'roster']), people: names.optional() }),
    )
    .optional(),
  cover: z.strictObject({ under: cost, over: cost }).optional(),
  skills: z.strictObject({ weight: z.number().min(0) }).optional(),
  changes: z.strictObject({ weight: z.number().min(0) }).optional(),
})
const rulesSchema = rulesWords.superRefine((rules, context) => {
  for (const path of contradictions(rules)) {
    const message = 'more at least than at most: both cannot hold; mend one of them'
    context.addIssue({ code: 'custom', message, path })
  }
})

/** Where a rule asks for more at least than it allows at most. */
function contradictions(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return []
  const { least, most } = value as { least?: unknown; most?: unknown }
  const own = typeof least === 'number' && typeof most === 'number' && least > most ? [[...path, 'least']] : []
  return [...own, ...Object.entries(value).flatMap(([key, each]) => contradictions(each, [...path, key]))]
}

/**
 * Reads the rules of a roster (YAML). A rule without a weight is hard; with one, each unit outside costs it.
 *
 * @throws {KrarupError} FILE, UNREADABLE with line and column
 */
export async function readRosterRules(path: string): Promise<RosterRules> {
  const words = readYamlDocument(await readTextFile(path), path, rulesSchema)
  const { nights, pairs, counts } = words
  return given({
    rest: words.rest,
    daysInARow: words['days-in-a-row'],
    daysOffTogether: words['days-off-together'],
    weekends: words.weekends,
    weekendsInARow: words['weekends-in-a-row'],
    wholeWeekends: words['whole-weekends'],
    sameShiftAtWeekend: words['same-shift-at-weekend'],
    nights: nights && nightsOf(nights),
    notAfter: words['not-after'],
    contract: words.contract,
    hoursAWeek: words['hours-a-week'],
    hoursIn: words['hours-in'],
    fairness: words.fairness,
    sameStart: words['same-start'],
    pairs: pairs?.flatMap(({ together, apart, weight: price }) => [
      ...(together ? [{ kind: 'together', people: together, weight: price }] : []),
      ...(apart ? [{ kind: 'apart', people: apart, weight: price }] : []),
    ]),
    counts: counts && Object.entries(counts).map(([name, rule]) => ({ name, ...(rule as Allowed) })),
    cover: words.cover,
    skills: words.skills,
    changes: words.changes,
  }) as RosterRules
}

function nightsOf({ 'in-a-row': inARow, 'days-off-after': daysOffAfter, ...others }: z.output<typeof nightsShape>) {
  return { ...others, inARow, daysOffAfter }
}

/** Without what is not there, at any depth. */
function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(given)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, given(each)]])),
  )
}
