import {
  checkKeys,
  checkNumber,
  checkShare,
  checkTarget,
  DEFAULT_TARGET,
  type Keys,
  KrarupError,
} from '../../domain/index.ts'
import { decreasingRoot } from '../../numeric/root.ts'
import type { ClientContract, Contract, ContractMonth, ContractPrice, ContractStep, SettledMonth } from './contract.ts'

const CONTRACT_KEYS = { currency: 1, agentHour: 1, paidHour: 1, clients: 1 } as const satisfies Keys<Contract>
const CLIENT_KEYS = {
  queues: 1,
  target: 1,
  answered: 1,
  handleMinute: 1,
  agentHour: 1,
  agentMonth: 1,
  penalties: 1,
  bonuses: 1,
} as const satisfies Keys<ClientContract>
const STEP_KEYS = { figure: 1, is: 1, limit: 1, bill: 1, amount: 1 } as const satisfies Keys<ContractStep>
const PRICES = ['answered', 'handleMinute', 'agentHour', 'agentMonth'] as const

/** @throws {KrarupError} OUT_OF_RANGE, UNREADABLE, MISSING */
export function checkContract(contract: Contract): Contract {
  checkKeys('contract', contract, CONTRACT_KEYS)
  for (const name of ['agentHour', 'paidHour'] as const)
    if (contract[name] !== undefined) checkNumber(`contract.${name}`, contract[name], { least: 0 })
  const clients = Object.entries(contract.clients ?? {})
  if (clients.length === 0)
    throw new KrarupError({
      code: 'MISSING',
      what: 'a contract without clients',
      how: 'write clients: { NAME: { answered: 4.5 } }',
    })
  for (const [name, client] of clients) {
    const place = `clients.${name}`
    checkKeys(place, client, CLIENT_KEYS)
    if (client.target) checkTarget(client.target)
    for (const price of PRICES)
      if (client[price] !== undefined) checkNumber(`${place}.${price}`, client[price], { least: 0 })
    for (const step of [...(client.penalties ?? []), ...(client.bonuses ?? [])]) {
      checkKeys(`${place} step`, step, STEP_KEYS)
      if (step.figure === 'aht') checkNumber(`${place} step`, step.limit, { above: 0 })
      else checkShare(`${place} step`, step.limit)
      if (step.bill !== undefined) checkShare(`${place} step`, step.bill)
      if (step.amount !== undefined) checkNumber(`${place} step`, step.amount, { least: 0 })
    }
  }
  return contract
}

/**
 * A month as a contract pays it: the bill, what is taken off and added, what it costs, and the price that would give a wanted margin.
 *
 * @param margin share of what is paid, below 1
 * @throws {KrarupError} MISSING for a client that the contract does not have, OUT_OF_RANGE
 * @example
 * ```ts
 * import { settleMonth } from 'krarup/plan'
 * const contract = {
 *   agentHour: 30,
 *   clients: { bank: { answered: 4, penalties: [{ figure: 'serviceLevel', is: 'below', limit: 0.9, bill: 0.05 }] } },
 * }
 * const month = {
 *   month: 20605, days: 30, daysOfMonth: 30, offered: 10_500, answered: 10_000, aht: 240, agentHours: 1000, paidHours: 1400, agentMonths: 8,
 *   serviceLevel: 0.85, connectRate: 0.952, abandonment: 0.048,
 * }
 * const { bill, penalty, cost, result, pricesForMargin } = settleMonth(contract, 'bank', month, 0.24)
 * bill //=> 40000
 * penalty //=> 2000
 * result //=> 8000
 * pricesForMargin.answered.toFixed(3) //=> '4.155'
 * ```
 */
export function settleMonth(contract: Contract, client: string, month: ContractMonth, margin?: number): SettledMonth {
  checkContract(contract)
  if (!Object.hasOwn(contract.clients, client))
    throw new KrarupError({
      code: 'MISSING',
      what: 'the contract has no such client',
      how: `it has ${Object.keys(contract.clients).join(', ')}`,
      value: client,
    })
  if (margin !== undefined) checkNumber('margin', margin, { least: 0, most: 0.99 })
  const terms = contract.clients[client]
  const { target = DEFAULT_TARGET, penalties = [], bonuses = [] } = terms
  const charged = amounts(month)
  const bill = PRICES.reduce((sum, price) => sum + charge(terms[price], charged[price]), 0)
  const cost = charge(contract.agentHour, month.agentHours) + charge(contract.paidHour, month.paidHours)
  const taken = due(penalties, month, bill)
  const added = due(bonuses, month, bill)
  const paid = bill - taken.total + added.total
  const met = isMet(month, target)
  return {
    ...month,
    client,
    target,
    ...(met === undefined ? {} : { met }),
    bill,
    penalty: taken.total,
    bonus: added.total,
    cost,
    result: paid - cost,
    margin: (paid - cost) / paid,
    ...(margin === undefined ? {} : { pricesForMargin: pricesFor(terms, month, cost / (1 - margin)) }),
  }
}

/** How much there is of what a price is for. */
function amounts({ answered, aht, agentHours, agentMonths }: ContractMonth): Record<ContractPrice, number> {
  return { answered, handleMinute: (answered * aht) / 60, agentHour: agentHours, agentMonth: agentMonths }
}

/** A price that is not charged makes nothing, whatever is not known. */
function charge(price = 0, amount: number): number {
  return price === 0 ? 0 : price * amount
}

/** What the steps that hold make; of those on one figure the one that makes most. */
function due(steps: readonly ContractStep[], month: ContractMonth, bill: number): { total: number } {
  const most = new Map<string, number>()
  for (const { figure, is, limit, bill: share = 0, amount = 0 } of steps) {
    const value = month[figure]
    const holds = { below: value < limit, from: value >= limit, above: value > limit, to: value <= limit }[is]
    if (holds) most.set(figure, Math.max(most.get(figure) ?? 0, share * bill + amount))
  }
  return { total: [...most.values()].reduce((sum, one) => sum + one, 0) }
}

/** Each price of the contract (of a contract without any: every price) by itself with which so much is paid in all. What is paid grows with the price, for a step takes a share of the bill at most. */
function pricesFor(
  terms: ClientContract,
  month: ContractMonth,
  wanted: number,
): Partial<Record<ContractPrice, number>> {
  const charged = amounts(month)
  const isPriced = PRICES.some((price) => (terms[price] ?? 0) > 0)
  return Object.fromEntries(
    PRICES.flatMap((price) => {
      if (!(charged[price] > 0) || (isPriced && !terms[price])) return []
      const paid = (value: number) => {
        const bill = PRICES.reduce((sum, each) => sum + charge(each === price ? value : terms[each], charged[each]), 0)
        return bill - due(terms.penalties ?? [], month, bill).total + due(terms.bonuses ?? [], month, bill).total
      }
      const value = priceThatPays(paid, wanted, charged[price])
      return value === undefined ? [] : [[price, value]]
    }),
  )
}

/** The least price that pays so much; undefined where no price does, for penalties take all of it. */
function priceThatPays(paid: (price: number) => number, wanted: number, amount: number): number | undefined {
  if (paid(0) >= wanted) return 0
  let high = (2 * Math.max(1, Math.abs(wanted))) / amount
  for (let k = 0; paid(high) < wanted; k++) {
    if (k > 30) return undefined
    high *= 2
  }
  return decreasingRoot((price) => wanted - paid(price), 0, high)
}

/** Whether a month reached what its target asks of it; what is not known is not judged. */
function isMet(
  { serviceLevel, connectRate, abandonment }: ContractMonth,
  target: NonNullable<ClientContract['target']>,
): boolean | undefined {
  const parts = [
    serviceLevel - (target.serviceLevel?.share ?? Number.NaN),
    connectRate - (target.connectRate ?? Number.NaN),
    (target.abandonment ?? Number.NaN) - abandonment,
  ].filter((room) => !Number.isNaN(room))
  return parts.length > 0 ? parts.every((room) => room >= 0) : undefined
}
