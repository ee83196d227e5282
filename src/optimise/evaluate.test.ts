import { expect, it } from 'vitest'
import { compile, type Scenario, sameThreadRunner } from '../sim/index.ts'
import { conditionsOf } from './conditions.ts'
import { differencesAt, gainOf } from './differences.ts'
import { evaluatorOf } from './evaluate.ts'
import { type Staffing, spaceOf } from './space.ts'
import { focusOf, standingOf } from './standing.ts'

const target = { serviceLevel: { within: 20, share: 0.8 } }
const DAY: Scenario = {
  interval: 1800,
  busyness: 0.1,
  queues: {
    sales: { volume: Array(16).fill(20), aht: 240, patience: 120, groups: ['sales', 'both'], target },
    service: { volume: Array(16).fill(15), aht: 300, patience: 180, groups: ['service', 'both'], target },
  },
  groups: { sales: { agents: 3 }, service: { agents: 3 }, both: { agents: 2 } },
}

function evaluated(scenario: Scenario, blocks: number, sure?: number) {
  const model = compile(scenario)
  const space = spaceOf(model, { blocks, most: { sales: 9, service: 9, both: 9 } })
  const conditions = conditionsOf(model, scenario, space, 0.8, sure !== undefined)
  const count = { days: 0 }
  const options = {
    model,
    scenario,
    space,
    conditions,
    runner: sameThreadRunner(),
    seed: 3,
    signal: undefined,
    count,
    told: () => {},
  }
  return { space, conditions, count, evaluator: evaluatorOf(options) }
}

it('the table of agents replaced in a compiled model gives what compiling anew gives, to the bit', async () => {
  const { space, conditions, evaluator, count } = evaluated(DAY, 7200)
  const staffing: Staffing = Int32Array.from([3, 4, 3, 2, 2, 3, 4, 3, 2, 2, 1, 2])
  const days = Array.from({ length: 30 }, (_, d) => d)
  const [outcome] = await evaluator.evaluate([staffing], days)
  const byInterval = (g: number) => Array.from({ length: 16 }, (_, i) => staffing[g * space.blocks + space.blockOf[i]])
  const groups = Object.fromEntries(space.groupNames.map((name, g) => [name, { agents: byInterval(g) }]))
  const anew = evaluated({ ...DAY, groups }, 7200)
  const [same] = await anew.evaluator.evaluate([staffing], days)
  expect(outcome).toEqual(same)
  expect([...standingOf(conditions, outcome, undefined)]).toEqual([...standingOf(anew.conditions, same, undefined)])
  expect(count.days).toBe(30)
})

it.each([undefined, 0.9])(
  'changes in blocks far apart, made in one simulation, are those made one at a time (sure %s)',
  async (sure) => {
    const { space, conditions, evaluator } = evaluated(DAY, 3600, sure)
    const staffing = new Int32Array(space.groups * space.blocks).fill(3)
    const days = Array.from({ length: 60 }, (_, d) => d)
    const [outcome] = await evaluator.evaluate([staffing], days)
    const focus = conditions.list.map((condition) => focusOf(conditions, outcome, condition, sure))
    const at = (apart: number) =>
      differencesAt(staffing, { outcome, focus, step: 1, apart }, { space, conditions, evaluator })
    const [together, apart] = [await at(3), await at(space.blocks)]
    const places = staffing.length
    for (let c = 0; c < conditions.list.length; c++) {
      const gains = (of: typeof apart) => Array.from({ length: places }, (_, place) => gainOf(of, c, place, places))
      const [a, b] = [gains(together), gains(apart)]
      const largest = Math.max(...b)
      expect(largest).toBeGreaterThan(0.002)
      // What is carried over for more than two hours is put down to the next change; here next to nothing is.
      for (let place = 0; place < places; place++) expect(Math.abs(a[place] - b[place])).toBeLessThan(0.05 * largest)
    }
  },
)
