import { secondOfDay, startAt } from '../../domain/index.ts'
import type { GroupPlan, Plan } from '../../plan/index.ts'
import { figures, figuresIn, signed } from '../format.ts'
import type { Words } from '../plan-words.ts'

/** The first day of a group, or of a whole plan, as it is planned now and as it was in the morning; places of that day, NaN where closed. */
export interface Today {
  volume: Float64Array
  agents: Float64Array
  morningVolume: Float64Array
  morningAgents: Float64Array
  /** Seconds that contacts take in each interval, now and as was expected in the morning; where today's figures have handle times. */
  handled?: { now: Float64Array; morning: Float64Array }
}

/** The first day of some groups together; one of which nothing of today is known is as it was. Nothing without today's figures of any. */
export function todayOf(groups: readonly GroupPlan[], { dayFrom }: Plan): Today | undefined {
  if (groups.every(({ morning }) => morning === undefined)) return undefined
  const added = (valuesOf: (group: GroupPlan) => Float64Array) =>
    Float64Array.from({ length: dayFrom[1] }, (_, i) => {
      const open = groups.filter((group) => group.open[i])
      return open.length > 0 ? open.reduce((sum, group) => sum + (valuesOf(group)[i] || 0), 0) : Number.NaN
    })
  const handled = groups.some(({ morning }) => morning?.aht)
    ? {
        now: added(({ volume, aht }) => product(volume, aht)),
        morning: added(({ volume, aht, morning }) => product(morning?.volume ?? volume, morning?.aht ?? aht)),
      }
    : undefined
  return {
    ...(handled ? { handled } : {}),
    volume: added(({ volume }) => volume),
    agents: added(({ agents }) => agents),
    morningVolume: added(({ morning, volume }) => morning?.volume ?? volume),
    morningAgents: added(({ morning, agents }) => morning?.agents ?? agents),
  }
}

function product(volume: Float64Array, seconds: Float64Array): Float64Array {
  return volume.map((contacts, i) => contacts * seconds[i] || 0)
}

/** What came, what is left to come, and what that takes, beside the morning: a sentence on contacts and, where something is left of the day, one on handle times that today's figures tell, and one on agent hours. */
export function todaySentences(today: Today, plan: Plan, words: Words): string[] {
  const { volume, number, percent, duration, fill } = figuresIn(words.language)
  const known = plan.known!
  const total = (values: Float64Array, from: number, to: number) =>
    values.subarray(from, to).reduce((sum, value) => sum + (value || 0), 0)
  const end = today.volume.length
  const change = (now: number, before: number) => (before > 0 ? signed(percent(now / before - 1)) : '')
  const [came, expected] = [today.volume, today.morningVolume].map((values) => total(values, 0, known))
  const [rest, restMorning] = [today.volume, today.morningVolume].map((values) => total(values, known, end))
  const [hours, hoursMorning] = [today.agents, today.morningAgents].map(
    (values) => (total(values, known, end) * plan.interval) / 3600,
  )
  const time = knownUntil(plan, known)
  const contacts = fill(words.todayCame, {
    time,
    came: volume(came),
    expected: volume(expected),
    change: change(came, expected),
    rest: volume(rest),
    morning: volume(restMorning),
    restChange: change(rest, restMorning),
  })
  const isOver = today.volume.subarray(known).every(Number.isNaN)
  if (isOver) return [contacts]
  const { handled } = today
  const [seconds, secondsMorning] = [handled?.now, handled?.morning].map((values) =>
    values ? total(values, known, end) : Number.NaN,
  )
  return [
    contacts,
    ...(handled && rest > 0 && restMorning > 0
      ? [
          fill(words.todayAht, {
            now: duration(seconds / rest),
            morning: duration(secondsMorning / restMorning),
            change: change(seconds / rest, secondsMorning / restMorning),
          }),
        ]
      : []),
    fill(words.todayHours, {
      time,
      now: number(hours, 1),
      morning: number(hoursMorning, 1),
      change: signed(number(hours - hoursMorning, 1)),
    }),
  ]
}

/** Time of the first day until which its figures are known. */
export function knownUntil(plan: Plan, known: number): string {
  return figures.clock(known < plan.dayFrom[1] ? secondOfDay(startAt(plan, known)) : 86_400)
}
