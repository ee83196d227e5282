import type { Message } from './messages/types.ts'

/** Where bad input stands, as far as it is known. Lines and columns count from 1. */
export interface Place {
  file?: string
  /** Of a workbook; `line` is then the number of the row. */
  sheet?: string
  line?: number
  column?: number
  heading?: string
  /** A parameter's name, an option of the command line, or a JSON pointer. */
  name?: string
}

export interface ErrorDetails {
  /** Stable, for programs: never changes once released. */
  code: ErrorCode
  /** One sentence: what is wrong. */
  what: string
  where?: Place
  /** One sentence: how to mend it. */
  how?: string
  /** The offending value, as it was given. */
  value?: unknown
}

export type ErrorCode =
  /** A number outside the domain of a formula. */
  | 'OUT_OF_RANGE'
  /** Text that is not what it should be: a duration, a target, a date, a number. */
  | 'UNREADABLE'
  /** Something that is needed was not given. */
  | 'MISSING'
  /** Two things that were given exclude each other. */
  | 'CONFLICT'
  /** A target that no number of agents reaches. */
  | 'UNREACHABLE'
  /** A file that cannot be read or written. */
  | 'FILE'
  /** A server that cannot be reached, or does not let us in. */
  | 'CONNECTION'
  /** A form of data that is recognised and not supported. */
  | 'UNSUPPORTED'
  /** Too little history for what was asked. */
  | 'TOO_SHORT'
  /** The caller cancelled. */
  | 'ABORTED'

/**
 * The one error class of krarup: what is wrong, where, how to mend it, and the offending value.
 *
 * @example
 * ```ts
 * import { KrarupError } from 'krarup'
 * const error = new KrarupError({
 *   code: 'UNREADABLE', what: 'not a date', where: { file: 'march.csv', line: 7, column: 1 }, how: 'write 2026-03-31', value: '31.31.26',
 * })
 * error.message //=> "not a date (got \"31.31.26\")\n  at march.csv, line 7, column 1\n  write 2026-03-31"
 * ```
 */
export class KrarupError extends Error {
  declare readonly code: ErrorCode
  declare readonly what: string
  declare readonly where: Place | undefined
  declare readonly how: string | undefined
  declare readonly value: unknown
  /** What of `what` and `how` can be said in other languages. */
  declare readonly messages?: readonly Message[]

  constructor({ code, what, where, how, value }: ErrorDetails, options?: ErrorOptions) {
    const place = where && formatPlace(where)
    super(
      [
        value === undefined ? what : `${what} (got ${show(value)})`,
        ...(place ? [`  at ${place}`] : []),
        ...(how ? [`  ${how}`] : []),
      ].join('\n'),
      options,
    )
    this.name = 'KrarupError'
    this.code = code
    this.what = what
    this.where = where
    this.how = how
    this.value = value
  }
}

/** "march.csv, line 7, column 3 (Offered)", and "march.xlsx, sheet Data, cell C7 (Offered)". */
export function formatPlace({ file, sheet, line, column, heading, name }: Place): string {
  const cell =
    sheet === undefined
      ? [line && `line ${line}`, column && `column ${column}`]
      : [`sheet ${sheet}`, formatCell(line, column)]
  const text = [name, file, ...cell].filter(Boolean).join(', ')
  return heading === undefined ? text : `${text} (${heading})`.trimStart()
}

/** As spreadsheets name it: `cell C7`, `row 7` or `column C`; empty where neither is known. */
export function formatCell(line: number | undefined, column: number | undefined): string {
  if (!column) return line ? `row ${line}` : ''
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return line ? `cell ${letters}${line}` : `column ${letters}`
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value)
  return String(value)
}

/** A number must be finite and at least `least` (exclusive where `above` is given instead). Returns it, so that it can stand in an expression. */
export function checkNumber(name: string, value: number, domain: NumberDomain = {}): number {
  const { least, above, most, whole = false, infinite = false } = domain
  const good =
    typeof value === 'number' &&
    !Number.isNaN(value) &&
    (infinite || Number.isFinite(value)) &&
    (least === undefined || value >= least) &&
    (above === undefined || value > above) &&
    (most === undefined || value <= most) &&
    (!whole || Number.isInteger(value))
  if (good) return value
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: `${name} must be ${describeDomain(domain)}`,
    where: { name },
    value,
  })
}

/** Finite and at least 0. Quicker than {@link checkNumber}, and most numbers are to be so. */
export function checkNotNegative(name: string, value: number): number {
  return typeof value === 'number' && value >= 0 && value < Infinity ? value : checkNumber(name, value, { least: 0 })
}

/** Finite and greater than 0. */
export function checkPositive(name: string, value: number): number {
  return typeof value === 'number' && value > 0 && value < Infinity ? value : checkNumber(name, value, { above: 0 })
}

export interface NumberDomain {
  /** Smallest allowed value. */
  least?: number
  /** Allowed values are strictly greater. */
  above?: number
  /** Largest allowed value. */
  most?: number
  whole?: boolean
  /** Infinity is allowed. */
  infinite?: boolean
}

function describeDomain({ least, above, most, whole, infinite }: NumberDomain): string {
  const kind = whole ? 'a whole number' : infinite ? 'a number or Infinity' : 'a finite number'
  const bounds = [
    least !== undefined && `at least ${least}`,
    above !== undefined && `greater than ${above}`,
    most !== undefined && `at most ${most}`,
  ]
  return [kind, bounds.filter(Boolean).join(' and ')].filter(Boolean).join(', ')
}

/** A share is a number from 0 to 1. */
export function checkShare(name: string, value: number): number {
  return checkNumber(name, value, { least: 0, most: 1 })
}
