import { checkText } from './check-shape.ts'
import { KrarupError } from './errors.ts'

const UNIT_SECONDS: Record<string, number> = {
  ms: 0.001,
  s: 1,
  sec: 1,
  sek: 1,
  秒: 1,
  m: 60,
  min: 60,
  分: 60,
  分钟: 60,
  h: 3600,
  std: 3600,
  小时: 3600,
  d: 86_400,
  tag: 86_400,
  tage: 86_400,
  天: 86_400,
}

/**
 * Seconds in a duration as people write it: `10s`, `5m`, `1h30m`, `00:05:00`, `4:30` (minutes and seconds), `300`. A decimal comma is read where one or two digits follow it: `4,5m`. Never negative.
 *
 * @throws {KrarupError} UNREADABLE for anything else.
 * @example
 * ```ts
 * import { parseDuration } from 'krarup'
 * parseDuration('4:30') //=> 270
 * parseDuration('1h30m') //=> 5400
 * parseDuration('4,5 min') //=> 270
 * ```
 */
export function parseDuration(text: string): number {
  const trimmed = checkText(text, 'a duration', 'write 300 s as the text 300, or 5m')
    .trim()
    // three digits could be thousands, and are refused below
    .replaceAll(/(?<=\d),(?=\d{1,2}(?!\d))/g, '.')
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed)
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)$/.exec(trimmed)
  if (clock) {
    const [, hours = '0', minutes, seconds] = clock
    const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    if (Number(seconds) < 60 && (clock[1] === undefined || Number(minutes) < 60)) return total
  }
  const compact = trimmed.replaceAll(/\s+/g, '')
  if (/^(\d+(\.\d+)?(ms|sec|sek|std|s|min|m|h|tage|tag|d|秒|分钟|分|小时|天))+$/i.test(compact)) {
    let total = 0
    for (const [, amount, unit] of compact.matchAll(
      /(\d+(?:\.\d+)?)(ms|sec|sek|std|s|min|m|h|tage|tag|d|秒|分钟|分|小时|天)/gi,
    )) {
      total += Number(amount) * UNIT_SECONDS[unit.toLowerCase()]
    }
    return total
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a duration',
    how: 'write seconds (300), a unit (10s, 5m, 1h30m) or a clock (00:05:00)',
    value: text,
  })
}

/**
 * A duration in the shortest form that {@link parseDuration} reads back: `10s`, `5m`, `1h30m`. Rounded to a tenth of a second.
 *
 * @example
 * ```ts
 * import { formatDuration } from 'krarup'
 * formatDuration(270) //=> '4m30s'
 * ```
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return String(seconds)
  const tenths = Math.round(seconds * 10)
  const whole = Math.floor(tenths / 10)
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor(whole / 60) % 60, 'm'],
    [(whole % 60) + (tenths % 10) / 10, 's'],
  ] as const
  return parts.map(([amount, unit]) => (amount ? `${amount}${unit}` : '')).join('') || '0s'
}
