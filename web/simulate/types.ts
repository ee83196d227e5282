import type { Message } from 'krarup/domain'
import type { Language } from 'krarup/report'
import type { Said } from '../shared/language.ts'

/** A scenario as text, and how it is simulated. */
export interface Asked {
  text: string
  /** The file's name, for messages. */
  name: string
  replications: number
  seed: number
  /** Of what the worker says itself. */
  language: Language
}

/** The script of a worker for replications, and how many of them. */
export interface Workers {
  script: string
  count: number
}

/** What is wrong with a scenario, as the command says it, and where: lines and columns count from 1. */
export interface Wrong {
  message: string
  line?: number
  column?: number
  /** `queues.sales.aht`. */
  path?: string
}

/** What a scenario comes to, for the form: by interval. */
export interface Checked {
  /** Seconds. */
  interval: number
  /** When each interval begins, `08:00`. */
  starts: string[]
  /** Contacts of each interval, by queue; absent where the scenario does not say them by the day. */
  volumes: Record<string, number[]>
  agents: Record<string, number[]>
  /** Contacts of a replication that are expected. */
  contacts: number
  remarks: Message[]
}

export type Check = { checked: Checked; wrong?: undefined } | { wrong: Wrong; checked?: undefined }

/** A figure by interval, with half of its interval. */
export interface Curve {
  value: Float64Array
  half: Float64Array
}

export interface QueueCurves {
  name: string
  /** The share that its target wants. */
  goal: number | undefined
  serviceLevel: Curve
  waiting: Curve
  offered: Curve
}

export interface GroupCurves {
  name: string
  occupancy: Curve
  busy: Curve
  onDuty: Curve
}

export interface TableText {
  headings: { text: string; left: boolean }[]
  rows: string[][]
  foot: string[][]
}

/** What the command prints of a simulation, in one language. */
export interface SimulationTexts {
  /** What was run. */
  title: string
  /** What matters most: its name, the figure, half of its interval. */
  large: [name: string, value: string, note: string][]
  tables: TableText[]
  remarks: string[]
}

export interface Simulated {
  said: Said<SimulationTexts>
  starts: string[]
  queues: QueueCurves[]
  groups: GroupCurves[]
  replications: number
  stopped: boolean
}

/** One what-if: a change as `krarup whatif` takes it, with one value or several. */
export interface WhatIf extends Asked {
  change: string
  /** Several values: each is a point. */
  vary: boolean
}

export interface WhatIfRow {
  /** Of several values. */
  value: string
  entity: string
  figure: string
  before: string
  after: string
  difference: string
  verdict: string
}

export interface WhatIfAnswer {
  rows: Said<WhatIfRow[]>
  replications: number
}
