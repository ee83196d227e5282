import { describe, expect, it } from 'vitest'
import { checkKeys } from './check-keys.ts'
import { KrarupError } from './errors.ts'
import { checkTarget, type Target } from './target.ts'

const KEYS = { patience: 1, lines: 1 } as const

function refused(run: () => unknown): KrarupError {
  try {
    run()
  } catch (error) {
    if (error instanceof KrarupError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('checkKeys', () => {
  it('lets through what is known, and what is undefined', () => {
    checkKeys('queue', { patience: 120 }, KEYS)
    checkKeys('queue', { patience: undefined, patiense: undefined }, KEYS)
    checkKeys('queue', {}, KEYS)
  })

  it('says which key, where, and which one was meant or what there is', () => {
    expect(refused(() => checkKeys('queue', { patiense: 120 }, KEYS))).toMatchObject({
      code: 'UNREADABLE',
      what: 'patiense is not known here',
      where: { name: 'queue.patiense' },
      how: 'did you mean patience?',
    })
    expect(refused(() => checkKeys('queue', { colour: 1 }, KEYS)).how).toBe('take one of patience, lines')
  })

  it('is not taken in by what every object has', () => {
    expect(refused(() => checkKeys('queue', { constructor: 1 }, KEYS)).code).toBe('UNREADABLE')
  })

  it.each([undefined, null, 5, 'lines'])('%s is no object of parameters', (value) => {
    expect(refused(() => checkKeys('queue', value as never, KEYS))).toMatchObject({
      code: 'MISSING',
      what: 'queue needs an object',
      how: 'its keys are patience, lines',
    })
  })
})

describe('a target', () => {
  it('that is not there is said to be missing: it used to be a TypeError about a property of undefined', () => {
    expect(refused(() => checkTarget(undefined as never))).toMatchObject({
      code: 'MISSING',
      what: 'this needs a target',
    })
  })

  it('with a misspelt condition used to be met without it', () => {
    const target = { serviceLevel: { within: 10, share: 0.9 }, occupency: 0.8 } as Target
    expect(refused(() => checkTarget(target)).how).toBe('did you mean occupancy?')
    const level = { within: 10, share: 0.9, definiton: 'answered/answered' }
    expect(refused(() => checkTarget({ serviceLevel: level }))).toMatchObject({
      where: { name: 'target.serviceLevel.definiton' },
      how: 'did you mean definition?',
    })
  })
})
