import { describe, expect, it } from 'vitest'
import type { Contract, ContractMonth } from './contract.ts'
import { settleMonth } from './settle.ts'

const MONTH: ContractMonth = {
  month: 20_605,
  days: 30,
  daysOfMonth: 30,
  offered: 10_500,
  answered: 10_000,
  aht: 240,
  agentHours: 1000,
  paidHours: 1400,
  agentMonths: 8,
  serviceLevel: 0.87,
  connectRate: 0.952,
  abandonment: 0.048,
}
const STEPS = {
  penalties: [
    { figure: 'serviceLevel', is: 'below', limit: 0.9, bill: 0.02 },
    { figure: 'serviceLevel', is: 'below', limit: 0.85, bill: 0.05 },
    { figure: 'abandonment', is: 'above', limit: 0.03, amount: 500 },
    { figure: 'aht', is: 'above', limit: 240, amount: 9999 },
  ],
  bonuses: [{ figure: 'serviceLevel', is: 'from', limit: 0.87, bill: 0.01, amount: 10 }],
} as const satisfies Partial<Contract['clients'][string]>

describe('a month of a contract', () => {
  it('is charged by contacts, minutes, hours and agents', () => {
    const prices = { answered: 2, handleMinute: 0.5, agentHour: 10, agentMonth: 100 }
    const { bill, cost, result, margin } = settleMonth(
      { agentHour: 20, paidHour: 1, clients: { a: prices } },
      'a',
      MONTH,
    )
    expect(bill).toBe(20_000 + 0.5 * 40_000 + 10_000 + 800)
    expect(cost).toBe(20_000 + 1400)
    expect(result).toBe(bill - cost)
    expect(margin).toBeCloseTo(result / bill, 12)
  })

  it('has the heaviest step of each figure that holds, and limits that are just met do not break', () => {
    const at = (serviceLevel: number) =>
      settleMonth({ clients: { a: { answered: 4, ...STEPS } } }, 'a', { ...MONTH, serviceLevel })
    expect(at(0.87)).toMatchObject({ bill: 40_000, penalty: 800 + 500, bonus: 410 })
    expect(at(0.84)).toMatchObject({ penalty: 2000 + 500, bonus: 0 })
    expect(at(0.9)).toMatchObject({ penalty: 500, bonus: 410 })
  })

  it('with the price for a margin has that margin, whatever penalties take', () => {
    for (const margin of [0, 0.15, 0.5]) {
      const contract = { paidHour: 32, clients: { a: { answered: 4, agentMonth: 700, ...STEPS } } }
      const { pricesForMargin } = settleMonth(contract, 'a', MONTH, margin)
      expect(Object.keys(pricesForMargin!)).toEqual(['answered', 'agentMonth'])
      for (const [price, value] of Object.entries(pricesForMargin!)) {
        const changed = { ...contract, clients: { a: { ...contract.clients.a, [price]: value } } }
        expect(settleMonth(changed, 'a', MONTH).margin).toBeCloseTo(margin, 9)
      }
    }
  })

  it('has no price where penalties take the whole bill', () => {
    const all = { figure: 'serviceLevel', is: 'below', limit: 0.9, bill: 1 } as const
    const contract = { paidHour: 32, clients: { a: { answered: 4, penalties: [all] } } }
    expect(settleMonth(contract, 'a', MONTH, 0.1).pricesForMargin).toEqual({})
  })

  it('meets its target over the month, or does not', () => {
    const met = (target: Contract['clients'][string]['target']) =>
      settleMonth({ clients: { a: { ...(target ? { target } : {}) } } }, 'a', MONTH).met
    expect(met(undefined)).toBe(false)
    expect(met({ serviceLevel: { within: 10, share: 0.87 }, abandonment: 0.05 })).toBe(true)
    expect(met({ serviceLevel: { within: 10, share: 0.87 }, abandonment: 0.04 })).toBe(false)
    expect(met({ asa: 10 })).toBeUndefined()
  })

  it('is refused with a name that is not there, a negative price, a margin of all', () => {
    const contract = { clients: { a: { answered: 1 } } }
    expect(() => settleMonth(contract, 'b', MONTH)).toThrow('the contract has no such client')
    expect(() => settleMonth({ clients: { a: { answered: -1 } } }, 'a', MONTH)).toThrow('clients.a.answered')
    expect(() => settleMonth(contract, 'a', MONTH, 1)).toThrow('margin')
    expect(() => settleMonth({ clients: {} }, 'a', MONTH)).toThrow('without clients')
  })
})
