import { describe, expect, it } from 'vitest'
import { erlangA } from '../erlang/index.ts'
import { randomStream } from '../numeric/random/stream.ts'
import { targetMet } from './target-met.ts'

const model = { model: 'erlangA', patience: 120 } as const
const targets = [{ serviceLevel: { within: 20, share: 0.8 } }]
const slots = 24
const aht = new Float64Array(slots).fill(240)
const agents = new Float64Array(slots).fill(16)

function drawnPaths(count: number): Float64Array[] {
  const random = randomStream(7)
  return Array.from({ length: count }, () => {
    const busy = 85 + 30 * random.uniform()
    return Float64Array.from({ length: slots }, () => busy * (0.9 + 0.2 * random.uniform()))
  })
}

describe('targetMet', () => {
  it('counts the same days as a direct computation', () => {
    const hourly = { model, targets, interval: 3600, aht, agents }
    const paths = drawnPaths(300).map((path) => path.map((volume) => volume * 2))
    const [share] = targetMet({ ...hourly, paths })
    const direct = paths.filter((path) => {
      let within = 0
      let volume = 0
      for (const contacts of path) {
        volume += contacts
        within += contacts * erlangA({ rate: contacts / 3600, aht: 240, agents: 16, patience: 120 }).serviceLevel(20)
      }
      return within / volume >= 0.8
    }).length
    expect(direct).toBeGreaterThan(30)
    expect(direct).toBeLessThan(270)
    expect(Math.abs(share - direct / 300)).toBeLessThanOrEqual(0.01)
  })

  it('is sure where the agents are far too many or too few, and of a closed day', () => {
    const paths = drawnPaths(20)
    const all = { model, targets, interval: 3600, aht, paths }
    expect(targetMet({ ...all, agents: agents.map(() => 60) })[0]).toBe(1)
    expect(targetMet({ ...all, agents: agents.map(() => 2) })[0]).toBe(0)
    expect(targetMet({ ...all, agents, paths: paths.map((path) => path.map(() => Number.NaN)) })[0]).toBe(1)
  })
})
