import { dayNumber, WEEKDAYS, weekdayOf } from '../domain/index.ts'
import {
  type Need,
  OFF,
  type PatternRule,
  type PersonRule,
  type RosterProblem,
  type TotalRule,
  type Wish,
  type Work,
} from './model.ts'

/** Reads an instance of Curtois and Qu (2014), schedulingbenchmarks.org, into the general model. */
export function readCurtois(text: string): RosterProblem {
  const sections = new Map<string, string[][]>()
  let rows: string[][] = []
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('SECTION_')) {
      rows = []
      sections.set(line, rows)
    } else rows.push(line.split(','))
  }
  const of = (name: string) => sections.get(`SECTION_${name}`) ?? []
  const days = Number(of('HORIZON')[0][0])
  const shifts = of('SHIFTS').map(([id, minutes, not = '']) => ({ id, minutes: Number(minutes), not: not.split('|') }))
  const kindOf = new Map(shifts.map(({ id }, k) => [id, k]))
  const all = (name: string, id: string) => of(name).filter(([person]) => person === id)
  return {
    days,
    firstWeekday: 0,
    kinds: shifts.map(({ id, minutes }) => ({ name: id, start: 0, end: minutes * 60, minutes })),
    needs: of('COVER').map(
      ([day, shift, people, under, over]): Need => ({
        day: Number(day),
        kind: kindOf.get(shift)!,
        people: Number(people),
        under: Number(under),
        over: Number(over),
      }),
    ),
    people: of('STAFF').map(([id, mosts, mostMinutes, leastMinutes, mostRun, leastRun, leastOff, mostWeekends]) => {
      const mostOf = mosts.split('|').map((each) => each.split('='))
      const cannot = new Set(mostOf.filter(([, most]) => most === '0').map(([shift]) => kindOf.get(shift)!))
      const rules: PersonRule[] = [
        {
          rule: 'total',
          name: 'minutes',
          unit: 'minutes',
          of: 'any',
          per: 'roster',
          least: Number(leastMinutes),
          most: Number(mostMinutes),
        },
        { rule: 'run', name: 'days in a row', of: 'any', least: Number(leastRun), most: Number(mostRun) },
        { rule: 'run', name: 'days off together', of: 'off', least: Number(leastOff) },
        { rule: 'weekends', name: 'weekends', per: 'roster', most: Number(mostWeekends) },
        {
          rule: 'succession',
          name: 'succession',
          pairs: shifts.map(({ not }) => not.flatMap((other) => kindOf.get(other) ?? [])),
        },
        ...mostOf
          .filter(([, most]) => Number(most) > 0 && Number(most) < days)
          .map(
            ([shift, most]): PersonRule => ({
              rule: 'total',
              name: `shifts ${shift}`,
              unit: 'shifts',
              of: [kindOf.get(shift)!],
              per: 'roster',
              most: Number(most),
            }),
          ),
      ]
      return {
        name: id,
        rules,
        wishes: [
          ...all('SHIFT_ON_REQUESTS', id).map(
            ([, day, shift, weight]): Wish => ({
              day: Number(day),
              work: [kindOf.get(shift)!],
              isFor: true,
              weight: Number(weight),
            }),
          ),
          ...all('SHIFT_OFF_REQUESTS', id).map(
            ([, day, shift, weight]): Wish => ({
              day: Number(day),
              work: [kindOf.get(shift)!],
              isFor: false,
              weight: Number(weight),
            }),
          ),
        ],
        barred: all('DAYS_OFF', id).flatMap(([, ...off]) =>
          off.map((day) => ({ day: Number(day), work: 'any' as const })),
        ),
        fixed: [],
        kindCost: shifts.map((_, k) => (cannot.has(k) ? Number.POSITIVE_INFINITY : 0)),
        before: [],
      }
    }),
  }
}

/** The score and the broken hard rules of a roster, counted straight from an instance's text: nothing here is shared with the product. */
export function judgeCurtois(
  text: string,
  roster: readonly (readonly number[] | Int16Array)[],
): { cost: number; broken: number } {
  const section = (name: string) => {
    const lines = text.split(/\r?\n/).map((each) => each.trim())
    const from = lines.indexOf(`SECTION_${name}`)
    if (from < 0) return []
    const rest = lines.slice(from + 1)
    const to = rest.findIndex((line) => line.startsWith('SECTION_'))
    return rest
      .slice(0, to < 0 ? undefined : to)
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(','))
  }
  const days = Number(section('HORIZON')[0][0])
  const shifts = section('SHIFTS')
  const ids = shifts.map(([id]) => id)
  const staff = section('STAFF')
  let broken = 0
  let cost = 0
  const row = (id: string) => roster[staff.findIndex(([each]) => each === id)]
  const at = (id: string, day: string) => {
    const kind = row(id)[Number(day)]
    return kind === OFF ? '' : ids[kind]
  }
  for (const [id, mosts, mostMinutes, leastMinutes, mostRun, leastRun, leastOff, mostWeekends] of staff) {
    const own = Array.from(row(id), (kind) => (kind === OFF ? '' : ids[kind]))
    for (const each of mosts.split('|')) {
      const [shift, most] = each.split('=')
      if (own.filter((one) => one === shift).length > Number(most)) broken++
    }
    const minutes = own.reduce((sum, shift) => sum + (shift ? Number(shifts[ids.indexOf(shift)][1]) : 0), 0)
    if (minutes > Number(mostMinutes) || minutes < Number(leastMinutes)) broken++
    for (let day = 1; day < days; day++)
      if (own[day - 1] && own[day] && (shifts[ids.indexOf(own[day - 1])][2] ?? '').split('|').includes(own[day]))
        broken++
    let weekends = 0
    for (let day = 5; day < days; day += 7) if (own[day] || own[day + 1]) weekends++
    if (weekends > Number(mostWeekends)) broken++
    for (let day = 0; day < days; ) {
      let end = day
      while (end < days && (own[end] !== '') === (own[day] !== '')) end++
      const isInside = day > 0 && end < days
      if (own[day]) {
        if (end - day > Number(mostRun)) broken++
        if (isInside && end - day < Number(leastRun)) broken++
      } else if (isInside && end - day < Number(leastOff)) broken++
      day = end
    }
  }
  for (const [id, ...off] of section('DAYS_OFF')) for (const day of off) if (at(id, day)) broken++
  for (const [id, day, shift, weight] of section('SHIFT_ON_REQUESTS')) if (at(id, day) !== shift) cost += Number(weight)
  for (const [id, day, shift, weight] of section('SHIFT_OFF_REQUESTS'))
    if (at(id, day) === shift) cost += Number(weight)
  for (const [day, shift, people, under, over] of section('COVER')) {
    const there = staff.filter(([id]) => at(id, day) === shift).length
    const gap = Number(people) - there
    cost += gap > 0 ? gap * Number(under) : -gap * Number(over)
  }
  return { cost, broken }
}

const dayNumberOf = (date: string) => {
  const [year, month, day] = date.split('-').map(Number)
  return dayNumber({ year, month, day })
}

/** Reads an instance of the first nurse rostering competition (Haspeslagh et al., 2014), in its text form, into the general model. */
export function readCompetition(text: string): RosterProblem {
  const sections = new Map<string, string[]>()
  let rows: string[] = []
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line.startsWith('///')) continue
    const heading = /^([A-Z_]+)(?:\s*=?\s*\d+)?;$/.exec(line)
    if (heading) {
      rows = []
      sections.set(heading[1], rows)
    } else rows.push(line.replace(/;$/, ''))
  }
  const of = (name: string) => (sections.get(name) ?? []).map((row) => row.split(',').map((each) => each.trim()))
  const [, begin, end] = of('SCHEDULING_PERIOD')[0]
  const dayOf = (date: string) => dayNumberOf(date) - dayNumberOf(begin)
  const days = dayOf(end) + 1
  const firstWeekday = weekdayOf(dayNumberOf(begin))
  const shifts = of('SHIFT_TYPES').map(([id, , from, to, , skill]) => ({ id, from, to, skill }))
  const kindOf = new Map(shifts.map(({ id }, k) => [id, k]))
  const seconds = (clock: string) => clock.split(':').reduce((sum, each) => sum * 60 + Number(each), 0)
  const works = (word: string): Work => (word === 'Any' ? 'any' : word === 'None' ? 'off' : [kindOf.get(word)!])
  const patterns = (sections.get('PATTERNS') ?? []).map((row): PatternRule | TotalRule => {
    const steps = [...row.matchAll(/\(([^|]+)\|([^)]+)\)/g)].map(([, work, day]) => ({ work: works(work), day }))
    const weekday = (WEEKDAYS as readonly string[]).indexOf(steps[0].day)
    const [, weight] = row.split(',')
    return {
      rule: 'pattern',
      name: 'patterns',
      days: steps.map(({ work }) => work),
      ...(weekday < 0 ? {} : { weekday }),
      weight: Number(weight),
    }
  })
  const nights = shifts.flatMap(({ from, to }, k) => (seconds(to) < seconds(from) ? [k] : []))
  const contracts = new Map(
    (sections.get('CONTRACTS') ?? []).map((row) => [
      row.split(',')[0].trim(),
      contractRules(row, patterns, nights, shifts.length),
    ]),
  )
  const needs: Need[] = []
  const dated = of('DATE_SPECIFIC_COVER')
  for (let day = 0; day < days; day++)
    for (const { id } of shifts) {
      const weekly = of('DAY_OF_WEEK_COVER').find(
        ([weekday, shift]) => WEEKDAYS[(firstWeekday + day) % 7] === weekday && shift === id,
      )
      const own = dated.find(([date, shift]) => dayOf(date) === day && shift === id)
      needs.push({
        day,
        kind: kindOf.get(id)!,
        people: Number((own ?? weekly)?.[2] ?? 0),
        under: Number.POSITIVE_INFINITY,
        over: Number.POSITIVE_INFINITY,
      })
    }
  return {
    days,
    firstWeekday,
    kinds: shifts.map(({ id, from, to }) => ({
      name: id,
      start: seconds(from),
      end: seconds(to) + (seconds(to) < seconds(from) ? 86_400 : 0),
      minutes: 480,
    })),
    needs,
    people: of('EMPLOYEES').map(([id, name, contract, , skills]) => {
      const { rules, alternative } = contracts.get(contract)!
      const wish = (section: string, isFor: boolean): Wish[] =>
        of(section)
          .filter(([person]) => person === id)
          .map(
            (row): Wish => ({
              day: dayOf(row[1]),
              work: section.startsWith('DAY') ? 'any' : [kindOf.get(row[2])!],
              isFor,
              weight: Number(row[row.length - 1]),
            }),
          )
      return {
        name,
        rules,
        wishes: [
          ...wish('DAY_OFF_REQUESTS', false),
          ...wish('DAY_ON_REQUESTS', true),
          ...wish('SHIFT_OFF_REQUESTS', false),
          ...wish('SHIFT_ON_REQUESTS', true),
        ],
        barred: [],
        fixed: [],
        kindCost: shifts.map(({ skill }) => (skills.split(/\s+/).includes(skill) ? 0 : alternative)),
        before: [],
      }
    }),
  }
}

/** The rules of a contract's line: `(on|weight)` or `(on|weight|n)` in a fixed order. */
function contractRules(row: string, patterns: readonly PersonRule[], nights: number[], kinds: number) {
  const fields = [...row.matchAll(/\(([\d.|]+)\)/g)].map(([, inside]) => inside.split('|').map(Number))
  const used = row
    .slice(row.lastIndexOf(')') + 1)
    .split(',')
    .pop()!
    .trim()
    .split(/\s+/)
    .filter((each) => each !== '')
    .map(Number)
  const [
    ,
    mostShifts,
    leastShifts,
    mostRun,
    leastRun,
    mostOff,
    leastOff,
    mostWeekendRun,
    leastWeekendRun,
    mostWeekends,
  ] = fields
  const [whole, same, nightBefore, offAfterNights, alternative] = fields.slice(10)
  const rules: PersonRule[] = []
  const limits = ([on, weight, limit]: number[], which: 'least' | 'most') => (on ? [{ [which]: limit, weight }] : [])
  const all = (kind: number) =>
    Array.from({ length: kinds }, (_, k) => k).filter((k) => k !== kind && !nights.includes(k))
  for (const each of [...limits(mostShifts, 'most'), ...limits(leastShifts, 'least')])
    rules.push({ rule: 'total', name: 'shifts', unit: 'shifts', of: 'any', per: 'roster', ...each })
  for (const each of [...limits(mostRun, 'most'), ...limits(leastRun, 'least')])
    rules.push({ rule: 'run', name: 'days in a row', of: 'any', isJudgedAtEnds: true, ...each })
  for (const each of [...limits(mostOff, 'most'), ...limits(leastOff, 'least')])
    rules.push({ rule: 'run', name: 'days off together', of: 'off', isJudgedAtEnds: true, ...each })
  for (const each of [...limits(mostWeekendRun, 'most'), ...limits(leastWeekendRun, 'least')])
    rules.push({ rule: 'weekend-run', name: 'weekends in a row', isJudgedAtEnds: true, ...each })
  for (const each of limits(mostWeekends, 'most'))
    rules.push({ rule: 'weekends', name: 'weekends', per: 'roster', ...each })
  if (whole[0]) rules.push({ rule: 'whole-weekend', name: 'whole weekends', weight: whole[1] })
  if (same[0]) rules.push({ rule: 'same-shift-at-weekend', name: 'same shift at the weekend', weight: same[1] })
  if (nightBefore[0])
    rules.push({
      rule: 'pattern',
      name: 'night before a free weekend',
      days: [nights, 'off', 'off'],
      weekday: 4,
      weight: nightBefore[1],
    })
  if (offAfterNights[0]) {
    rules.push({ rule: 'pattern', name: 'days off after nights', days: [nights, all(-2)], weight: offAfterNights[1] })
    rules.push({
      rule: 'pattern',
      name: 'days off after nights',
      days: [nights, 'off', 'any'],
      weight: offAfterNights[1],
    })
  }
  rules.push(...used.slice(1).map((p) => patterns[p]))
  return { rules, alternative: alternative[0] ? alternative[1] : 0 }
}
