import { type Column, figures, type TableContent } from '../../report/index.ts'
import type { Estimate, MoneyFigures, Simulation } from '../../sim/index.ts'
import type { PlusMinus } from './figure-words.ts'

const { number } = figures

/** What the run costs and brings: a row for each queue, client, group and menu; all together below. */
export function moneyTables({ money }: Simulation['estimates'], plusMinus: PlusMinus): TableContent[] {
  if (!money) return []
  const amount = ({ value }: Estimate) => number(value, 2)
  const within = ({ value, halfWidth }: Estimate) =>
    Number.isFinite(halfWidth) ? `${number(value, 2)} ${plusMinus}${number(halfWidth, 2)}` : number(value, 2)
  const some = (of: (figures: MoneyFigures) => Estimate | undefined, heading: string) =>
    (of(money)?.value ?? 0) > 0
      ? [{ heading, optional: true, of: (figures: MoneyFigures) => amount(of(figures) as Estimate) }]
      : []
  const columns: (Column & { of: (figures: MoneyFigures) => string })[] = [
    { heading: 'Cost', of: ({ cost }) => within(cost) },
    ...(money.revenue.value > 0
      ? [
          { heading: 'Revenue', of: ({ revenue }: MoneyFigures) => amount(revenue) },
          { heading: 'Result', of: ({ result }: MoneyFigures) => within(result) },
        ]
      : []),
    ...some(({ agentCost }) => agentCost, 'Agents'),
    ...some(({ penaltyCost }) => penaltyCost, 'Penalties'),
    ...some(({ lostCost }) => lostCost, 'Lost'),
    ...some(({ droppedCost }) => droppedCost, 'Dropped'),
    ...some(({ overtimeCost }) => overtimeCost, 'Overtime'),
    ...some(({ lineCost }) => lineCost, 'Lines'),
  ]
  const row = (name: string, figures: MoneyFigures) => [name, ...columns.map(({ of }) => of(figures))]
  const of = (kind: string, list: readonly { name: string; whole: MoneyFigures }[] = []) =>
    list.map(({ name, whole }) => row(`${kind}${name}`, whole))
  return [
    {
      columns: [{ heading: money.currency === undefined ? 'Money' : `Money (${money.currency})` }, ...columns],
      rows: [
        ...of('', money.queues),
        ...of('client ', money.clients),
        ...of('group ', money.groups),
        ...of('menu ', money.menus),
      ],
      foot: [row('all together', money)],
    },
  ]
}
