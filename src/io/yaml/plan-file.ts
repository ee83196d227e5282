import { dirname, resolve } from 'node:path'
import * as z from 'zod'
import {
  entryOf,
  type Growth,
  KrarupError,
  type Place,
  parseDuration,
  parseGrowth,
  parseShare,
  parseTarget,
  type Target,
} from '../../domain/index.ts'
import type { QueueSettings } from '../../plan/index.ts'
import { parseOpeningHours } from '../dated/opening-hours.ts'
import { readTextFile } from './text-file.ts'
import { textValue } from './text-value.ts'
import { readYamlDocument } from './yaml-document.ts'

/** What a plan file says: settings for all, settings by queue, and options of the plan. */
export interface PlanFile {
  settings: Partial<QueueSettings>
  queues: Record<string, Partial<QueueSettings>>
  days?: number
  fteHours?: number
  forecastModel?: string
  /** How much more, or fewer, contacts will come than the models expect. */
  growth?: Growth[]
  /** Path of a holidays file, from where the plan file lies, or `china`. */
  holidays?: string
  /** Share of days on which the target is to be met. */
  sure?: number
  mostAgents?: number
  mostChange?: number
}

const MODELS = { auto: 'auto', 'erlang-a': 'erlangA', 'erlang-c': 'erlangC' } as const

/** The model that a name on the command line or in a file means. */
export function readModelName(text: string): QueueSettings['model'] {
  const model = entryOf<QueueSettings['model']>(MODELS, text.toLowerCase())
  if (model) return model
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a model',
    how: `take ${Object.keys(MODELS).join(', ')}`,
    value: text,
  })
}

/** `90/10`, or beside a deadline the share in time alone, `95%`. */
function readTarget(text: string): Target | number {
  return SHARE_ALONE.test(text) ? parseShare(text, 'the share in time') : parseTarget(text)
}

const SHARE_ALONE = /^\s*[\d.]+\s*%\s*$/

/** `48h`, or `none`: contacts on the line. */
function readDeadline(text: string): number | 'none' {
  return text === 'none' ? text : parseDuration(text)
}

/** `2m`, `estimate` or `infinite`. */
export function readPatience(text: string): QueueSettings['patience'] {
  return text === 'estimate' || text === 'infinite' ? text : parseDuration(text)
}

const settingsShape = {
  target: textValue(readTarget).optional(),
  shrinkage: textValue((text) => parseShare(text, 'shrinkage')).optional(),
  patience: textValue(readPatience).optional(),
  model: textValue(readModelName).optional(),
  'least-agents': z.int().min(0).optional(),
  aht: textValue(parseDuration).optional(),
  hours: textValue(parseOpeningHours).optional(),
  deadline: textValue(readDeadline).optional(),
  'deadline-counts': z.enum(['hours', 'open-hours']).optional(),
}

/** One growth or a list of them. */
const growthTexts = z.union([z.string(), z.array(z.string())]).optional()

const planFileSchema = z.strictObject({
  ...settingsShape,
  growth: growthTexts,
  days: z.int().min(1).optional(),
  'fte-hours': z.number().positive().optional(),
  'forecast-model': z.string().optional(),
  holidays: z.string().optional(),
  sure: textValue((text) => parseShare(text, 'sure')).optional(),
  'most-agents': z.int().min(1).optional(),
  'most-change': z.int().min(1).optional(),
  queues: z
    .record(
      z.string(),
      z
        .strictObject({
          ...settingsShape,
          growth: growthTexts,
          group: z.string().optional(),
          priority: z.number().optional(),
        })
        .nullable(),
    )
    .optional(),
})

/**
 * Reads a plan file (YAML).
 *
 * @throws {KrarupError} FILE, UNREADABLE with line and column.
 */
export async function readPlanFile(path: string): Promise<PlanFile> {
  return parsePlanFile(await readTextFile(path), path)
}

/** The text of a plan file, read. Relative paths in it are from `path`. */
export function parsePlanFile(text: string, path: string): PlanFile {
  const {
    days,
    'fte-hours': fteHours,
    'forecast-model': forecastModel,
    holidays,
    sure,
    'most-agents': mostAgents,
    'most-change': mostChange,
    growth,
    queues = {},
    ...rest
  } = readYamlDocument(text, path, planFileSchema)
  const grown = [
    ...growthsOf(growth, { file: path, name: 'growth' }),
    ...Object.entries(queues).flatMap(([queue, own]) =>
      growthsOf(own?.growth, { file: path, name: `queues.${queue}.growth` }, queue),
    ),
  ]
  return {
    ...(grown.length > 0 ? { growth: grown } : {}),
    settings: settingsOf(rest, { file: path }),
    queues: Object.fromEntries(
      Object.entries(queues).map(([queue, own]) => {
        const { growth: _, ...settings } = own ?? {}
        return [queue, settingsOf(settings, { file: path, name: `queues.${queue}` })]
      }),
    ),
    ...(days === undefined ? {} : { days }),
    ...(fteHours === undefined ? {} : { fteHours }),
    ...(forecastModel === undefined ? {} : { forecastModel }),
    ...(sure === undefined ? {} : { sure }),
    ...(mostAgents === undefined ? {} : { mostAgents }),
    ...(mostChange === undefined ? {} : { mostChange }),
    ...(holidays === undefined
      ? {}
      : { holidays: holidays.toLowerCase() === 'china' ? 'china' : resolve(dirname(path), holidays) }),
  }
}

function growthsOf(texts: string | string[] | undefined, where: Place, queue?: string): Growth[] {
  return [texts ?? []].flat().map((text) => {
    try {
      return { ...parseGrowth(text, queue), place: where }
    } catch (error) {
      if (!(error instanceof KrarupError)) throw error
      const { code, what, how, value } = error
      throw new KrarupError({ code, what, where, ...(how ? { how } : {}), value }, { cause: error })
    }
  })
}

type FileSettings = Omit<
  z.infer<typeof planFileSchema>,
  'queues' | 'growth' | 'days' | 'fte-hours' | 'forecast-model' | 'holidays' | 'sure' | 'most-agents' | 'most-change'
> & {
  group?: string | undefined
  priority?: number | undefined
}

function settingsOf(
  { 'least-agents': leastAgents, target, deadline, 'deadline-counts': counts, ...settings }: FileSettings,
  where: Place,
): Partial<QueueSettings> {
  const all = { ...settings, leastAgents, ...targetOf(target, deadline, counts, where) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** A target on the line, or a deadline with the share that is to be done by it. */
function targetOf(
  target: Target | number | undefined,
  deadline: number | 'none' | undefined,
  counts: 'hours' | 'open-hours' | undefined,
  where: Place,
): Pick<Partial<QueueSettings>, 'target' | 'deadline'> | Record<string, never> {
  const refused = (what: string, how: string) => new KrarupError({ code: 'CONFLICT', what, where, how })
  if (typeof deadline === 'number') {
    if (target !== undefined && typeof target !== 'number' && target.serviceLevel?.within !== deadline)
      throw refused(
        'with a deadline the target is the share that is done by it, and nothing else',
        'for example deadline: 48h and target: 95%',
      )
    const share = typeof target === 'number' ? target : target?.serviceLevel?.share
    return {
      deadline: {
        within: deadline,
        ...(counts === undefined ? {} : { counts: counts === 'hours' ? ('hours' as const) : ('open hours' as const) }),
        ...(share === undefined ? {} : { share }),
      },
    }
  }
  if (typeof target === 'number')
    throw refused(
      'a share alone is the target of work with a deadline',
      'write the seconds too, such as 90/10, or a deadline beside it (deadline: 48h)',
    )
  if (counts !== undefined)
    throw refused('deadline-counts says nothing without a deadline', 'add deadline: 48h, or leave it out')
  return { ...(target === undefined ? {} : { target }), ...(deadline === undefined ? {} : { deadline }) }
}
