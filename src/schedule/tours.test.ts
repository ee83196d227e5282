import { describe, expect, it } from 'vitest'
import { type ScheduledTour, type ShiftRules, schedule } from './index.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** A week of hours from 8 to 20, Thursday 1970-01-01 first; weekends are half as busy. */
const week = () => {
  const start: number[] = []
  const agents: number[] = []
  for (let d = 0; d < 7; d++)
    for (let hour = 8; hour < 20; hour++) {
      start.push(d * DAY + hour * HOUR)
      agents.push(Math.round((d === 2 || d === 3 ? 0.5 : 1) * (hour < 11 || hour > 16 ? 4 : 9)))
    }
  return { queue: 'sales', interval: HOUR, start, agents }
}
/** So many weeks without their closed days, counted from the Thursday. */
const weeksWithout = (closed: readonly number[], weeks = 1) => {
  const { start, agents, ...rest } = week()
  const all = Array.from({ length: weeks }, (_, w) =>
    start.map((time, i) => ({ time: time + w * 7 * DAY, agents: agents[i] })),
  )
  const open = all.flat().filter(({ time }) => !closed.includes(Math.floor(time / DAY)))
  return { ...rest, start: open.map(({ time }) => time), agents: open.map((each) => each.agents) }
}
const full = { name: 'full', earliest: 8 * HOUR, latest: 12 * HOUR, step: HOUR / 2, lengths: [8 * HOUR], breaks: [] }
const part = { name: 'part', earliest: 8 * HOUR, latest: 16 * HOUR, step: HOUR / 2, lengths: [4 * HOUR], breaks: [] }
const sum = (tours: readonly ScheduledTour[], of: (tour: ScheduledTour) => number) =>
  tours.reduce((all, tour) => all + of(tour), 0)

describe('tours', () => {
  const rules: ShiftRules = {
    kinds: [full, part],
    tours: [
      { name: 'five', shifts: ['full'], workDays: 5, offTogether: 2, startWithin: HOUR },
      { name: 'three', shifts: ['part'], workDays: 3, most: 6 },
    ],
  }

  it('are whole weeks of people: days off together, begins within an hour, and every shift is somebody’s', async () => {
    const { queues, gap } = await schedule([week()], rules)
    const [{ tours, shifts, shortfalls }] = queues
    expect(shortfalls).toEqual([])
    expect(gap).toBeLessThan(0.08)
    for (const { kind, days } of tours) {
      const works = days.map((shift) => shift !== null)
      expect(works.filter(Boolean)).toHaveLength(kind === 'five' ? 5 : 3)
      const begins = days.flatMap((shift) => (shift ? [shift.start % DAY] : []))
      if (kind === 'three') continue
      expect(works.some((on, d) => !on && !works[(d + 1) % 7])).toBe(true)
      expect(Math.max(...begins) - Math.min(...begins)).toBeLessThanOrEqual(HOUR)
    }
    expect(
      sum(
        tours.filter(({ kind }) => kind === 'three'),
        ({ people }) => people,
      ),
    ).toBeLessThanOrEqual(6)
    for (let d = 0; d < 7; d++)
      expect(sum(tours, ({ people, days }) => (days[d] ? people : 0))).toBe(
        shifts.reduce((all, shift) => all + (Math.floor(shift.start / DAY) === d ? shift.agents : 0), 0),
      )
  })

  it('rotate through a pattern of weeks, a person for each week of it', async () => {
    const early = { ...full, name: 'early', latest: 8 * HOUR }
    const late = { ...full, name: 'late', earliest: 12 * HOUR }
    // Monday first; the first day of the requirement is a Thursday.
    const pattern = [
      ['early', 'early', 'early', 'early', 'early', null, null],
      ['late', 'late', 'late', 'late', null, 'early', 'early'],
      [null, null, 'late', 'late', 'late', 'late', 'late'],
    ]
    const { queues } = await schedule([week()], {
      kinds: [early, late],
      tours: [{ name: 'rotation', shifts: ['early', 'late'], workDays: 7, weeks: pattern }],
    })
    const [{ tours, shortfalls, totals }] = queues
    expect(shortfalls).toEqual([])
    const people = sum(tours, (tour) => tour.people)
    expect(people % 3).toBe(0)
    expect(totals.paidHours).toBe((people / 3) * 16 * 8)
    const saturdays = tours.map(({ days }) => days[2]?.kind ?? null)
    expect(new Set(saturdays)).toEqual(new Set([null, 'early', 'late']))
  })

  it('are weeks of a centre that is closed on some day of the week', async () => {
    // A week whose last day is closed ends a day early, and was refused as one of 6 days.
    for (const [demand, off] of [
      [weeksWithout([6]), [6]],
      [weeksWithout([5, 6]), [5, 6]],
      [weeksWithout([6, 13], 2), [6]],
    ] as const) {
      const [{ tours, shortfalls }] = (await schedule([demand], rules, { iterations: 0 })).queues
      expect(shortfalls).toEqual([])
      expect(tours.map(({ start }) => start % (7 * DAY))).toEqual(tours.map(() => 0))
      for (const { kind, days } of tours) {
        expect(days.filter((shift) => shift !== null)).toHaveLength(kind === 'five' ? 5 : 3)
        for (const day of off) expect(days[day]).toBeNull()
      }
    }
  })

  it('have fewer working days in a week with a holiday, and a pattern has the holiday off', async () => {
    // Nobody could work five days of four, nor a pattern on a day that is closed: all of the week was short.
    const holiday = { ...weeksWithout([0, 2, 3]), days: 7 }
    const five = { kinds: [full], tours: [{ name: 'five', shifts: ['full'], workDays: 5, offTogether: 2 }] }
    const pattern = { name: 'all', shifts: ['full'], workDays: 5, weeks: [[...Array(5).fill('full'), null, null]] }
    for (const tours of [five.tours, [pattern]]) {
      const [each] = (await schedule([holiday], { ...five, tours }, { iterations: 0 })).queues
      expect(each.shortfalls).toEqual([])
      expect(each.tours.length).toBeGreaterThan(0)
      for (const { days } of each.tours) expect(days.map((shift) => shift !== null).filter(Boolean).length).toBe(4)
    }
  })

  it('are refused for parts of weeks', async () => {
    const { start, agents, ...rest } = week()
    const days = { ...rest, start: start.slice(0, 36), agents: agents.slice(0, 36) }
    await expect(schedule([days], rules)).rejects.toThrow(/tours are weeks of people, and the requirement has 3 days/)
    await expect(schedule([{ ...week(), days: 8 }], rules)).rejects.toThrow(/the requirement has 8 days/)
    const ten = weeksWithout([10, 11, 12, 13], 2)
    await expect(schedule([ten], rules)).rejects.toThrow(/the requirement has 10 days[\s\S]*a row of 0 agents/)
  })
})
