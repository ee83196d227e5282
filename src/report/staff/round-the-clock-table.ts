import type { FinishState } from '../../erlang/day/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { table } from '../table.ts'
import { staffColumns, staffWords } from './words.ts'

const { duration, fill, number, percent } = figures

/** Deferred work that comes and is done evenly round the clock, by so many agents all day. */
export interface RoundTheClockAnswer {
  /** Items a day. */
  volume: number
  /** Seconds. */
  aht: number
  deadline: number
  /** The share that is to be done in time. */
  share: number
  /** In the order of their agents. */
  answers: readonly (FinishState & { agents: number })[]
  /** The fewest agents that reach the share, where they were asked for. */
  found?: number
}

/** For the terminal, a line an element: what more or fewer agents do in time. */
export function roundTheClockTable(answer: RoundTheClockAnswer, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('roundTheClockTable', options)
  const words = staffWords(language)
  const { volume, aht, deadline, share, answers, found } = answer
  const of = answers.find(({ agents }) => agents === found) ?? answers[0]
  const spoken = spokenDuration(deadline, language)
  return [
    fill(of.agents === 1 ? words.flatOne : words.flat, {
      agents: of.agents,
      hours: number(24 * of.agents, 1),
      utilisation: percent(of.utilisation),
    }),
    fill(words.flatWork, {
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
export function roundTheClockJson({ answers, found, ...question }: RoundTheClockAnswer): object {
  return { version: 1, ...question, ...(found === undefined ? {} : { agents: found }), answers }
}

/** As CSV has it: a row for each number of agents, times in seconds. */
export function roundTheClockCsvRows({ answers }: RoundTheClockAnswer, language: Language = 'en'): CsvRows {
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
