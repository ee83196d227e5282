import { DAY_SECONDS, parseDuration } from '../../domain/index.ts'

export type DecimalMark = 'point' | 'comma'

/** What spreadsheets and databases write where there is no value. */
const BLANK = /^(?:|#n\/a|#div\/0!|#value!|#ref!|#name\?|n\/?a|null|nan|none|nil|-+|—|–|无)$/i

/**
 * How a duration may be written. `short clock`: two parts, which may be hours and minutes or minutes and seconds; `hours and minutes`: the time of a
 * spreadsheet that shows these two, and may be meant as minutes and seconds; `whole minutes`: a clock that ends in :00, as a spreadsheet keeps and writes such a time.
 */
export type DurationForm = 'number' | 'short clock' | 'hours and minutes' | 'clock' | 'whole minutes' | 'words'

/** `1.03:18:30`, `1 03:18:30`, `1d 03:18:30`, `1 day, 3:18:30`: days and a clock of three parts. */
const DAYS_AND_CLOCK = /^(\d+)(?:\.|\s+|\s*(?:d|days?|天)[,\s]*)(\d{1,2}:\d{2}:\d{2}(?:\.\d+)?)$/i

/**
 * Reads the numbers of one file. Whether `1.234` is a thousand or a fraction depends on the rest of the file; as soon
 * as one number tells the decimal mark, all later ones are read with it, and doubtful ones are marked for later.
 */
export class NumberReader {
  mark: DecimalMark | undefined
  /** Whether the mark was given, not found. */
  private readonly given: boolean
  /** Set by each call: the number just read is doubtful. */
  doubtful: DecimalMark | undefined
  /** Set by {@link readDuration}. */
  form: DurationForm = 'number'

  constructor(given: DecimalMark | undefined) {
    this.mark = given
    this.given = given !== undefined
  }

  /** The number, NaN for a blank cell, undefined for anything else (a number with the wrong decimal mark among them). */
  read(text: string): number | undefined {
    this.doubtful = undefined
    const plain = tidy(text)
    if (/^\d+$/.test(plain)) return Number(plain)
    if (BLANK.test(plain)) return Number.NaN
    return this.separated(plain)
  }

  /**
   * A duration in seconds: a clock (0:02:14), days and a clock (1.03:18:30), a unit (5m) or a plain number. `form` tells
   * afterwards which of them it was.
   *
   * @param unit seconds in one unit of a plain number
   * @param clockUnit seconds in the last part of a clock of two parts: 60 where it is hours and minutes
   */
  readDuration(text: string, unit: number, clockUnit = 1): number | undefined {
    this.doubtful = undefined
    const plain = tidy(text)
    if (/[:a-z\p{Script=Han}]/iu.test(plain) && !BLANK.test(plain)) {
      const days = DAYS_AND_CLOCK.exec(plain)
      const rest = days ? days[2] : plain
      const parts = rest.split(':').length
      this.form =
        parts === 1 ? 'words' : parts === 2 ? 'short clock' : !days && rest.endsWith(':00') ? 'whole minutes' : 'clock'
      try {
        const seconds = parseDuration(rest.replace(',', '.').replace(/^:/, '0:'))
        return (days ? Number(days[1]) * DAY_SECONDS : 0) + seconds * (parts === 2 ? clockUnit : 1)
      } catch {
        return undefined
      }
    }
    this.form = 'number'
    const value = this.read(text)
    return value === undefined ? undefined : value * unit
  }

  /** A share and whether it bore a percent sign: `67%` is 0.67, a bare number stays as it is. */
  readShare(text: string): { value: number; percent: boolean } | undefined {
    const percent = /[%％]\s*$/.test(text)
    const value = this.read(percent ? text.replace(/[%％]\s*$/, '') : text)
    return value === undefined ? undefined : { value: percent ? value / 100 : value, percent }
  }

  private separated(text: string): number | undefined {
    const spaced = /^(\d{1,3}(?:[ '’]\d{3})+)([.,]\d+)?$/.exec(text)
    const compact = spaced ? spaced[1].replaceAll(/[ '’]/g, '') + (spaced[2] ?? '') : text
    const match = /^(\d*)((?:[.,]\d*)+)$/.exec(compact)
    if (!match) return spaced ? Number(compact) : /^\d+(\.\d+)?e[+-]?\d+$/i.test(text) ? Number(text) : undefined
    const marks = [...match[2].matchAll(/[.,]/g)].map(([mark]) => mark)
    const last = marks[marks.length - 1]
    const groups = compact.split(/[.,]/)
    const tail = groups[groups.length - 1]
    if (groups.length === 2 && groups[0] === '' && tail === '') return undefined
    const isGrouped = (parts: string[]) =>
      /^[1-9]\d{0,2}$/.test(parts[0]) && parts.slice(1).every((part) => part.length === 3)
    if (marks.length > 1) {
      const same = marks.every((mark) => mark === marks[0])
      if (same)
        return isGrouped(groups) && this.agree(marks[0] === '.' ? 'comma' : 'point')
          ? Number(groups.join(''))
          : undefined
      const whole = groups.slice(0, -1)
      if (marks.slice(0, -1).some((mark) => mark === last) || !isGrouped(whole) || !this.agree(markOf(last)))
        return undefined
      return Number(`${whole.join('')}.${tail}`)
    }
    if (spaced || !isGrouped(groups)) return this.agree(markOf(last)) ? Number(`${groups[0]}.${tail}`) : undefined
    if (this.mark) return this.mark === markOf(last) ? Number(`${groups[0]}.${tail}`) : Number(groups.join(''))
    this.doubtful = markOf(last)
    return Number(groups.join(''))
  }

  private agree(mark: DecimalMark): boolean {
    if (this.mark === undefined && !this.given) this.mark = mark
    return this.mark === mark
  }
}

function markOf(character: string): DecimalMark {
  return character === '.' ? 'point' : 'comma'
}

function tidy(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
  return plain.trim()
}
