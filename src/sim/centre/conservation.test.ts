import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, type Scenario } from '../index.ts'
import { defined, randomTime, rarely, scenarios } from '../random-scenarios.testing.ts'
import { expectConservation, told } from './conservation.testing.ts'

const someShare = fc.constantFrom(0.1, 0.3, 0.5)

/** Random scenarios in which customers do all that they can do. */
const lively: fc.Arbitrary<Scenario> = scenarios.chain((scenario) => {
  const names = Object.keys(scenario.queues)
  const words = names.map((name) => {
    const others = names.filter((other) => other !== name)
    return fc
      .record({
        transfers:
          others.length === 0
            ? fc.constant(undefined)
            : rarely(
                fc.array(fc.record({ share: fc.constantFrom(0.1, 0.4), to: fc.constantFrom(...others) }), {
                  minLength: 1,
                  maxLength: 2,
                }),
              ),
        repeat: rarely(fc.record({ share: someShare, delay: randomTime(10, 500), to: fc.constantFrom(...names) })),
      })
      .map(defined)
  })
  return fc.tuple(...words).map((list) => ({
    ...scenario,
    queues: Object.fromEntries(names.map((name, q) => [name, { ...scenario.queues[name], ...list[q] }])),
  })) as fc.Arbitrary<Scenario>
})

describe('customers of random scenarios', () => {
  it('end every contact exactly once, and all figures add up', () => {
    fc.assert(
      fc.property(lively, fc.nat(), (scenario, seed) => {
        const model = compile(scenario)
        fc.pre(model.centre !== undefined)
        const run = told(model, seed)
        expectConservation(model, run)
        expect(told(model, seed).tally).toEqual(run.tally)
      }),
      { numRuns: 80 },
    )
  })
})
