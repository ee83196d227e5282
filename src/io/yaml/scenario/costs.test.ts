import { describe, expect, it } from 'vitest'
import type { KrarupError } from '../../../domain/index.ts'
import { parseScenarioFile } from './scenario-file.ts'

const FILE = `hours: 08:00-12:00
queues:
  general: { volume: 500, aht: 4m, client: bank, groups: [front] }
groups:
  front: { agents: 12 }
costs:
  currency: CNY
  agent-hour: { front: 45 }
  overtime: 1.5
  line-minute: 0.08
  lost-call: 1.2
  dropped-call: 0.5
  penalties:
    general: { day: 500, interval: 20 }
  revenue: { answered: 0.1 }
  clients:
    bank: { answered: 2.5, handle-minute: 0.9, agent-hour: 10 }
`

describe('costs in a scenario file', () => {
  it('are read in the words of planners', () => {
    expect(parseScenarioFile(FILE, 'a.yaml').scenario.costs).toEqual({
      currency: 'CNY',
      agentHour: { front: 45 },
      overtime: 1.5,
      lineMinute: 0.08,
      lostCall: 1.2,
      droppedCall: 0.5,
      penalties: { general: { day: 500, interval: 20 } },
      revenue: { answered: 0.1 },
      clients: { bank: { answered: 2.5, handleMinute: 0.9, agentHour: 10 } },
    })
  })

  it.each([
    ['a word', ['{ front: 45 }', 'much'], 'not a price: write a number, or one by group', 8],
    [
      'a negative price',
      ['line-minute: 0.08', 'line-minute: -0.08'],
      'not an amount of money: write a number, 0 or more',
      10,
    ],
    ['an unknown group', ['{ front: 45 }', '{ frnt: 45 }'], 'did you mean "front"?', 8],
    ['an unknown client', ['    bank: {', '    bnak: {'], 'did you mean "bank"?', 17],
    ['an unknown word', ['lost-call: 1.2', 'lost-cal: 1.2'], 'lost-call', 11],
    [
      'penalties that are a number',
      ['{ day: 500, interval: 20 }', '500'],
      'write { day: 5000 } or { interval: 50 }',
      14,
    ],
  ] as const)('with %s are answered with the place', (_, [from, to], message, line) => {
    let error: KrarupError | undefined
    try {
      parseScenarioFile(FILE.replace(from, to), 'a.yaml')
    } catch (thrown) {
      error = thrown as KrarupError
    }
    expect(error?.message).toContain(message)
    expect(error?.where?.line).toBe(line)
  })
})
