import { checkKeys, DAY_SECONDS, KrarupError, type Override, type Place, parseChange } from '../../domain/index.ts'
import { type Cell, type DateOrder, showCell } from '../cells/index.ts'
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
  queue: ['queue', '队列', 'warteschlange'],
  contacts: ['contacts', 'volume', 'calls', '呼入量', 'kontakte', 'anrufe'],
  factor: ['factor', '系数', '倍数', 'faktor'],
  aht: AHT_HEADINGS,
  name: ['name', 'why', 'reason', 'comment', '名称', '原因', '备注', 'grund', 'bemerkung', 'bezeichnung'],
} as const

/**
 * Reads the planner's own figures from a CSV: `date,queue,contacts,factor,aht,name`. A row is for a day (`2026-10-08`), for days (`date` to `to`) or for a time of one
 * (`2026-10-08 10:00` to `2026-10-08 12:00`; without `to` one interval); it says how many contacts there are in all (or `+20%`), or what the forecast is multiplied by (`1.2`, `120%`, `+20%`), or the handle time, or both.
 *
 * @param interval seconds, for rows that name a time and no end
 * @throws {KrarupError} FILE, MISSING (a column, a figure), UNREADABLE (a cell) or CONFLICT (two figures for one thing), with line and column
 */
export async function readOverrides(
  path: string,
  interval: number,
  options: { dateOrder?: DateOrder } = {},
): Promise<Override[]> {
  checkKeys('readOverrides', options, { dateOrder: 1 })
  const { dateOrder } = options
  const table = await readTable(path, {
    what: 'overrides',
    isHandleTime,
    fits: (headings) => {
      return columnsAmong(headings, HEADINGS).from >= 0 && kindOfTable(headings) === 'overrides'
    },
  })
  const columns = columnsOf(table, HEADINGS, ['from'], 'overrides')
  const dates = datesOf(table, [columns.from, columns.to], dateOrder)
  if (columns.contacts < 0 && columns.factor < 0 && columns.aht < 0) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'the overrides have no figures: no column contacts, factor or aht',
      where: table.at(table.headingLine),
      how: `the headings are date, to, queue, contacts, factor, aht and name; they are: ${table.headings.join(', ')}`,
    })
  }
  return table.rows.map(({ cells, typed, line }) => {
    const at = (column: number) => table.at(line, column)
    const text = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const { from, to } = spanOf(dates, text(columns.from), text(columns.to), {
      where: at(columns.from),
      whereTo: at(columns.to),
      length: interval >= DAY_SECONDS ? DAY_SECONDS : interval,
    })
    const change = isChange(text(columns.contacts)) && text(columns.factor) === '' ? columns.contacts : columns.factor
    const contacts =
      text(columns.contacts) === '' || change === columns.contacts
        ? undefined
        : readNumber(text(columns.contacts), at(columns.contacts), typed?.[columns.contacts])
    checkFactor(typed?.[change], at(change))
    const factor = text(change) === '' ? undefined : readFactor(text(change), at(change))
    const aht = text(columns.aht) === '' ? undefined : readHandleTime(text(columns.aht), at(columns.aht))
    const place = table.at(line)
    if (contacts !== undefined && factor !== undefined) {
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'an override says both how many contacts there are and what they are multiplied by',
        where: at(columns.factor),
        how: 'leave one of the two empty',
        value: `${text(columns.contacts)} and ${text(columns.factor)}`,
      })
    }
    if (contacts === undefined && factor === undefined && aht === undefined) {
      throw new KrarupError({
        code: 'MISSING',
        what: 'an override without a figure',
        where: place,
        how: 'write contacts (2,300), factor (1.2) or aht (3m20s)',
      })
    }
    return {
      from,
      to,
      name: text(columns.name),
      place,
      ...(text(columns.queue) === '' ? {} : { queue: text(columns.queue) }),
      ...(contacts === undefined ? {} : { contacts }),
      ...(factor === undefined ? {} : { factor }),
      ...(aht === undefined ? {} : { aht }),
    }
  })
}

/** A spreadsheet keeps `+20%` as 20 %: a fifth more has become a fifth. */
function checkFactor(cell: Cell | undefined, where: Place): void {
  if (cell === undefined || typeof cell === 'string' || cell.type !== 'percentage') return
  if (cell.share < 0 || cell.share >= 1) return
  const share = showCell(cell)
  throw new KrarupError({
    code: 'UNREADABLE',
    what: `a spreadsheet keeps +${share} as ${share}: this may be that much more, or that much of the forecast`,
    where,
    how: `write ${Number((1 + cell.share).toPrecision(12))} or ${Number(cell.share.toPrecision(12))} as a plain number`,
    value: share,
  })
}

/** `1.2`, `120%`, `+20%`, `-15%`, `x1.2`. */
function readFactor(text: string, where: Place): number {
  const plain = /^\s*\d+(?:\.\d+)?\s*$/.test(text)
  try {
    const factor = plain ? Number(text) : parseChange(text, { percentIsTimes: true })
    if (factor < MOST_FACTOR) return factor
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
  }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a factor',
    where,
    how: 'write 1.2, 120% or +20%',
    value: text,
  })
}

const MOST_FACTOR = 100

/** What stands where a number of contacts may be, and says how much more or fewer there are. */
function isChange(text: string): boolean {
  return /^[-+−–x×*]|[%％]$/i.test(text)
}
