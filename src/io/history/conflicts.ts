import { DAY_SECONDS, formatPlainDateTime, type PlainDateTime } from '../../domain/index.ts'
import type { JudgedRows } from './judged-rows.ts'
import type { QueueGrids } from './queue-grids.ts'
import { QUEUE_COLUMN, START_COLUMN } from './row-store.ts'

/** Rows that stand in each other's way: every line of one interval and queue, with what is wrong with them. */
export interface Conflict {
  lines: number[]
  queue: string
  start: PlainDateTime
  reason: string
  hint: string
}

/** A place of a queue's grid. */
export interface GridPlace {
  grid: number
  place: number
}

const DIFFERING = {
  reason: 'rows for the same interval and queue have different values',
  hint: 'keep one of them; if a column that was left aside tells them apart, name it: --map queue=Column; if titles between the rows name the queues, put them into a column; if the clocks went back that night, name the zone: --timezone Europe/Berlin',
}

/** Days whose rows differ are mostly intervals whose time of day was not found. */
const DIFFERING_DAYS = {
  reason: 'rows for the same day and queue have different values',
  hint: 'if another column has the time of day, name it: --map time=Column; if one tells the rows apart, --map queue=Column; else keep one of them',
}

const SKIPPED = {
  reason: 'this local time does not exist in the time zone: the clocks skip it',
  hint: 'check --timezone, or leave it away if the system does not change its clocks',
}

/** Collects places whose rows are in conflict, and finds their lines in one more pass over the rows. */
export class Conflicts {
  private readonly wanted = new Map<string, GridPlace & { reason: string; hint: string; lines: number[] }>()

  addDiffering(places: readonly GridPlace[], interval: number): void {
    for (const one of places) this.add(one, interval < DAY_SECONDS ? DIFFERING : DIFFERING_DAYS)
  }

  addSkipped(place: GridPlace): void {
    this.add(place, SKIPPED)
  }

  private add({ grid, place }: GridPlace, why: { reason: string; hint: string }): void {
    this.wanted.set(`${grid} ${place}`, { ...why, grid, place, lines: [] })
  }

  get places(): GridPlace[] {
    return [...this.wanted.values()]
  }

  /** By their first line. */
  describe(rows: JudgedRows, { grids, gridOf }: QueueGrids, interval: number): Conflict[] {
    const { wanted } = this
    if (wanted.size === 0) return []
    rows.store.forEachChunk([START_COLUMN, QUEUE_COLUMN], ([starts, queues], length, firstRow) => {
      for (let i = 0; i < length; i++) {
        const g = gridOf[queues[i]]
        wanted.get(`${g} ${(starts[i] - grids[g].base) / interval}`)?.lines.push(rows.lineOf(firstRow + i))
      }
    })
    return [...wanted.values()]
      .map(({ lines, grid, place, reason, hint }) => ({
        lines,
        queue: grids[grid].queue,
        start: grids[grid].base + place * interval,
        reason,
        hint,
      }))
      .sort((a, b) => a.lines[0] - b.lines[0])
  }
}

/** The moment and queue of a conflict, for messages. */
export function describeConflict({ queue, start, reason }: Conflict): string {
  return `${reason} (${formatPlainDateTime(start).slice(0, 16).replace('T', ' ')}, ${queue})`
}
