import { formatShare, type Target } from '../../domain/index.ts'
import type { WorkDeadline } from '../../plan/index.ts'
import { figures } from '../format.ts'
import type { Words } from '../plan-words.ts'

/** A target in words: "90% answered within 10s, at most 3% hang up". */
export function describeTarget(target: Target, words: Words): string {
  const { serviceLevel, connectRate, asa, meanWait, abandonment, occupancy } = target
  const { fill } = figures
  const time = (seconds: number) => describeTime(seconds, words)
  const definition = serviceLevel?.definition
  const named =
    definition === undefined || definition === 'answered/offered'
      ? ''
      : typeof definition === 'string'
        ? ` (${definition})`
        : ` (answered/(offered - abandoned within ${time(definition.excludingAbandonsWithin)}))`
  return [
    ...(serviceLevel
      ? [fill(words.within, { share: formatShare(serviceLevel.share), time: time(serviceLevel.within) }) + named]
      : []),
    ...(connectRate === undefined ? [] : [fill(words.targetConnect, { share: formatShare(connectRate) })]),
    ...(asa === undefined ? [] : [fill(words.targetAsa, { time: time(asa) })]),
    ...(meanWait === undefined ? [] : [fill(words.targetWait, { time: time(meanWait) })]),
    ...(abandonment === undefined ? [] : [fill(words.targetAbandonment, { share: formatShare(abandonment) })]),
    ...(occupancy === undefined ? [] : [fill(words.targetOccupancy, { share: formatShare(occupancy) })]),
  ].join(', ')
}

/** The deadline of work that can wait: "95% done within 48h". */
export function describeDeadline({ within, counts, share }: Required<WorkDeadline>, words: Words): string {
  const text = counts === 'hours' ? words.doneWithin : words.doneWithinOpen
  return figures.fill(text, { share: formatShare(share), time: figures.duration(within) })
}

/** A threshold or the length of an interval, in the reader's language: `10s`, `30 min`, `10秒`. */
export function describeTime(seconds: number, words: Words): string {
  const { fill, duration } = figures
  if (seconds > 0 && seconds % 60 === 0) return fill(words.minutes, { count: seconds / 60 })
  return seconds < 60 ? fill(words.seconds, { count: Number(seconds.toFixed(1)) }) : duration(seconds)
}
