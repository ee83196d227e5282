import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulateByTheBook } from '../../../bench/sim/textbook.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, simulate } from '../index.ts'
import { oneQueue, scenarios, traced } from '../random-scenarios.testing.ts'

describe('the kernel and the plain event list of a textbook, on the same draws', () => {
  const agree = (which: fc.Arbitrary<Scenario>, numRuns: number) =>
    fc.assert(
      fc.property(which, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        const ours = traced((sink) => simulate(model, seed, 3, undefined, sink))
        const plain = traced((sink) => simulateByTheBook(model, seed, 3, undefined, sink))
        expect(ours.contacts).toEqual(plain.contacts)
        expect(ours.tally).toEqual(plain.tally)
      }),
      { numRuns },
    )

  it('agree contact by contact and figure by figure, to the bit', () => agree(scenarios, 20))

  it('agree where the short cut for one queue is taken', () => agree(oneQueue, 10))

  it('agree on many scenarios', { tags: ['slow'] }, () => agree(scenarios, 80))
})
