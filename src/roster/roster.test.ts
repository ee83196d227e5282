import { describe, expect, it } from 'vitest'
import { compile } from './compiled.ts'
import { makeRoster, type NeededShift, type PersonToRoster, type RosterRequest, whyDay } from './index.ts'
import { judgeCurtois, readCurtois } from './instances.testing.ts'
import { search } from './search.ts'

/** A Monday. */
const MONDAY = 20_423

function shifts(days: number, agents: (day: number) => number): NeededShift[] {
  return Array.from({ length: days }, (_, day) => [
    {
      day: MONDAY + day,
      queue: '',
      shift: 'early',
      start: 6 * 3600,
      end: 14 * 3600,
      breaks: '',
      paidHours: 8,
      agents: agents(day),
    },
    {
      day: MONDAY + day,
      queue: '',
      shift: 'late',
      start: 14 * 3600,
      end: 22 * 3600,
      breaks: '',
      paidHours: 8,
      agents: agents(day),
    },
  ]).flat()
}

const people = (...names: string[]): PersonToRoster[] => names.map((name) => ({ name }))

describe('a roster', () => {
  it('puts enough people on every shift, and rest keeps early off late', async () => {
    const request: RosterRequest = {
      shifts: shifts(7, () => 1),
      people: people('Ann', 'Bo', 'Cy', 'Di'),
      rules: { daysInARow: { most: 4 } },
    }
    const answer = await makeRoster(request, { paths: 500 })
    expect(answer.cost).toBe(0)
    expect(answer.isBest).toBe(true)
    expect(answer.shortfalls).toEqual([])
    expect(answer.cover.every(({ needed, there }) => needed === there)).toBe(true)
    for (const { name, day, shift } of answer.assignments)
      if (shift === 'late')
        expect(answer.assignments).not.toContainEqual(expect.objectContaining({ name, day: day + 1, shift: 'early' }))
    expect(await makeRoster(request, { paths: 500 })).toEqual(answer)
  })

  // Its bound is lower by 0.0001 for each person, so that it was never called best and the whole budget was spent.
  it('with fractions of penalties is called best where the bound is reached', async () => {
    const answer = await makeRoster(
      {
        shifts: shifts(7, (day) => (day === 2 ? 2 : 1)),
        people: people('Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo').map((each, p) => ({ ...each, hours: 40 - 7 * p })),
        rules: { fairness: { weekends: 0.7 }, daysOffTogether: { least: 2, weight: 1.3 } },
      },
      { paths: 3000 },
    )
    expect(answer.cost - answer.bound).toBeLessThan(0.001)
    expect([answer.isBest, answer.stopped]).toEqual([true, 'best'])
  })

  it('says what cannot be covered, and what keeps whom', async () => {
    const [ann, bo] = people('Ann', 'Bo')
    const { shortfalls } = await makeRoster({
      shifts: shifts(1, () => 1),
      people: [{ ...ann, holidays: [[MONDAY, MONDAY]] }, bo],
      rules: { cover: { under: Number.POSITIVE_INFINITY } },
    })
    expect(shortfalls).toHaveLength(1)
    const [{ short, kept, day }] = shortfalls
    expect([short, day]).toEqual([1, MONDAY])
    expect(kept[0]).toEqual({ name: 'Ann', by: ['availability'] })
    expect(kept[1].by[0]).toMatch(/^works /)
  })

  it('refuses hard rules that leave a person no days, and names the rules', async () => {
    const request: RosterRequest = {
      shifts: shifts(7, () => 1),
      people: [{ name: 'Ann', hours: 40 }],
      rules: { contract: { within: 0 }, daysInARow: { most: 1 } },
    }
    await expect(makeRoster(request)).rejects.toThrow(/no days can be given to Ann[\s\S]*days-in-a-row, contract/)
  })

  it('reaches over from the weeks before: who worked late on Sunday is not early on Monday', async () => {
    const before = [
      {
        name: 'Ann',
        day: MONDAY - 1,
        queue: '',
        shift: 'late',
        start: 14 * 3600,
        end: 22 * 3600,
        breaks: '',
        paidHours: 8,
      },
    ]
    const early = shifts(1, () => 1).slice(0, 1)
    const { assignments } = await makeRoster({
      shifts: [...early, ...shifts(1, () => 0).slice(1)],
      people: people('Ann', 'Bo'),
      rules: {},
      before,
    })
    expect(assignments.map(({ name }) => name)).toEqual(['Bo'])
  })

  it('changes as little as can be after an illness', async () => {
    const request: RosterRequest = { shifts: shifts(5, () => 1), people: people('Ann', 'Bo', 'Cy', 'Di'), rules: {} }
    const { assignments: keep } = await makeRoster(request, { paths: 300 })
    const ill = keep.filter(({ name }) => name === keep[0].name)
    const again = await makeRoster(
      {
        ...request,
        people: request.people.map((each) =>
          each.name === ill[0].name ? { ...each, holidays: [[MONDAY, MONDAY + 4]] } : each,
        ),
        keep,
      },
      { paths: 500, changeAtMost: 2 * ill.length },
    )
    expect(again.shortfalls).toEqual([])
    // Each of her days is one of somebody else's now.
    expect(again.changes).toHaveLength(2 * ill.length)
  })

  it('says why somebody works on a day: what it costs otherwise', async () => {
    const request: RosterRequest = {
      shifts: shifts(1, () => 1).slice(0, 1),
      people: [{ name: 'Ann' }, { name: 'Bo', wishes: [{ day: MONDAY, shift: 'off', isFor: true, weight: 7 }] }],
      rules: {},
    }
    const answer = await makeRoster(request)
    expect(await whyDay(request, answer, { name: 'Ann', day: MONDAY })).toEqual({
      name: 'Ann',
      day: MONDAY,
      has: 'early',
      more: 7,
      otherwise: 'off',
      rules: [{ rule: 'wishes', more: 7 }],
      others: ['Bo'],
    })
  })

  it('keeps pairs apart where they can be', async () => {
    const { assignments, cost } = await makeRoster({
      shifts: shifts(3, () => 2),
      people: people('Ann', 'Bo', 'Cy', 'Di', 'Eve'),
      rules: { pairs: [{ kind: 'apart', people: ['Ann', 'Bo'], weight: 5 }] },
    })
    expect(cost).toBe(0)
    for (const { day, shift } of assignments.filter(({ name }) => name === 'Ann'))
      expect(assignments).not.toContainEqual(expect.objectContaining({ name: 'Bo', day, shift }))
  })
})

/** In the form of schedulingbenchmarks.org, made for this test. */
const SMALL = `SECTION_HORIZON
14
SECTION_SHIFTS
E,480,
L,480,E
SECTION_STAFF
${['A', 'B', 'C', 'D', 'F'].map((id) => `${id},E=14|L=5,4320,2400,5,2,2,1`).join('\n')}
SECTION_DAYS_OFF
A,3
B,8
SECTION_SHIFT_ON_REQUESTS
A,5,L,2
C,8,E,3
SECTION_SHIFT_OFF_REQUESTS
D,3,E,2
SECTION_COVER
${Array.from({ length: 14 }, (_, day) => `${day},E,2,100,1\n${day},L,2,100,1`).join('\n')}
`

describe('an instance in the form of Curtois and Qu', () => {
  it('is solved to its bound, and a judge that shares nothing with the search counts the same', async () => {
    const { days, cost, bound } = await search(compile(readCurtois(SMALL)), { paths: 3000 })
    expect(judgeCurtois(SMALL, days)).toEqual({ cost: Math.round(cost), broken: 0 })
    expect(bound).toBeLessThanOrEqual(cost + 1e-6)
    expect(bound).toBeGreaterThan(0.9 * cost)
  })

  it('ends at its budget though no dive helps any more: dives that a bound ended at once were not counted, and the search went on for ever', async () => {
    for (const paths of [20, 400]) {
      const found = await search(compile(readCurtois(SMALL)), { paths })
      expect(found.paths).toBeLessThan(paths + 400)
    }
  })

  it('is never worse than with local search alone', async () => {
    const local = await search(compile(readCurtois(SMALL)), { paths: 1000, isLocalOnly: true })
    const whole = await search(compile(readCurtois(SMALL)), { paths: 1000 })
    expect(whole.cost).toBeLessThanOrEqual(local.cost + 1e-6)
  })
})
