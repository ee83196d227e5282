/** @module-tag slow */
import { availableParallelism } from 'node:os'
import { expect, it } from 'vitest'
import { bundleForBrowser } from './browser-bundle.ts'
import { describeInChromium } from './chromium.ts'
import { tenFigures } from './ten-figures.ts'

// The built package: a worker is a file of its own, which is there only in dist.
const { workerThreads } = (await import('krarup/sim/node' as string)) as typeof import('../src/sim/run/node/index.ts')

/**
 * No proof that these figures are right: they say that figures repeat to the last bit. (A decimal number that is equal is equal in every bit.)
 * Who changes one on purpose changes it here, and says so in the changelog.
 *
 * The first are the same everywhere: simulated times are whole microseconds, and Erlang C needs only + - * and /.
 */
const EVERYWHERE = {
  'erlang: service level of Erlang C': 0.7292508514687321,
  'simulate: half width of the service level': 0.04895018637143356,
  'whatif: difference of a point': 0.11019298106451209,
  'compare: difference of the ASA': -5.755030204027403,
}

/** These need exp, log and powers, whose last bit the language leaves to the engine. Node 20 and 22 have the same. */
const NODE_20 = {
  'erlang: mean wait of Erlang A': 16.82360131075875,
  'erlang: largest volume': 18.28814323968736,
  'erlang: abandonment, general patience': 0.0822474917591739,
  'erlang: service level of a transient interval': 0.5616721514084424,
  'forecast: contacts of an interval': 64.883391130661,
  'plan: ASA of the week': 6.8924732349182385,
}

/** Node 24 has other powers. */
const NODE_24 = {
  ...NODE_20,
  'erlang: mean wait of Erlang A': 16.823601310758747,
  'plan: ASA of the week': 6.892473234918246,
}

/** How far engines may be apart, as a share of the figure: the largest difference seen is 5e-14 (Chromium 156, ASA of the plan). */
const BETWEEN_ENGINES = 1e-12

const node = Number(process.versions.node.split('.', 1)[0])
const ofThisNode = node < 24 ? NODE_20 : node < 25 ? NODE_24 : onAnyEngine()

function onAnyEngine() {
  return Object.fromEntries(
    Object.entries(NODE_20).map(([name, value]) => [
      name,
      expect.toSatisfy((other: number) => Math.abs(other / value - 1) < BETWEEN_ENGINES, `nearly ${value}`),
    ]),
  )
}

it.each(['no', 1, 2, Math.max(3, availableParallelism())] as const)(
  'ten figures are the same to the bit: %s workers',
  async (workers) => {
    const runner = workers === 'no' ? undefined : workerThreads(workers)
    try {
      expect(await tenFigures(runner)).toEqual({ ...EVERYWHERE, ...ofThisNode })
    } finally {
      runner?.close()
    }
  },
)

describeInChromium('ten figures in a page', (open) => {
  it('are the same, what is simulated to the bit', async () => {
    const page = await open()
    await page.addScriptTag({ content: bundleForBrowser('./test/ten-figures.ts') })
    const figures = await page.evaluate(() =>
      (globalThis as unknown as { krarup: { tenFigures: typeof tenFigures } }).krarup.tenFigures(),
    )
    expect(figures).toEqual({ ...EVERYWHERE, ...onAnyEngine() })
  })
})
