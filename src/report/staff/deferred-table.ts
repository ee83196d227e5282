import { formatClock } from '../../domain/index.ts'
import type { DeferredStaffing } from '../../erlang/day/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { table } from '../table.ts'
import { staffColumns, staffWords } from './words.ts'

const { fill, number } = figures

/** Work that comes evenly round the clock and is done in opening hours, earliest deadline first. */
export interface DeferredAnswer {
  /** Items a day. */
  volume: number
  /** Seconds. */
  aht: number
  deadline: number
  counts: 'hours' | 'open-hours'
  /** Seconds of a place of `open`. */
  interval: number
  open: readonly boolean[]
  staffing: DeferredStaffing
}

/** Deferred work for the terminal, a line an element: agents and work left by interval. */
export function deferredTable(answer: DeferredAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('deferredTable', options)
  const words = staffWords(language)
  const { staffing, volume, aht, deadline, counts } = answer
  return [
    fill(words.peak, { agents: staffing.peak, hours: number(staffing.agentHours, 1) }),
    fill(counts === 'open-hours' ? words.deferredOpen : words.deferred, {
      volume: number(volume),
      aht: spokenDuration(aht, language),
      deadline: spokenDuration(deadline, language),
    }),
    '',
    ...table(
      [{ heading: words.from }, { heading: words.agents }, { heading: words.backlogHours }],
      rowsOf(answer).map(([start, agents, backlog]) => [start, String(agents), number(backlog, 1)]),
      style,
    ),
    '',
    words.fluid,
  ]
}

/** Deferred work as JSON can carry it. */
export function deferredJson({ volume, aht, deadline, counts, staffing }: DeferredAnswer): object {
  return { version: 1, volume, aht, deadline, counts, ...staffing }
}

/** Deferred work as CSV has it: a row for each open interval. */
export function deferredCsvRows(answer: DeferredAnswer, language: Language = 'en'): CsvRows {
  const names = staffColumns(language)
  return { headings: [names.start, names.agents, names.backlog_hours], rows: rowsOf(answer) }
}

function rowsOf({ staffing: { agents, service }, open, interval }: DeferredAnswer): [string, number, number][] {
  return agents
    .map((n, i): [string, number, number] => [formatClock(i * interval), n, Number(service.backlog[i].toFixed(3))])
    .filter((_, i) => open[i])
}
