import {
  dayOf,
  formatClock,
  formatDay,
  formatOffset,
  type PlainDateTime,
  secondOfDay,
  startAt,
} from '../../domain/index.ts'
import { PLAN_COLUMNS, type Plan, type QueueForecast } from '../../plan/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { wideCsvRows } from '../csv-wide.ts'
import { columnHeadings, type Language } from '../language.ts'
import { rounded } from '../rounded.ts'

/** With today's figures: what was planned before they came, and how many agents to add (or, below 0, to release). */
const TODAY_COLUMNS = {
  volume_morning: { zh: '早间呼入量', de: 'Kontakte (Morgenplan)' },
  agents_morning: { zh: '早间坐席', de: 'Agenten (Morgenplan)' },
  add_or_release: { zh: '增减坐席', de: 'Hinzunehmen oder freigeben' },
  known: { zh: '已发生', de: 'Vergangen' },
}
/** With the planner's own figures: the model's contacts, and 1 where they are not the ones planned with. */
const OWN_COLUMNS = {
  volume_model: { zh: '模型呼入量', de: 'Kontakte (Modell)' },
  overridden: { zh: '人工修正', de: 'Eigener Wert' },
}

/** With a time zone: seconds that the clock is ahead of UTC, as +02:00; it tells the two hours of an autumn night apart. */
const ZONE_COLUMNS = { utc_offset: { zh: 'UTC偏移', de: 'UTC-Versatz' } }

export interface PlanCsv {
  headings: string[]
  /** A row an open interval and group; numbers as numbers, empty text where there is none. Can be gone through more than once; a row is made when it is asked for. */
  rows: Iterable<(string | number)[]>
}

/**
 * The rows of `plan.csv`, by group and interval; closed intervals are left out. Times in seconds, shares from 0 to 1, volumes with a decimal; an endless wait is empty.
 * The columns of one version are never renamed, reordered or removed; new ones come last (`docs/report.md`).
 */
export function planCsvRows(plan: Plan, language: Language = 'en'): PlanCsv {
  const today = plan.known !== undefined
  const own = plan.queues.some(({ overridden }) => overridden)
  const { offsets } = plan
  const columns = {
    ...PLAN_COLUMNS,
    ...(today ? TODAY_COLUMNS : {}),
    ...(own ? OWN_COLUMNS : {}),
    ...(offsets ? ZONE_COLUMNS : {}),
  }
  const headings = columnHeadings(columns, language)
  return {
    headings,
    rows: {
      *[Symbol.iterator]() {
        const starts = new Array<string>(plan.length)
        for (const group of plan.groups) {
          const queues = group.queues.join('; ')
          const members = plan.queues.filter(({ name }) => group.queues.includes(name))
          const { volume: volumeBefore, agents: agentsBefore } = group.morning ?? group
          for (let i = 0; i < plan.length; i++) {
            if (!group.open[i]) continue
            starts[i] ??= momentText(startAt(plan, i))
            yield [
              starts[i],
              group.name,
              queues,
              rounded(group.volume[i], 1),
              rounded(group.aht[i], 1),
              rounded(group.agents[i], 0),
              rounded(group.scheduled[i], 0),
              rounded(group.serviceLevel[i], 4),
              rounded(group.connectRate[i], 4),
              rounded(group.asa[i], 1),
              rounded(group.occupancy[i], 4),
              rounded(group.abandonment[i], 4),
              ...(today
                ? [
                    rounded(volumeBefore[i], 1),
                    rounded(agentsBefore[i], 0),
                    rounded(group.agents[i] - agentsBefore[i], 0),
                    i < plan.known! ? 1 : 0,
                  ]
                : []),
              ...(own
                ? [rounded(sumOf(members, i), 1), members.some(({ overridden }) => overridden?.[i] === 1) ? 1 : 0]
                : []),
              ...(offsets ? [formatOffset(offsets[i])] : []),
            ]
          }
        }
      },
    },
  }
}

function momentText(start: PlainDateTime): string {
  return `${formatDay(dayOf(start))} ${formatClock(secondOfDay(start))}`
}

/** What the models of the queues say. */
function sumOf(members: readonly QueueForecast[], i: number): number {
  return members.reduce((sum, { volume, volumeBeforeOverride = volume }) => sum + (volumeBeforeOverride[i] || 0), 0)
}

/** Figures that a plan can be written as with days across, by their names: column of `plan.csv`, figure of a group, decimals. */
const WIDE = {
  agents: { column: 'agents', of: 'agents', decimals: 0 },
  scheduled: { column: 'scheduled', of: 'scheduled', decimals: 0 },
  contacts: { column: 'volume', of: 'volume', decimals: 1 },
  aht: { column: 'aht', of: 'aht', decimals: 1 },
  'service-level': { column: 'service_level', of: 'serviceLevel', decimals: 4 },
} as const
export type PlanWideFigure = keyof typeof WIDE
export const PLAN_WIDE_FIGURES = Object.keys(WIDE) as PlanWideFigure[]

/** One figure of a plan with days across and times down, a block of rows for each group. */
export function planWideCsvRows(plan: Plan, figure: PlanWideFigure, language: Language = 'en'): CsvRows {
  const { column, of, decimals } = WIDE[figure]
  const members = plan.groups.map((group) => ({
    name: group.name,
    valueAt: (i: number) => (group.open[i] ? group[of][i] : Number.NaN),
  }))
  const [corner, member] =
    language === 'en' ? [figure, 'group'] : [PLAN_COLUMNS[column][language], PLAN_COLUMNS.group[language]]
  return wideCsvRows(plan, members, { corner, member, decimals })
}
