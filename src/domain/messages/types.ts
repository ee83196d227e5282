/** A sentence of krarup's: its name and its values, so that it can be said in another language, and its English text. Plain data. */
export interface Message {
  /** Which sentence it is, `plan.ended`. */
  id: string
  values?: Readonly<Record<string, MessageValue>>
  /** The sentence in English. */
  text: string
}

/** What stands in the place of a sentence: a name as it is, a number, a moment, a length of time, or several of these. Each language writes them in its own way. */
export type MessageValue =
  | string
  | number
  | Message
  | { number: number; decimals: number }
  | { count: number }
  | { tenths: number }
  | { share: number; decimals: number }
  | { seconds: number }
  | { day: number }
  | { days: readonly [first: number, last: number] }
  | { moment: number }
  | { from: number; to: number }
  | { list: readonly MessageValue[]; most?: number; mark?: string }
