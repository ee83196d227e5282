import { readsAsClock, readsAsDate } from './head-records.ts'
import type { ColumnMap } from './roles.ts'

/** `20260302 08:00`, as Calabrio writes it. */
const CALABRIO_MOMENT = /^\d{8} \d{2}:\d{2}$/

/** The columns of a file without headings whose documented form its first row has; undefined for any other. */
export function headlessMapOf(cells: readonly string[]): ColumnMap | undefined {
  const trimmed = cells.map((cell) => cell.trim())
  // Calabrio's forecast: skill, start, end, volume, task time, after-task time, and agents where it is of staffing
  const isForecast =
    (trimmed.length === 6 || trimmed.length === 7) &&
    [1, 2].every((i) => CALABRIO_MOMENT.test(trimmed[i])) &&
    trimmed.slice(3).every((cell) => /^[\d.]+$/.test(cell))
  if (!isForecast) return undefined
  const map = { queue: '1', start: '2', offered: '4', talkAverage: '5', wrapAverage: '6' }
  return trimmed.length === 7 ? { ...map, agents: '7' } : map
}

/** The options that read a file without headings, as far as its first row tells which column is what. */
export function optionsFor(cells: readonly string[]): string {
  const trimmed = cells.map((cell) => cell.trim())
  // Calabrio's queue import: interval, date, time, queue's number and name, sixteen figures of which what is absent is 0
  const isCalabrio = trimmed.length === 21 && /^\d{8}$/.test(trimmed[1]) && /^\d{1,2}:\d{2}$/.test(trimmed[2])
  if (isCalabrio) return '--map date=2 --map time=3 --map queue=5 --map offered=6 --absent zero'
  const taken = new Set<number>()
  const take = (is: (cell: string) => boolean) => {
    const found = trimmed.findIndex((cell, i) => !taken.has(i) && is(cell))
    if (found >= 0) taken.add(found)
    return found
  }
  const dated = take((cell) => cell.length > 4 && readsAsDate(cell))
  const clock = /\d:\d{2}/.test(trimmed[dated] ?? '')
    ? -1
    : take((cell) => (cell.includes(':') || /^\d{4}$/.test(cell)) && readsAsClock(cell))
  const named = take((cell) => /\p{L}/u.test(cell) && !readsAsDate(cell))
  const integer = (cell: string) => /^\d+$/.test(cell)
  // a queue may have a number for a name; it stands before the counts
  const queue = named >= 0 ? named : trimmed.length - taken.size > 1 ? take(integer) : -1
  const offered = take(integer)
  const names = [dated < 0 ? 'start' : clock < 0 ? 'start' : 'date', 'time', 'queue', 'offered']
  return [Math.max(0, dated), clock, queue, offered]
    .flatMap((index, i) => (index < 0 ? [] : [`--map ${names[i]}=${index + 1}`]))
    .join(' ')
}
