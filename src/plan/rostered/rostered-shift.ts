import type { PlainDateTime } from '../../domain/index.ts'

/** What one person does on one day, as a roster has it. */
export interface RosteredShift {
  name: string
  /** The queue or group of the plan that the shift is for. */
  queue: string
  start: PlainDateTime
  /** May be on the next day. */
  end: PlainDateTime
  /** Breaks, meals, meetings and training: no contacts are taken. */
  breaks: readonly { start: PlainDateTime; end: PlainDateTime }[]
}
