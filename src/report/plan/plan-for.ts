import {
  dayAt,
  dayOf,
  formatClock,
  formatDay,
  formatDuration,
  KrarupError,
  type PlainDateTime,
  secondOfDay,
  startAt,
} from '../../domain/index.ts'
import { englishOf, type Message, planFileSays } from '../../domain/messages/index.ts'
import type { GroupPlan, Plan, QueueForecast } from '../../plan/index.ts'

/** Systems whose import files a plan is written as. */
export const PLANNING_SYSTEMS = ['calabrio', 'genesys', 'connect'] as const
export type PlanningSystem = (typeof PLANNING_SYSTEMS)[number]

/** A file that another system imports. */
export interface ImportFile {
  /** The group that it is of, where each has a file of its own. */
  group?: string
  /** The first line: headings, or for a form without them the first row. */
  headings: string[]
  rows: (string | number)[][]
}

/** What another system takes over from a plan, and what it cannot. */
export interface ImportFiles {
  files: ImportFile[]
  /** What was left out or changed, a sentence each. */
  notes: string[]
  /** The notes, so that they can be said in other languages. */
  messages?: Message[]
}

const MINUTE = 60
/** Six weeks. */
const GENESYS_DAYS = 42
/** Decimals of contacts where they need not be whole. */
const DECIMALS = 2

/**
 * A plan as the file that a workforce system imports.
 *
 * - `calabrio`: a forecast with agents, no headings: skill, start, end, contacts, task time, after-task time, agents on duty; a row an open interval of a group, local time.
 * - `genesys`: Genesys Cloud's short-term forecast: start in UTC, planning group, offered, handle time, abandoned; a row an interval of a group, 42 days at most.
 * - `connect`: Amazon Connect's forecast override: a file a group, a row an interval of a queue, UTC, whole numbers; calls and chats only, so that work with a deadline is left out.
 *
 * @throws {KrarupError} MISSING where times must be in UTC and the plan has no time zone; OUT_OF_RANGE for intervals or days that the system does not take; UNSUPPORTED where nothing is left that it takes
 */
export function planFor(plan: Plan, system: PlanningSystem): ImportFiles {
  return { calabrio, genesys, connect }[system](plan)
}

function told(messages: Message[]): Pick<ImportFiles, 'notes' | 'messages'> {
  return { notes: englishOf(messages), messages }
}

function calabrio(plan: Plan): ImportFiles {
  const groups = [...plan.groups].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const rows = groups.flatMap((group) =>
    places(plan)
      .filter((i) => group.open[i] && !plan.again?.[i])
      .map((i) => {
        const start = startAt(plan, i)
        const times = [start, start + plan.interval].map(compact)
        return [group.name, ...times, contacts(group.volume[i]), seconds(group.aht[i]), 0, group.agents[i]]
      }),
  )
  const notes = [planFileSays('calabrio')]
  const twice = places(plan).filter((i) => plan.again?.[i])
  if (twice.length > 0) {
    const lost = plan.groups.reduce((sum, group) => sum + twice.reduce((all, i) => all + (group.volume[i] || 0), 0), 0)
    notes.push(
      planFileSays('calabrioHour', {
        day: { day: dayOf(startAt(plan, twice[0])) },
        contacts: { count: Number(contacts(lost)) },
      }),
    )
  }
  const [first = [], ...others] = rows
  return { files: [{ headings: first.map(String), rows: others }], ...told(notes) }
}

function genesys(plan: Plan): ImportFiles {
  checkUtc(plan, 'Genesys Cloud')
  if (plan.interval % (15 * MINUTE) !== 0) {
    throw wrongInterval(plan, 'Genesys Cloud takes intervals that begin at quarters of an hour')
  }
  if (plan.dayCount > GENESYS_DAYS) {
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `Genesys Cloud imports ${GENESYS_DAYS / 7} weeks of a forecast at most`,
      where: { name: '--days' },
      how: `plan ${GENESYS_DAYS} days or fewer, and the rest in another file (--start)`,
      value: plan.dayCount,
    })
  }
  const rows = plan.groups.flatMap((group) =>
    places(plan).map((i) => [
      utc(plan, i),
      group.name,
      contacts(group.volume[i]),
      seconds(group.aht[i]),
      contacts(group.volume[i] * group.abandonment[i]),
    ]),
  )
  return {
    files: [
      {
        headings: [
          'Interval Start UTC Date',
          'Planning Group',
          'Offered',
          'Average Handle Time (Seconds)',
          'Abandoned',
        ],
        rows,
      },
    ],
    ...told([planFileSays('genesys')]),
  }
}

function connect(plan: Plan): ImportFiles {
  checkUtc(plan, 'Amazon Connect')
  if (plan.interval !== 15 * MINUTE && plan.interval !== 30 * MINUTE) {
    throw wrongInterval(plan, 'Amazon Connect takes intervals of 15 or 30 minutes')
  }
  const deferred = plan.groups.filter(({ model }) => model === 'deferred')
  const groups = plan.groups.filter(({ model }) => model !== 'deferred')
  if (groups.length === 0)
    throw new KrarupError({
      code: 'UNSUPPORTED',
      what: "Amazon Connect's forecast override takes calls and chats (ChannelType VOICE or CHAT), and all queues of this plan are work with a deadline",
      where: { name: '--for' },
      how: 'write plan.csv (leave out --for), or plan the queues of calls',
    })
  const files = groups.map((group): ImportFile => {
    const queues = plan.queues.filter(({ name }) => group.queues.includes(name))
    return {
      group: group.name,
      headings: [
        'QueueName',
        'QueueId',
        'ChannelType',
        'TimeStamp',
        'IntervalDuration',
        'IncomingContactVolume',
        'AverageHandleTime',
      ],
      rows: queues.flatMap((queue) => overrideRows(plan, queue)),
    }
  })
  return {
    files,
    ...told([
      planFileSays('connect'),
      ...(deferred.length > 0
        ? [planFileSays('connectDeferred', { queues: { list: deferred.flatMap(({ queues }) => queues) } })]
        : []),
    ]),
  }
}

/** Whole contacts: what rounding takes from an interval the next ones get, so that a day's sum is off by less than one. */
function overrideRows(plan: Plan, queue: QueueForecast): (string | number)[][] {
  let day = -1
  let owed = 0
  return places(plan).map((i) => {
    if (dayAt(plan, i) !== day) owed = 0
    day = dayAt(plan, i)
    owed += queue.volume[i] || 0
    const whole = Math.round(owed)
    owed -= whole
    const isOpen = queue.volume[i] >= 0
    return [
      queue.name,
      '',
      'VOICE',
      utc(plan, i),
      `${plan.interval / MINUTE}mins`,
      Math.max(0, whole),
      isOpen && queue.aht[i] >= 0 ? Math.round(queue.aht[i]) : '',
    ]
  })
}

function places({ length }: Plan): number[] {
  return Array.from({ length }, (_, i) => i)
}

/** `20260302 08:00`. */
function compact(time: PlainDateTime): string {
  return `${formatDay(dayOf(time)).replaceAll('-', '')} ${formatClock(secondOfDay(time))}`
}

/** `2026-03-02T08:00:00Z`. */
function utc(plan: Plan, i: number): string {
  const instant = startAt(plan, i) - plan.offsets![i]
  return `${formatDay(dayOf(instant))}T${formatClock(secondOfDay(instant), true)}Z`
}

/** Contacts; 0 where closed. */
function contacts(value: number): number {
  return Number((value || 0).toFixed(DECIMALS))
}

function seconds(value: number): number {
  return Number((value || 0).toFixed(1))
}

function checkUtc({ offsets }: Plan, system: string): void {
  if (offsets) return
  throw new KrarupError({
    code: 'MISSING',
    what: `${system} takes times in UTC, and no time zone is named`,
    where: { name: '--timezone' },
    how: 'name that of the centre, for example --timezone Europe/Berlin',
  })
}

function wrongInterval({ interval }: Plan, what: string): KrarupError {
  return new KrarupError({
    code: 'OUT_OF_RANGE',
    what,
    where: { name: '--for' },
    how: 'export the history in such intervals',
    value: formatDuration(interval),
  })
}

/** Names of groups of one plan, for error messages and file names: letters and digits of any script, the rest as hyphens. */
export function fileNameOf({ name }: Pick<GroupPlan, 'name'>): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'group'
}
