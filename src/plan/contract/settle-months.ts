import { checkKeys, dayOf, firstOfMonth, type Keys, KrarupError, nextMonth, unknownName } from '../../domain/index.ts'
import { englishOf, type Message, planSays } from '../../domain/messages/index.ts'
import type { Plan } from '../plan.ts'
import type { Review } from '../review/index.ts'
import { workingDays } from '../roll-up.ts'
import type { ClientContract, Contract, ContractMonth, Settlement } from './contract.ts'
import { checkContract, settleMonth } from './settle.ts'

export interface SettleOptions {
  /** The margin that is wanted, share of what is paid: prices that give it are computed. */
  margin?: number
  /** Paid hours of a full-time day. Default that of the plan, else 8. */
  fteHours?: number
}

const SETTLE_KEYS = { margin: 1, fteHours: 1 } as const satisfies Keys<SettleOptions>
const FTE_HOURS = 8

/** A month of one group, in sums that groups of a client add up. */
interface GroupMonth extends Pick<ContractMonth, 'month' | 'days' | 'offered' | 'agentHours' | 'paidHours'> {
  aht: number
  serviceLevel: number
  connectRate: number
  abandonment: number
}

interface Member {
  name: string
  queues: readonly string[]
  /** Seconds that are in time. */
  within: number | undefined
  months: GroupMonth[]
}

/**
 * What a plan's months come to under a contract: service as it is expected, weighted by contacts.
 *
 * @throws {KrarupError} as {@link settleMonth}; CONFLICT for a group that serves several clients
 */
export function settlePlan(plan: Plan, contract: Contract, options: SettleOptions = {}): Settlement {
  checkKeys('settlePlan', options, SETTLE_KEYS)
  checkContract(contract)
  return settleGroups(
    plan.groups.map(({ name, queues, targets, months }) => ({
      name,
      queues,
      within: targets[0]?.serviceLevel?.within,
      months: months.filter(({ volume }) => volume > 0).map((rolled) => ({ ...rolled, offered: rolled.volume })),
    })),
    contract,
    { fteHours: plan.fteHours, ...options },
  )
}

/**
 * What the months of a review came to under a contract: answered contacts, handle times, hours and service as they came. Hours that are paid are those of the plan's scheduled agents; where hours on duty are not known
 * they are those planned.
 *
 * @throws {KrarupError} as {@link settlePlan}
 */
export function settleReview(review: Review, contract: Contract, options: SettleOptions = {}): Settlement {
  checkKeys('settleReview', options, SETTLE_KEYS)
  checkContract(contract)
  const settled = settleGroups(
    review.groups.map(({ name, queues, within, months }) => ({
      name,
      queues,
      within,
      months: months.map(({ start, planned, came, scheduledHours }) => {
        const from = Math.max(review.from, firstOfMonth(dayOf(start)))
        return {
          ...came,
          month: firstOfMonth(from),
          days: Math.min(review.to + 1, nextMonth(from)) - from,
          offered: came.volume,
          agentHours: Number.isNaN(came.agentHours) ? planned.agentHours : came.agentHours,
          paidHours: scheduledHours,
        }
      }),
    })),
    contract,
    options,
  )
  const unknown = review.groups.filter(({ staffing }) => staffing === 'unknown').map(({ name }) => name)
  if (unknown.length === 0) return settled
  const more = planSays('dutyUnknown', { groups: { list: unknown } })
  return {
    ...settled,
    remarks: [...settled.remarks, more.text],
    messages: [...(settled.messages ?? []), more],
  }
}

function settleGroups(
  members: readonly Member[],
  contract: Contract,
  { margin, fteHours = FTE_HOURS }: SettleOptions,
): Settlement {
  const { currency, clients } = contract
  const remarks: Message[] = []
  const months = Object.entries(clients).flatMap(([client, terms]) => {
    const own = membersOf(client, terms, members, Object.keys(clients).length)
    const within = terms.target?.serviceLevel?.within ?? 10
    for (const { name, within: measured } of own)
      if (measured !== undefined && measured !== within)
        remarks.push(
          planSays('contractThreshold', {
            client,
            within: { count: within },
            group: name,
            measured: { count: measured },
          }),
        )
    const starts = [...new Set(own.flatMap((member) => member.months.map(({ month }) => month)))].sort((a, b) => a - b)
    return starts.map((month) => settleMonth(contract, client, together(own, month, fteHours), margin))
  })
  return {
    ...(currency === undefined ? {} : { currency }),
    ...(margin === undefined ? {} : { margin }),
    months,
    remarks: englishOf(remarks),
    messages: remarks,
  }
}

/** Groups that serve a client alone. */
function membersOf(
  client: string,
  { queues }: ClientContract,
  members: readonly Member[],
  clients: number,
): readonly Member[] {
  if (!queues) {
    if (clients === 1) return members
    throw new KrarupError({
      code: 'MISSING',
      what: `it is not said which queues client ${client} has`,
      where: { name: `clients.${client}.queues` },
      how: 'write queues: [NAME] for each client where there are several',
    })
  }
  const known = [...new Set(members.flatMap(({ name, queues: own }) => [name, ...own]))]
  for (const name of queues)
    if (!known.includes(name))
      throw unknownName({
        what: 'no such queue or group',
        name,
        known,
        where: { name: `clients.${client}.queues` },
        list: 'there are',
        most: 10,
      })
  return members.filter(({ name, queues: own }) => {
    if (queues.includes(name)) return true
    const shared = own.filter((queue) => queues.includes(queue))
    if (shared.length === 0 || shared.length === own.length) return shared.length > 0
    throw new KrarupError({
      code: 'CONFLICT',
      what: `group ${name} serves client ${client} and others: whose its hours are cannot be told`,
      where: { name: `clients.${client}.queues` },
      how: `give the client a group of its own in the plan, or name all queues of the group: ${own.join(', ')}`,
    })
  })
}

/** Groups of a client in one month. */
function together(members: readonly Member[], month: number, fteHours: number): ContractMonth {
  const own = members.flatMap(({ months }) => months.filter((one) => one.month === month))
  const sum = (value: (one: GroupMonth) => number) => own.reduce((all, one) => all + value(one), 0)
  const offered = sum((one) => one.offered)
  const answered = sum((one) => one.offered * one.connectRate)
  const paidHours = sum((one) => one.paidHours)
  const daysOfMonth = nextMonth(month) - month
  return {
    month,
    days: Math.max(...own.map(({ days }) => days)),
    daysOfMonth,
    offered,
    answered,
    aht: sum((one) => one.offered * one.connectRate * one.aht) / answered,
    agentHours: sum((one) => one.agentHours),
    paidHours,
    agentMonths: paidHours / (fteHours * workingDays(daysOfMonth)),
    serviceLevel: sum((one) => one.offered * one.serviceLevel) / offered,
    connectRate: answered / offered,
    abandonment: sum((one) => one.offered * one.abandonment) / offered,
  }
}
