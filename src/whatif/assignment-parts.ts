import type { FoundPath } from './path.ts'

/** A change: `queues.hotline.volume *= 1.2`. */
export interface Assignment {
  path: FoundPath
  operator: Operator
  /** Right of the operator. */
  expression: string
  text: string
}

export type Operator = '=' | '+=' | '-=' | '*=' | '/='
