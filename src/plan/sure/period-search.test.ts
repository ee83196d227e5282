import { expect, it } from 'vitest'
import { horizonOf } from '../../domain/index.ts'
import { randomStream } from '../../numeric/random/stream.ts'
import { poissonCount } from '../history.testing.ts'
import { steadyState } from '../service-model.ts'
import { PeriodSearch } from './period-search.ts'
import { surplusesOf } from './surplus.ts'

const shape = [8, 20, 35, 30, 22, 10]
const model = { model: 'erlangA', patience: 120 } as const
const random = randomStream(2)

function searchOf(): PeriodSearch {
  const horizon = horizonOf({ start: 0, interval: 14_400, dayCount: 1 })
  const courses = Array.from({ length: 200 }, () => {
    const busy = 0.8 + 0.4 * random.uniform()
    return Float64Array.from(shape, (calls) => poissonCount(8 * calls * busy, random))
  })
  return new PeriodSearch(
    {
      horizon,
      open: new Uint8Array(6).fill(1),
      from: 0,
      to: 1,
      known: 0,
      surpluses: surplusesOf({ serviceLevel: { within: 20, share: 0.8 } }).map((each) => ({
        ...each,
        of: 0,
        share: () => 1,
      })),
      courses,
      design: 200,
      luck: { spread: [0.6], common: [-0.01] },
      statesAt: (_, volume, agents) => [steadyState(model, volume / 14_400, 240, agents)],
      sized: (i, factor) => Math.ceil(factor * shape[i] * 0.2) + 1,
      least: new Float64Array(6).fill(1),
      mostAgents: Infinity,
      mostChange: Infinity,
    },
    Float64Array.from(shape, (calls) => Math.ceil(calls * 0.25) + 6),
  )
}

it('lets go whom the target misses least, as a look at every interval each time does', () => {
  const search = searchOf()
  const plain = { agents: search.agents.slice(), away: 0 }
  const share = 0.8
  expect(search.probability()).toBeGreaterThan(0.95)
  for (;;) {
    const i = search.missedLeast(0)!
    search.move(i, -1)
    if (search.probability() < share) {
      search.move(i, 1)
      break
    }
    plain.away++
  }
  const looked = search.agents.slice()
  search.use(plain.agents)
  search.lowerTo(share)
  expect(plain.away).toBeGreaterThan(5)
  expect([...search.agents]).toEqual([...looked])
  expect(search.probability()).toBeGreaterThanOrEqual(share)
})
