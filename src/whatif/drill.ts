import {
  checkKeys,
  checkNumber,
  checkShare,
  KrarupError,
  parseDuration,
  parseShare,
  unknownName,
} from '../domain/index.ts'
import type { Scenario, TroubleScenario } from '../sim/index.ts'
import { checkedScenario } from './assignment.ts'
import { type DayClock, dayClock, namedRecords } from './day-clock.ts'
import { type DataRecord, dataOf } from './scenario-data.ts'

/** A drill with its sizes; times of day in seconds. */
export type Drill =
  /** Contacts times `times` from `at` on, the excess halving every `halving` seconds. */
  | { kind: 'surge'; times: number; at: number; halving: number; queue?: string }
  /** No answers from `at` for so many seconds; calls wait, are lost, or take twice as long. */
  | { kind: 'outage'; at: number; for: number; calls: 'queued' | 'lost' | 'slow'; group?: string; site?: string }
  /** A share of the agents on duty is absent from `at` for so many seconds. */
  | { kind: 'absence'; share: number; at?: number; for?: number; group?: string; site?: string }

/** The standard sizes, which the words of a drill may change; what is empty means all, or all day. */
export const DRILLS = {
  surge: { times: '3', at: '10:00', halving: '1h', queue: '' },
  outage: { at: '10:00', for: '30m', calls: 'queued', group: '', site: '' },
  absence: { share: '20%', at: '', for: '', group: '', site: '' },
} as const satisfies Record<Drill['kind'], Record<string, string>>

/** Handle times in a slow outage, times those of a usual day. */
export const SLOW_OUTAGE = 2

/**
 * Reads a drill: `surge`, `surge,times=4,at=11:00,halving=30m,queue=hotline`, `outage,at=10:00,for=1h,calls=lost,site=north`, `absence,share=30%,at=13:00,for=2h,group=front`.
 *
 * @throws {KrarupError} UNREADABLE, OUT_OF_RANGE
 * @example
 * ```ts
 * import { readDrill } from 'krarup/whatif'
 * readDrill('surge,times=4') //=> { kind: 'surge', times: 4, at: 36000, halving: 3600 }
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
  const read = <T>(name: string, reader: (size: string) => T) => (sizes[name] ? { [name]: reader(sizes[name]) } : {})
  const length = (size: string) => checkNumber('a length', parseDuration(size), { above: 0 })
  const given = {
    ...read('times', (size) => checkNumber('times', Number(size), { above: 1 })),
    ...read('share', (size) => checkShare('share', parseShare(size))),
    ...read('at', secondOfDay),
    ...read('for', length),
    ...read('halving', length),
    ...read('calls', callsOf),
    ...read('queue', String),
    ...read('group', String),
    ...read('site', String),
  }
  return { kind, ...given } as Drill
}

/**
 * The scenario on the day of the drill, of several days the first: a trouble more.
 *
 * @param opens second of the day at which the first interval begins
 * @throws {KrarupError} OUT_OF_RANGE, UNREADABLE
 */
export function drilled(scenario: Scenario, drill: Drill, opens = 0): Scenario {
  checkKeys('drill', drill, keysOf(drill.kind))
  const data = dataOf(scenario)
  const clock = dayClock(data, opens)
  const close = clock.interval * clock.count
  const from = drill.at === undefined ? 0 : sinceOpening(drill.at, clock)
  const to = 'for' in drill && drill.for !== undefined ? Math.min(close, from + drill.for) : close
  const trouble: TroubleScenario =
    drill.kind === 'surge'
      ? { effect: 'peak', from, to, factor: drill.times, halving: drill.halving, ...only('queues', drill.queue, data) }
      : {
          ...(drill.kind === 'outage'
            ? { effect: drill.calls, ...(drill.calls === 'slow' ? { factor: SLOW_OUTAGE } : {}) }
            : { effect: 'absent' as const, share: drill.share }),
          from,
          to,
          ...only('groups', drill.group, data),
          ...(drill.site === undefined ? {} : { sites: [drill.site] }),
        }
  return checkedScenario({ ...data, trouble: [...((data.trouble ?? []) as DataRecord[]), trouble as never] })
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

/** The one that is named, where one is. */
function only(
  kind: 'queues' | 'groups',
  name: string | undefined,
  data: DataRecord,
): Partial<Record<typeof kind, string[]>> {
  if (name === undefined) return {}
  const known = namedRecords(data, kind).map(([each]) => each)
  if (!known.includes(name)) throw unknown(name, known, name)
  return { [kind]: [name] }
}

const CALLS = ['queued', 'lost', 'slow']

function callsOf(size: string): string {
  if (!CALLS.includes(size)) throw unknown(size, CALLS, `calls=${size}`)
  return size
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
  return unknownName({ what: 'not known here', name: word, known, where: { name: text }, list: 'take' })
}

/** What can be said of a kind of drill. */
function keysOf(kind: Drill['kind']): Record<string, 1> {
  return Object.fromEntries(['kind', ...Object.keys(DRILLS[kind])].map((key) => [key, 1]))
}
