import { describe, expect, it } from 'vitest'
import { listNames, nearest, offerNames, unknownName } from './unknown-name.ts'

describe('nearest', () => {
  it('finds the word meant, and none where nothing is near', () => {
    expect(nearest('ofered', ['offered', 'answered'])).toBe('offered')
    expect(nearest('zebra', ['offered', 'answered'])).toBeUndefined()
    expect(nearest('shrink', ['shrinkage', 'shift'])).toBe('shrinkage')
    expect(nearest('dyas', ['days', 'to'])).toBe('days')
    expect(nearest('thershold', ['threshold'])).toBe('threshold')
  })

  it('a short word is near to little: --end was taken for --seed', () => {
    expect(nearest('end', ['seed', 'and'])).toBe('and')
    expect(nearest('end', ['seed', 'to', 'events'])).toBeUndefined()
    expect(nearest('a', ['b'])).toBeUndefined()
  })
})

describe('unknownName', () => {
  it('suggests the nearest name, or lists what there is', () => {
    const known = new Set(['general', 'vip'])
    expect(
      unknownName({ what: 'no queue has this name', name: 'genral', known, where: { name: '--queue' } }),
    ).toMatchObject({
      code: 'UNREADABLE',
      message: 'no queue has this name (got "genral")\n  at --queue\n  did you mean general?',
      value: 'genral',
    })
    expect(unknownName({ what: 'no', name: 'sales', known, code: 'MISSING', list: 'there are' })).toMatchObject({
      code: 'MISSING',
      how: 'there are general, vip',
    })
  })

  it('shows the whole of what was given, where the name is a part of it', () => {
    expect(unknownName({ what: 'no', name: 'a', known: ['b'], value: 'a=1' }).value).toBe('a=1')
  })
})

describe('offerNames', () => {
  it('writes the suggestion as it has to be typed, and adds what is always said', () => {
    expect(offerNames('ofered', ['offered'], { write: (name) => `${name}=Calls` })).toBe('did you mean offered=Calls?')
    expect(offerNames('ofered', ['offered'], { always: 'or leave it out' })).toBe(
      'did you mean offered? or leave it out',
    )
    expect(offerNames('zebra', ['offered'], { always: 'or leave it out' })).toBe('or leave it out')
  })
})

describe('listNames', () => {
  it('says how many more there are than it lists', () => {
    expect(listNames(['a', 'b', 'c'], 2)).toBe('a, b and 1 more')
    expect(listNames(['a', 'b'])).toBe('a, b')
  })
})
