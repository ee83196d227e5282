import { describe, expect, it } from 'vitest'
import { englishOf, fillPlaces, type Message, messageOf, placesOf, speaker, termOf, wordsOf } from './index.ts'

const say = speaker('test', {
  plain: 'nothing to say',
  rows: '{rows} {rows:row|rows} of {queue} left out',
  when: 'missing: {spans}',
  what: 'because {reason}',
  figures: '{share} of {exact}, {tenths}, {mean}, within {wait}, on {day}, {days} and {same}',
} as const)

const HOUR = 3600
const DAY = 24 * HOUR

describe('a message', () => {
  it('is its name, its values and its English text: plain data', () => {
    const message = say('rows', { rows: 1200, queue: 'Sales' })
    expect(message).toEqual({
      id: 'test.rows',
      values: { rows: 1200, queue: 'Sales' },
      text: '1,200 rows of Sales left out',
    })
    expect(structuredClone(message)).toEqual(message)
    expect(say('plain')).toEqual({ id: 'test.plain', text: 'nothing to say' })
  })

  it('has the singular for 1 alone', () => {
    expect(say('rows', { rows: 1, queue: 'a' }).text).toBe('1 row of a left out')
    expect(say('rows', { rows: { count: 1 }, queue: 'a' }).text).toBe('1 row of a left out')
    expect(say('rows', { rows: 0, queue: 'a' }).text).toBe('0 rows of a left out')
  })

  it('writes stretches of time with the day once, and midnight at their end as 24:00', () => {
    const spans = [
      { from: 8 * HOUR, to: 9.5 * HOUR },
      { from: 20 * HOUR, to: DAY },
      { from: 20 * HOUR, to: DAY + HOUR },
    ]
    expect(say('when', { spans: { list: spans } }).text).toBe(
      'missing: 1970-01-01 08:00 to 09:30, 1970-01-01 20:00 to 24:00, 1970-01-01 20:00 to 1970-01-02 01:00',
    )
    expect(say('when', { spans: { list: ['a', 'b', 'c'], most: 2 } }).text).toBe('missing: a, b and 1 more')
    expect(say('when', { spans: { list: ['a', 'b'], mark: ' and ' } }).text).toBe('missing: a and b')
  })

  it('writes a message within another, and figures of each kind', () => {
    expect(say('what', { reason: say('plain') }).text).toBe('because nothing to say')
    const figures = {
      share: { share: 0.25, decimals: 0 },
      exact: { count: 12_345 },
      tenths: { tenths: 1234.56 },
      mean: { number: 2, decimals: 1 },
      wait: { seconds: 90 },
      day: { day: 0 },
      days: { days: [0, 2] },
      same: { days: [1, 1] },
    } as const
    expect(say('figures', figures).text).toBe(
      '25% of 12345, 1,234.6, 2.0, within 1m30s, on 1970-01-01, 1970-01-01 to 1970-01-03 and 1970-01-02',
    )
  })

  it('is found by its English text; what somebody else said stays', () => {
    const messages = [say('plain'), say('rows', { rows: 2, queue: 'b' })]
    expect(englishOf(messages).map((text) => messageOf(text, messages))).toEqual(messages)
    expect(messageOf('my own remark', messages)).toEqual({ id: '', text: 'my own remark' })
    const term = termOf('word', wordsOf('a call'))
    expect([term('a call'), term('something else')]).toEqual([
      { id: 'word.a call', text: 'a call' } satisfies Message,
      'something else',
    ])
  })
})

it('names the values that a text shows, each once', () => {
  expect(placesOf('{rows} {rows:row|rows} of {queue}, {braces, {lines:line|lines}')).toEqual(['queue', 'rows'])
})

it('leaves a place without a value as it is', () => {
  expect(fillPlaces('{a} and {b}', { a: 'x' }, {} as never)).toBe('x and {b}')
})
