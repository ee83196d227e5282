import { describe, expect, it } from 'vitest'
import { parseTarget } from '../domain/index.ts'
import { pointwiseAgents, squareRootAgents } from './day/index.ts'
import { chatAgents, uncertainAgents } from './general/index.ts'
import {
  economyOfScale,
  fractionalAgents,
  largestMeeting,
  largestVolume,
  leastAgents,
  longestAht,
  patienceRange,
  poolingGain,
  requiredAgents,
  requirements,
  staffedQueue,
} from './index.ts'

const queue = { load: 20, aht: 300 }
const at = (agents: number) => staffedQueue({ ...queue, agents })
/** Every function that sizes to a target, asked without one, as a program in JavaScript may. */
const ASKS: Record<string, (target: never) => unknown> = {
  chatAgents: (target) => chatAgents({ load: 3, aht: 60, concurrency: 2 } as never, target),
  economyOfScale: (target) => economyOfScale({ aht: 300 }, target, [5]),
  fractionalAgents: (target) => fractionalAgents(queue, target),
  largestMeeting: (target) => largestMeeting(at, target),
  largestVolume: (target) => largestVolume({ agents: 20, aht: 300, interval: 1800 }, target),
  leastAgents: (target) => leastAgents(at, 20, target),
  longestAht: (target) => longestAht({ agents: 20, rate: 0.1 }, target),
  patienceRange: (target) => patienceRange({ ...queue, agents: 20 }, target),
  pointwiseAgents: (target) => pointwiseAgents({ volumes: [30], interval: 1800, aht: 300 }, target),
  poolingGain: (target) => poolingGain([queue], target),
  requiredAgents: (target) => requiredAgents(queue, target),
  requirements: (target) => requirements({ volumes: Float64Array.of(30), interval: 1800, ahts: 300 }, target),
  squareRootAgents: (target) => squareRootAgents(queue, target),
  uncertainAgents: (target) => uncertainAgents({ ...queue, cv: 0.1 } as never, target),
}

describe('without a target', () => {
  // It used to say "target needs an object": not who asked for it, nor what one looks like.
  it.each(Object.entries(ASKS))('%s says what lacks, where, and what to give', (name, ask) => {
    for (const none of [undefined, null, '90/10', 0.9])
      expect(() => ask(none as never)).toThrow(
        expect.objectContaining({
          code: 'MISSING',
          what: `${name} needs a target`,
          where: { name: 'target' },
          how: expect.stringMatching(/\{ serviceLevel: \{ within: 10, share: 0\.9 \} \}.*parseTarget/),
        }),
      )
  })

  it('the message shows text that was given for one, and what it recommends works', () => {
    expect(() => requiredAgents(queue, '90/10' as never)).toThrow(
      'requiredAgents needs a target (got "90/10")\n  at target\n  for example {',
    )
    expect(requiredAgents(queue, parseTarget('90/10')).agents).toBe(
      requiredAgents(queue, { serviceLevel: { within: 10, share: 0.9 } }).agents,
    )
  })
})
