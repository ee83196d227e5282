import type { Finding, Judgement, Measurements, RungName } from '../../calibrate/index.ts'
import { shortDate } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import { type Language, listed } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import type { CalibrationWords } from './words.ts'

const { fill } = figures

/** `2 Mar–27 Mar`. */
export function daysText(days: readonly number[], language: Language): string {
  const [first, last] = [days[0], days[days.length - 1]]
  return first === last ? shortDate(first, language) : `${shortDate(first, language)}–${shortDate(last, language)}`
}

/** What a rung of the ladder adds. */
export function rungText(name: RungName, words: CalibrationWords): string {
  const names: Record<RungName, string> = {
    formula: words.formula,
    handleTimes: words.handleTimes,
    patience: words.patienceAdded,
    routing: words.routing,
    turnover: words.turnoverAdded,
    hours: words.hours,
    availability: words.availabilityAdded,
    ownHandleTimes: words.ownHandleTimes,
  }
  return names[name]
}

/** The verdict, a sentence for each assumption that is wrong. */
export function verdictLines({ findings }: Judgement, words: CalibrationWords): string[] {
  return findings.length === 0 ? [words.nothing] : findings.map((finding) => findingText(finding, words))
}

function findingText(finding: Finding, words: CalibrationWords): string {
  const { percent, number } = figuresIn(words.language)
  const span = (low: number, high: number) => ({ low: percent(low, 0), high: percent(high, 0) })
  const hourText = (hour: number) => fill(words.at, { hour: number(hour) })
  switch (finding.kind) {
    case 'availability':
      return fill(words.foundAvailability, { value: percent(finding.value, 0), ...span(finding.low, finding.high) })
    case 'hours':
      return fill(words.foundHours, {
        longest: hourText(finding.longest.hour),
        more: percent(finding.longest.factor - 1, 0),
        shortest: hourText(finding.shortest.hour),
        less: percent(1 - finding.shortest.factor, 0),
      })
    case 'patience':
      return fill(finding.factor < 1 ? words.foundPatienceShorter : words.foundPatienceLonger, {
        factor: percent(finding.factor, 0),
        ...span(finding.low, finding.high),
        hungUp: number(finding.hungUp),
        expected: number(finding.expected),
      })
    case 'handleTimes':
      return fill(words.foundHandleTimes, { factor: percent(finding.factor, 0), ...span(finding.low, finding.high) })
    case 'routing':
      return fill(words.foundRouting, {
        group: finding.group,
        queue: finding.queue,
        answered: number(finding.answered),
        expected: number(finding.expected),
      })
    case 'unexplained':
      return fill(words.unexplained, {
        error: number(100 * Math.abs(finding.error), 1),
        direction: finding.error > 0 ? words.moreService : words.lessService,
        low: number(100 * finding.low, 1),
        high: number(100 * finding.high, 1),
      })
  }
}

/** What was measured of all queues and agents together. */
export function measuredLines({ measured, judgement }: Measured, words: CalibrationWords): string[] {
  const { percent, duration } = figuresIn(words.language)
  const { arrivals, turnover, presence, speeds, patience, queues } = measured
  const { availability } = judgement
  const known = Number.isFinite(availability.low)
  const { all } = turnover
  return [
    ...(arrivals.busyness.value > 0 ? [fill(words.busyness, { value: percent(arrivals.busyness.value) })] : []),
    all.mean.n > 0 && all.mean.value >= 0
      ? fill(words.turnover, {
          mean: duration(all.mean.value),
          // Where absences are taken off by estimate the interval goes below 0, and no time does.
          low: duration(Math.max(0, all.mean.low)),
          high: duration(all.mean.high),
          median: duration(all.median.value),
        })
      : words.noTurnover,
    ...(speeds.spread.value > 0 ? [fill(words.speeds, { value: percent(speeds.spread.value, 0) })] : []),
    ...queues.flatMap((queue, q) => {
      const { peaks } = patience[q].all
      return peaks.length > 0
        ? [
            fill(words.peaks, {
              queue,
              list: listed(
                peaks.map(({ at }) => spokenDuration(Math.round(at), words.language)),
                words.language,
              ),
            }),
          ]
        : []
    }),
    presence.from === 'states'
      ? words.presenceStates
      : fill(words.presenceCalls, { gap: spokenDuration(presence.longestGap, words.language) }),
    fill(known ? words.availability : words.availabilityUnknown, {
      value: percent(availability.value, 0),
      low: percent(availability.low, 0),
      high: percent(availability.high, 0),
    }),
  ]
}

interface Measured {
  measured: Measurements
  judgement: Judgement
}
