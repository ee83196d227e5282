import { DAY_SECONDS, formatPlainDateTime } from '../../domain/index.ts'

/** An interval of a queue as a telephone system counts it: contacts are invented, their sums add up. */
export interface MadeRow {
  /** `2026-01-05 08:30` */
  start: string
  /** `2026-01-05` and `08:30` */
  date: string
  time: string
  queue: string
  offered: number
  answered: number
  abandoned: number
  /** Mean handle time of the answered, seconds. */
  aht: number
  /** Mean waits, seconds. */
  asa: number
  abandonedWait: number
}

export interface MadeExport {
  days?: number
  /** Seconds since midnight of the first start and of the end of the last interval. */
  opens?: number
  closes?: number
  interval?: number
  queues?: readonly string[]
}

const MONDAY = Date.UTC(2026, 0, 5) / 1000

/** Intervals of some weeks from Monday 5 January 2026 on, Sundays closed, all numbers from a small generator with a fixed seed. */
export function madeRows({
  days = 28,
  opens = 28_800,
  closes = 64_800,
  interval = 1800,
  queues = ['Sales'],
}: MadeExport = {}): MadeRow[] {
  let state = 20_260_105
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
  const rows: MadeRow[] = []
  for (let day = 0; day < days; day++) {
    if (day % 7 === 6) continue
    for (let second = opens; second < closes; second += interval) {
      const start = formatPlainDateTime(MONDAY + day * DAY_SECONDS + second)
        .slice(0, 16)
        .replace('T', ' ')
      const [date, time] = start.split(' ')
      for (const queue of queues) {
        const offered = 8 + next(25)
        const abandoned = next(4)
        rows.push({
          start,
          date,
          time,
          queue,
          offered,
          answered: offered - abandoned,
          abandoned,
          aht: 170 + next(60),
          asa: 5 + next(20),
          abandonedWait: 30 + next(40),
        })
      }
    }
  }
  return rows
}

/** The rows as a table; a heading for each cell that `cells` makes. */
export function madeCsv(
  headings: string,
  rows: readonly MadeRow[],
  cells: (row: MadeRow) => (string | number)[],
): string {
  return `${headings}\n${rows.map((row) => cells(row).join(',')).join('\n')}\n`
}

/** Rows that share something, in their order. */
export function groupsOf(rows: readonly MadeRow[], key: (row: MadeRow) => string): MadeRow[][] {
  const groups = new Map<string, MadeRow[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return [...groups.values()]
}
