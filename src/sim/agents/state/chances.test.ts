import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STREAM_SIZE, uniform } from '../../../numeric/random/stream.ts'
import { seedQueueKeys } from '../../kernel/customer-streams.ts'
import { customerStream, PURPOSE } from '../../kernel/index.ts'
import { Contact } from './agents-and-contacts.ts'
import { Chances } from './chances.ts'

const contact = fc.record({
  origin: fc.nat({ max: 2 }),
  // Those of a backlog have numbers below 0.
  customer: fc.integer({ min: -3, max: 300 }),
  visit: fc.constantFrom(1, 1, 1, 2, 7),
  branch: fc.constantFrom(0, 0, 0, 12_345, -7),
})

describe('chances drawn for many customers at a time', () => {
  it('are what each contact draws alone, in whatever order they are asked for, to the bit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 9 }), fc.array(contact, { maxLength: 100 }), (seed, replication, asked) => {
        const streams = { stream: new Int32Array(STREAM_SIZE), queueKeys: new Int32Array(3 * STREAM_SIZE) }
        const keys = Float64Array.from([5, 2 ** 40, 77])
        const chances = new Chances(PURPOSE.transfer, streams, 3)
        for (const each of [replication, replication + 1]) {
          seedQueueKeys(streams.queueKeys, keys, seed, each)
          chances.clear()
          for (const { origin, customer, visit, branch } of asked) {
            const drawn = chances.of(Object.assign(new Contact(0, 1), { origin, customer, visit, branch }))
            expect(drawn).toBe(uniform(customerStream(streams, PURPOSE.transfer, origin, customer, visit, branch), 0))
          }
        }
      }),
    )
  })
})
