import { dayOf, formatDay, formatPlainDateTime } from '../../domain/index.ts'
import type { RosteredQueue, RosteredStretch, RosterService, SimulatedShare } from '../../plan/index.ts'
import { type CsvRows, estimateCells } from '../csv-rows.ts'
import { numericDay, numericMoment } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { rounded } from '../rounded.ts'
import { BOLD, plain, style, table } from '../table.ts'
import { type RosteredWords, rosteredWords } from './words.ts'

const { fill } = figures

/** A simulated roster, and what the plan is called. */
export interface RosteredAnswer {
  name: string
  service: RosterService
}

/** Intervals that are told one by one. */
const MOST_TOLD = 10

/** A simulated roster for the terminal, a line an element: service by queue and day beside the plan's, and the intervals that fall furthest below it. */
export function rosteredTable({ name, service }: RosteredAnswer, options: PrintOptions = {}): string[] {
  const { style: drawn, language } = printWith('rosteredTable', options)
  const words = rosteredWords(language)
  const { people, replications, seed, queues } = service
  const heading = (text: string) => style(text, BOLD, drawn.colour)
  const figureHeadings = [
    words.contacts,
    words.plannedAgents,
    words.agents,
    words.planned,
    words.simulated,
    words.hangUp,
  ]
  const worst = worstOf(queues)
  const lines = [
    fill(words.title, { people, name, replications, seed }),
    ...queues.flatMap((queue) => [
      '',
      heading(modelText(queue, words)),
      ...table(
        [{ heading: words.day, whole: true }, ...figureHeadings.map((heading) => ({ heading }))],
        queue.days.map((day) => [numericDay(dayOf(day.start), words.language), ...stretchCells(day, words)]),
        drawn,
      ),
    ]),
    '',
    ...(worst.length === 0
      ? [words.none]
      : [
          heading(words.worst),
          ...table(
            [words.queue, words.interval, ...figureHeadings].map((text) => ({ heading: text })),
            worst.map(({ queue, stretch }) => [
              queue,
              numericMoment(stretch.start, words.language),
              ...stretchCells(stretch, words),
            ]),
            drawn,
          ),
        ]),
  ]
  return drawn.unicode ? lines : lines.map((line) => plain(line).replaceAll('±', '+-'))
}

function modelText({ name, model: { within, patience } }: RosteredQueue, words: RosteredWords): string {
  const { duration } = figuresIn(words.language)
  return fill(words.model, {
    queue: name,
    within: duration(within),
    patience: Number.isFinite(patience) ? fill(words.patience, { patience: duration(patience) }) : words.infinite,
  })
}

function stretchCells(stretch: RosteredStretch, words: RosteredWords): string[] {
  const { number, percent } = figuresIn(words.language)
  return [
    number(stretch.volume),
    number(stretch.plannedAgents, 1),
    number(stretch.agents, 1),
    percent(stretch.plannedServiceLevel),
    shareText(stretch.serviceLevel, words),
    percent(stretch.abandonment.value),
  ]
}

function shareText({ value, halfWidth }: SimulatedShare, words: RosteredWords): string {
  const { percent, number } = figuresIn(words.language)
  return fill(words.share, { value: percent(value), half: number(halfWidth * 100, 1) })
}

/** Intervals whose interval of confidence lies below the plan, those that lose most contacts in time first. */
function worstOf(queues: readonly RosteredQueue[]): { queue: string; stretch: RosteredStretch }[] {
  const lost = ({ plannedServiceLevel, serviceLevel, volume }: RosteredStretch) =>
    (plannedServiceLevel - serviceLevel.value) * volume
  return queues
    .flatMap(({ name, intervals }) =>
      intervals
        .filter(
          ({ plannedServiceLevel, serviceLevel: { value, halfWidth } }) => value + halfWidth < plannedServiceLevel,
        )
        .map((stretch) => ({ queue: name, stretch })),
    )
    .sort((a, b) => lost(b.stretch) - lost(a.stretch))
    .slice(0, MOST_TOLD)
}

/** Of the shape of {@link rosteredJson}; it grows when a field changes its meaning or goes. */
export const ROSTERED_JSON_VERSION = 1

/** A simulated roster as JSON can carry it, in the shape of `docs/scenarios/results.md`. */
export function rosteredJson({ name, service: { queues, ...rest } }: RosteredAnswer): object {
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  const share = ({ value, halfWidth }: SimulatedShare) => ({ value: finite(value), halfWidth: finite(halfWidth) })
  const stretch = (one: RosteredStretch) => ({
    ...one,
    plannedServiceLevel: finite(one.plannedServiceLevel),
    serviceLevel: share(one.serviceLevel),
    abandonment: share(one.abandonment),
  })
  return {
    version: ROSTERED_JSON_VERSION,
    kind: 'roster',
    name,
    ...rest,
    queues: queues.map(({ name: queue, model: { within, patience }, days, intervals }) => ({
      name: queue,
      within,
      patience: finite(patience),
      days: days.map((day) => ({ ...stretch(day), start: formatDay(dayOf(day.start)) })),
      intervals: intervals.map((one) => ({ ...stretch(one), start: formatPlainDateTime(one.start) })),
    })),
  }
}

/** A simulated roster as CSV has it: a row for each queue and interval in which contacts are expected. */
export function rosteredCsvRows({ service }: RosteredAnswer): CsvRows {
  return {
    headings: [
      'start',
      'queue',
      'volume',
      'planned_agents',
      'agents',
      'planned_service_level',
      'service_level',
      'service_level_half_width',
      'abandonment',
      'abandonment_half_width',
    ],
    rows: service.queues.flatMap(({ name, intervals }) =>
      intervals.map((one) => [
        formatPlainDateTime(one.start),
        name,
        rounded(one.volume, 2),
        rounded(one.plannedAgents, 2),
        rounded(one.agents, 3),
        rounded(one.plannedServiceLevel, 4),
        ...estimateCells(one.serviceLevel.value, one.serviceLevel.halfWidth),
        ...estimateCells(one.abandonment.value, one.abandonment.halfWidth),
      ]),
    ),
  }
}
