import type { Estimate, MoneyFigures, Simulation } from '../../sim/index.ts'
import { figures, figuresIn } from '../format.ts'
import type { Language } from '../language.ts'
import type { Column, TableContent } from '../table.ts'
import type { PlusMinus } from './figure.ts'
import { figureHeadings } from './figure-headings.ts'
import { simulationWords } from './words.ts'

const { fill } = figures

/** What the run costs and brings: a row for each queue, client, group and menu; all together below. */
export function moneyTables(
  { money }: Simulation['estimates'],
  plusMinus: PlusMinus,
  language: Language,
): TableContent[] {
  const { number } = figuresIn(language)
  if (!money) return []
  const words = simulationWords(language)
  const headings = figureHeadings(language)
  const amount = ({ value }: Estimate) => number(value, 2)
  const within = ({ value, halfWidth }: Estimate) =>
    Number.isFinite(halfWidth) ? `${number(value, 2)} ${plusMinus}${number(halfWidth, 2)}` : number(value, 2)
  const some = (of: (figures: MoneyFigures) => Estimate | undefined, heading: string) =>
    (of(money)?.value ?? 0) > 0
      ? [{ heading, optional: true, of: (figures: MoneyFigures) => amount(of(figures) as Estimate) }]
      : []
  const columns: (Column & { of: (figures: MoneyFigures) => string })[] = [
    { heading: headings.cost, of: ({ cost }) => within(cost) },
    ...(money.revenue.value > 0
      ? [
          { heading: headings.revenue, of: ({ revenue }: MoneyFigures) => amount(revenue) },
          { heading: headings.result, of: ({ result }: MoneyFigures) => within(result) },
        ]
      : []),
    ...some(({ agentCost }) => agentCost, words.agentCost),
    ...some(({ penaltyCost }) => penaltyCost, words.penaltyCost),
    ...some(({ lostCost }) => lostCost, words.lostCost),
    ...some(({ droppedCost }) => droppedCost, words.droppedCost),
    ...some(({ overtimeCost }) => overtimeCost, words.overtimeCost),
    ...some(({ lineCost }) => lineCost, words.lineCost),
  ]
  const row = (name: string, figures: MoneyFigures) => [name, ...columns.map(({ of }) => of(figures))]
  const of = (kind: string, list: readonly { name: string; whole: MoneyFigures }[] = []) =>
    list.map(({ name, whole }) => row(fill(kind, { name }), whole))
  return [
    {
      columns: [
        { heading: money.currency === undefined ? words.money : fill(words.moneyIn, { currency: money.currency }) },
        ...columns,
      ],
      rows: [
        ...of('{name}', money.queues),
        ...of(words.ofClient, money.clients),
        ...of(words.ofGroup, money.groups),
        ...of(words.ofMenu, money.menus),
      ],
      foot: [row(words.allMoney, money)],
    },
  ]
}
