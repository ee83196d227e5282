import type { DayNumber, Target } from '../../domain/index.ts'
import type { Message } from '../../domain/messages/index.ts'

/** What an outsourcer is paid by the month, and what it pays itself, in one currency. What is left out costs and brings nothing. */
export interface Contract {
  /** Name or sign of the currency, for reports. */
  currency?: string
  /** What an hour of an agent costs: on duty, as in the costs of scenarios. */
  agentHour?: number
  /** What an hour of an agent costs: paid, shrinkage included. */
  paidHour?: number
  /** By name. */
  clients: Readonly<Record<string, ClientContract>>
}

/** The contract of one client. Prices are those of the costs of scenarios, and a price by the month. */
export interface ClientContract {
  /** Queues of the plan, or groups. Default where there is one client only: all. */
  queues?: readonly string[]
  /** What is to be reached over the month, weighted by contacts. Default 90/10. */
  target?: Target
  /** Price of each answered contact. */
  answered?: number
  /** Price of each minute of handle time. */
  handleMinute?: number
  /** Price of each hour of an agent on duty. */
  agentHour?: number
  /** Price of a full-time agent and month, paid hours counted. */
  agentMonth?: number
  /** What is taken off, and what is added. Of several steps on one figure the one counts that makes most. */
  penalties?: readonly ContractStep[]
  bonuses?: readonly ContractStep[]
}

/** Figures of a month that a step of a contract may be about. */
export type ContractFigure = 'serviceLevel' | 'connectRate' | 'abandonment' | 'aht'

/** What is due when a figure of the month is on the wrong, or the right, side of a limit. */
export interface ContractStep {
  figure: ContractFigure
  /** `'below'`: less than the limit; `'from'`: as much, or more; `'above'`: more; `'to'`: as much, or less. */
  is: 'below' | 'from' | 'above' | 'to'
  /** A share, or seconds of a handle time. */
  limit: number
  /** Share of the month's bill, and an amount; one of the two at least. */
  bill?: number
  amount?: number
}

/** A month of one client, or the part of it that is planned. */
export interface ContractMonth {
  /** First day of the month. */
  month: DayNumber
  /** Days that are in it, and days that the month has. */
  days: number
  daysOfMonth: number
  offered: number
  answered: number
  /** Seconds. */
  aht: number
  agentHours: number
  paidHours: number
  /** Full-time agents x months: paid hours over those of a full-time agent in the whole month. */
  agentMonths: number
  serviceLevel: number
  connectRate: number
  abandonment: number
}

/** What is charged, by its price. */
export type ContractPrice = 'answered' | 'handleMinute' | 'agentHour' | 'agentMonth'

/** A month as it is paid. Amounts in the contract's currency. */
export interface SettledMonth extends ContractMonth {
  client: string
  target: Target
  /** Whether the month reached the target; undefined where what it asks for is not known. */
  met?: boolean
  /** What is charged before penalties and bonuses. */
  bill: number
  penalty: number
  bonus: number
  cost: number
  /** Bill less penalty, with bonus, less cost; and over what is paid. */
  result: number
  margin: number
  /** With a margin that is wanted: each price of the contract by itself that gives it, the others and the figures as they are; of a contract without prices, every price. */
  pricesForMargin?: Partial<Record<ContractPrice, number>>
}

/** A contract over the months of a plan, or of what happened. */
export interface Settlement {
  currency?: string
  /** The margin that is wanted: share of what is paid. */
  margin?: number
  months: SettledMonth[]
  remarks: string[]
  /** The remarks, so that they can be said in other languages. */
  messages?: Message[]
}
