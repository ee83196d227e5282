import type { FinishState } from '../../erlang/day/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { table } from '../table.ts'
import { staffColumns, staffWords } from './words.ts'

const { fill } = figures

/** Deferred work that comes evenly round the clock and is done by so many agents at all hours, or in opening hours. */
export interface DeferredAnswer {
  /** Items a day. */
  volume: number
  /** Seconds. */
  aht: number
  deadline: number
  counts: 'hours' | 'open-hours'
  /** When it is worked on, as it was said; left out for round the clock. */
  hours?: string
  /** Hours of a day in which it is worked on. */
  openHours: number
  /** The share that is to be done in time. */
  share: number
  /** In the order of their agents. */
  answers: readonly (FinishState & { agents: number })[]
  /** The fewest agents that reach the share, where they were asked for. */
  found?: number
}

/** For the terminal, a line an element: what more or fewer agents do in time. */
export function deferredTable(answer: DeferredAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('deferredTable', options)
  const { number, percent, duration } = figuresIn(language)
  const words = staffWords(language)
  const { volume, aht, deadline, counts, hours, openHours, share, answers, found } = answer
  const of = answers.find(({ agents }) => agents === found) ?? answers[0]
  const spoken = spokenDuration(deadline, language)
  return [
    fill(of.agents === 1 ? words.flatOne : words.flat, {
      agents: of.agents,
      when: hours ?? words.roundTheClock,
      hours: number(openHours * of.agents, 1),
      utilisation: percent(of.utilisation),
    }),
    fill(counts === 'open-hours' ? words.flatWorkOpen : words.flatWork, {
      volume: number(volume),
      aht: spokenDuration(aht, language),
      onTime: percent(of.onTime),
      deadline: spoken,
      share: percent(share),
    }),
    '',
    ...table(
      [words.agents, fill(words.doneInTime, { deadline: spoken }), words.busy, words.untilDone].map((heading) => ({
        heading,
        align: 'right' as const,
      })),
      answers.map(({ agents, onTime, utilisation, meanFinishTime }) => [
        String(agents),
        percent(onTime),
        percent(utilisation),
        duration(meanFinishTime),
      ]),
      { ...style, bold: (row) => answers[row].agents === found },
    ),
  ]
}

/** As JSON can carry it: a time that is not finite is null. */
export function deferredJson({ answers, found, ...question }: DeferredAnswer): object {
  return { version: 1, ...question, ...(found === undefined ? {} : { agents: found }), answers }
}

/** As CSV has it: a row for each number of agents, times in seconds. */
export function deferredCsvRows({ answers }: DeferredAnswer, language: Language = 'en'): CsvRows {
  const names = staffColumns(language)
  return {
    headings: [names.agents, names.on_time, names.utilisation, names.mean_finish_time],
    rows: answers.map(({ agents, onTime, utilisation, meanFinishTime }) => [
      agents,
      onTime,
      utilisation,
      Number.isFinite(meanFinishTime) ? meanFinishTime : '',
    ]),
  }
}
