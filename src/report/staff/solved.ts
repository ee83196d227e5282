import { formatTarget } from '../../domain/index.ts'
import type { CsvRows } from '../csv-rows.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { spokenDuration } from '../spoken-duration.ts'
import { finite } from './columns.ts'
import { questionJson, type StaffQuestion } from './question.ts'
import { staffColumns, staffWords } from './words.ts'

const { fill } = figures

/** What given agents can carry: the answer to `question.solve`. */
export interface Solved {
  question: StaffQuestion
  /** The greatest volume, the longest mean handle time, or the shortest mean patience; NaN where there is none. */
  value: number
  /** The longest mean patience. */
  most?: number
}

/** A reverse question's answer in a sentence. */
export function describeSolved({ question, value, most }: Solved, language: Language = 'en'): string {
  const { number } = figuresIn(language)
  const words = staffWords(language)
  const { interval, target } = question
  const agents = question.agents!.from
  const limit = (seconds: number) =>
    Number.isFinite(seconds) ? spokenDuration(Math.floor(seconds * 10) / 10, language) : words.anyLength
  const known = { agents, interval: spokenDuration(interval, language) }
  const solution = {
    volume: () =>
      fill(words.carried, {
        ...known,
        // Rounded down, so that what is shown still meets the target.
        volume: Number.isFinite(value) ? number(Math.floor(value * 10) / 10, 1) : words.anyNumber,
        aht: spokenDuration(question.aht!, language),
      }),
    aht: () => fill(words.carriedAtMost, { ...known, volume: question.volume!, aht: limit(value) }),
    patience: () =>
      Number.isNaN(value)
        ? fill(words.noPatience, known)
        : fill(words.patienceFound, { ...known, from: limit(value), to: limit(most!) }),
  }[question.solve!]()
  return fill(words.solved, { solution, target: formatTarget(target) })
}

/** A reverse question's answer as JSON can carry it. */
export function solvedJson({ question, value, most }: Solved): object {
  return {
    version: 1,
    question: questionJson(question),
    [question.solve!]: finite(value, null),
    ...(most === undefined ? {} : { patienceAtMost: finite(most, null) }),
  }
}

/** A reverse question's answer as CSV has it. */
export function solvedCsvRows({ question, value, most }: Solved, language: Language = 'en'): CsvRows {
  const names = staffColumns(language)
  return {
    headings: [names[question.solve!], ...(most === undefined ? [] : [names.patience_at_most])],
    rows: [[finite(value, ''), ...(most === undefined ? [] : [finite(most, '')])]],
  }
}
