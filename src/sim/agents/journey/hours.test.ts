import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../scenario/scenario.ts'
import { centreSum, queueSum, told } from '../../conservation.testing.ts'
import { compile, OUTCOME } from '../../index.ts'

const HOUR = 3600
/** Two days of four hours; the queue is open for the second and the third. */
const centre = (words: object = {}): Scenario => ({
  interval: 1800,
  intervals: 8,
  days: 2,
  queues: {
    hotline: {
      volume: 600,
      aht: { type: 'constant', value: 300 },
      groups: ['front'],
      open: [
        { from: HOUR, to: 2 * HOUR },
        { from: 2 * HOUR, to: 3 * HOUR },
      ],
      ...words,
    },
    messages: { volume: 0, aht: 60, lines: 0, groups: ['front'] },
  },
  groups: { front: { agents: 9 } },
})
const timeOfDay = (time: number) => time % (4 * HOUR)

describe('opening hours of a queue', () => {
  it('close it to those who come outside them: they are not offered', () => {
    const model = compile(centre())
    const { contacts, tally } = told(model, 3)
    for (const { arrived, outcome } of contacts) {
      const isOpen = timeOfDay(arrived) >= HOUR && timeOfDay(arrived) < 3 * HOUR
      expect(outcome === OUTCOME.closed).toBe(!isOpen)
    }
    const closed = contacts.filter(({ outcome }) => outcome === OUTCOME.closed).length
    expect(closed).toBeGreaterThan(400)
    expect(centreSum(model, tally, 'closed', 0)).toBe(closed)
    expect(queueSum(model, tally, 'offered', 0)).toBe(contacts.length - closed)
  })

  it('end: those who wait are served, or sent away at that moment', () => {
    const late = (words: object) =>
      told(compile(centre(words)), 3).contacts.filter(
        ({ arrived, left }) => timeOfDay(arrived) < 3 * HOUR && left - arrived > 3 * HOUR - timeOfDay(arrived),
      )
    expect(late({ atClosing: 'finish' }).length).toBeGreaterThan(20)
    expect(late({ atClosing: 'send-away' })).toEqual([])
    const away = told(compile(centre({ atClosing: 'send-away' })), 3).contacts.filter(
      ({ outcome }) => outcome === OUTCOME.sentAway,
    )
    expect(away.length).toBeGreaterThan(20)
    for (const { left } of away) expect(timeOfDay(left)).toBe(3 * HOUR)
  })

  it('may reach over midnight', () => {
    const model = compile(centre({ open: [{ from: 3 * HOUR, to: 5 * HOUR }] }))
    for (const { arrived, outcome } of told(model, 3).contacts) {
      const isOpen = timeOfDay(arrived) >= 3 * HOUR || timeOfDay(arrived) < HOUR
      expect(outcome === OUTCOME.closed).toBe(!isOpen)
    }
  })

  it('leave room for messages: a share of the closed, without a line, at once in another queue', () => {
    const model = compile(centre({ voicemail: { share: 0.3, to: 'messages' } }))
    const { contacts, tally } = told(model, 3)
    const closed = contacts.filter(({ outcome }) => outcome === OUTCOME.closed)
    const messages = contacts.filter(({ queue }) => queue === 1)
    // Binomial: four standard errors.
    expect(Math.abs(messages.length - 0.3 * closed.length)).toBeLessThan(4 * Math.sqrt(0.21 * closed.length))
    for (const { customer, arrived, outcome, visit } of messages) {
      expect(outcome).toBe(OUTCOME.answered)
      expect(visit).toBe(2)
      expect(arrived).toBe(closed.find((call) => call.customer === customer)?.arrived)
    }
    expect(centreSum(model, tally, 'voicemails', 0)).toBe(messages.length)
    expect(centreSum(model, tally, 'messages', 1)).toBe(messages.length)
  })
})
