import { checkKeys } from '../../domain/index.ts'
import type { RosterAnswer, WhyAnswer } from '../../roster/index.ts'
import { numericDay, shortDay } from '../dates.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { sweepPage } from '../page/index.ts'
import {
  penaltiesBy,
  ruleName,
  shiftsByDay,
  shortText,
  signsOf,
  signText,
  sumText,
  titleOf,
  whyLines,
} from './answer.ts'
import { rosterWords } from './words.ts'

const { fill } = figures

/** A roster as one HTML page that needs nothing else: people and days, penalties by rule, person and day, cover beside need. */
export function rosterReport(
  answer: RosterAnswer,
  options: { language?: Language; why?: readonly WhyAnswer[] } = {},
): string {
  checkKeys('rosterReport', options, { language: 1, why: 1 })
  const { language = 'en', why = [] } = options
  const { number } = figuresIn(language)
  const words = rosterWords(language)
  const { first, days, people, seed, paths, cover, shortfalls } = answer
  const signs = signsOf(answer)
  const shifts = shiftsByDay(answer)
  const dates = Array.from({ length: days }, (_, i) => first + i)
  const cost = (value: number) => number(value, value % 1 === 0 ? 0 : 1)
  const ownCost = new Map(penaltiesBy(answer, ({ name }) => name).map((each) => [each.key, each.cost]))
  const weeks = Array.from({ length: Math.ceil(days / 14) }, (_, w) => dates.slice(w * 14, w * 14 + 14))
  const sums = (heading: string, head: string, list: ReturnType<typeof penaltiesBy>) => ({
    heading,
    notes: list.length === 0 ? [words.noPenalty] : [],
    charts: [],
    ...(list.length === 0
      ? {}
      : {
          table: {
            headings: [head, words.times, words.cost],
            rows: list.map((each) => [each.key, number(each.times), cost(each.cost)]),
          },
        }),
  })
  return sweepPage({
    language,
    title: titleOf(answer, words),
    subtitle: `${sumText(answer, words)}; ${fill(words.found, { seed, paths: number(paths) })}`,
    sections: [
      ...weeks.map((own, w) => ({
        heading: `${words.grid}, ${numericDay(own[0], language)}`,
        notes: w === 0 ? [signText(signs, words), ...why.flatMap((each) => whyLines(each, language))] : [],
        charts: [],
        table: {
          headings: [words.name, ...own.map((day) => shortDay(day, language)), words.hours, words.penalty],
          rows: people.map((name) => {
            const byDay = shifts.get(name)!
            const hours = own.reduce((sum, day) => sum + (byDay.get(day)?.paidHours ?? 0), 0)
            return [
              name,
              ...own.map((day) => {
                const had = byDay.get(day)
                return had ? signs.find((each) => each.shift === had.shift && each.queue === had.queue)!.sign : ''
              }),
              number(hours, 1),
              cost(ownCost.get(name) ?? 0),
            ]
          }),
        },
      })),
      sums(
        words.byRule,
        words.rule,
        penaltiesBy(answer, ({ rule }) => ruleName(rule, words)),
      ),
      sums(
        words.byPerson,
        words.name,
        penaltiesBy(answer, ({ name }) => name),
      ),
      sums(
        words.byDay,
        words.day,
        penaltiesBy(answer, ({ day }) => (day === undefined ? undefined : shortDay(day, language))),
      ),
      {
        heading: words.cover,
        notes: shortfalls.length === 0 ? [words.covered] : shortfalls.map((each) => shortText(each, words, language)),
        charts: [],
        table: {
          headings: [words.day, words.queue, words.shift, words.needed, words.there],
          rows: cover.map((each) => [
            shortDay(each.day, language),
            each.queue,
            each.shift,
            number(each.needed),
            number(each.there),
          ]),
        },
      },
    ],
  })
}
