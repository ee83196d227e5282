import { expect, it } from 'vitest'
import { bundleForBrowser } from './browser-bundle.ts'
import { describeInChromium } from './chromium.ts'

interface Erlang {
  erlangB(load: number, servers: number): number
  requiredAgents(work: object, target: object): { agents: number }
}

describeInChromium('krarup/erlang in a page', (open) => {
  it('gives the answers that it gives elsewhere', async () => {
    const page = await open()
    await page.addScriptTag({ content: bundleForBrowser('krarup/erlang') })
    const answer = await page.evaluate(() => {
      const { erlangB, requiredAgents } = (globalThis as unknown as { krarup: Erlang }).krarup
      const work = { volumePerInterval: 100, interval: 1800, aht: 300 }
      const { agents } = requiredAgents(work, { serviceLevel: { within: 10, share: 0.9 } })
      return { agents, blocking: erlangB(1, 2) }
    })
    // B(1, 2) = (1/2) / (1 + 1 + 1/2).
    expect(answer).toEqual({ agents: 23, blocking: expect.closeTo(0.2, 14) })
  })
})
