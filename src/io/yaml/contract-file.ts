import * as z from 'zod'
import { parseDuration, parseShare, parseTarget } from '../../domain/index.ts'
import type { Contract, ContractStep } from '../../plan/index.ts'
import { readTextFile } from './text-file.ts'
import { textValue } from './text-value.ts'
import { readYamlDocument } from './yaml-document.ts'

const amount = z.number('not an amount of money: write a number, 0 or more').min(0).optional()
const share = textValue((text) => parseShare(text)).optional()

/** Words of steps: the figure, and on which side of its limit it is. */
const LIMITS = {
  'service-below': ['serviceLevel', 'below'],
  'service-from': ['serviceLevel', 'from'],
  'connect-below': ['connectRate', 'below'],
  'connect-from': ['connectRate', 'from'],
  'abandonment-above': ['abandonment', 'above'],
  'abandonment-to': ['abandonment', 'to'],
  'aht-above': ['aht', 'above'],
  'aht-to': ['aht', 'to'],
} as const satisfies Record<string, readonly [ContractStep['figure'], ContractStep['is']]>

const step = z
  .strictObject({
    'service-below': share,
    'service-from': share,
    'connect-below': share,
    'connect-from': share,
    'abandonment-above': share,
    'abandonment-to': share,
    'aht-above': textValue(parseDuration).optional(),
    'aht-to': textValue(parseDuration).optional(),
    bill: share,
    amount,
  })
  .transform((words, context): ContractStep => {
    const { bill, amount: due, ...limits } = words
    const [said, ...others] = Object.entries(limits).filter(([, limit]) => limit !== undefined)
    if (!said || others.length > 0 || (bill === undefined && due === undefined)) {
      context.addIssue({
        code: 'custom',
        message: `not a step: say one of ${Object.keys(LIMITS).join(', ')}, and what is due, as a share of the bill or an amount: { service-below: 90%, bill: 2% }`,
      })
      return z.NEVER
    }
    const [figure, is] = LIMITS[said[0] as keyof typeof LIMITS]
    return {
      figure,
      is,
      limit: said[1] as number,
      ...(bill === undefined ? {} : { bill }),
      ...(due === undefined ? {} : { amount: due }),
    }
  })

const contractSchema = z.strictObject({
  currency: z.string().optional(),
  'agent-hour': amount,
  'paid-hour': amount,
  clients: z.record(
    z.string(),
    z.strictObject({
      queues: z.array(z.string()).optional(),
      target: textValue(parseTarget).optional(),
      answered: amount,
      'handle-minute': amount,
      'agent-hour': amount,
      'agent-month': amount,
      penalties: z.array(step).optional(),
      bonuses: z.array(step).optional(),
    }),
  ),
})

/**
 * Reads what clients pay by the month (YAML): prices, the month's target, steps of penalties and bonuses, and what an hour costs.
 *
 * @throws {KrarupError} FILE, UNREADABLE with line and column
 */
export async function readContract(path: string): Promise<Contract> {
  const {
    'agent-hour': agentHour,
    'paid-hour': paidHour,
    clients,
    currency,
  } = readYamlDocument(await readTextFile(path), path, contractSchema)
  return given({
    currency,
    agentHour,
    paidHour,
    clients: Object.fromEntries(
      Object.entries(clients).map(([name, words]) => {
        const { 'handle-minute': handleMinute, 'agent-hour': hour, 'agent-month': agentMonth, ...others } = words
        return [name, given({ ...others, handleMinute, agentHour: hour, agentMonth })]
      }),
    ),
  }) as Contract
}

function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
