import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Agenda } from './agenda.ts'
import { EVENT } from './events.ts'

interface Planned {
  time: number
  kind: number
  subject: number
  order: number
}

const before = (a: Planned, b: Planned) => a.time - b.time || a.kind - b.kind || a.order - b.order
/** As close as one moment, and as far as a run may go. */
const later = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 1800, 3e6),
  fc.double({ min: 0, max: 5, noNaN: true }),
  fc.double({ min: 0, max: 1e5, noNaN: true }),
)
const QUEUES = 5
const step = fc.oneof(
  fc.record({ does: fc.constant('plan' as const), later, kind: fc.constantFrom(EVENT.interval, EVENT.hangUp) }),
  fc.record({ does: fc.constant('arrive' as const), later, queue: fc.nat({ max: QUEUES - 1 }) }),
  fc.record({ does: fc.constant('rank' as const), later }),
  fc.record({ does: fc.constant('next' as const) }),
)

describe('the agenda', () => {
  it('gives events by time, kind and order of planning, arrivals among them, as a sorted list does', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const agenda = new Agenda(QUEUES)
        let events: Planned[] = []
        let ranked: { rank: number; event: Planned } | undefined
        let order = 0
        let now = 0
        const take = () => {
          events.sort(before)
          const first = events.shift()
          expect(agenda.next()).toBe(first !== undefined)
          if (!first) return
          const { time, kind, subject } = agenda
          expect({ time, kind, subject }).toEqual({ time: first.time, kind: first.kind, subject: first.subject })
          now = time
          // Whoever takes an arrival plans the next one of its queue: here none.
          if (kind === EVENT.arrival) agenda.planArrival(Number.POSITIVE_INFINITY, subject)
          // What got its rank long ago is planned when something else comes.
          if (!ranked || ranked.event.time < now) return
          const { rank, event } = ranked
          if (before(event, first) > 0) {
            agenda.planAs(rank, event.time, event.kind, event.subject, 0)
            events.push(event)
          }
          ranked = undefined
        }
        for (const each of steps) {
          if (each.does === 'plan') {
            events.push({ time: now + each.later, kind: each.kind, subject: order, order })
            agenda.plan(now + each.later, each.kind, order++)
          } else if (each.does === 'arrive') {
            events = events.filter(({ kind, subject }) => kind !== EVENT.arrival || subject !== each.queue)
            events.push({ time: now + each.later, kind: EVENT.arrival, subject: each.queue, order: order++ })
            agenda.planArrival(now + each.later, each.queue)
          } else if (each.does === 'rank') {
            const event = { time: now + each.later, kind: EVENT.deferredEnd, subject: order, order: order++ }
            ranked = { rank: agenda.rankOf(EVENT.deferredEnd), event }
          } else take()
        }
        while (events.length > 0) take()
        take()
      }),
      { numRuns: 300 },
    )
  })

  it('that is cleared has no arrivals any more', () => {
    const agenda = new Agenda(1)
    agenda.planArrival(3, 0)
    agenda.clear()
    expect(agenda.next()).toBe(false)
  })
})
