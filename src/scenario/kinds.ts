import type { Distribution, Target } from '../domain/index.ts'
import type { HourSpan, RandomTime } from './times.ts'

/** Never has a value: it carries the type of what a kind stands for. */
declare const VALUE: unique symbol

/** What can be said for a word. In the library it is a `T`; how a file writes it is the business of the reader of files. */
export type Kind<T = unknown> = KindForm & { readonly [VALUE]?: T }

export type KindForm =
  | { readonly kind: (typeof PLAIN_KINDS)[number]; readonly error?: string }
  | {
      readonly kind: 'number'
      readonly least?: number
      readonly above?: number
      readonly whole?: boolean
      /** A file may write it as a percentage too, `-5%`. */
      readonly percent?: boolean
      readonly error: string
    }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly error: string }
  | { readonly kind: 'list'; readonly item: Kind; readonly empty?: string; readonly error: string }
  | { readonly kind: 'byName'; readonly names: Named; readonly item: Kind; readonly error: string }
  | { readonly kind: 'words'; readonly words: Words; readonly error?: string }
  | { readonly kind: 'either'; readonly forms: readonly Kind[]; readonly error?: string }

/** What the keys of a record name. */
export type Named = 'queue' | 'group' | 'tier' | 'menu' | 'node' | 'client' | 'case'

/**
 * Kinds that need no further word: seconds (`time`); 0 to 1 (`share`); 0 or more (`coefficient` of variation); seconds or a distribution (`randomTime`); a time of day (`clock`) and a span of
 * them (`hours`), in seconds from the start of the day's first interval; and what a file writes in forms of its own.
 */
export const PLAIN_KINDS = [
  'name',
  'yesNo',
  'time',
  'share',
  'coefficient',
  'randomTime',
  'clock',
  'hours',
  'openHours',
  'target',
  'deadline',
  'volume',
  'calls',
  'agents',
] as const

/** What agents do with a queue's contacts: each word says for which of them it means something. */
export type Channel = 'call' | 'chat' | 'deferred' | 'called'

/** A word of a scenario: all that is known of it but its meaning, which `compile` gives it, and its effect, which is in a loop. */
export interface Word<T = unknown> {
  is: Kind<T>
  /** One line for a planner, without the default. */
  help: string
  /** It must be said. */
  needed?: true
  /** What holds where it is not said: a value, or words for what cannot be written. */
  default?: T
  otherwise?: string
  /** Of a queue's words: the channels of which it says something. Default: all. */
  of?: readonly Channel[]
  /** Why it means nothing of another channel, and how to mend it, where there is more to say than that. */
  because?: Partial<Record<Channel, readonly [what: string, how: string]>>
  /** Of a queue's words: a tier may say it otherwise; `'or none'`: or take it back. */
  tier?: 'otherwise' | 'or none'
  /** Of a queue's words: only agent-level simulation can do what it says. */
  agentLevel?: true
  /** A file cannot say it. */
  libraryOnly?: true
  /** The library does not know it. A span of hours is said by `from` and `to` there. */
  fileOnly?: 'span' | true
  examples?: readonly string[]
}

export type Words = { readonly [word: string]: Word }

/** The words of a type: one for each of its keys, and `hours` in place of the keys of a span. */
export type WordsOf<T, Span extends string = never> = {
  readonly [K in Exclude<keyof T, Span>]-?: Word<Exclude<T[K], undefined>> &
    (undefined extends T[K] ? unknown : { needed: true })
} & ([Span] extends [never] ? unknown : { readonly hours: Word<HourSpan> & { fileOnly: 'span' } })

const plain =
  <T>(kind: (typeof PLAIN_KINDS)[number]) =>
  (error?: string): Kind<T> => ({ kind, ...(error === undefined ? {} : { error }) })

export const NAME = plain<string>('name')()
export const YES_NO = plain<boolean>('yesNo')()
export const TIME = plain<number>('time')()
export const SHARE = plain<number>('share')()
export const COEFFICIENT = plain<number>('coefficient')()
export const RANDOM_TIME = plain<RandomTime>('randomTime')()
export const CLOCK = plain<number>('clock')()
export const HOURS = plain<HourSpan>('hours')()
export const OPEN_HOURS = plain<readonly HourSpan[]>('openHours')()
export const TARGET = plain<Target>('target')()
/** A time that a number gives exactly, not as the mean of an exponential time. */
export const EXACT_TIME = plain<number | Distribution>('randomTime')()

export const special = plain

export function number(
  error: string,
  domain: { least?: number; above?: number; percent?: boolean } = { least: 0 },
): Kind<number> {
  return { kind: 'number', ...domain, error }
}

export function whole(error: string, least = 0): Kind<number> {
  return { kind: 'number', least, whole: true, error }
}

export function choice<const T extends readonly string[]>(choices: T, error: string): Kind<T[number]> {
  return { kind: 'choice', choices, error }
}

/** What is said of a list that must have a value for each interval and has none. */
export const ONE_EACH = 'the list is empty: give one value for each interval of the day'

/** @param empty what is said of an empty list, where it may not be empty */
export function list<T>(item: Kind<T>, error: string, empty?: string): Kind<readonly T[]> {
  return { kind: 'list', item, error, ...(empty === undefined ? {} : { empty }) }
}

export function byName<T>(names: Named, item: Kind<T>, error: string): Kind<Record<string, T>> {
  return { kind: 'byName', names, item, error }
}

/** A record with words of its own. */
export function record<T>(words: Words, error?: string): Kind<T> {
  return { kind: 'words', words, ...(error === undefined ? {} : { error }) }
}

export function either<const F extends readonly Kind[]>(forms: F, error?: string): Kind<ValueOf<F[number]>> {
  return { kind: 'either', forms, ...(error === undefined ? {} : { error }) }
}

type ValueOf<K> = K extends { readonly [VALUE]?: infer T } ? T : never

/** `after-call`, as a file writes `afterCall`. */
export function inFile(word: string): string {
  return word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `afterCall`, as the library writes `after-call`. */
export function inLibrary(word: string): string {
  return word.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
