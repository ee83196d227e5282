import { checkKeys, dayOf, formatClock, secondOfDay } from '../../domain/index.ts'
import type { RosteredQueue } from '../../plan/index.ts'
import { numericDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PointsChart, sweepPage } from '../page/index.ts'
import type { RosteredAnswer } from './rostered-table.ts'
import { type RosteredWords, rosteredWords } from './words.ts'

const { fill } = figures

/** A simulated roster as one HTML page that needs nothing else: service by interval beside the plan's, for each queue and day. */
export function rosteredReport({ name, service }: RosteredAnswer, options: { language?: Language } = {}): string {
  checkKeys('rosteredReport', options, { language: 1 })
  const { language = 'en' } = options
  const { number, percent } = figuresIn(language)
  const words = rosteredWords(language)
  const { people, replications, seed, queues } = service
  return sweepPage({
    language,
    title: name,
    subtitle: fill(words.title, { people, name, replications, seed }),
    sections: queues.map((queue) => ({
      heading: queue.name,
      charts: queue.days.map((day) => dayChart(queue, dayOf(day.start), words)),
      table: {
        headings: [
          words.day,
          words.contacts,
          words.plannedAgents,
          words.agents,
          words.planned,
          words.simulated,
          words.hangUp,
        ],
        rows: queue.days.map((day) => [
          numericDay(dayOf(day.start), words.language),
          number(day.volume),
          number(day.plannedAgents, 1),
          number(day.agents, 1),
          percent(day.plannedServiceLevel),
          fill(words.share, {
            value: percent(day.serviceLevel.value),
            half: number(day.serviceLevel.halfWidth * 100, 1),
          }),
          percent(day.abandonment.value),
        ]),
      },
    })),
  })
}

function dayChart({ intervals }: RosteredQueue, day: number, words: RosteredWords): PointsChart {
  const { percent, number } = figuresIn(words.language)
  const own = intervals.filter(({ start, serviceLevel }) => dayOf(start) === day && Number.isFinite(serviceLevel.value))
  const clocks = own.map(({ start }) => formatClock(secondOfDay(start)))
  const share = (value: number) => percent(value)
  return {
    title: numericDay(day, words.language),
    across: words.interval,
    write: share,
    share: true,
    places: clocks.map((text, at) => ({ at, text })),
    series: [
      {
        name: words.planned,
        points: own.map(({ plannedServiceLevel: value }, at) => ({
          at,
          value,
          low: value,
          high: value,
          tip: `${words.planned} ${clocks[at]}: ${share(value)}`,
        })),
      },
      {
        name: words.simulated,
        points: own.map(({ serviceLevel: { value, halfWidth } }, at) => ({
          at,
          value,
          low: Math.max(0, value - halfWidth),
          high: Math.min(1, value + halfWidth),
          tip: `${words.simulated} ${clocks[at]}: ${fill(words.share, { value: share(value), half: number(halfWidth * 100, 1) })}`,
        })),
      },
    ],
  }
}
