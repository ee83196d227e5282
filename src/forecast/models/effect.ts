/** What sort of reason an effect is. `course`: what the course of the day, the opening hours and the mean of several models make of the rest; `today`: what has come of the day already; `together`: that queues and their total add up; `growth`: what the planner says. */
export type EffectKind =
  | 'level'
  | 'year'
  | 'weekday'
  | 'month'
  | 'special'
  | 'closure'
  | 'event'
  | 'course'
  | 'today'
  | 'together'
  | 'growth'

/** One reason why a day is higher or lower than another, as a factor on its volume: 1.25 is a quarter more. */
export interface Effect {
  kind: EffectKind
  /** In plain words: `level`, `Tuesday`, `day after a closed day`, `Spring Festival`. */
  name: string
  /** What the volume is multiplied by; for `level` the contacts of an ordinary day. */
  factor: number
}
