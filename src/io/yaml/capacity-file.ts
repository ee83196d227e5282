import { dirname, resolve } from 'node:path'
import {
  byWeek,
  type CapacityQuestion,
  type CapacityQueue,
  type ClassRules,
  type Cohort,
  type Cover,
  checkCapacity,
  type Ranged,
  type ShrinkageCategory,
} from '../../capacity/index.ts'
import {
  type DayNumber,
  dateParts,
  formatDay,
  KrarupError,
  listNames,
  mondayOf,
  nextMonth,
  type Place,
  parseDay,
  unknownName,
} from '../../domain/index.ts'
import { englishOf, type Message, scenarioFileSays } from '../../domain/messages/index.ts'
import { readVolumes, type VolumeRow, type Volumes } from '../dated/index.ts'
import { capacityFileSchema, type WrittenCapacity, type WrittenQueue } from './capacity-schema.ts'
import { readTextFile } from './text-file.ts'
import { weekShape } from './week-shape.ts'
import { openYamlDocument } from './yaml-document.ts'

/** What a capacity file asks, and what is to be told of how it was read. */
export interface CapacityFile {
  question: CapacityQuestion
  remarks: string[]
  /** The remarks, so that they can be said in other languages. */
  messages?: readonly Message[]
  /** Path of the forecast that the file names. */
  forecast?: string
}

export interface CapacityFileOptions {
  /** Contacts by queue that come from elsewhere than the file, such as a forecast of a history. */
  volumes?: ReadonlyMap<string, Volumes>
  /** In place of what the file says. */
  cover?: Cover
}

/** Weeks of a plan whose volumes go on for longer. */
const MOST_WEEKS = 104

/**
 * Reads what `krarup capacity` is asked (YAML), with the volumes of the forecast that it names.
 *
 * @throws {KrarupError} FILE, and UNREADABLE, MISSING, OUT_OF_RANGE, CONFLICT with line and column
 */
export async function readCapacityFile(path: string, options: CapacityFileOptions = {}): Promise<CapacityFile> {
  const { data, placeOf } = openYamlDocument(await readTextFile(path), path, capacityFileSchema)
  const at = (name: string): Place => ({ name, ...placeOf(name.split('.')) })
  const volumes = options.volumes ?? (await volumesOf(data, path, at))
  const reading = new Reading(data, volumes, at)
  const question = { ...reading.question(), ...(options.cover ? { cover: options.cover } : {}) }
  try {
    checkCapacity(question)
  } catch (error) {
    if (!(error instanceof KrarupError)) throw error
    const { code, what, how, value } = error
    const where = at(kebab(error.where?.name ?? ''))
    throw new KrarupError({ code, what, where, ...(how ? { how } : {}), value }, { cause: error })
  }
  const named = data.forecast === undefined ? {} : { forecast: forecastPath(path, data.forecast) }
  return { question, remarks: englishOf(reading.remarks), messages: reading.remarks, ...named }
}

/** `atOnce` of the library is `at-once` of files. */
function kebab(name: string): string {
  return name.replaceAll(/[A-Z](?=[a-z])/g, (letter) => `-${letter.toLowerCase()}`)
}

async function volumesOf({ forecast }: WrittenCapacity, path: string, at: At): Promise<ReadonlyMap<string, Volumes>> {
  if (forecast === undefined) return new Map()
  const volumes = await readVolumes(forecastPath(path, forecast))
  if (volumes.size > 0) return volumes
  throw new KrarupError({ code: 'TOO_SHORT', what: 'the forecast has no rows', where: at('forecast'), value: forecast })
}

function forecastPath(path: string, forecast: string): string {
  return resolve(dirname(path), forecast)
}

type At = (name: string) => Place

/** A file's words turned into a question. */
class Reading {
  readonly remarks: Message[] = []
  readonly #file: WrittenCapacity
  readonly #at: At
  /** Days of volume by queue, in the order of the file. */
  readonly #days: Map<string, (day: DayNumber) => (Ranged & { aht?: number }) | undefined>
  readonly #rows: Map<string, VolumeRow[]>
  readonly #volumes: ReadonlyMap<string, Volumes>
  readonly #start: DayNumber
  readonly #weeks: number

  constructor(file: WrittenCapacity, volumes: ReadonlyMap<string, Volumes>, at: At) {
    this.#file = file
    this.#at = at
    this.#volumes = volumes
    const queues = Object.entries(file.queues)
    this.#rows = new Map(queues.map(([name, queue]) => [name, this.#rowsOf(name, queue)]))
    this.#days = new Map([...this.#rows].map(([name, rows]) => [name, dayReader(rows)]))
    const unused = [...volumes.keys()].filter((name) => !(name in file.queues))
    if (unused.length > 0)
      this.remarks.push(scenarioFileSays('unplannedQueues', { queues: { list: unused, most: 10 } }))
    const rows = [...this.#rows.values()]
    const known = rows.filter((each) => each.length > 0)
    const first = Math.max(...known.map((each) => each[0].from), Number.NEGATIVE_INFINITY)
    this.#start = this.#startOf(first)
    const end = Math.min(...known.map((each) => lastOf(each)), Number.POSITIVE_INFINITY)
    this.#weeks = this.#weeksOf(end)
  }

  #startOf(first: number): DayNumber {
    const { start } = this.#file
    if (start !== undefined) {
      const monday = mondayOf(start)
      if (monday !== start)
        this.remarks.push(scenarioFileSays('noMonday', { day: { day: start }, monday: { day: monday } }))
      return monday
    }
    if (Number.isFinite(first)) return mondayOf(first + 6)
    throw new KrarupError({
      code: 'MISSING',
      what: 'nothing says when the plan begins',
      where: this.#at('start'),
      how: 'write start: 2027-01-04, a Monday',
    })
  }

  #weeksOf(end: number): number {
    const { weeks } = this.#file
    if (weeks !== undefined) return weeks
    if (!Number.isFinite(end))
      throw new KrarupError({
        code: 'MISSING',
        what: 'nothing says how many weeks are planned',
        where: this.#at('weeks'),
        how: 'write weeks: 52',
      })
    return Math.max(1, Math.min(MOST_WEEKS, Math.floor((end - this.#start) / 7)))
  }

  /** Rows that the file or the forecast has; none where a number a week holds for all. */
  #rowsOf(name: string, { volume }: WrittenQueue): VolumeRow[] {
    if (typeof volume === 'number') return []
    if (volume !== undefined) {
      const rows = Object.entries(volume).map(([period, contacts]) => this.#rowOf(name, period, contacts))
      return rows.sort((a, b) => a.from - b.from)
    }
    const read = this.#volumes.get(name)
    if (read) return read.rows
    const where = this.#at(`queues.${name}`)
    if (this.#volumes.size > 0)
      throw unknownName({
        what: 'the forecast has no such queue',
        name,
        known: this.#volumes.keys(),
        code: 'MISSING',
        where,
      })
    throw new KrarupError({
      code: 'MISSING',
      what: `nothing says how many contacts ${name} has`,
      where,
      how: 'give it a volume by week or month (volume: { 2027-01: 40000 }), or name a forecast in the file: forecast: weeks.csv, as krarup forecast history.csv --by week --csv writes it',
    })
  }

  #rowOf(queue: string, period: string, contacts: number | Ranged): VolumeRow {
    const where = this.#at(`queues.${queue}.volume.${period}`)
    const range = typeof contacts === 'number' ? { low: contacts, mean: contacts, high: contacts } : contacts
    const isMonth = /^\d{4}-\d\d$/.test(period)
    let from: DayNumber
    try {
      from = parseDay(period, 'first')
    } catch (cause) {
      throw new KrarupError(
        {
          code: 'UNREADABLE',
          what: 'neither a month nor the Monday of a week',
          where,
          how: 'write months as 2027-01, weeks as 2027-01-04',
          value: period,
        },
        { cause },
      )
    }
    if (!isMonth && mondayOf(from) !== from)
      throw new KrarupError({
        code: 'UNREADABLE',
        what: `a week begins on a Monday, and ${period} is none`,
        where,
        how: `write ${formatDay(mondayOf(from))}; a whole month is written ${period.slice(0, 7)}`,
        value: period,
      })
    return { from, days: isMonth ? nextMonth(from) - from : 7, ...range }
  }

  question(): CapacityQuestion {
    const file = this.#file
    const [start, weeks] = [this.#start, this.#weeks]
    const contracts = file.contracts ?? { 'full-time': {} }
    const hoursAWeek = file['hours-a-week'] ?? 40
    const first = Object.keys(contracts)[0]
    return given({
      name: file.name,
      start,
      weeks,
      currency: file.currency,
      hoursAWeek,
      queues: Object.entries(file.queues).map(([name, queue]) => this.#queue(name, queue)),
      groups: Object.entries(file.groups).map(([name, group]) => ({
        name,
        agents: cohortsOf(group?.agents, first, start),
        classes: this.#classes(`groups.${name}.classes`, { ...file.classes, ...group?.classes }, group?.classes),
      })),
      shrinkage: this.#shrinkage(hoursAWeek),
      contracts: Object.entries(contracts).map(([name, words]) =>
        given({
          name,
          hours: words?.hours ?? hoursAWeek,
          pay: words?.pay,
          trainingPay: words?.['training-pay'],
          most: words?.most,
        }),
      ),
      training: (file.training ?? []).map(({ what, weeks: length, speed = 0 }, k) => ({
        name: what ?? `${k + 1}`,
        weeks: length,
        speed,
      })),
      learning: stepsOf(file.learning).map(([week, speed]) => ({ week, speed })),
      attrition: stepsOf(file.attrition).map(([month, rate]) => ({ month, rate })),
      overtime: file.overtime && { most: file.overtime.most / 3600, pay: file.overtime.pay ?? 1.5 },
      lending: (file.lending ?? []).map(({ from, to, most, speed = 1, cost = 0 }) => ({ from, to, most, speed, cost })),
      teamLeaders: file['team-leaders'] && {
        agentsEach: file['team-leaders']['agents-each'],
        pay: file['team-leaders'].pay ?? 0,
      },
      trainers: file.trainers && { peopleEach: file.trainers['people-each'], pay: file.trainers.pay ?? 0 },
      inspectors: file.inspectors && {
        check: file.inspectors.check,
        eachWeek: file.inspectors['each-week'] ?? 0,
        newEachWeek: file.inspectors['new-each-week'] ?? file.inspectors['each-week'] ?? 0,
        newFor: file.inspectors['new-for'] ?? 0,
        pay: file.inspectors.pay ?? 0,
      },
      shortHour: file['short-hour'],
      cover: file.cover,
    }) as CapacityQuestion
  }

  #queue(name: string, words: WrittenQueue): CapacityQueue {
    const { group, target, patience, occupancy, checked } = words
    const [start, weeks] = [this.#start, this.#weeks]
    const volume = this.#volume(name, words)
    const groups = Object.keys(this.#file.groups)
    if (group === undefined && groups.length !== 1)
      throw new KrarupError({
        code: 'MISSING',
        what: `${name} does not say which group serves it`,
        where: this.#at(`queues.${name}`),
        how: `write group: and one of ${listNames(groups)}`,
      })
    return given({
      name,
      group: group ?? groups[0],
      volume,
      aht: this.#aht(name, words, start, weeks),
      shape: this.#shape(name, words),
      target,
      patience,
      occupancy,
      checked,
    }) as CapacityQueue
  }

  #volume(name: string, { volume }: WrittenQueue): Ranged[] {
    const [start, weeks] = [this.#start, this.#weeks]
    if (typeof volume === 'number')
      return Array.from({ length: weeks }, () => ({ low: volume, mean: volume, high: volume }))
    const ofDay = this.#days.get(name)!
    const lacking = Array.from({ length: weeks }, (_, week) => start + 7 * week).filter((monday) =>
      [0, 1, 2, 3, 4, 5, 6].some((day) => ofDay(monday + day) === undefined),
    )
    if (lacking.length > 0)
      throw new KrarupError({
        code: 'MISSING',
        what: `${name} has no volume for ${lacking.length} of ${weeks} weeks: that of ${formatDay(lacking[0])}${lacking.length > 1 ? ` to that of ${formatDay(lacking[lacking.length - 1])}` : ''}`,
        where: this.#at(`queues.${name}`),
        how: `its volumes go from ${formatDay(this.#rows.get(name)![0].from)} to ${formatDay(lastOf(this.#rows.get(name)!) - 1)}: forecast further, or plan fewer weeks`,
      })
    const ends = (['low', 'mean', 'high'] as const).map((end) => byWeek(start, weeks, (day) => ofDay(day)![end]))
    return ends[1].map((mean, week) => ({
      low: Math.min(mean, ends[0][week]),
      mean,
      high: Math.max(mean, ends[2][week]),
    }))
  }

  #aht(name: string, { aht }: WrittenQueue, start: DayNumber, weeks: number): number[] {
    if (aht !== undefined) return byWeek(start, weeks, byMonth(aht, `queues.${name}.aht`, this.#at), 'mean')
    const ofDay = this.#days.get(name)!
    return Array.from({ length: weeks }, (_, week) => {
      const days = [0, 1, 2, 3, 4, 5, 6].map((day) => ofDay(start + 7 * week + day))
      const known = days.filter((day) => day?.aht !== undefined)
      const contacts = known.reduce((sum, day) => sum + day!.mean, 0)
      const work = known.reduce((sum, day) => sum + day!.mean * day!.aht!, 0)
      if (contacts > 0) return work / contacts
      if (known.length > 0) return known[0]!.aht!
      throw new KrarupError({
        code: 'MISSING',
        what: `nothing says how long contacts of ${name} take`,
        where: this.#at(`queues.${name}`),
        how: 'write aht: 4m, or a forecast with a column aht',
      })
    })
  }

  #shape(name: string, words: WrittenQueue): CapacityQueue['shape'] {
    const read = this.#volumes.get(name)?.shape
    const { hours, busyness, weekdays } = words
    if (hours === undefined && words.occupancy !== undefined) return { interval: 604_800, shares: [1] }
    if (hours === undefined && busyness === undefined && weekdays === undefined && read) return read
    if (hours === undefined)
      throw new KrarupError({
        code: 'MISSING',
        what: `nothing says when ${name} is open`,
        where: this.#at(`queues.${name}`),
        how: 'write hours: mon-sun 08:00-20:00, and busyness: { 08:00: 70%, 10:00: 120% } where the day is not the same all through; or a forecast by interval',
      })
    return weekShape({ hours, busyness, weekdays }, this.#at(`queues.${name}.busyness`))
  }

  #shrinkage(hoursAWeek: number): ShrinkageCategory[] {
    return Object.entries(this.#file.shrinkage ?? {}).map(([name, words]) => ({
      name,
      shares: byWeek(
        this.#start,
        this.#weeks,
        byMonth<{ share?: number; hoursAWeek?: number }>(
          words,
          `shrinkage.${name}`,
          this.#at,
          ({ share, hoursAWeek: hours }) => share ?? hours! / hoursAWeek,
        ),
        'mean',
      ),
    }))
  }

  #classes(at: string, words: NonNullable<WrittenCapacity['classes']>, own: object | undefined): ClassRules {
    const { least = 1, most = 0, lead = 0, cost = 0, hire = 0, closed = [], planned = {} } = words
    const place = (word: string) => this.#at(own && word in own ? `${at}.${word}` : `classes.${word}`)
    const weekOf = (day: DayNumber, word: string) => {
      const week = (mondayOf(day) - this.#start) / 7
      if (week >= 0 && week < this.#weeks) return week
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: `${formatDay(day)} is not in the weeks of the plan`,
        where: place(word),
        how: `they are those of ${formatDay(this.#start)} to ${formatDay(this.#start + 7 * (this.#weeks - 1))}`,
      })
    }
    return {
      least,
      most,
      atOnce: words['at-once'] ?? 1,
      lead,
      cost,
      hire,
      closed: closed.flatMap(({ from, to }) =>
        Array.from({ length: this.#weeks }, (_, week) => week).filter((week) => {
          const monday = this.#start + 7 * week
          return monday + 6 >= from && monday <= to
        }),
      ),
      planned: Object.entries(planned).map(([day, people]) => ({
        week: weekOf(readDay(day, place('planned')), 'planned'),
        people,
      })),
    }
  }
}

function readDay(text: string, where: Place): DayNumber {
  try {
    return parseDay(text, 'first')
  } catch (cause) {
    throw new KrarupError(
      { code: 'UNREADABLE', what: 'not a day', where, how: 'write 2027-03-01', value: text },
      { cause },
    )
  }
}

function lastOf(rows: readonly VolumeRow[]): DayNumber {
  return rows.reduce((last, { from, days }) => Math.max(last, from + days), Number.NEGATIVE_INFINITY)
}

/** A day's part of the row in which it lies. */
function dayReader(rows: readonly VolumeRow[]) {
  const days = new Map<DayNumber, Ranged & { aht?: number }>()
  for (const { from, days: count, low, mean, high, aht } of rows)
    for (let day = from; day < from + count; day++)
      days.set(day, {
        low: low / count,
        mean: mean / count,
        high: high / count,
        ...(aht === undefined ? {} : { aht }),
      })
  return (day: DayNumber) => days.get(day)
}

/** One value for all months, or values by month: `all`, `2` for each February, `2027-02` for one. */
function byMonth<T>(
  words: T | { months: Readonly<Record<string, T>> },
  name: string,
  at: At,
  value: (words: T) => number = Number,
): (day: DayNumber) => number {
  if (typeof words !== 'object' || words === null || !('months' in words)) {
    const same = value(words as T)
    return () => same
  }
  const months = new Map(Object.entries(words.months).map(([month, each]) => [month, value(each)]))
  for (const month of months.keys())
    if (!/^(all|[1-9]|1[0-2]|\d{4}-\d\d)$/.test(month))
      throw new KrarupError({
        code: 'UNREADABLE',
        what: 'not a month',
        where: at(`${name}.${month}`),
        how: 'write all for every month, 2 for February of each year, 2027-02 for one',
        value: month,
      })
  return (day) => {
    const { year, month } = dateParts(day)
    const found =
      months.get(`${year}-${String(month).padStart(2, '0')}`) ?? months.get(String(month)) ?? months.get('all')
    if (found !== undefined) return found
    throw new KrarupError({
      code: 'MISSING',
      what: `there is no value for month ${month}`,
      where: at(name),
      how: 'add it, or all: for every month that is not named',
    })
  }
}

function stepsOf(steps: Readonly<Record<string, number>> | undefined): [from: number, value: number][] {
  return Object.entries(steps ?? {})
    .map(([from, value]): [number, number] => [Number(from), value])
    .sort((a, b) => a[0] - b[0])
}

function cohortsOf(
  agents: NonNullable<WrittenCapacity['groups'][string]>['agents'] | undefined,
  contract: string,
  start: DayNumber,
): Cohort[] {
  if (agents === undefined) return []
  if (typeof agents === 'number') return [{ count: agents, contract }]
  return agents.map((words) => {
    const since = words.since ?? (words.tenure === undefined ? undefined : start - 7 * words.tenure)
    return { count: words.count, contract: words.contract ?? contract, ...(since === undefined ? {} : { since }) }
  })
}

function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
