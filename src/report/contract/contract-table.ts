import { formatDay, formatTarget } from '../../domain/index.ts'
import type { ContractPrice, SettledMonth, Settlement } from '../../plan/index.ts'
import { numericMonth } from '../dates.ts'
import { wrapped } from '../display-width.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import { type PrintOptions, printWith } from '../print-options.ts'
import { BOLD, plain, style, type TableContent, table } from '../table.ts'
import { contractWords } from './words.ts'

const { fill } = figures

/** The months of a contract as a table: what is charged, taken off, added, what it costs, and what is left. */
export function contractContent({ months }: Settlement, language: Language = 'en'): TableContent {
  const { number, percent } = figuresIn(language)
  const words = contractWords(language)
  return {
    columns: [
      { heading: words.month, whole: true },
      { heading: words.client, align: 'left' },
      { heading: words.answered, optional: true },
      { heading: words.agentHours, optional: true },
      { heading: words.serviceLevel },
      { heading: words.target },
      { heading: words.bill },
      { heading: words.penalty },
      { heading: words.bonus, optional: 'rather not' },
      { heading: words.cost, optional: 'rather not' },
      { heading: words.result },
      { heading: words.margin },
    ],
    rows: months.map((one) => [
      monthText(one, language),
      one.client,
      number(one.answered),
      number(one.agentHours),
      percent(one.serviceLevel),
      one.met === undefined ? '–' : one.met ? words.met : words.missed,
      ...[one.bill, one.penalty, one.bonus, one.cost, one.result].map((amount) => number(amount)),
      percent(one.margin),
    ]),
    foot: [],
  }
}

/** What the table is called. */
export function contractTitle({ currency }: Settlement, language: Language = 'en'): string {
  const words = contractWords(language)
  return currency === undefined ? words.title : fill(words.titleIn, { currency })
}

/** The prices that would give the wanted margin, a sentence a client and month. */
export function priceSentences({ months, margin }: Settlement, language: Language = 'en'): string[] {
  const { percent, number } = figuresIn(language)
  const words = contractWords(language)
  if (margin === undefined) return []
  const texts: Record<ContractPrice, string> = {
    answered: words.perAnswered,
    handleMinute: words.perHandleMinute,
    agentHour: words.perAgentHour,
    agentMonth: words.perAgentMonth,
  }
  return months.map((one) => {
    const said = { client: one.client, month: monthText(one, language), margin: percent(margin) }
    const prices = Object.entries(one.pricesForMargin ?? {}) as [ContractPrice, number][]
    if (prices.length === 0) return fill(words.noPrice, said)
    const listed = prices.map(([price, value]) =>
      fill(texts[price], { price: number(value, price === 'agentMonth' ? 0 : 3) }),
    )
    return `${fill(words.forMargin, said)}${words.colon}${listed.join(words.or)}`
  })
}

/** A contract's months for the terminal, and the prices for the wanted margin. */
export function contractTable(settlement: Settlement, options: PrintOptions = {}): string[] {
  const { style: drawn, language } = printWith('contractTable', options)
  const { columns, rows } = contractContent(settlement, language)
  const lines = [
    style(contractTitle(settlement, language), BOLD, drawn.colour),
    ...table(columns, rows, drawn),
    ...priceSentences(settlement, language).flatMap((text) => wrapped(text, drawn.width)),
  ]
  return drawn.unicode ? lines : lines.map(plain)
}

/** The months of a contract as JSON can carry them: amounts in its currency, shares from 0 to 1. */
export function contractJson({ currency, margin, months }: Settlement): object {
  return {
    currency: currency ?? null,
    margin: margin ?? null,
    months: months.map(({ month, client, target, met, pricesForMargin, ...numbers }) => ({
      month: formatDay(month).slice(0, 7),
      client,
      target: formatTarget(target),
      met: met ?? null,
      ...Object.fromEntries(
        Object.entries(numbers).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
      ),
      pricesForMargin: pricesForMargin ?? null,
    })),
  }
}

/** `2026-06`, and of a part of it how many days. */
function monthText({ month, days, daysOfMonth }: SettledMonth, language: Language): string {
  const name = numericMonth(month, language)
  return days < daysOfMonth ? fill(contractWords(language).partOf, { month: name, days, all: daysOfMonth }) : name
}
