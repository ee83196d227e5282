import { type DayNumber, dayOf } from '../../domain/index.ts'
import { type CallLog, VISIT_END } from '../log.ts'
import { leftAt } from './days.ts'
import type { GroupMeasurements } from './types.ts'

/** An agent takes a queue who has answered at least this share of the calls that are expected of one who takes it; fewer are exceptions: calls put through by name, help in an emergency. */
const TAKES = 0.1
/** Calls expected of an agent who takes a queue from which on their absence says that the agent does not. */
const TELLS = 7
/** Two groups are made one where that puts less than this share of any queue's answers in the wrong place. */
const NEAR = 0.1
/** On a day on which this share of an agent's answers is of one queue, and chance would hardly make it so, the agent was there for that queue alone. */
const APART = 0.8
const HARDLY = 1e-3
/** Times that an agent's days must vary more than chance makes them. */
const DIFFERS = 3
/** Days of agents that a queue needs for a group of those who are there for it alone. */
const LEAST_DAYS = 5

/** Who takes which queues, and so which agents are alike. */
export interface Routing {
  groups: readonly GroupMeasurements[]
  /** By agent: number of the usual group; -1 for who answered nothing. */
  groupOf: readonly number[]
  /** Days on which an agent was in another group than the usual one. */
  apart: readonly { agent: number; day: DayNumber; group: number }[]
}

/** The group of an agent on a day. */
export type GroupAt = (agent: number, day: DayNumber) => number

export function groupAtOf({ groupOf, apart }: Routing): GroupAt {
  const byDay = new Map(apart.map(({ agent, day, group }) => [keyOf(agent, day), group]))
  return byDay.size === 0 ? (agent) => groupOf[agent] : (agent, day) => byDay.get(keyOf(agent, day)) ?? groupOf[agent]
}

function keyOf(agent: number, day: DayNumber): number {
  return agent * 1e6 + day
}

/** The same groups on other days: who was there for one queue alone is found anew. */
export function routingOn(log: CallLog, { groups, groupOf }: Pick<Routing, 'groups' | 'groupOf'>): Routing {
  const days = answersByDay(log)
  const alone = aloneFor(days, log)
  return { groups, groupOf, apart: apartDays(groups, groupOf, alone) }
}

/**
 * Agents with the same queues are one group. An agent who is there for one queue alone on some days is of its group on those days. What an agent with few calls takes is not known of every queue: such agents go to the largest group
 * that fits.
 */
export function measureRouting(log: CallLog): Routing {
  const queues = log.queues.length
  const byDay = answersByDay(log)
  const alone = aloneFor(byDay, log)
  const isApart = new Set(alone.map(({ agent, day }) => keyOf(agent, day)))
  const answers = log.agents.map(() => new Float64Array(queues))
  for (const { agent, day, counts } of byDay) {
    if (isApart.has(keyOf(agent, day))) continue
    for (let queue = 0; queue < queues; queue++) answers[agent][queue] += counts[queue]
  }
  const sets = setsOf(answers, queues)
  for (const queue of new Set(alone.map((one) => one.queue))) {
    const has = sets.some((set) => set.queues.length === 1 && set.queues[0] === queue)
    if (!has) sets.push({ queues: [queue], agents: [], answers: new Float64Array(queues) })
  }
  for (const { agent, queue, counts } of alone) {
    const set = sets.find((one) => one.queues.length === 1 && one.queues[0] === queue)!
    for (let q = 0; q < queues; q++) set.answers[q] += counts[q]
    if (!set.agents.includes(agent)) set.agents.push(agent)
  }
  const groups = nameGroups(
    sets
      .sort((a, b) => sumOf(b.answers) - sumOf(a.answers))
      .map((set) => ({
        name: '',
        agents: set.agents.sort((a, b) => a - b),
        queues: set.queues,
        answers: [...set.answers],
      })),
    log.queues,
  )
  const groupOf = log.agents.map((_, agent) => {
    const usual = groups.findIndex((group) => group.agents.includes(agent) && sumOf(answers[agent]) > 0)
    const isUsual = (group: GroupMeasurements) =>
      group.agents.includes(agent) && !alone.some((one) => one.agent === agent && isFor(group, one.queue))
    const general = groups.findIndex(isUsual)
    return general >= 0 ? general : usual >= 0 ? usual : groups.findIndex((group) => group.agents.includes(agent))
  })
  return { groups, groupOf, apart: apartDays(groups, groupOf, alone) }
}

function isFor({ queues }: GroupMeasurements, queue: number): boolean {
  return queues.length === 1 && queues[0] === queue
}

function apartDays(
  groups: readonly GroupMeasurements[],
  groupOf: readonly number[],
  alone: readonly Alone[],
): { agent: number; day: DayNumber; group: number }[] {
  return alone.flatMap(({ agent, day, queue }) => {
    const group = groups.findIndex((one) => isFor(one, queue))
    return group < 0 || group === groupOf[agent] ? [] : [{ agent, day, group }]
  })
}

interface AgentDay {
  agent: number
  day: DayNumber
  counts: Float64Array
}

interface Alone extends AgentDay {
  queue: number
}

function answersByDay(log: CallLog): AgentDay[] {
  const rows = new Map<number, AgentDay>()
  for (let i = 0; i < log.count; i++) {
    const agent = log.agent[i]
    if (agent < 0 || log.end[i] !== VISIT_END.answered || Number.isNaN(log.waited[i])) continue
    const day = dayOf(leftAt(log, i))
    const key = keyOf(agent, day)
    let row = rows.get(key)
    if (!row) {
      row = { agent, day, counts: new Float64Array(log.queues.length) }
      rows.set(key, row)
    }
    row.counts[log.queue[i]]++
  }
  return [...rows.values()]
}

/** Days on which an agent was there for one queue alone: of agents whose days differ by more than chance, those with hardly another answer. A queue that is most of all the work makes such days by itself. */
function aloneFor(days: readonly AgentDay[], log: CallLog): Alone[] {
  const queues = log.queues.length
  const all = new Float64Array(queues)
  const byAgent: AgentDay[][] = log.agents.map(() => [])
  for (const row of days) {
    byAgent[row.agent].push(row)
    for (let queue = 0; queue < queues; queue++) all[queue] += row.counts[queue]
  }
  const total = sumOf(all)
  const alone = byAgent.flatMap((own) =>
    log.queues.flatMap((_, queue) => {
      if (all[queue] > total / 2 || !differs(own, queue)) return []
      const share = all[queue] / total
      return own.flatMap((row) => {
        const count = row.counts[queue]
        return count >= APART * sumOf(row.counts) && share ** count < HARDLY ? [{ ...row, queue }] : []
      })
    }),
  )
  const daysOf = new Map<number, number>()
  for (const { queue } of alone) daysOf.set(queue, (daysOf.get(queue) ?? 0) + 1)
  return alone.filter(({ queue }) => daysOf.get(queue)! >= LEAST_DAYS)
}

/** An agent's days have a queue's calls in other shares than chance makes of one share for all: chi-square over its degrees of freedom. */
function differs(days: readonly AgentDay[], queue: number): boolean {
  if (days.length < LEAST_DAYS) return false
  const n = days.reduce((all, { counts }) => all + sumOf(counts), 0)
  const share = days.reduce((all, { counts }) => all + counts[queue], 0) / n
  if (share === 0 || share === 1) return false
  let squares = 0
  for (const { counts } of days) {
    const many = sumOf(counts)
    squares += (counts[queue] - many * share) ** 2 / (many * share * (1 - share))
  }
  return squares / (days.length - 1) > DIFFERS
}

interface AgentSet {
  queues: number[]
  agents: number[]
  /** By queue. */
  answers: Float64Array
}

/** Agents with equal queues together, and then whatever is so near that it makes no difference. */
function setsOf(answers: readonly Float64Array[], queues: number): AgentSet[] {
  const totals = answers.map(sumOf)
  const skills = skillsOf(answers, totals, queues)
  const sets: AgentSet[] = []
  const order = answers.map((_, agent) => agent).filter((agent) => totals[agent] > 0)
  order.sort((a, b) => unknownsOf(skills[a]) - unknownsOf(skills[b]) || totals[b] - totals[a] || a - b)
  for (const agent of order) {
    const fitting = sets.filter((set) => fits(skills[agent], set.queues))
    fitting.sort((a, b) => sumOf(b.answers) - sumOf(a.answers))
    let [set] = fitting
    if (!set) {
      set = { queues: takenBy(skills[agent]), agents: [], answers: new Float64Array(queues) }
      sets.push(set)
    }
    set.agents.push(agent)
    for (let queue = 0; queue < queues; queue++) set.answers[queue] += answers[agent][queue]
  }
  const all = new Float64Array(queues)
  for (const own of answers) for (let queue = 0; queue < queues; queue++) all[queue] += own[queue]
  joinNear(sets, all)
  return sets
}

/** What an agent does with a queue. */
const SKILL = { lacks: 0, takes: 1, unknown: 2 } as const
type Skill = (typeof SKILL)[keyof typeof SKILL]

/** The mix of calls that is expected of an agent is that of all agents, over the queues that the agent takes: found in rounds, from agents who take all. */
function skillsOf(answers: readonly Float64Array[], totals: readonly number[], queues: number): Skill[][] {
  let skills: Skill[][] = answers.map(() => new Array<Skill>(queues).fill(SKILL.takes))
  const all = Array.from({ length: queues }, (_, queue) => answers.reduce((sum, own) => sum + own[queue], 0))
  for (let round = 0; round < 5; round++) {
    skills = answers.map((own, agent) => {
      const base = skills[agent].reduce<number>((sum, skill, q) => sum + (skill === SKILL.lacks ? 0 : all[q]), 0)
      return Array.from(own, (count, queue): Skill => {
        const expected = base > 0 ? (totals[agent] * all[queue]) / base : 0
        if (count >= Math.max(2, TAKES * expected)) return SKILL.takes
        return expected >= TELLS ? SKILL.lacks : SKILL.unknown
      })
    })
  }
  return skills
}

function unknownsOf(skills: readonly Skill[]): number {
  return skills.filter((skill) => skill === SKILL.unknown).length
}

function takenBy(skills: readonly Skill[]): number[] {
  const taken = skills.flatMap((skill, queue) => (skill === SKILL.takes ? [queue] : []))
  // whoever has answered a call or two takes what can be
  return taken.length > 0 ? taken : skills.flatMap((skill, queue) => (skill === SKILL.unknown ? [queue] : []))
}

function fits(skills: readonly Skill[], queues: readonly number[]): boolean {
  return skills.every((skill, queue) => skill === SKILL.unknown || (skill === SKILL.takes) === queues.includes(queue))
}

/** Joins the two sets that are nearest, as long as hardly any answers of a queue come into the wrong place. */
function joinNear(sets: AgentSet[], all: Float64Array): void {
  for (;;) {
    let best: { a: AgentSet; b: AgentSet; cost: number; queues: number[] } | undefined
    for (const [i, a] of sets.entries()) {
      for (const b of sets.slice(i + 1)) {
        const joint = jointOf(a, b, all)
        if (joint.cost < (best?.cost ?? NEAR)) best = { a, b, ...joint }
      }
    }
    if (!best) return
    const { a, b, queues } = best
    a.queues = queues
    a.agents.push(...b.agents)
    for (let queue = 0; queue < all.length; queue++) a.answers[queue] += b.answers[queue]
    sets.splice(sets.indexOf(b), 1)
  }
}

/** The queues of two sets together, and the greatest share of a queue's answers that this misplaces. */
function jointOf(a: AgentSet, b: AgentSet, all: Float64Array): { queues: number[]; cost: number } {
  const queues: number[] = []
  let cost = 0
  for (let queue = 0; queue < all.length; queue++) {
    const [ofA, ofB] = [a.queues.includes(queue), b.queues.includes(queue)]
    if (ofA && ofB) queues.push(queue)
    if (ofA === ofB || all[queue] === 0) continue
    const [taking, lacking] = ofA ? [a, b] : [b, a]
    // answers that would come to agents who do not take the queue, and answers of those who do that would be lost
    const tooMany = sumOf(lacking.answers) / sumOf(all)
    const lost = taking.answers[queue] / all[queue]
    cost = Math.max(cost, Math.min(tooMany, lost))
    if (tooMany <= lost) queues.push(queue)
  }
  return { queues, cost }
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}

/** A group is called by what it takes, or by what it does not take where that is much shorter. */
function nameGroups(groups: readonly GroupMeasurements[], queues: readonly string[]): GroupMeasurements[] {
  return groups.map((group) => {
    const taken = group.queues.map((queue) => queues[queue])
    const others = queues.filter((name) => !taken.includes(name))
    const name =
      others.length === 0
        ? 'all'
        : taken.length > 3 && others.length < taken.length
          ? `all but ${others.join(' + ')}`
          : taken.join(' + ')
    return { ...group, name }
  })
}
