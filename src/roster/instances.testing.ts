import { OFF, type Need, type PersonRule, type RosterProblem, type Wish } from './model.ts'

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
        { rule: 'total', name: 'minutes', unit: 'minutes', of: 'any', per: 'roster', least: Number(leastMinutes), most: Number(mostMinutes) },
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
          .map(([shift, most]): PersonRule => ({
            rule: 'total', name: `shifts ${shift}`, unit: 'shifts', of: [kindOf.get(shift)!], per: 'roster', most: Number(most),
          })),
      ]
      return {
        name: id,
        rules,
        wishes: [
          ...all('SHIFT_ON_REQUESTS', id).map(([, day, shift, weight]): Wish => ({
            day: Number(day), work: [kindOf.get(shift)!], isFor: true, weight: Number(weight),
          })),
          ...all('SHIFT_OFF_REQUESTS', id).map(([, day, shift, weight]): Wish => ({
            day: Number(day), work: [kindOf.get(shift)!], isFor: false, weight: Number(weight),
          })),
        ],
        barred: all('DAYS_OFF', id).flatMap(([, ...off]) => off.map((day) => ({ day: Number(day), work: 'any' as const }))),
        fixed: [],
        kindCost: shifts.map((_, k) => (cannot.has(k) ? Number.POSITIVE_INFINITY : 0)),
        before: [],
      }
    }),
  }
}

/** The score and the broken hard rules of a roster, counted straight from an instance's text: nothing here is shared with the product. */
export function judgeCurtois(text: string, roster: readonly (readonly number[] | Int16Array)[]): { cost: number; broken: number } {
  const section = (name: string) => {
    const lines = text.split(/\r?\n/).map((each) => each.trim())
    const from = lines.indexOf(`SECTION_${name}`)
    if (from < 0) return []
    const rest = lines.slice(from + 1)
    const to = rest.findIndex((line) => line.startsWith('SECTION_'))
    return rest.slice(0, to < 0 ? undefined : to).filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(','))
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
      if (own[day - 1] && own[day] && (shifts[ids.indexOf(own[day - 1])][2] ?? '').split('|').includes(own[day])) broken++
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
  for (const [id, day, shift, weight] of section('SHIFT_OFF_REQUESTS')) if (at(id, day) === shift) cost += Number(weight)
  for (const [day, shift, people, under, over] of section('COVER')) {
    const there = staff.filter(([id]) => at(id, day) === shift).length
    const gap = Number(people) - there
    cost += gap > 0 ? gap * Number(under) : -gap * Number(over)
  }
  return { cost, broken }
}
