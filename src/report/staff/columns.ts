import { DEFAULT_TARGET } from '../../domain/index.ts'
import type { ChatState } from '../../erlang/general/index.ts'
import { scheduledAgents } from '../../plan/index.ts'
import { type FigureFormats, figures } from '../format.ts'
import type { Language } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import type { StaffAnswer, StaffQuestion } from './question.ts'
import { type staffColumns, staffWords } from './words.ts'

/** One figure of an answer: how it is named in files, headed in tables, taken and written. */
export interface FigureColumn {
  name: keyof ReturnType<typeof staffColumns>
  heading: (language: Language) => string
  value: (answer: StaffAnswer) => number
  text: (value: number, formats: FigureFormats) => string
}

const { fill } = figures

const AGENTS: FigureColumn = {
  name: 'agents',
  heading: (language) => staffWords(language).agents,
  value: ({ state }) => state.agents,
  text: (value, { number }) => number(value),
}
const ABANDONMENT: FigureColumn = {
  name: 'abandonment',
  heading: (language) => staffWords(language).abandonment,
  value: ({ state }) => state.abandonment,
  text: (value, { percent }) => percent(value),
}
const BLOCKING: FigureColumn = {
  name: 'blocking',
  heading: (language) => staffWords(language).blocking,
  value: ({ state }) => state.blocking,
  text: (value, { percent }) => percent(value),
}
const ALL_ATTEMPTS: FigureColumn = {
  name: 'all_attempts',
  heading: (language) => staffWords(language).allAttempts,
  value: ({ allAttempts }) => allAttempts,
  text: (value, { number }) => number(value, 1),
}
const FIGURES: readonly FigureColumn[] = [
  {
    name: 'wait_probability',
    heading: (language) => staffWords(language).waitProbability,
    value: ({ state }) => state.waitProbability,
    text: (value, { percent }) => percent(value),
  },
  {
    name: 'asa',
    heading: (language) => staffWords(language).asa,
    value: ({ state }) => state.asa,
    text: (value, { duration }) => duration(value),
  },
  {
    name: 'occupancy',
    heading: (language) => staffWords(language).occupancy,
    value: ({ state }) => state.occupancy,
    text: (value, { percent }) => percent(value),
  },
]

/** Of the places for chats, those taken: how full agents are who hold several. Of whoever has but one it is the occupancy. */
const FILL: FigureColumn = {
  name: 'fill',
  heading: (language) => staffWords(language).fill,
  value: ({ state }) => (state as Partial<ChatState>).fill ?? Number.NaN,
  text: (value, { percent }) => percent(value),
}

/** With chats hardly anybody is ever without one: the share says that, and not how busy agents are. */
function figuresOf({ concurrency }: StaffQuestion): FigureColumn[] {
  if (concurrency === undefined) return [...FIGURES]
  const withChat = FIGURES.map((column) =>
    column.name === 'occupancy'
      ? { ...column, heading: (language: Language) => staffWords(language).withChat }
      : column,
  )
  return [...withChat, FILL]
}

function scheduledColumn({ shrinkage }: StaffQuestion): FigureColumn {
  return {
    name: 'scheduled',
    heading: (language) => staffWords(language).scheduled,
    value: ({ state }) => scheduledAgents(state.agents, shrinkage),
    text: (value, { number }) => number(value),
  }
}

function levelColumn({ target }: StaffQuestion): FigureColumn {
  const { within, definition } = target.serviceLevel ?? DEFAULT_TARGET.serviceLevel!
  return {
    name: 'service_level',
    heading: (language) => fill(staffWords(language).within, { time: spokenDuration(within, language) }),
    value: ({ state }) => state.serviceLevel(within, definition),
    text: (value, { percent }) => percent(value),
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
    ...(lines === undefined ? [] : [BLOCKING]),
    ...(redial > 0 ? [ALL_ATTEMPTS] : []),
    ...figuresOf(question),
  ]
}

/** The figures of a batch, as one of its questions has them. */
export function batchColumns(question: StaffQuestion, withShrinkage: boolean, withChats: boolean): FigureColumn[] {
  return [
    AGENTS,
    ...(withShrinkage ? [scheduledColumn(question)] : []),
    levelColumn(question),
    ...FIGURES,
    ...(withChats ? [FILL] : []),
    ABANDONMENT,
  ]
}

/** JSON and CSV have no infinity. */
export function finite<T>(value: number, otherwise: T): number | T {
  return Number.isFinite(value) ? value : otherwise
}
