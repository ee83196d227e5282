import { DAY_SECONDS, type DateParts, dateParts, dayNumber, isDate } from '../../domain/index.ts'

/** The order of day, month and year in dates of three numbers. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

/** Two-digit years from here on belong to the last century. */
const PIVOT_YEAR = 70

/** Beginnings of the names of months, without accents, in the languages of headings. */
const MONTHS: readonly string[][] = [
  ['jan', 'janv', 'ene'],
  ['feb', 'fev'],
  ['mar', 'mrz', 'maer', 'mrt', 'maa'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mei'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
]

/** Names of weekdays before a date, with what stands between them. */
const WEEKDAY =
  /^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom|seg|ter|qua|qui|sex)[\p{L}\p{M}]*(?:-feira)?\.?,?\s+(?=\d{1,4}[-/.年]|\d{1,2}\.?\s+\p{L})|(?:周|星期)[一二三四五六日天]\s*/iu

/** Weekdays by themselves: English, German, Dutch, French, Spanish, Portuguese, Chinese. */
const WEEKDAY_NAMES: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo
  lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
  lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
  segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg ter qua qui sex sab
  周一 周二 周三 周四 周五 周六 周日 周天 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天`.split(/\s+/),
)

/** The name of a weekday and nothing else, whole or short. */
export function isWeekday(text: string): boolean {
  return WEEKDAY_NAMES.has(text.trim().toLowerCase().replace(/\.$/, ''))
}

/** What a date cell looks like, for the reader of the findings. */
export type DateForm = 'y-m-d' | 'three numbers' | 'yyyymmdd' | 'yymmdd' | 'month by name'

/** A moment read: seconds of the wall clock, and the offset from UTC where the cell names one. */
export interface ReadMoment {
  time: number
  /** Seconds east of UTC. */
  offset?: number
}

/**
 * Reads the dates of one file. Three numbers with the year last can be day-month or month-day: until a date of the
 * file tells (a 13th), they are kept under the first order that fits, and `onReorder` has them put right afterwards.
 */
export class DateReader {
  /** Orders that every date so far allows; for dates of three numbers with a separator and no four-digit year in front. */
  orders: DateOrder[]
  /** A date that the remaining orders read differently, as it stands in the file. */
  doubtful: string | undefined
  readonly forms = new Set<DateForm>()
  /** Some time was 24:00, which is no start of anything. */
  sawEndOfDay = false
  private readonly days = new Map<string, number>()
  private readonly clocks = new Map<string, ReadMoment | undefined>()
  private readonly onReorder: (move: (day: number) => number) => void
  private twoDigitYears = false
  private readonly given: DateOrder | undefined

  constructor(given: DateOrder | undefined, onReorder: (move: (day: number) => number) => void) {
    this.given = given
    this.orders = given ? [given] : ['dmy', 'mdy', 'ymd']
    this.onReorder = onReorder
  }

  /** Days since 1970-01-01; undefined where the text is no date. */
  day(text: string): number | undefined {
    const known = this.days.get(text)
    if (known !== undefined) return known
    const day = this.readDay(tidy(text))
    // a file's distinct dates are few; one of nonsense must not fill the memory
    if (day !== undefined && this.days.size < 100_000) this.days.set(text, day)
    return day
  }

  /** Date and time of day in one cell; a date alone is its midnight. */
  moment(text: string): ReadMoment | undefined {
    // full-width digits and colons, before they decide where the date ends
    const plain = isPlain(text) ? text : text.normalize('NFKC')
    const { date, clock } = splitMoment(plain)
    const day = this.day(date)
    if (day === undefined) return undefined
    if (clock === '') return { time: day * DAY_SECONDS }
    const read = this.clock(clock, plain[date.length] === 'T')
    if (!read) return undefined
    return { time: day * DAY_SECONDS + read.time, ...(read.offset === undefined ? {} : { offset: read.offset }) }
  }

  /** Time of day in a cell of its own, in seconds since midnight. */
  clock(text: string, afterT = false): ReadMoment | undefined {
    const key = afterT ? `T${text}` : text
    if (!this.clocks.has(key) && this.clocks.size < 100_000) this.clocks.set(key, readClock(tidy(text), afterT))
    const read = this.clocks.has(key) ? this.clocks.get(key) : readClock(tidy(text), afterT)
    if (read?.time === DAY_SECONDS) this.sawEndOfDay = true
    return read
  }

  /** An hour by its number: 0 to 23, or 1 to 24, which then numbers the hours and tells their ends. */
  hour(text: string): ReadMoment | undefined {
    const hour = /^\d{1,2}$/.test(text) ? Number(text) : 25
    if (hour > 24) return undefined
    if (hour === 24) this.sawEndOfDay = true
    return { time: hour * 3600 }
  }

  private readDay(text: string): number | undefined {
    const match = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text)
    if (match) {
      const [, first, , second, third] = match
      if (first.length === 4 && third.length <= 2)
        return this.toDay('y-m-d', { year: Number(first), month: Number(second), day: Number(third) })
      if (first.length > 2 || third.length === 3 || third.length === 1) return undefined
      return this.inSomeOrder(text, first, Number(second), third)
    }
    // 03022026: no year begins with a month
    const packed = /^(\d{2})(\d{2})((?:19|20)\d{2})$/.exec(text)
    if (packed && !/^(19[789]|20\d)\d/.test(text))
      return this.inSomeOrder(text, packed[1], Number(packed[2]), packed[3])
    if (/^\d{8}$/.test(text)) {
      return this.toDay('yyyymmdd', {
        year: Number(text.slice(0, 4)),
        month: Number(text.slice(4, 6)),
        day: Number(text.slice(6)),
      })
    }
    if (/^\d{6}$/.test(text)) {
      const parts = arrange(
        this.given ?? 'ymd',
        Number(text.slice(0, 2)),
        Number(text.slice(2, 4)),
        Number(text.slice(4)),
      )
      return this.toDay('yymmdd', { ...parts, year: fullYear(parts.year) })
    }
    const named =
      /^(\d{1,2})[-\s/.]+(?:de\s+)?(\p{L}{3,10})\.?[-\s/,]+(?:de\s+)?(\d{4}|\d{2})$/iu.exec(text) ??
      swapped(/^(\p{L}{3,10})\.?\s+(\d{1,2}),?\s+(\d{4})$/iu.exec(text))
    if (!named) return undefined
    const name = named[2].toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
    const month = MONTHS.findIndex((starts) => starts.some((start) => name.startsWith(start))) + 1
    return this.toDay('month by name', {
      year: named[3].length === 2 ? fullYear(Number(named[3])) : Number(named[3]),
      month,
      day: Number(named[1]),
    })
  }

  private toDay(form: DateForm, parts: DateParts): number | undefined {
    if (!isDate(parts)) return undefined
    this.forms.add(form)
    return dayNumber(parts)
  }

  private inSomeOrder(text: string, first: string, second: number, third: string): number | undefined {
    const short = third.length === 2
    const readings = new Map<DateOrder, number>()
    for (const order of this.orders) {
      // the year in front has two digits in this form, and is never written as one
      if (order === 'ymd' && (!short || first.length === 1)) continue
      const parts = arrange(order, Number(first), second, Number(third))
      const full = { ...parts, year: short ? fullYear(parts.year) : parts.year }
      if (isDate(full)) readings.set(order, dayNumber(full))
    }
    if (readings.size === 0) return undefined
    this.forms.add('three numbers')
    if (short) this.twoDigitYears = true
    const before = this.orders[0]
    if (readings.size < this.orders.length) {
      this.orders = this.orders.filter((order) => readings.has(order))
      this.doubtful = undefined
      if (this.orders[0] !== before) this.reorder(before, this.orders[0])
    }
    if (new Set(readings.values()).size > 1) this.doubtful ??= text
    return readings.get(this.orders[0])
  }

  private reorder(from: DateOrder, to: DateOrder): void {
    const move = (day: number): number => {
      const { year, month, day: dayOfMonth } = dateParts(day)
      const shortYear = this.twoDigitYears ? year % 100 : year
      const numbers =
        from === 'dmy'
          ? [dayOfMonth, month, shortYear]
          : from === 'mdy'
            ? [month, dayOfMonth, shortYear]
            : [shortYear, month, dayOfMonth]
      const parts = arrange(to, numbers[0], numbers[1], numbers[2])
      return dayNumber({ ...parts, year: this.twoDigitYears ? fullYear(parts.year) : parts.year })
    }
    this.days.clear()
    this.onReorder(move)
  }
}

function arrange(order: DateOrder, first: number, second: number, third: number): DateParts {
  if (order === 'ymd') return { year: first, month: second, day: third }
  return order === 'dmy' ? { day: first, month: second, year: third } : { month: first, day: second, year: third }
}

function swapped(match: RegExpExecArray | null): [string, string, string, string] | null {
  return match && [match[0], match[2], match[1], match[3]]
}

function fullYear(twoDigits: number): number {
  return twoDigits + (twoDigits >= PIVOT_YEAR ? 1900 : 2000)
}

function isPlain(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}

/** Full-width forms and the Chinese marks of dates and times, written the plain way. */
function tidy(text: string): string {
  const plain = isPlain(text) ? text : text.normalize('NFKC')
  return plain
    .replace(WEEKDAY, '')
    .replace(/^(\d{2,4})年(\d{1,2})月(\d{1,2})[日号]?/, '$1-$2-$3')
    .replace(/(\d)[时点](?=\d)/, '$1:')
    .replace(/(\d)[时点]整?$/, '$1:00')
    .replace(/(\d)分(?=\d)/, '$1:')
    .replace(/(\d)[分秒]/, '$1')
    .replace(/^(\d{1,2})\s?h\s?(\d{2})?$/i, (_, hour, minute) => `${hour}:${minute ?? '00'}`)
    .replace(/(\d{1,2}:\d{2}(?::\d{2})?)\s*(?:uhr|uur)$/i, '$1')
    .trim()
}

/** Where the date ends and the time of day begins. */
function splitMoment(text: string): { date: string; clock: string } {
  const mark = /[日号]\s*|T(?=\d)|,?\s+(?=(?:\d{1,2}\s*[:时点]|上午|下午|凌晨|晚上|[ap]m\b))/i.exec(text)
  if (mark) {
    const end = mark.index + (/^[日号]/.test(mark[0]) ? 1 : 0)
    return { date: text.slice(0, end).trim(), clock: text.slice(mark.index + mark[0].length).trim() }
  }
  const packed = /^(\d{8}(?=\s?\d{4})|\d{6}(?=\s))\s?(\d{4}(?:\d{2})?)$/.exec(text.trim())
  return packed ? { date: packed[1], clock: packed[2] } : { date: text.trim(), clock: '' }
}

const CLOCK =
  /^(上午|下午|凌晨|晚上|[ap]m)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|utc|[+-]\d{2}(?::?\d{2})?)?$/i
const RANGE = /\s*(?:[-–—~至到]+|to)\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?$/i

/**
 * A time of day; of a span (07:00-07:30) its beginning. `-03:00` at the end is an offset after a `T` or after seconds,
 * and the end of a span otherwise.
 */
function readClock(text: string, afterT: boolean): ReadMoment | undefined {
  const hasOffset = afterT || /^\D*\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\s*-\d{2}:\d{2}$/.test(text)
  const begin = hasOffset ? text : text.replace(RANGE, '')
  const packed = /^(\d{2})(\d{2})(\d{2})?$/.exec(begin)
  const match = CLOCK.exec(packed ? `${packed[1]}:${packed[2]}:${packed[3] ?? '00'}` : begin)
  if (!match) return undefined
  const [, before, hours, minutes, seconds = '0', after, zone] = match
  const half = (before ?? after ?? '').toLowerCase().replaceAll('.', '')
  let hour = Number(hours)
  if (half === 'pm' || half === '下午' || half === '晚上') hour = hour < 12 ? hour + 12 : hour
  else if (half && hour === 12) hour = 0
  if (Number(minutes) > 59 || Number(seconds) > 59 || hour > 24) return undefined
  const time = hour * 3600 + Number(minutes) * 60 + Number(seconds)
  if (time > DAY_SECONDS) return undefined
  if (zone === undefined) return { time }
  const offset = /^(z|utc)$/i.test(zone) ? 0 : offsetSeconds(zone)
  return { time, offset }
}

function offsetSeconds(zone: string): number {
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  return (zone[0] === '-' ? -1 : 1) * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60)
}
