import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { processTerminal } from './terminal.ts'

/** A process whose reader takes one write at a time. */
function slowHost() {
  const got: string[] = []
  const stdout = Object.assign(new EventEmitter(), { write: (text: string) => got.push(text) < 0 })
  const host = { stdout, stderr: {}, stdin: [], env: {}, once: () => {} }
  return { host: host as never, stdout, got }
}

describe('an answer in pieces', () => {
  it('fetches each piece when the one before has been taken', async () => {
    const { host, stdout, got } = slowHost()
    let fetched = 0
    const written = processTerminal(host).outInPieces(
      (function* () {
        for (const piece of ['[1', ',2', ']']) {
          fetched++
          yield piece
        }
      })(),
    )
    await setImmediate()
    expect(fetched).toBe(1)
    stdout.emit('drain')
    await setImmediate()
    expect(fetched).toBe(2)
    stdout.emit('drain')
    await setImmediate()
    stdout.emit('drain')
    await written
    expect(got.join('')).toBe('[1,2]\n')
  })

  it('ends without a word where the reader has seen enough', async () => {
    const { host, stdout, got } = slowHost()
    const written = processTerminal(host).outInPieces(['[1', ',2', ']'])
    await setImmediate()
    stdout.emit('error', Object.assign(new Error('gone'), { code: 'EPIPE' }))
    await written
    expect(got).toEqual(['[1'])
  })
})
