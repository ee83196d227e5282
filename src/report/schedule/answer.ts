import { DAY_SECONDS, dayOf, type PlainDateTime, secondOfDay } from '../../domain/index.ts'
import type { QueueSchedule, Schedule, ScheduledShift, Shortfall } from '../../schedule/index.ts'
import { shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { type ScheduleWords, scheduleWords } from './words.ts'

const { clock, fill } = figures

/** Shifts, and what they were made for. */
export interface ScheduleAnswer {
  /** Of the requirement's file. */
  name: string
  schedule: Schedule
  /** By queue: the service level that each day is to reach, where there is one. */
  wanted: Readonly<Record<string, number>>
}

/** A time of day; of a shift that ends after midnight its end too. */
export function clockOf(time: PlainDateTime): string {
  return clock(secondOfDay(time))
}

export function momentOf(time: PlainDateTime, language: Language): string {
  return `${shortDay(dayOf(time), language)} ${clockOf(time)}`
}

/** `full 08:00-16:30`. */
export function formOf({ kind, start, end }: ScheduledShift): string {
  return `${kind} ${clockOf(start)}-${clockOf(end)}`
}

/** What is short, by how much, why, and what would be enough. */
export function shortfallText(
  { start, end, agents, why, change }: Shortfall,
  language: Language,
  words: ScheduleWords,
): string {
  const { number } = figuresIn(language)
  const sentence = { 'no shift': words.shortNoShift, most: words.shortMost, rules: words.shortRules }[why]
  const isSameDay = dayOf(start) === dayOf(end - 1)
  const to = isSameDay ? (end % DAY_SECONDS === 0 ? '24:00' : clockOf(end)) : momentOf(end, language)
  const short = fill(sentence, { from: momentOf(start, language), to, agents: number(agents) })
  if (!change) return short
  const { kind, earlier, later, more } = change
  if (earlier !== undefined) return fill(words.earlier, { short, kind, time: spokenDuration(earlier, language) })
  if (later !== undefined) return fill(words.later, { short, kind, time: spokenDuration(later, language) })
  return fill(words.more, { short, kind, more: number(more ?? 0) })
}

/** What a planner must know of one queue's shifts, in sentences. */
export function remarksOf(queue: QueueSchedule, { wanted }: ScheduleAnswer, language: Language): string[] {
  const { percent, number } = figuresIn(language)
  const words = scheduleWords(language)
  const share = wanted[queue.queue]
  const isMissed = queue.objective === 'service' && share !== undefined
  return [
    ...queue.shortfalls.map((each) => shortfallText(each, language, words)),
    ...queue.days
      .filter(({ serviceLevel }) => isMissed && serviceLevel < share - 1e-6)
      .map(({ day, serviceLevel }) =>
        fill(words.missed, {
          day: shortDay(dayOf(day), language),
          value: percent(serviceLevel),
          wanted: percent(share),
        }),
      ),
    ...queue.unplaced.map(({ meeting, agents }) => fill(words.unplaced, { meeting, agents: number(agents) })),
  ]
}

/** How near to the least that is possible. */
export function boundText({ gap }: Schedule, language: Language): string {
  const { percent } = figuresIn(language)
  const words = scheduleWords(language)
  return gap < 5e-5 ? words.least : fill(words.bound, { gap: percent(gap, 2) })
}
