import { unknownName } from '../../domain/index.ts'
import { errorSays, type Message, readerSays, saidError } from '../../domain/messages/index.ts'
import { meaningsOf, type Word } from './heading-words.ts'
import { readHeading } from './read-heading.ts'
import { type ColumnMap, FORMS, isUncertain, type Role, type UncertainRole } from './roles.ts'
import { namesAChannel, vendorRolesOf, vendorUnitOf } from './vendor-headings.ts'

export interface RecognisedColumn {
  /** Place in the row, from 0. */
  index: number
  heading: string
  role: Role | UncertainRole
  /** Seconds in one unit of the column's plain numbers, where its heading names one (ms, min); 1 otherwise. */
  unit: number
  /** Seconds in the last part of a clock of two parts, where the heading or a given unit tells: 1 for minutes and seconds, 60 for hours and minutes. */
  clockUnit?: number
  /** A further column of the queue's name that counts only where it has more than one value. */
  onlyIfVaried?: true
}

export interface Recognition {
  columns: RecognisedColumn[]
  /** Headings that are not read, with the reason where there is one to give. */
  aside: { heading: string; reason?: Message }[]
  /** Seconds of "answered within", read from a heading. */
  threshold?: number
  /** The only time of the rows is the end of their intervals, by its heading. */
  labelsAreEnds?: true
}

interface Candidate {
  index: number
  heading: string
  role: Role | UncertainRole
  /** The smaller, the surer. */
  rank: number
}

/** Ranks of words that stand in for a better one begin here. */
const SECOND_CHOICE = 100

/**
 * Finds out what the columns of an export are, from headings in English or Chinese, whatever their case, spaces and
 * order. `map` overrules it. What is not recognised is left aside and named.
 *
 * @param firstRow the first row of data: tells a column that holds date and time from one that holds the time alone
 * @throws {KrarupError} MISSING for a heading named in `map` that the file does not have; CONFLICT where two columns
 *   have an equal claim to be the same thing.
 */
export function recogniseColumns(
  headings: readonly string[],
  map: ColumnMap,
  firstRow: readonly string[],
  file: string,
): Recognition {
  const chosen = new Map<Role | UncertainRole, Candidate>()
  const taken = new Set<number>()
  const moreQueues: RecognisedColumn[] = []
  for (const [role, wanted] of Object.entries(map) as [Role, string | readonly string[]][]) {
    for (const [i, one] of (typeof wanted === 'string' ? [wanted] : wanted).entries()) {
      const index = findColumn(headings, one, role, file)
      taken.add(index)
      if (i === 0) chosen.set(role, { index, heading: headings[index], role, rank: -1 })
      else moreQueues.push({ index, heading: headings[index], role, unit: 1 })
    }
  }
  const ofVendor = vendorRolesOf(headings)
  const reasons = new Map<number, Message>()
  const candidates: Candidate[] = []
  const ends: Candidate[] = []
  for (const [index, heading] of headings.entries()) {
    if (taken.has(index)) continue
    const role = ofVendor.get(heading)
    if (role) {
      candidates.push({ index, heading, role, rank: -0.5 })
      continue
    }
    const { found, reason } = candidatesOf(heading)
    if (reason) reasons.set(index, reason)
    for (const { role, rank } of found) candidates.push({ index, heading, role, rank })
    if (namesAnEnd(heading)) ends.push({ index, heading, role: 'time', rank: 0 })
  }
  // an end tells when only where nothing tells the start
  const hasTime =
    chosen.has('start') || chosen.has('time') || candidates.some(({ role }) => role === 'start' || role === 'time')
  if (!hasTime) candidates.push(...ends.slice(0, 1))
  for (const candidate of arrangeTimes(candidates, chosen, firstRow).sort(
    (a, b) => a.rank - b.rank || a.index - b.index,
  )) {
    const { role, index, rank, heading } = candidate
    if (taken.has(index)) continue
    const rival = chosen.get(role)
    if (!rival) {
      chosen.set(role, candidate)
      taken.add(index)
    } else if (rival.rank === rank) {
      throw saidError({
        code: 'CONFLICT',
        what: errorSays('twoColumns', {
          role,
          first: { count: rival.index + 1 },
          heading: rival.heading,
          second: { count: index + 1 },
          other: heading,
        }),
        where: { file, column: index + 1, heading },
        how: errorSays('sayWhichOne', { option: `--map ${role}=${rival.index + 1}` }),
      })
    } else {
      reasons.set(index, readerSays('otherTaken', { other: rival.heading, role }))
    }
  }
  dropBareTimes(chosen, reasons)
  const channel = headings.findIndex(namesAChannel)
  const asked = map.queue !== undefined && typeof map.queue !== 'string'
  if (channel >= 0 && !taken.has(channel) && chosen.has('queue') && !asked) {
    moreQueues.push({
      index: channel,
      heading: headings[channel],
      role: 'queue',
      unit: 1,
      onlyIfVaried: true,
    })
  }
  return describe(chosen, moreQueues, headings, reasons)
}

/** Columns that may hold the queue, by their place in the row: the surest first. */
export function queueColumns(headings: readonly string[]): number[] {
  const ofVendor = vendorRolesOf(headings)
  const ranks = headings.map((heading) =>
    ofVendor.has(heading)
      ? { role: ofVendor.get(heading), rank: -0.5 }
      : candidatesOf(heading).found.find(({ role }) => role === 'queue'),
  )
  return ranks
    .flatMap((found, index) => (found?.role === 'queue' ? [{ index, rank: found.rank }] : []))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ index }) => index)
}

/** Beside "Avg Hold" a bare "Hold" is something else, the number of holds mostly: it is not judged by its figures. */
function dropBareTimes(chosen: Map<Role | UncertainRole, Candidate>, reasons: Map<number, Message>): void {
  for (const [role, { index }] of chosen) {
    if (!isUncertain(role)) continue
    const { average, total } = FORMS[role]
    const other = chosen.get(average) ?? chosen.get(total)
    if (!other) continue
    chosen.delete(role)
    reasons.set(index, readerSays('averageOrTotal', { other: other.heading }))
  }
}

/** What one heading could be, and why not where it nearly could. */
function candidatesOf(heading: string): { found: { role: Role | UncertainRole; rank: number }[]; reason?: Message } {
  const { key, form, percent, threshold } = readHeading(heading)
  const words = meaningsOf(key) ?? (threshold === undefined ? undefined : meaningsOf(key.replace(/^内/, ''))) ?? []
  const found: { role: Role | UncertainRole; rank: number }[] = []
  for (const { word, rank } of words) {
    if (word === 'serviceLevel' || (word === 'connectRate' && threshold !== undefined))
      found.push({ role: 'serviceLevel', rank })
    else if (
      (word === 'answered' || word === 'answeredWithin') &&
      (threshold !== undefined || word === 'answeredWithin')
    ) {
      found.push({ role: percent ? 'serviceLevel' : 'answeredWithin', rank })
    } else if (word === 'connectRate' || percent) return { found: [], reason: readerSays('isShare') }
    else if (word === 'abandoned' && threshold !== undefined)
      return { found: [], reason: readerSays('abandonedWithin') }
    else if (word !== 'end') found.push({ role: withForm(word, form), rank })
  }
  return { found }
}

/** Whether a heading says that its times are the ends of intervals. */
function namesAnEnd(heading: string): boolean {
  return meaningsOf(readHeading(heading).key)?.some(({ word }) => word === 'end') ?? false
}

function withForm(
  word: Exclude<Word, 'connectRate' | 'end'>,
  form: 'average' | 'total' | undefined,
): Role | UncertainRole {
  switch (word) {
    case 'handle':
      return form === 'average' ? 'aht' : form === 'total' ? 'handleTotal' : 'handleEither'
    case 'talk':
    case 'hold':
    case 'wrap':
    case 'wait':
    case 'abandonedWait':
      return form === 'average' ? `${word}Average` : form === 'total' ? `${word}Total` : `${word}Either`
    case 'asa':
      return form === 'total' ? 'answeredWaitTotal' : 'asa'
    default:
      return word
  }
}

/** Date and time in one column or in two: beside a date, words like "interval" or "start time" mean the time of day. */
function arrangeTimes(
  found: readonly Candidate[],
  chosen: ReadonlyMap<Role | UncertainRole, Candidate>,
  firstRow: readonly string[],
): Candidate[] {
  const hasTime = chosen.has('time') || found.some(({ role }) => role === 'start' || role === 'time')
  // the only column of times is called "Date", and has the time of day in it
  const candidates = found.map((candidate) =>
    !hasTime && candidate.role === 'date' && holdsDateAndTime(firstRow[candidate.index] ?? '')
      ? { ...candidate, role: 'start' as const }
      : candidate,
  )
  if (chosen.has('start'))
    return candidates.filter(({ role }) => role !== 'start' && role !== 'date' && role !== 'time')
  const isWhen = ({ role }: Candidate) => role === 'start' || role === 'time'
  const whole = candidates.some((candidate) => isWhen(candidate) && holdsDateAndTime(firstRow[candidate.index] ?? ''))
  const dated = !whole && (chosen.has('date') || candidates.some(({ role }) => role === 'date'))
  const wanted = dated ? 'time' : 'start'
  return candidates
    .filter(
      (candidate) =>
        !(
          whole &&
          (candidate.role === 'date' || (isWhen(candidate) && !holdsDateAndTime(firstRow[candidate.index] ?? '')))
        ),
    )
    .map((candidate) =>
      isWhen(candidate) && candidate.role !== wanted
        ? { ...candidate, role: wanted, rank: candidate.rank + SECOND_CHOICE }
        : candidate,
    )
}

function holdsDateAndTime(text: string): boolean {
  return /\d[-/.年]\d{1,2}[-/.月]\d{1,4}日?[T\s]*\D*\d{1,2}[:时点]/.test(text) || /^\d{8}[T\s]?\d{4}/.test(text.trim())
}

function findColumn(headings: readonly string[], wanted: string, role: string, file: string): number {
  const exact = headings.indexOf(wanted)
  if (exact >= 0) return exact
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  const index = headings.findIndex((heading) => plain(heading) === plain(wanted))
  if (index >= 0) return index
  if (/^\d+$/.test(wanted) && Number(wanted) >= 1 && Number(wanted) <= headings.length) return Number(wanted) - 1
  throw unknownName({
    code: 'MISSING',
    what: `there is no column ${JSON.stringify(wanted)} to be read as ${role}`,
    name: wanted,
    known: headings,
    where: { file, name: `--map ${role}` },
    write: (guess) => JSON.stringify(guess),
    always: `the headings are: ${headings.join(', ')}; a column may also be given by its number, 1 to ${headings.length}`,
  })
}

function describe(
  chosen: ReadonlyMap<Role | UncertainRole, Candidate>,
  moreQueues: readonly RecognisedColumn[],
  headings: readonly string[],
  reasons: ReadonlyMap<number, Message>,
): Recognition {
  const columns = [...chosen.values()]
    .map(({ index, heading, role }): RecognisedColumn => {
      const { unit = vendorUnitOf(heading) ?? 1, hoursAndMinutes } = readHeading(heading)
      return { index, heading, role, unit, ...(hoursAndMinutes ? { clockUnit: 60 } : {}) }
    })
    .concat(moreQueues)
    .sort((a, b) => a.index - b.index)
  const used = new Set(columns.map(({ index }) => index))
  const aside = headings.flatMap((heading, index) => {
    const reason = reasons.get(index)
    return used.has(index) ? [] : [{ heading, ...(reason ? { reason } : {}) }]
  })
  const thresholds = columns
    .filter(({ role }) => role === 'answeredWithin' || role === 'serviceLevel')
    .map(({ heading }) => readHeading(heading).threshold)
  const threshold = thresholds.find((seconds) => seconds !== undefined)
  const labelsAreEnds = columns.some(
    ({ heading, role }) => (role === 'start' || role === 'time') && namesAnEnd(heading),
  )
  return {
    columns,
    aside,
    ...(threshold === undefined ? {} : { threshold }),
    ...(labelsAreEnds ? { labelsAreEnds } : {}),
  }
}
