import {
  checkNumber,
  checkShare,
  formatShare,
  KrarupError,
  nearest,
  parseDuration,
  parseShare,
} from '../domain/index.ts'
import type { Scenario } from '../sim/index.ts'
import { checkedScenario } from './assignment.ts'
import { type DayClock, dayClock, intervalsIn, listByInterval, namedRecords, putList } from './day-clock.ts'
import { type DataRecord, dataOf } from './scenario-data.ts'

/** A drill with its sizes. */
export type Drill =
  /** Contacts times `times` from `at` on (seconds of the day), the excess falling by a factor e every `decay` seconds. */
  | { kind: 'surge'; times: number; at: number; decay: number; queue?: string }
  /** No agents from `at` for so many seconds, in all groups or one. */
  | { kind: 'outage'; at: number; for: number; group?: string }
  /** A share of agents absent all day, in all groups or one. */
  | { kind: 'absence'; share: number; group?: string }

/** The standard sizes, which the words of a drill may change. */
export const DRILLS = {
  surge: { times: '3', at: '10:00', decay: '1h', queue: '' },
  outage: { at: '10:00', for: '30m', group: '' },
  absence: { share: '20%', group: '' },
} as const satisfies Record<Drill['kind'], Record<string, string>>

/**
 * Reads a drill: `surge`, `surge,times=4,at=11:00,decay=30m,queue=hotline`, `outage,at=10:00,for=30m,group=front`, `absence,share=20%,group=front`.
 *
 * @throws {KrarupError} UNREADABLE
 * @example
 * ```ts
 * import { readDrill } from 'krarup/whatif'
 * readDrill('surge,times=4') //=> { kind: 'surge', times: 4, at: 36000, decay: 3600 }
 * readDrill('absence') //=> { kind: 'absence', share: 0.2 }
 * ```
 */
export function readDrill(text: string): Drill {
  const [kind, ...words] = text.split(',').map((word) => word.trim())
  if (!isDrill(kind)) throw unknown(kind, Object.keys(DRILLS), text)
  const sizes: Record<string, string> = { ...DRILLS[kind] }
  for (const word of words) {
    const at = word.indexOf('=')
    const name = (at < 0 ? word : word.slice(0, at)).trim()
    if (!Object.hasOwn(sizes, name) || at < 0) throw unknown(name, Object.keys(sizes), text)
    sizes[name] = word.slice(at + 1).trim()
  }
  const one = (name: 'queue' | 'group') => (sizes[name] ? { [name]: sizes[name] } : {})
  if (kind === 'surge')
    return {
      kind,
      times: checkNumber('times', Number(sizes.times), { above: 0 }),
      at: secondOfDay(sizes.at),
      decay: checkNumber('decay', parseDuration(sizes.decay), { above: 0 }),
      ...one('queue'),
    }
  if (kind === 'outage')
    return {
      kind,
      at: secondOfDay(sizes.at),
      for: checkNumber('for', parseDuration(sizes.for), { above: 0 }),
      ...one('group'),
    }
  return { kind, share: checkShare('share', parseShare(sizes.share)), ...one('group') }
}

/** A drill in words, with its sizes. */
export function describeDrill(drill: Drill): string {
  const clock = (second: number) =>
    `${String(Math.floor(second / 3600)).padStart(2, '0')}:${String((second / 60) % 60).padStart(2, '0')}`
  if (drill.kind === 'surge')
    return `a surge: ${drill.times} times the contacts${drill.queue ? ` of ${drill.queue}` : ''} from ${clock(drill.at)}, the excess falling to a third every ${Math.round((drill.decay * Math.log(3)) / 60)} min`
  if (drill.kind === 'outage')
    return `an outage: no agents${drill.group ? ` of ${drill.group}` : ''} from ${clock(drill.at)} to ${clock(drill.at + drill.for)}; who is with a caller finishes`
  return `absence: ${formatShare(drill.share)} of the agents${drill.group ? ` of ${drill.group}` : ''} are absent`
}

/**
 * The scenario on the day of the drill, of several days the first.
 *
 * @param opens second of the day at which the first interval begins
 * @throws {KrarupError} OUT_OF_RANGE, MISSING, UNSUPPORTED
 */
export function drilled(scenario: Scenario, drill: Drill, opens = 0): Scenario {
  const data = dataOf(scenario)
  const clock = dayClock(data, opens)
  if (drill.kind === 'surge') {
    const start = sinceOpening(drill.at, clock)
    for (const record of chosen(data, ['queues', 'menus'], drill.queue)) {
      const volume = listByInterval(record, 'volume', clock)
      if (!volume) continue
      const days = onAllDays(volume, scenario, clock)
      putList(
        record,
        'volume',
        days.map((contacts, i) =>
          i < clock.count ? contacts * surgeFactor(drill, start, i, clock.interval) : contacts,
        ),
      )
    }
  } else if (drill.kind === 'outage') {
    const text = (second: number) => `${Math.floor(second / 3600) % 24}:${String((second / 60) % 60).padStart(2, '0')}`
    const hours =
      drill.at % 60 === 0 && drill.for % 60 === 0
        ? intervalsIn(clock, `${text(drill.at)}-${text(drill.at + drill.for)}`)
        : undefined
    if (!hours)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: `an outage begins and ends where intervals of the day do, and those are of ${clock.interval / 60} min`,
        how: 'give at=10:00,for=30m, or the scenario a shorter interval',
        value: text(drill.at),
      })
    for (const record of chosen(data, ['groups'], drill.group)) {
      if (record.shifts !== undefined)
        throw new KrarupError({
          code: 'UNSUPPORTED',
          what: 'an outage of groups with shifts cannot be said yet',
          how: 'name a group without: outage,group=NAME',
        })
      const agents = listByInterval(record, 'agents', clock) ?? []
      record.agents = onAllDays(agents, scenario, clock).map((count, i) => (i >= hours[0] && i < hours[1] ? 0 : count))
    }
  } else {
    for (const record of chosen(data, ['groups'], drill.group)) {
      const before = typeof record.absence === 'number' ? record.absence : 0
      record.absence = 1 - (1 - before) * (1 - drill.share)
    }
  }
  return checkedScenario(data)
}

/** The mean factor over an interval: 1 before the start, from then on 1 + (times - 1) e^(-t / decay). */
function surgeFactor(
  { times, decay }: Drill & { kind: 'surge' },
  start: number,
  index: number,
  interval: number,
): number {
  const from = Math.max(0, index * interval - start)
  const to = Math.max(0, (index + 1) * interval - start)
  return 1 + ((times - 1) * decay * (Math.exp(-from / decay) - Math.exp(-to / decay))) / interval
}

function sinceOpening(at: number, { opens, interval, count }: DayClock): number {
  const second = (at < opens ? at + 86_400 : at) - opens
  if (second < interval * count) return second
  throw new KrarupError({
    code: 'OUT_OF_RANGE',
    what: 'a drill begins within the day',
    how: 'give at=10:00, say',
    value: at / 3600,
  })
}

/** A list of one day, repeated. */
function onAllDays(list: readonly number[], { days = 1 }: Scenario, { count }: DayClock): number[] {
  return list.length === count ? Array.from({ length: days }, () => list).flat() : [...list]
}

/** Records of these kinds, or the one of this name. */
function chosen(data: DataRecord, kinds: readonly string[], name: string | undefined): DataRecord[] {
  const all = kinds.flatMap((kind) => namedRecords(data, kind))
  if (name === undefined) return all.map(([, record]) => record)
  const found = all.find(([each]) => each === name)
  if (found) return [found[1]]
  throw unknown(
    name,
    all.map(([each]) => each),
    name,
  )
}

function isDrill(kind: string): kind is Drill['kind'] {
  return Object.hasOwn(DRILLS, kind)
}

const CLOCK = /^(\d{1,2}):([0-5]\d)$/

function secondOfDay(text: string): number {
  const clock = CLOCK.exec(text)
  if (!clock || Number(clock[1]) > 23)
    throw new KrarupError({ code: 'UNREADABLE', what: 'not a time of day', how: 'write 10:00', value: text })
  return Number(clock[1]) * 3600 + Number(clock[2]) * 60
}

function unknown(word: string, known: readonly string[], text: string): KrarupError {
  const guess = nearest(word, known)
  return new KrarupError({
    code: 'UNREADABLE',
    what: 'not known here',
    where: { name: text },
    how: guess === undefined ? `take ${known.join(', ')}` : `did you mean ${guess}?`,
    value: word,
  })
}
