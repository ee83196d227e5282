import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

const HISTORY = 'fixtures/small-centre.csv'

/** Serves while `act` looks at it. */
async function served(words: readonly string[], act: (address: string) => Promise<void>): Promise<number> {
  const abort = new AbortController()
  let failed: unknown
  const { status } = await run(['serve', '--port', '0', ...words], {
    signal: abort.signal,
    out: (address) =>
      void act(address)
        .catch((error) => {
          failed = error
        })
        .finally(() => abort.abort()),
  })
  if (failed) throw failed
  return status
}

/** The status for a request that names another host. */
function statusFor(address: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) =>
    request(address, { headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end(),
  )
}

describe('krarup serve', () => {
  it('serves the pages on the loopback address until it is ended, and the history as a part of them', async () => {
    const status = await served([HISTORY], async (address) => {
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      const page = await (await fetch(address)).text()
      const [, part] = /<meta name="krarup-history" content="(history-[0-9a-f]{32})">/.exec(page)!
      const script = await (await fetch(`${address}parts/${part}.js`)).text()
      expect(script).toContain('small-centre.csv')
      expect((await fetch(`${address}staff.html`)).status).toBe(200)
      expect((await fetch(`${address}plan.js`)).headers.get('cross-origin-resource-policy')).toBe('same-origin')
    })
    expect(status).toBe(0)
  })

  it('serves a scenario as a part of the simulator’s page, whose address it prints', async () => {
    const status = await served(['examples/one-queue.yaml'], async (address) => {
      expect(address).toMatch(/\/simulate\.html$/)
      const page = await (await fetch(address)).text()
      const [, part] = /<meta name="krarup-scenario" content="(scenario-[0-9a-f]{32})">/.exec(page)!
      expect(await (await fetch(new URL(`parts/${part}.js`, address))).text()).toContain('one-queue.yaml')
      expect(await (await fetch(new URL('/', address))).text()).not.toContain('krarup-scenario')
    })
    expect(status).toBe(0)
  })

  it.each([
    [['--lang', 'de'], '/#lang=de'],
    [['examples/one-queue.yaml', '--lang', 'zh'], '/simulate.html#lang=zh'],
  ])('opens the pages in the language that is asked for: %j', async (words, end) => {
    await served(words, async (address) => {
      expect(address.endsWith(end)).toBe(true)
      expect((await fetch(address)).status).toBe(200)
    })
  })

  it('answers nobody else, and hands out nothing else', async () => {
    await served([], async (address) => {
      expect(await (await fetch(address)).text()).not.toContain('krarup-history')
      expect(await statusFor(address, 'example.com')).toBe(403)
      expect(await statusFor(address, 'localhost')).toBe(200)
      expect((await fetch(`${address}..%2f..%2fpackage.json`)).status).toBe(404)
      expect((await fetch(address, { method: 'POST' })).status).toBe(405)
      const { port } = new URL(address)
      const other = await run(['serve', '--port', port])
      expect(other.status).toBe(2)
      expect(other.notes).toContain('another program has this port')
    })
  })

  it.each([
    [['no-such-file.csv'], 'there is no'],
    [['-'], 'not standard input'],
    [['--port', '99999'], 'a port is at most 65535'],
  ])('refuses %j before anything is served', async (words, said) => {
    const { status, out, notes } = await run(['serve', ...words])
    expect([status, out]).toEqual([2, ''])
    expect(notes).toContain(said)
  })
})
