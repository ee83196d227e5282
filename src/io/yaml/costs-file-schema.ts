import { z } from 'zod'
import type { ClientPrices, CostsScenario } from '../../sim/index.ts'
import { given, name, number } from './scenario-words.ts'

const amount = number('not an amount of money: write a number, 0 or more')
const byName = (whose: string) =>
  z.union([amount, z.record(z.string(), amount)], `not a price: write a number, or one by ${whose} ({ NAME: 45 })`)

/** What a scenario file says of money. */
export const costsFileSchema = z.strictObject(
  {
    currency: name.optional().meta({ description: 'Name or sign of the currency, for reports.' }),
    'agent-hour': byName('group')
      .optional()
      .meta({ description: 'Price of an hour that an agent is on duty: of every group, or by group.' }),
    overtime: number('not a factor: write 1.5')
      .optional()
      .meta({ description: 'An hour of overtime costs so many times as much. Default 1.' }),
    'line-minute': amount.optional().meta({
      description: 'Price of a minute for which a contact holds a line: in a menu, waiting, ringing and talking.',
    }),
    'lost-call': byName('queue').optional().meta({
      description: 'What each contact costs that is blocked, hangs up or is left: of every queue, or by queue.',
    }),
    'dropped-call': byName('queue').optional().meta({
      description:
        'What each customer of a campaign costs who is reached and talked to by nobody: of every campaign, or by queue.',
    }),
    penalties: z
      .record(
        z.string(),
        z.strictObject(
          {
            day: amount.optional().meta({ description: 'Due for each day that misses the target.' }),
            interval: amount.optional().meta({ description: 'Due for each interval that misses the target.' }),
          },
          'not penalties: write { day: 5000 } or { interval: 50 }',
        ),
        'not penalties by queue',
      )
      .optional()
      .meta({ description: 'What is due when a queue misses its target, by queue.' }),
    revenue: z
      .strictObject(
        {
          answered: byName('queue')
            .optional()
            .meta({ description: 'What an answered contact brings: of every queue, or by queue.' }),
        },
        'not revenue: write { answered: 0.5 }',
      )
      .optional()
      .meta({ description: 'What the centre earns itself.' }),
    clients: z
      .record(
        z.string(),
        z.strictObject(
          {
            answered: amount.optional().meta({ description: 'For each answered contact.' }),
            'handle-minute': amount.optional().meta({ description: 'For each minute of handle time.' }),
            'agent-hour': amount
              .optional()
              .meta({ description: 'For each hour on duty of agents whose groups serve this client alone.' }),
          },
          'not prices: write { answered: 4.5 }',
        ),
        'not prices by client',
      )
      .optional()
      .meta({ description: 'What clients pay, by client.' }),
  },
  'not costs: write, for example, { agent-hour: 45, line-minute: 0.08 }',
)

/** The same in the library's words. */
export function costsOf({
  'agent-hour': agentHour,
  'line-minute': lineMinute,
  'lost-call': lostCall,
  'dropped-call': droppedCall,
  clients,
  ...rest
}: z.infer<typeof costsFileSchema>): CostsScenario {
  const prices = ({
    'handle-minute': handleMinute,
    'agent-hour': agentHour,
    ...others
  }: NonNullable<typeof clients>[string]) => given({ ...others, handleMinute, agentHour }) as ClientPrices
  return given({
    ...rest,
    agentHour,
    lineMinute,
    lostCall,
    droppedCall,
    clients: clients && Object.fromEntries(Object.entries(clients).map(([client, each]) => [client, prices(each)])),
  }) as CostsScenario
}
