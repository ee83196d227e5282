import { formatDay, weekdayOf } from '../../domain/index.ts'
import type { RosterAnswer, WhyAnswer } from '../../roster/index.ts'
import { type CsvRows, exactCell } from '../csv-rows.ts'
import { shortDate, shortDay, shortWeekday } from '../dates.ts'
import { displayWidth } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
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

const { fill, clock } = figures
/** Columns of a day in the grid. */
const DAY_WIDTH = 2
/** Shortfalls and changes that are told one by one. */
const MOST_TOLD = 12

/** A roster for the terminal, a line an element: people and days, penalties by rule, what is short, what has changed. */
export function rosterTable(
  answer: RosterAnswer,
  options: PrintOptions & { why?: readonly WhyAnswer[] } = {},
): string[] {
  const { why = [], ...print } = options
  const { style, language } = printWith('rosterTable', print)
  const { number } = figuresIn(language)
  const words = rosterWords(language)
  const byRule = penaltiesBy(answer, ({ rule }) => ruleName(rule, words))
  const { shortfalls, changes } = answer
  return [
    titleOf(answer, words),
    sumText(answer, words),
    '',
    ...gridLines(answer, style.width, language),
    signText(signsOf(answer), words),
    '',
    ...(byRule.length === 0
      ? [words.noPenalty]
      : table(
          [{ heading: words.rule }, { heading: words.times }, { heading: words.cost }],
          byRule.map(({ key, times, cost }) => [key, number(times), number(cost, cost % 1 === 0 ? 0 : 1)]),
          style,
        )),
    '',
    ...(shortfalls.length === 0
      ? [words.covered]
      : [
          ...shortfalls.slice(0, MOST_TOLD).map((each) => shortText(each, words, language)),
          ...(shortfalls.length > MOST_TOLD
            ? [fill(words.more, { count: number(shortfalls.length - MOST_TOLD) })]
            : []),
        ]),
    ...(changes ? ['', ...changeLines(changes, language)] : []),
    ...why.flatMap((each) => ['', ...whyLines(each, language)]),
  ]
}

function changeLines(changes: NonNullable<RosterAnswer['changes']>, language: Language): string[] {
  const { number } = figuresIn(language)
  const words = rosterWords(language)
  return [
    fill(words.changes, { count: number(changes.length) }),
    ...changes
      .slice(0, MOST_TOLD)
      .map(({ name, day, before, now }) => fill(words.changed, { name, day: shortDay(day, language), before, now })),
    ...(changes.length > MOST_TOLD ? [fill(words.more, { count: number(changes.length - MOST_TOLD) })] : []),
  ]
}

/** A line a person, two columns a day, a blank between weeks; as many weeks beside each other as there is room for. */
function gridLines(answer: RosterAnswer, width: number, language: Language): string[] {
  const { first, days, people } = answer
  const shifts = shiftsByDay(answer)
  const signs = signsOf(answer)
  const nameWidth = Math.min(24, Math.max(4, ...people.map(displayWidth)))
  const room = Math.max(7, Math.floor(((width - nameWidth - 1) / (7 * DAY_WIDTH + 1)) * 7))
  const perBlock = Math.max(7, room - (room % 7))
  const lines: string[] = []
  for (let from = 0; from < days; from += perBlock) {
    const own = Array.from({ length: Math.min(perBlock, days - from) }, (_, i) => first + from + i)
    const spread = (cell: (day: number) => string) =>
      own
        .map(
          (day, i) =>
            `${i > 0 && weekdayOf(day) === 0 ? ' ' : ''}${' '.repeat(Math.max(0, DAY_WIDTH - displayWidth(cell(day))))}${cell(day)}`,
        )
        .join('')
    const dayOfMonth = (day: number) => formatDay(day).slice(8)
    lines.push(
      `${fit(`${shortDate(own[0], language)}`, nameWidth)} ${spread((day) => (language === 'zh' ? shortWeekday(day, language).slice(1) : shortWeekday(day, language).slice(0, 2)))}`.replace(
        / +$/,
        '',
      ),
      `${' '.repeat(nameWidth)} ${spread(dayOfMonth)}`,
      ...people.map((name) => {
        const byDay = shifts.get(name)!
        return `${fit(name, nameWidth)} ${spread((day) => {
          const had = byDay.get(day)
          return had ? signs.find((each) => each.shift === had.shift && each.queue === had.queue)!.sign : '.'
        })}`
      }),
      '',
    )
  }
  return lines
}

function fit(text: string, width: number): string {
  let shown = ''
  for (const sign of text) {
    if (displayWidth(shown + sign) > width) break
    shown += sign
  }
  return shown + ' '.repeat(width - displayWidth(shown))
}

/** Of the shape of {@link rosterJson}; it grows when a field changes its meaning or goes. */
export const ROSTER_JSON_VERSION = 1

/** A roster as JSON can carry it, in the shape of `docs/roster.md`; days are written as dates. */
export function rosterJson(answer: RosterAnswer, why: readonly WhyAnswer[] = []): object {
  const dated = <T extends { day?: number }>(each: T) =>
    each.day === undefined ? each : { ...each, day: formatDay(each.day) }
  const { first, penalties, assignments, cover, shortfalls, changes, ...rest } = answer
  return {
    version: ROSTER_JSON_VERSION,
    kind: 'roster',
    first: formatDay(first),
    ...rest,
    bound: Number.isFinite(rest.bound) ? rest.bound : null,
    assignments: assignments.map(dated),
    penalties: penalties.map(dated),
    cover: cover.map(dated),
    shortfalls: shortfalls.map(dated),
    ...(changes ? { changes: changes.map(dated) } : {}),
    ...(why.length > 0
      ? { why: why.map((each) => ({ ...dated(each), more: Number.isFinite(each.more) ? each.more : null })) }
      : {}),
  }
}

/** A roster as CSV has it, a row for each person and day of work: what `--keep` and `--before` read. */
export function rosterCsvRows({ assignments }: RosterAnswer): CsvRows {
  return {
    headings: ['name', 'date', 'queue', 'shift', 'start', 'end', 'breaks', 'paid_hours'],
    rows: assignments.map(({ name, day, queue, shift, start, end, breaks, paidHours }) => [
      name,
      formatDay(day),
      queue,
      shift,
      clock(start),
      clock(end % 86_400),
      breaks,
      exactCell(paidHours),
    ]),
  }
}
