import { readdirSync, readFileSync } from 'node:fs'
import { createContext, runInContext, runInThisContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { type ReadHistoryOptions, readHistory } from '../src/io/index.ts'
import { bundleForBrowser, nodeGlobalsIn } from './browser-bundle.ts'
import { ROOT } from './repository.ts'

/** What of a history or an error there is to compare: arrays by all their bytes. */
const SHOWN = `(value) => JSON.stringify(value, (_, each) => ArrayBuffer.isView(each) ? Array.from(new Uint8Array(each.buffer, each.byteOffset, each.byteLength)).join() : each)`
const shown: (value: unknown) => string = runInThisContext(SHOWN)

const bundle = bundleForBrowser('krarup/io/browser', { ofPackages: ['require', 'global'] })

/** Reads in a world that has what browsers have, and nothing of Node's. */
function readThere(bytes: Uint8Array, options: ReadHistoryOptions): Promise<string> {
  const world = createContext({ TextDecoder, TextEncoder, Blob, bytes, options: JSON.stringify(options), URL, Intl })
  return runInContext(
    `${bundle}
    ;(async () => {
      const shown = ${SHOWN}
      const rejects = JSON.parse(options).rejects
      const settings = { ...JSON.parse(options), ...(rejects ? { rejects } : {}) }
      try {
        const { history, findings } = await krarup.readHistory(new Uint8Array(bytes), settings)
        return shown({ history, findings, rejects })
      } catch (error) {
        return String(error.message)
      }
    })()`,
    world,
  )
}

async function readHere(path: string, options: ReadHistoryOptions): Promise<string> {
  try {
    const { history, findings } = await readHistory(path, options)
    return shown({ history, findings, rejects: options.rejects })
  } catch (error) {
    return (error as Error).message
  }
}

const both = async (path: string, options: ReadHistoryOptions = {}) => {
  const name = path.replace(/.*\//, '')
  const there = await readThere(readFileSync(`${ROOT}${path}`), { ...options, name })
  return [there, await readHere(`${ROOT}${path}`, { ...options, ...(options.rejects ? { rejects: [] } : {}) })]
}

describe('krarup/io/browser', () => {
  it('needs nothing of Node', () => {
    expect(nodeGlobalsIn(bundle)).toEqual([])
    expect(bundle).not.toMatch(/["']node:/)
  })

  it.each(['hotline.csv', 'small-centre.xlsx', 'hotline-gb18030.csv', 'calls.csv'])(
    'reads %s as krarup/io does, to the bit',
    async (name) => {
      const [there, here] = await both(`fixtures/${name}`)
      expect(there.length).toBeGreaterThan(1000)
      expect(there === here).toBe(true)
    },
  )

  it('goes on after bad rows, and hands over the same ones', async () => {
    const [there, here] = await both('fixtures/bad/stray-quote.csv', { rejects: [] })
    expect(there).toBe(here)
  })

  it.each(readdirSync(`${ROOT}fixtures/bad`))('says of bad/%s what krarup/io says', async (name) => {
    const [there, here] = await both(`fixtures/bad/${name}`)
    expect(there).toBe(here)
  })
})
