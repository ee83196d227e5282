import {
  type Calendar,
  DAY_SECONDS,
  dayOf,
  formatClock,
  type History,
  type Message,
  secondOfDay,
  startAt,
} from 'krarup/domain'
import type { KeptFits } from 'krarup/forecast'
import { clockChanges, findingMessages, readHistory } from 'krarup/io/browser'
import { type GroupPlan, type Plan, type PlanInParts, type PlannedGroup, planInParts } from 'krarup/plan'
import { answer, breathe } from '../shared/worker-host.ts'
import {
  type GroupDetail,
  type GroupSummary,
  type Opened,
  type OpenRequest,
  optionsOf,
  type Planned,
  type Settings,
} from './types.ts'

/** Seconds after the history for which clock changes are known: more than any plan looks ahead. */
const LOOK_AHEAD = 1000 * DAY_SECONDS

/** Days drawn of each queue; of many queues fewer, as the command does. */
const DRAWN = { usual: 200, least: 40, ofAllQueues: 10_000 }

let history: History | undefined
/** With a time zone its days of 23 and 25 hours. */
let calendar: Calendar | undefined
const kept: KeptFits = new Map()
let plan: Plan | undefined
/** The parts of the plan at hand, and the number of the question that they belong to: a newer one ends an older. */
let parts: PlanInParts | undefined
let made = new Map<string, PlannedGroup>()
/** The one that was made first, whose verdict on the past is still to come. */
let unjudged: string | undefined
let asked = 0

async function open({ content, name, options }: OpenRequest, progress: (value: unknown) => void): Promise<Opened> {
  const reading = await readHistory(content, {
    ...options,
    name,
    onProgress: ({ bytes, totalBytes }) => progress({ share: totalBytes ? bytes / totalBytes : 0 }),
  })
  history = reading.history
  kept.clear()
  const { timezone } = options
  calendar =
    timezone === undefined
      ? undefined
      : { specialDays: [], ...(await clockChanges(timezone, reading.findings.to, reading.findings.to + LOOK_AHEAD)) }
  plan = undefined
  const { findings } = reading
  return {
    told: findingMessages(findings),
    columns: findings.columns.map(({ heading, role }) => ({ heading, role: role ?? '' })),
    aside: findings.aside.map(({ heading, reason }) => ({
      heading,
      reason: reason === undefined ? undefined : messageBehind(reason, findings.messages),
    })),
    headings: [...findings.columns, ...findings.aside].map(({ heading }) => heading),
    queues: history.queues.map(({ queue }) => queue),
    interval: history.interval,
    days: dayOf(findings.to - 1) - dayOf(findings.from) + 1,
    from: dayOf(findings.from),
    to: dayOf(findings.to - 1),
    rejected: findings.rejected,
  }
}

function begin(settings: Settings): PlanInParts {
  if (!history) throw new Error('there is no history yet')
  const paths = Math.max(DRAWN.least, Math.min(DRAWN.usual, Math.floor(DRAWN.ofAllQueues / history.queues.length)))
  asked++
  made = new Map()
  unjudged = undefined
  plan = undefined
  parts = planInParts(history, { ...optionsOf(settings), paths, kept, ...(calendar ? { calendar } : {}) })
  return parts
}

/** One group at once: what the user looks at. The others come with {@link finish}, and the verdict on its past, of which the page shows nothing. */
async function resize({ settings, group }: { settings: Settings; group: string }): Promise<GroupDetail> {
  const planned = await begin(settings).planOne(group, undefined, { verdict: false })
  made.set(group, planned)
  unjudged = group
  return detailOf(planned)
}

/** All groups that are not there yet, and the plan. Undefined where something newer was asked meanwhile. */
async function finish(_: unknown, progress: (value: unknown) => void): Promise<Planned | undefined> {
  const ours = asked
  const { groups, planOne, judge, assemble } = parts!
  for (const group of groups) {
    if (!made.has(group)) {
      const planned = await planOne(group)
      if (ours !== asked) return undefined
      made.set(group, planned)
      progress({ done: made.size, all: groups.length, summary: summaryOf(planned.plan) })
    }
    await breathe()
    if (ours !== asked) return undefined
  }
  if (unjudged !== undefined) made.set(unjudged, judge(made.get(unjudged)!))
  unjudged = undefined
  const whole = assemble(groups.map((group) => made.get(group)!))
  plan = whole
  const { start, interval, dayCount, dayFrom, length } = whole
  const clocks = Array.from({ length }, (__, i) => formatClock(secondOfDay(startAt(whole, i))))
  const days = Array.from({ length: dayCount }, (__, k) => dayOf(startAt(whole, dayFrom[k])))
  return {
    times: { start, interval, dayCount, dayFrom, days, clocks },
    groups: whole.groups.map(summaryOf),
    remarks: whole.remarks.map((text) => messageBehind(text, whole.messages)),
  }
}

/** Names of the groups, before any is planned. */
function start(settings: Settings): string[] {
  return [...begin(settings).groups]
}

function detail(group: string): GroupDetail | undefined {
  const planned = made.get(group)
  return planned && detailOf(planned)
}

function detailOf({ plan: group, queues }: PlannedGroup): GroupDetail {
  const [only] = queues
  const band = queues.length === 1 ? only.forecast : undefined
  return { summary: summaryOf(group), plan: group, low: band?.low, high: band?.high }
}

function summaryOf({ name, total, days }: GroupPlan): GroupSummary {
  const { volume, peakAgents, agentHours, paidHours, fte, serviceLevel, asa, occupancy, abandonment } = total
  const known = days.map(({ targetMet }) => targetMet).filter((share) => !Number.isNaN(share))
  const sure = known.reduce((sum, share) => sum + share, 0) / known.length
  return { name, volume, peakAgents, agentHours, paidHours, fte, serviceLevel, asa, occupancy, abandonment, sure }
}

/** A text of a result as what can be said in another language, where it can. */
function messageBehind(text: string, messages: readonly Message[] = []): Message {
  return messages.find((one) => one.text === text) ?? { id: '', text }
}

answer({ open, start, resize, finish, detail, whole: () => ({ plan, history }) })
