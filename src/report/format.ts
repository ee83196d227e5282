import type { Language } from './language.ts'

/** Every figure that is shown to people is written here, once: in the terminal, in pages (by their scripts too) and in pictures. */
export interface FigureFormats {
  /** `12,345` or, with decimals, `12,345.6`; in German `12.345,6`. */
  number(value: number, decimals?: number): string
  /** Contacts: whole from ten on, a tenth below. */
  volume(value: number): string
  /** A share of 1 in per cent: `90.3%`; in German `90,3 %`. */
  percent(share: number, decimals?: number): string
  /** A share as exact as it was given: `90%`, `92.5%`. */
  share(share: number): string
  /** Seconds: `3.2s`, `32s`, `4m05s`, `1h04m`. */
  duration(seconds: number): string
  /** Seconds of the day: `07:30`. */
  clock(secondOfDay: number): string
  /** Puts values in the places of a text that are named `{like this}`. */
  fill(template: string, values: Readonly<Record<string, string | number>>): string
  /** Text in HTML or SVG, safe in quoted attributes too. */
  safe(text: string): string
}

const NONE = '–'
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The signs of numbers in one language. */
interface Signs {
  decimal: string
  /** Between thousands. */
  group: string
  percent: string
}

const ENGLISH: Signs = { decimal: '.', group: ',', percent: '%' }
/** The space before the sign does not break a line: it is that of the Unicode locale data. */
const GERMAN: Signs = { decimal: ',', group: '.', percent: '\u00a0%' }

/** `+3`, `-2`, `0`: a change with its sign. */
export function signed(text: string): string {
  return /^[-–∞]/.test(text) || /^0([.,]0+)?(\u00a0?%)?$/.test(text) ? text : `+${text}`
}

function special(value: number): string {
  return Number.isNaN(value) ? NONE : value > 0 ? '∞' : '-∞'
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function formatsWith({ decimal, group, percent }: Signs): FigureFormats {
  function number(value: number, decimals = 0): string {
    if (!Number.isFinite(value)) return special(value)
    const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.')
    const text = whole.replace(/\B(?=(\d{3})+$)/g, group) + (fraction ? decimal + fraction : '')
    return value < 0 && /[1-9]/.test(text) ? `-${text}` : text
  }

  function duration(seconds: number): string {
    if (!Number.isFinite(seconds)) return special(seconds)
    if (seconds < 9.95) return `${number(seconds, seconds === 0 ? 0 : 1)}s`
    const whole = Math.round(seconds)
    if (whole < 60) return `${whole}s`
    if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`
    const minutes = Math.round(seconds / 60)
    return `${number(Math.floor(minutes / 60))}h${two(minutes % 60)}m`
  }

  return {
    number,
    volume: (value) => number(value, Math.abs(value) < 9.95 && value !== 0 ? 1 : 0),
    percent: (share, decimals = 1) =>
      Number.isFinite(share) ? number(share * 100, decimals) + percent : special(share),
    share: (share) => String(Number((share * 100).toPrecision(12))).replace('.', decimal) + percent,
    duration,
    clock: (secondOfDay) => `${two(Math.floor(secondOfDay / 3600))}:${two(Math.floor(secondOfDay / 60) % 60)}`,
    fill: (template, values) => template.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place)),
    safe: (text) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]),
  }
}

/**
 * Numbers, shares, durations and times of day as krarup shows them: `–` where there is none, `∞` for an endless wait.
 *
 * @example
 * ```ts
 * import { figures } from 'krarup/report'
 * figures.number(12345.6) //=> '12,346'
 * figures.percent(0.9034) //=> '90.3%'
 * figures.duration(245) //=> '4m05s'
 * figures.duration(3.21) //=> '3.2s'
 * ```
 */
export const figures: FigureFormats = formatsWith(ENGLISH)

const FORMATS: { readonly [Each in Language]: FigureFormats } = { en: figures, zh: figures, de: formatsWith(GERMAN) }

/**
 * Figures as they are written in a language: in Chinese as in English, in German with a decimal comma.
 *
 * @example
 * ```ts
 * import { figuresIn } from 'krarup/report'
 * figuresIn('de').number(12345.6, 1) //=> '12.345,6'
 * figuresIn('de').percent(0.9034) //=> '90,3\u00a0%'
 * ```
 */
export function figuresIn(language: Language = 'en'): FigureFormats {
  return FORMATS[language]
}
