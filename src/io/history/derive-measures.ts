import type { Measures } from '../../domain/index.ts'
import { type Message, readerSays } from '../../domain/messages/index.ts'
import type { Role } from '../layout/index.ts'

/** Columns of one queue or one row, by what they are. */
export type RawColumns = Partial<Record<Role, Float64Array>>

/** How each measure is to be had from the columns that a file has. */
export interface MeasurePlan {
  /** In words, for measures that are not simply a column. */
  notes: Message[]
  /** Roles that are recognised but not used, with the reason. */
  unused: { role: Role; reason: Message }[]
  derive(raw: RawColumns, length: number): Measures
  /** Total talk time, where the handle time is put together from talk, hold and after-call work. */
  talk?: (raw: RawColumns, length: number) => Float64Array
  /** Total waits of the answered and of the abandoned beside those of everybody, to hold one to the other. */
  partsOfWait?: (raw: RawColumns, length: number) => { answered: Float64Array; abandoned?: Float64Array }
}

/** What a service level is a share of; `none`: of something that cannot be worked out from the columns. */
export type LevelBase = 'offered' | 'answered' | 'none'

/** A column worked out from others; where it is one of them, that column itself. */
type Rule = (raw: RawColumns, length: number) => Float64Array

/** Works out once how `offered`, `handleTotal` and the rest follow from the columns at hand. */
export function planMeasures(roles: ReadonlySet<Role>, levelBase: LevelBase = 'offered'): MeasurePlan {
  const notes: Message[] = []
  const unused: { role: Role; reason: Message }[] = []
  const has = (role: Role) => roles.has(role)
  const at =
    (role: Role): Rule =>
    (raw, length) =>
      raw[role] ?? new Float64Array(length).fill(Number.NaN)

  const answeredPlusAbandoned = combine(at('answered'), at('abandoned'), (answered, abandoned) => answered + abandoned)
  const both = has('answered') && has('abandoned')
  const offered: Rule = !has('offered')
    ? answeredPlusAbandoned
    : both
      ? combine(at('offered'), answeredPlusAbandoned, (given, sum) => (Number.isNaN(given) ? sum : given))
      : at('offered')
  if (!has('offered')) notes.push(readerSays('offeredFromParts'))
  let answered: Rule | undefined
  if (has('answered')) answered = at('answered')
  else if (has('abandoned')) {
    answered = combine(offered, at('abandoned'), (all, abandoned) => Math.max(0, all - abandoned))
    notes.push(readerSays('answeredFromParts'))
  }
  const served = answered ?? offered
  const servedName = answered ? 'answered' : 'offered'

  const part = (time: 'handleTime' | 'talkTime' | 'holdTime' | 'wrapTime', average: Role, total: Role) => {
    if (has(total)) {
      if (has(average)) unused.push({ role: average, reason: readerSays('totalTaken') })
      return combine(at(total), served, orNone)
    }
    if (!has(average)) return undefined
    notes.push(readerSays('totalFromAverage', { time: readerSays(time), count: readerSays(servedName) }))
    return times(at(average), served)
  }
  let talk: Rule | undefined
  let handle = part('handleTime', 'aht', 'handleTotal')
  const pieces = [
    { name: 'talk', average: 'talkAverage', total: 'talkTotal' },
    { name: 'hold', average: 'holdAverage', total: 'holdTotal' },
    { name: 'wrap', average: 'wrapAverage', total: 'wrapTotal' },
  ] as const
  const present = pieces.filter(({ average, total }) => has(average) || has(total))
  if (handle) {
    for (const { average, total } of present) {
      for (const role of [average, total]) if (has(role)) unused.push({ role, reason: readerSays('handleTimeTaken') })
    }
  } else if (present.length && !present.some(({ name }) => name === 'talk')) {
    for (const { average, total } of present) {
      for (const role of [average, total]) if (has(role)) unused.push({ role, reason: readerSays('partOfHandleTime') })
    }
  } else if (present.length) {
    const [first, ...others] = present.flatMap(({ name, average, total }) => part(`${name}Time`, average, total) ?? [])
    if (others.length > 0) talk = first
    // a blank hold or wrap beside a talk time is none
    handle = others.reduce((total, piece) => combine(total, piece, (sum, more) => sum + (more || 0)), first)
    const lacking = pieces.filter((piece) => !present.includes(piece)).map(({ name }) => name)
    const parts = { list: present.map(({ name }) => readerSays(name)), mark: ' + ' }
    notes.push(
      lacking.length === 0
        ? readerSays('handleTimeOf', { parts })
        : readerSays('handleTimeWithout', {
            parts,
            lacking: { list: lacking.map((name) => readerSays('noPart', { part: readerSays(name) })) },
          }),
    )
  }

  let wait: Rule | undefined
  const answeredWait = has('answeredWaitTotal')
    ? at('answeredWaitTotal')
    : has('asa')
      ? times(at('asa'), served)
      : undefined
  const abandonedWait = has('abandonedWaitTotal')
    ? at('abandonedWaitTotal')
    : has('abandonedWaitAverage')
      ? times(at('abandonedWaitAverage'), at('abandoned'))
      : undefined
  if (has('waitTotal')) wait = combine(at('waitTotal'), offered, orNone)
  else if (has('waitAverage')) {
    wait = times(at('waitAverage'), offered)
    notes.push(readerSays('waitFromAverage'))
  } else if (answeredWait && abandonedWait) {
    wait = combine(answeredWait, abandonedWait, (answered, abandoned) => answered + abandoned)
    notes.push(readerSays('waitFromParts'))
  }
  for (const role of [
    'asa',
    'answeredWaitTotal',
    'abandonedWaitAverage',
    'abandonedWaitTotal',
    'waitAverage',
  ] as const) {
    if (!has(role)) continue
    if (has('waitTotal') || (has('waitAverage') && role !== 'waitAverage'))
      unused.push({ role, reason: readerSays('waitTaken') })
    else if (!wait)
      unused.push({
        role,
        reason: readerSays('partOfWaits'),
      })
  }

  let within: Rule | undefined
  if (has('answeredWithin')) {
    within = at('answeredWithin')
    if (has('serviceLevel')) unused.push({ role: 'serviceLevel', reason: readerSays('withinTaken') })
  } else if (has('serviceLevel')) {
    const base = levelBase === 'answered' ? answered : levelBase === 'offered' ? offered : undefined
    if (base) {
      within = times(at('serviceLevel'), base)
      notes.push(readerSays('withinFromLevel', { base: readerSays(base === offered ? 'offered' : 'answered') }))
    } else
      unused.push({
        role: 'serviceLevel',
        reason: readerSays(levelBase === 'none' ? 'levelOfOthers' : 'levelOfAnswered'),
      })
  }

  const rules: [keyof Measures, Rule | undefined][] = [
    ['offered', offered],
    ['answered', answered],
    ['abandoned', has('abandoned') ? at('abandoned') : undefined],
    ['answeredWithin', within],
    ['waitTotal', wait],
    ['handleTotal', handle],
    ['agents', has('agents') ? at('agents') : undefined],
  ]
  return {
    notes,
    unused,
    ...(talk ? { talk } : {}),
    ...(wait && answeredWait && (has('waitTotal') || has('waitAverage'))
      ? {
          partsOfWait: (raw: RawColumns, length: number) => ({
            answered: answeredWait(raw, length),
            ...(abandonedWait ? { abandoned: abandonedWait(raw, length) } : {}),
          }),
        }
      : {}),
    derive(raw, length) {
      const measures: Measures = { offered: new Float64Array(0) }
      for (const [measure, rule] of rules) {
        if (rule) measures[measure] = rule(raw, length)
      }
      return measures
    },
  }
}

/** Two columns made into a new one, place by place. */
function combine(first: Rule, second: Rule, join: (a: number, b: number) => number): Rule {
  return (raw, length) => {
    const a = first(raw, length)
    const b = second(raw, length)
    const values = new Float64Array(length)
    for (let i = 0; i < length; i++) values[i] = join(a[i], b[i])
    return values
  }
}

/** An average times the contacts it is of; none of them make 0, whatever stands in the cell. */
function times(average: Rule, contacts: Rule): Rule {
  return combine(average, contacts, (mean, count) => (count === 0 ? 0 : mean * count))
}

/** A blank total where there was nobody is 0. */
function orNone(total: number, contacts: number): number {
  return contacts === 0 && Number.isNaN(total) ? 0 : total
}
