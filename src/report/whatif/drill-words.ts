import { DAY_SECONDS, DEFAULT_TARGET } from '../../domain/index.ts'
import { type Drill, type PointFigures, SLOW_OUTAGE } from '../../whatif/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import type { SimulatedScenario } from '../simulation/index.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { whatifWords } from './words.ts'

const { fill, clock } = figures
/**
 * A drill in words, with its sizes.
 *
 * @example
 * ```ts
 * import { describeDrill } from 'krarup/report'
 * import { readDrill } from 'krarup/whatif'
 * describeDrill(readDrill('absence,at=13:00')) //=> 'absence: 20% of the agents are away from 13:00'
 * ```
 */
export function describeDrill(drill: Drill, language: Language = 'en'): string {
  const words = whatifWords(language)
  const whose = (names: readonly (string | undefined)[]) =>
    names.flatMap((name) => (name === undefined ? [] : [fill(words.whose, { name })])).join('')
  const time = (second: number) => clock(second % DAY_SECONDS)
  switch (drill.kind) {
    case 'surge':
      return fill(words.surge, {
        times: drill.times,
        whose: whose([drill.queue]),
        from: time(drill.at),
        halving: spokenDuration(drill.halving, language),
      })
    case 'outage': {
      const calls = { queued: words.callsQueued, lost: words.callsLost, slow: words.callsSlow }[drill.calls]
      return fill(words.outage, {
        whose: whose([drill.group, drill.site]),
        from: time(drill.at),
        to: time(drill.at + drill.for),
        calls: fill(calls, { times: SLOW_OUTAGE }),
      })
    }
    case 'absence':
      return fill(words.absence, {
        share: figuresIn(language).share(drill.share),
        whose: whose([drill.group, drill.site]),
        from: drill.at === undefined ? '' : fill(words.fromTime, { time: time(drill.at) }),
        length: drill.for === undefined ? '' : fill(words.forLength, { length: spokenDuration(drill.for, language) }),
      })
  }
}

/** Of each queue: its worst interval, and how many are below its target, on the usual day and on that of the drill. */
export function drillLines(
  { scenario, opens = 0 }: SimulatedScenario,
  usual: PointFigures,
  drilled: PointFigures,
  language: Language,
): string[] {
  const { percent } = figuresIn(language)
  const words = whatifWords(language)
  return Object.entries(scenario.queues).map(([queue, { target = DEFAULT_TARGET }]) => {
    const share = target.serviceLevel?.share
    const [before, now] = [usual, drilled].map(({ entities }) => {
      const levels = entities.find(({ kind, name }) => kind === 'queues' && name === queue)?.serviceLevels ?? []
      const known = levels.map((level) => level ?? Number.POSITIVE_INFINITY)
      const worst = Math.min(...known)
      const start = opens + known.indexOf(worst) * scenario.interval + (scenario.warmUp ?? 0)
      return {
        worst: percent(worst, 0),
        time: clock(start % DAY_SECONDS),
        below: share === undefined ? 0 : known.filter((level) => level < share).length,
      }
    })
    const worst = fill(words.drillWorst, {
      queue,
      worst: now.worst,
      time: now.time,
      usual: before.worst,
      usualTime: before.time,
    })
    if (share === undefined) return worst
    return fill(now.below === 1 ? words.drillBelowOnce : words.drillBelow, {
      worst,
      share: percent(share, 0),
      below: now.below,
      usual: before.below,
    })
  })
}
