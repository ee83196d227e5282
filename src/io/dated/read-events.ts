import {
  checkKeys,
  DAY_SECONDS,
  dayOf,
  entryOf,
  KrarupError,
  type Place,
  type PlannedEvent,
  parseChange,
  type Ruling,
  unknownName,
} from '../../domain/index.ts'
import type { DateOrder } from '../cells/index.ts'
import {
  AHT_HEADINGS,
  columnsAmong,
  columnsOf,
  datesOf,
  isHandleTime,
  kindOfTable,
  readHandleTime,
  readNumber,
  SPAN_HEADINGS,
  spanOf,
} from './dated-table.ts'
import { readTable } from './read-table.ts'

const HEADINGS = {
  ...SPAN_HEADINGS,
  name: ['name', 'event', '名称', '事件', '活动名称', 'ereignis', 'bezeichnung'],
  kind: ['kind', 'type', '类型', '类别', 'ereignisart'],
  queue: ['queue', '队列', 'warteschlange'],
  contacts: ['contacts', 'volume', 'calls', '呼入量', 'kontakte', 'anrufe'],
  aht: AHT_HEADINGS,
  measure: ['measure', '指标', 'kennzahl'],
} as const

/** What a row is: something whose effect is learnt, or a word on what the history recorded. */
const KINDS: Readonly<Record<string, 'event' | Ruling['says']>> = {
  campaign: 'event',
  event: 'event',
  keep: 'keep',
  ignore: 'ignore',
  replace: 'replace',
  活动: 'event',
  事件: 'event',
  保留: 'keep',
  忽略: 'ignore',
  替换: 'replace',
  aktion: 'event',
  kampagne: 'event',
  ereignis: 'event',
  behalten: 'keep',
  ignorieren: 'ignore',
  ersetzen: 'replace',
}
const KIND_NAMES = Object.keys(KINDS).slice(0, 5)

const MEASURES: Readonly<Record<string, NonNullable<Ruling['measure']>>> = {
  contacts: 'contacts',
  'handle time': 'handle time',
  呼入量: 'contacts',
  处理时长: 'handle time',
}
const MEASURE_NAMES = Object.keys(MEASURES).slice(0, 2)

/** What a planner knows of days past and coming, and has to say on what was recorded. */
export interface Events {
  events: PlannedEvent[]
  rulings: Ruling[]
}

/**
 * Reads an events file: `date,to,name,kind,queue,contacts,aht,measure`. A row of kind `campaign` or `event` is a known event of whole days, whose effect is learnt from its past days of the same name, or given as `contacts` (`+10%`, `x1.1`) for its coming ones; one of kind
 * `keep`, `ignore` or `replace` says of a stretch of the history that it is right as recorded, is not to be learnt from, or had so many `contacts` or such a handle time (`aht`) really.
 * `measure` says whether `contacts` or `handle time` is meant; empty, both are.
 *
 * @throws {KrarupError} FILE, MISSING (a column, a cell), UNREADABLE (a cell) or CONFLICT, with line and column
 */
export async function readEvents(path: string, options: { dateOrder?: DateOrder } = {}): Promise<Events> {
  checkKeys('readEvents', options, { dateOrder: 1 })
  const { dateOrder } = options
  const table = await readTable(path, {
    what: 'events',
    isHandleTime,
    fits: (headings) => {
      const { from, name } = columnsAmong(headings, HEADINGS)
      return from >= 0 && name >= 0 && kindOfTable(headings) !== 'overrides'
    },
  })
  const columns = columnsOf(table, HEADINGS, ['from', 'name'], 'events')
  const dates = datesOf(table, [columns.from, columns.to], dateOrder)
  const events: PlannedEvent[] = []
  const rulings: Ruling[] = []
  for (const { cells, typed, line } of table.rows) {
    const at = (column: number) => table.at(line, column)
    const text = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const kindText = text(columns.kind) || 'event'
    const kind = readKind(kindText, at(columns.kind))
    const span = spanOf(dates, text(columns.from), text(columns.to), {
      where: at(columns.from),
      whereTo: at(columns.to),
      length: kind === 'event' ? DAY_SECONDS : 0,
    })
    const queue = text(columns.queue) === '' ? {} : { queue: text(columns.queue) }
    const factor = kind === 'event' ? eventFactor(text(columns.contacts), at(columns.contacts)) : undefined
    const contacts =
      factor !== undefined || text(columns.contacts) === ''
        ? undefined
        : readNumber(text(columns.contacts), at(columns.contacts), typed?.[columns.contacts])
    const aht = text(columns.aht) === '' ? undefined : readHandleTime(text(columns.aht), at(columns.aht))
    const measure = readMeasure(text(columns.measure), at(columns.measure))
    checkFigures(kind, { contacts, aht, measure }, columns, at)
    const name = text(columns.name)
    if (kind !== 'event') {
      rulings.push({
        says: kind,
        name,
        ...span,
        ...queue,
        place: table.at(line),
        ...(measure === undefined ? {} : { measure }),
        ...(contacts === undefined ? {} : { contacts }),
        ...(aht === undefined ? {} : { aht }),
      })
      continue
    }
    if (name === '') {
      throw new KrarupError({
        code: 'MISSING',
        what: 'an event without a name: its effect is learnt from days of the same name',
        where: at(columns.name),
        how: 'name it as you did the last time',
      })
    }
    if (span.from % DAY_SECONDS !== 0 || span.to % DAY_SECONDS !== 0) {
      throw new KrarupError({
        code: 'UNSUPPORTED',
        what: 'an event is known by its days',
        where: at(columns.from),
        how: 'write dates without times; for some hours of a coming day give an override',
        value: text(columns.from),
      })
    }
    events.push({
      name,
      kind: kindText,
      from: dayOf(span.from),
      to: dayOf(span.to) - 1,
      ...queue,
      ...(factor === undefined ? {} : { factor }),
      place: table.at(line),
    })
  }
  return { events, rulings }
}

/** `+10%`, `-5%`, `x1.1`, `110%`: what an event does, where the planner says it. A number of contacts says nothing of what the event adds to them. */
function eventFactor(text: string, where: Place): number | undefined {
  if (text === '' || !/^[-+−–x×*]|[%％]$/i.test(text)) return undefined
  try {
    return parseChange(text, { percentIsTimes: true })
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    throw new KrarupError({ code: error.code, what: error.what, where, how: 'write +10%, -5% or x1.1', value: text })
  }
}

function readKind(text: string, where: Place): 'event' | Ruling['says'] {
  const kind = entryOf(KINDS, text.toLowerCase())
  if (kind) return kind
  const always = `take ${KIND_NAMES.join(', ')}`
  throw unknownName({ what: 'not a kind of event', name: text, known: KIND_NAMES, where, always })
}

function readMeasure(text: string, where: Place): Ruling['measure'] {
  const measure = entryOf(MEASURES, text.toLowerCase())
  if (measure || text === '') return measure
  const always = `take ${MEASURE_NAMES.join(' or ')}, or leave it empty for both`
  throw unknownName({ what: 'not a measure of the history', name: text, known: MEASURE_NAMES, where, always })
}

/** Figures go with `replace` alone, which needs one, and of the measure that it is about. */
function checkFigures(
  kind: 'event' | Ruling['says'],
  {
    contacts,
    aht,
    measure,
  }: { contacts: number | undefined; aht: number | undefined; measure: Ruling['measure'] | undefined },
  columns: Record<'contacts' | 'aht', number>,
  at: (column: number) => Place,
): void {
  const refuse = (code: 'MISSING' | 'CONFLICT', what: string, column: number, how: string, value?: number) => {
    throw new KrarupError({ code, what, where: at(column), how, ...(value === undefined ? {} : { value }) })
  }
  if (kind === 'replace') {
    if (contacts === undefined && aht === undefined) {
      refuse(
        'MISSING',
        'replace needs the contacts that there were really, or their handle time (aht)',
        measure === 'handle time' ? columns.aht : columns.contacts,
        'write them, or take the kind ignore',
      )
    }
    if (measure === 'handle time' && contacts !== undefined) {
      refuse(
        'CONFLICT',
        'contacts in a row about the handle time',
        columns.contacts,
        'write aht, or empty the measure',
        contacts,
      )
    }
    if (measure === 'contacts' && aht !== undefined) {
      refuse(
        'CONFLICT',
        'a handle time in a row about contacts',
        columns.aht,
        'write contacts, or empty the measure',
        aht,
      )
    }
    return
  }
  const how =
    'leave it empty: what an event does is learnt; or write how much more it brings (+10%), or the number into an override'
  if (contacts !== undefined)
    refuse('CONFLICT', 'contacts go with the kind replace alone', columns.contacts, how, contacts)
  if (aht !== undefined) refuse('CONFLICT', 'a handle time goes with the kind replace alone', columns.aht, how, aht)
}
