import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { bundleForBrowser } from './browser-bundle.ts'
import { describeInChromium } from './chromium.ts'
import { ROOT } from './repository.ts'

// The built package: a worker is a file of its own, which is there only in dist.
const { replicate } = (await import('krarup/sim' as string)) as typeof import('../src/sim/index.ts')
const { workerThreads } = (await import('krarup/sim/node' as string)) as typeof import('../src/sim/run/node/index.ts')

/** What the page has after the two scripts, and of its own. */
interface PageGlobals {
  sim: typeof import('../src/sim/index.ts')
  simBrowser: typeof import('../src/sim/run/browser/index.ts')
  Blob: new (parts: string[], options: { type: string }) => object
  URL: { createObjectURL(blob: object): string }
  Worker: new (url: string) => import('../src/sim/run/browser/index.ts').WebWorker
}

/** Every kind of distribution, overflow, redials and limits: whatever a machine could compute in another way. */
const scenario = {
  interval: 900,
  busyness: 0.1,
  lines: 40,
  longestQueue: true,
  queues: {
    general: {
      volume: [30, 45, 40, 25],
      aht: { type: 'lognormal', mean: 180, sd: 120 } as const,
      afterCall: { type: 'gamma', mean: 30, sd: 20 } as const,
      patience: { type: 'weibull', mean: 120, sd: 150 } as const,
      balking: 0.05,
      groups: ['front', { group: 'back', after: 20 }],
      redial: { abandoned: 0.5, delay: { type: 'uniform', from: 30, to: 300 } as const },
    },
    vip: {
      volume: [5, 8, 8, 4],
      busyness: 0.2,
      aht: { type: 'erlang', stages: 3, mean: 240 } as const,
      patience: { type: 'hyperexponential', mean: 200, sd: 300 } as const,
      priority: 1,
      groups: ['back', 'front'],
    },
    chat: {
      volume: 40,
      arrivals: 'fixed' as const,
      aht: { type: 'triangular', from: 60, mode: 90, to: 300 } as const,
      afterCall: { type: 'normal', mean: 30, sd: 8 } as const,
      patience: { type: 'pareto', mean: 300, sd: 400 } as const,
      groups: ['back'],
    },
  },
  groups: { front: { agents: [6, 8, 8, 5] }, back: { agents: [4, 5, 5, 3], callSelection: 'longest-wait' as const } },
}
const options = { replications: 23, seed: 2026 }

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const here = await replicate(scenario, options)

it.each([1, 2, 3])('%d worker threads give the same bytes as none', async (workers) => {
  const runner = workerThreads(workers)
  const there = await replicate(scenario, { ...options, runner })
  runner.close()
  expect(digest(there)).toBe(digest(here))
  expect(there.estimates.queues[0].whole.redials.value).toBeGreaterThan(0)
})

it('worker threads stop at once, in the middle of a batch', async () => {
  const runner = workerThreads(2)
  const stop = new AbortController()
  // A day of four million calls: a batch of it takes far longer than this test may.
  const long = { ...scenario, queues: { ...scenario.queues, chat: { ...scenario.queues.chat, volume: 4_000_000 } } }
  await replicate(scenario, { replications: 5, runner })
  setTimeout(() => stop.abort(), 50)
  const began = performance.now()
  await expect(replicate(long, { runner, signal: stop.signal })).rejects.toMatchObject({ code: 'ABORTED' })
  runner.close()
  expect(performance.now() - began).toBeLessThan(2000)
})

it('idle worker threads do not keep a process alive', async () => {
  const { spawnSync } = await import('node:child_process')
  const program = `
    import { replicate } from 'krarup/sim'
    import { workerThreads } from 'krarup/sim/node'
    const scenario = ${JSON.stringify(scenario)}
    const { replications } = await replicate(scenario, { replications: 7, runner: workerThreads(1) })
    console.log(replications)
  `
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect({ stdout, status }).toEqual({ stdout: '7\n', status: 0 })
})

describeInChromium('replications in web workers', (open) => {
  it('give the same bytes as in Node', async () => {
    const page = await open()
    await page.addScriptTag({ content: bundleForBrowser('krarup/sim', { globalName: 'sim' }) })
    await page.addScriptTag({ content: bundleForBrowser('krarup/sim/browser', { globalName: 'simBrowser' }) })
    const worker = bundleForBrowser('krarup/sim/browser/worker')
    const answers = await page.evaluate(
      async ([worker, scenario, options]) => {
        const { sim, simBrowser, Blob, URL, Worker } = globalThis as never as PageGlobals
        const url = URL.createObjectURL(new Blob([worker], { type: 'text/javascript' }))
        const texts = [JSON.stringify(await sim.replicate(scenario, options))]
        for (const workers of [1, 2]) {
          const runner = simBrowser.webWorkers(workers, () => new Worker(url))
          texts.push(JSON.stringify(await sim.replicate(scenario, { ...options, runner })))
          runner.close()
        }
        return texts
      },
      [worker, scenario, options] as const,
    )
    expect(answers.map((text) => digest(JSON.parse(text)))).toEqual(Array(3).fill(digest(here)))
  })

  it('start by themselves where the modules lie as they are published', async () => {
    const page = await open()
    await page.route('http://krarup.test/**', (route) => {
      const path = new URL(route.request().url()).pathname
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(`${ROOT}dist${path}`, 'utf8') })
    })
    await page.goto('http://krarup.test/')
    const imports = "import * as sim from '/sim/index.js'; import * as simBrowser from '/sim/run/browser/index.js'"
    await page.addScriptTag({ type: 'module', content: `${imports}; Object.assign(globalThis, { sim, simBrowser })` })
    await page.waitForFunction(() => 'simBrowser' in globalThis)
    const replications = await page.evaluate(
      async ([scenario, options]) => {
        const { sim, simBrowser } = globalThis as never as PageGlobals
        const runner = simBrowser.webWorkers(2)
        const simulation = await sim.replicate(scenario, { ...options, runner })
        runner.close()
        return simulation.replications
      },
      [scenario, options] as const,
    )
    expect(replications).toBe(options.replications)
  })
})
