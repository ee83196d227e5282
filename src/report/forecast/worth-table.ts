import { formatDay } from '../../domain/index.ts'
import type { PartRow, PartWorth, WorthOfParts } from '../../forecast/index.ts'
import type { CsvCell } from '../csv-rows.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn, signed } from '../format.ts'
import type { Language } from '../language.ts'
import { modelName } from '../model-name.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { table } from '../table.ts'
import { forecastWords, partNames } from './words.ts'

const { fill } = figures

/** What each part of a forecast is worth on a queue's own past, for the terminal: a table, and a sentence a part. */
export function worthTable(worth: WorthOfParts, options: PrintOptions = {}): string[] {
  const { style, language } = printWith('worthTable', options)
  const words = forecastWords(language)
  const names = partNames(language)
  const days = worth.rows.map(({ horizon }) => horizon).join(' / ')
  const judged = worth.parts.filter(({ changed }) => changed > 0)
  return [
    fill(words.worth, { model: modelName(worth.model, language), days }),
    ...table(
      [
        { heading: words.part },
        { heading: words.errorWithout },
        { heading: words.helpsBy },
        { heading: words.changedOrigins, optional: true },
      ],
      [
        [
          words.everyPart,
          percents(
            worth.rows.map(({ wape }) => wape),
            language,
          ),
          '',
          '',
        ],
        ...judged.map(({ part, changed, rows }) => [
          fill(words.withoutPart, { part: names[part] }),
          percents(
            rows.map((row) => row.without),
            language,
          ),
          rows.map(({ helps }) => points(helps, language)).join(' / '),
          fill(words.ofOrigins, { changed, all: worth.origins.length }),
        ]),
      ],
      style,
    ),
    ...worth.parts.flatMap((part) => wrapped(sentence(part, worth, language), style.width)),
    '',
  ]
}

/** What the figures of a part say, in plain words. */
function sentence(worth: PartWorth, { origins }: WorthOfParts, language: Language): string {
  const words = forecastWords(language)
  const name = partNames(language)[worth.part]
  const part = name[0].toUpperCase() + name.slice(1)
  if (worth.reason !== undefined) {
    const { days = 0, needed = 0 } = worth
    return fill(words.untested, { part, why: fill(words[REASONS[worth.reason]], { days, needed }) })
  }
  const row = longest(worth.rows)
  const [low, high] = worth.verdict === 'hurts' ? [-row.high, -row.low] : [row.low, row.high]
  const range = Number.isNaN(low)
    ? ''
    : fill(words.pointsRange, { low: points(low, language), high: points(high, language) })
  const said = {
    part,
    days: row.horizon,
    with: figuresIn(language).percent(row.with),
    without: figuresIn(language).percent(row.without),
    range,
    count: origins.length,
  }
  if (worth.verdict === 'unclear') return fill(words.unclearPart, said)
  const told = fill(worth.verdict === 'helps' ? words.helpsPart : words.hurtsPart, said)
  return worth.verdict === 'hurts' && worth.part === 'cleaning' ? `${told}${words.noClean}` : told
}

const REASONS = {
  'no special day known': 'noSpecialDay',
  'no special day tested': 'noSpecialDayTested',
  'no event tested': 'noEventTested',
  'nothing odd': 'nothingOdd',
  'short history': 'shortHistory',
  'single origin': 'singleOrigin',
} as const

function longest(rows: readonly PartRow[]): PartRow {
  return rows.reduce((a, b) => (b.horizon > a.horizon ? b : a))
}

/** `8.9 / 8.8 / 8.8%`. */
function percents(shares: readonly number[], language: Language): string {
  const { number, percent } = figuresIn(language)
  return shares.map((share, i) => (i < shares.length - 1 ? number(share * 100, 1) : percent(share))).join(' / ')
}

/** Per cent points with their sign: `+2.3`. */
function points(share: number, language: Language): string {
  return signed(figuresIn(language).number(share * 100, 1))
}

/** As JSON can carry it. */
export function worthJson({ model, origins, rows, parts }: WorthOfParts): object {
  return { model, origins: origins.map(formatDay), rows, parts }
}

/** Columns that a backtest's file has beside its own, where parts were judged. */
export const WORTH_COLUMNS = ['without', 'helps', 'helps_low', 'helps_high', 'verdict'] as const

/** A row for each part and number of days ahead: model, days and the error without the part; and the cells of {@link WORTH_COLUMNS}. */
export function worthCsvRows({ model, parts }: WorthOfParts): { model: string; row: PartRow; cells: CsvCell[] }[] {
  return parts.flatMap(({ part, verdict, rows }) =>
    rows.map((row) => ({
      model,
      row,
      cells: [part, ...[row.helps, row.low, row.high].map((share) => Number(share.toFixed(5))), verdict],
    })),
  )
}
