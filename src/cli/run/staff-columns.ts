import { DEFAULT_TARGET, formatDuration } from '../../domain/index.ts'
import { scheduledAgents } from '../../plan/index.ts'
import { figures } from '../../report/index.ts'
import type { Answer, StaffQuestion } from './staff-question.ts'

/** One figure of an answer: how it is named in files, headed in tables, taken and written. */
export interface FigureColumn {
  name: string
  heading: string
  value: (answer: Answer) => number
  text: (value: number) => string
}

export const AGENTS: FigureColumn = {
  name: 'agents',
  heading: 'agents',
  value: ({ state }) => state.agents,
  text: figures.number,
}
export const ABANDONMENT: FigureColumn = {
  name: 'abandonment',
  heading: 'hang up',
  value: ({ state }) => state.abandonment,
  text: figures.percent,
}
export const FIGURES: FigureColumn[] = [
  { name: 'wait_probability', heading: 'wait', value: ({ state }) => state.waitProbability, text: figures.percent },
  { name: 'asa', heading: 'ASA', value: ({ state }) => state.asa, text: figures.duration },
  { name: 'occupancy', heading: 'occupancy', value: ({ state }) => state.occupancy, text: figures.percent },
]

export function scheduledColumn({ shrinkage }: StaffQuestion): FigureColumn {
  return {
    name: 'scheduled',
    heading: 'scheduled',
    value: ({ state }) => scheduledAgents(state.agents, shrinkage),
    text: figures.number,
  }
}

export function levelColumn({ target }: StaffQuestion): FigureColumn {
  const { within, definition } = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
  return {
    name: 'service_level',
    heading: `within ${formatDuration(within)}`,
    value: ({ state }) => state.serviceLevel(within, definition),
    text: figures.percent,
  }
}

/** The figures that a question is about. */
export function columnsOf(question: StaffQuestion): FigureColumn[] {
  const { shrinkage, patience, model, lines, redial } = question
  return [
    AGENTS,
    ...(shrinkage > 0 ? [scheduledColumn(question)] : []),
    levelColumn(question),
    ...(patience === undefined || model === 'erlangC' ? [] : [ABANDONMENT]),
    ...(lines === undefined
      ? []
      : [
          { name: 'blocking', heading: 'no line', value: ({ state }: Answer) => state.blocking, text: figures.percent },
        ]),
    ...(redial > 0
      ? [
          {
            name: 'all_attempts',
            heading: 'attempts',
            value: ({ allAttempts }: Answer) => allAttempts,
            text: (n: number) => figures.number(n, 1),
          },
        ]
      : []),
    ...FIGURES,
  ]
}

/** JSON and CSV have no infinity. */
export function finite<T>(value: number, otherwise: T): number | T {
  return Number.isFinite(value) ? value : otherwise
}
