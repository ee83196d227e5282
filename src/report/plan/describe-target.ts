import type { Target } from '../../domain/index.ts'
import type { WorkDeadline } from '../../plan/index.ts'
import { figuresIn } from '../format.ts'
import type { Words } from '../plan-words.ts'

/** A target in words: "90% answered within 10s, at most 3% hang up". */
export function describeTarget(target: Target, words: Words): string {
  const { serviceLevel, connectRate, asa, meanWait, abandonment, occupancy } = target
  const { fill, share } = figuresIn(words.language)
  const time = (seconds: number) => describeTime(seconds, words)
  const definition = serviceLevel?.definition
  const named =
    definition === undefined || definition === 'answered/offered'
      ? ''
      : typeof definition === 'string'
        ? ` (${definition})`
        : ` (${fill(words.excludingAbandons, { time: time(definition.excludingAbandonsWithin) })})`
  const parts = [
    ...(serviceLevel
      ? [fill(words.within, { share: share(serviceLevel.share), time: time(serviceLevel.within) }) + named]
      : []),
    ...(connectRate === undefined ? [] : [fill(words.targetConnect, { share: share(connectRate) })]),
    ...(asa === undefined ? [] : [fill(words.targetAsa, { time: time(asa) })]),
    ...(meanWait === undefined ? [] : [fill(words.targetWait, { time: time(meanWait) })]),
    ...(abandonment === undefined ? [] : [fill(words.targetAbandonment, { share: share(abandonment) })]),
    ...(occupancy === undefined ? [] : [fill(words.targetOccupancy, { share: share(occupancy) })]),
  ]
  return words.language === 'zh' ? parts.join('，') : parts.join(', ')
}

/** The deadline of work that can wait: "95% done within 48h". */
export function describeDeadline({ within, counts, share }: Required<WorkDeadline>, words: Words): string {
  const { fill, duration, share: exact } = figuresIn(words.language)
  const text = counts === 'hours' ? words.doneWithin : words.doneWithinOpen
  return fill(text, { share: exact(share), time: duration(within) })
}

/** A threshold or the length of an interval, in the reader's language: `10s`, `30 min`, `10秒`. */
export function describeTime(seconds: number, words: Words): string {
  const { fill, duration, number } = figuresIn(words.language)
  if (seconds > 0 && seconds % 60 === 0) return fill(words.minutes, { count: seconds / 60 })
  return seconds < 60
    ? fill(words.seconds, { count: number(seconds, Number.isInteger(Number(seconds.toFixed(1))) ? 0 : 1) })
    : duration(seconds)
}
