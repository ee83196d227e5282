import { describe, expect, it } from 'vitest'
import { contactsOfSilentPlaces } from './silent-places.ts'

/** 24 hours, each observed on so many days. */
const observed = (days: number) => new Float64Array(24).fill(days)
const contactsOf = (count: (hour: number) => number) => Float64Array.from({ length: 24 }, (_, hour) => count(hour))

describe('places of the day at which nobody came', () => {
  it('get half of what their neighbours have where that is one contact', () => {
    expect(
      contactsOfSilentPlaces(
        contactsOf((hour) => (hour === 12 ? 0 : 1)),
        observed(20),
      )[12],
    ).toBe(0.5)
  })

  it('get no more than a contact, all of a stretch together', () => {
    const expected = contactsOfSilentPlaces(
      contactsOf((hour) => (hour >= 12 && hour < 16 ? 0 : 3)),
      observed(20),
    )
    expect(expected.reduce((sum, contacts) => sum + contacts)).toBeCloseTo(12 / 13, 12)
    expect(expected[12]).toBe(expected[15])
  })

  it('get nothing where a silence is no chance: a night beside hours of ten', () => {
    const night = contactsOf((hour) => (hour < 9 || hour >= 18 ? 0 : 10))
    expect(contactsOfSilentPlaces(night, observed(50))).toEqual(new Float64Array(24))
  })

  it('get nothing where they were not observed, or nobody came at all', () => {
    const closed = contactsOf((hour) => (hour === 12 ? 0 : 1))
    expect(
      contactsOfSilentPlaces(
        closed,
        observed(20).map((days, hour) => (hour === 12 ? 0 : days)),
      )[12],
    ).toBe(0)
    expect(contactsOfSilentPlaces(new Float64Array(24), observed(20))).toEqual(new Float64Array(24))
  })
})
