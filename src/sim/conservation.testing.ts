import { expect } from 'vitest'
import {
  type CompiledModel,
  GROUP,
  GROUP_COLUMNS,
  OUTCOME,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  simulate,
  type Tally,
} from './index.ts'
import { meanAndError } from './mean-of.testing.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  AGENT_LEVEL_QUEUE,
  AGENT_LEVEL_QUEUE_COLUMNS,
} from './model/agent-level-columns.ts'

/** One contact as the trace tells it. */
export interface Told {
  queue: number
  attempt: number
  arrived: number
  outcome: number
  group: number
  left: number
  ended: number
  free: number
  agent: number
  customer: number
  origin: number
  visit: number
  followUp: number
}

/** A run with all its contacts, each customer's in the order of their coming. */
export function told(model: CompiledModel, seed: number, replication = 0): { tally: Tally; contacts: Told[] } {
  const contacts: Told[] = []
  const tally = simulate(model, seed, replication, undefined, (...record) => {
    const [queue, attempt, arrived, outcome, group, left, ended, free, agent, customer, origin, visit, followUp] =
      record
    contacts.push({
      queue,
      attempt,
      arrived,
      outcome,
      group,
      left,
      ended,
      free,
      agent: agent as number,
      customer: customer as number,
      origin: origin as number,
      visit: visit as number,
      followUp: followUp as number,
    })
  })
  contacts.sort(
    (a, b) => a.origin - b.origin || a.customer - b.customer || a.followUp - b.followUp || a.visit - b.visit,
  )
  return { tally, contacts }
}

/** A column of `Tally.queue`, summed over intervals. */
export function queueSum(model: CompiledModel, tally: Tally, column: keyof typeof QUEUE, q: number, from = 0): number {
  let sum = 0
  for (let i = from; i <= model.intervals; i++)
    sum += tally.queue[(i * model.queues + q) * QUEUE_COLUMNS + QUEUE[column]]
  return sum
}

/** A column of `Tally.agentLevelQueue`, summed over intervals. */
export function centreSum(
  model: CompiledModel,
  tally: Tally,
  column: keyof typeof AGENT_LEVEL_QUEUE,
  q: number,
  from = 0,
): number {
  let sum = 0
  for (let i = from; i <= model.intervals; i++)
    sum += tally.agentLevelQueue[(i * model.queues + q) * AGENT_LEVEL_QUEUE_COLUMNS + AGENT_LEVEL_QUEUE[column]]
  return sum
}

/** A column of `Tally.route` of all routes of a queue, summed over intervals. */
export function routeSum(model: CompiledModel, tally: Tally, column: keyof typeof ROUTE, q: number, from = 0): number {
  let sum = 0
  for (let i = from; i <= model.intervals; i++)
    for (let r = model.routeStart[q]; r < model.routeStart[q + 1]; r++)
      sum += tally.route[(i * model.routes + r) * ROUTE_COLUMNS + ROUTE[column]]
  return sum
}

/**
 * The true mean is outside this many standard errors once in 10 000 times, for Student's t with 39 degrees of freedom; and 5 % of it must be found out.
 */
const MOST_STANDARD_ERRORS = 4.33

export function expectMean(values: readonly number[], truth: number, what: string): void {
  expect(values.length, what).toBeGreaterThanOrEqual(40)
  const { mean, standardError: error } = meanAndError(values)
  expect(Math.abs(mean - truth), `${what}: ${mean} for ${truth}, standard error ${error}`).toBeLessThan(
    MOST_STANDARD_ERRORS * error,
  )
  expect((MOST_STANDARD_ERRORS + 2) * error, `${what}: a standard error of ${error} for ${truth}`).toBeLessThan(
    0.05 * truth,
  )
}

/** What holds whatever a scenario says: every contact of every customer ends exactly once, agents are in one place, and all figures add up. */
export function expectConservation(
  model: CompiledModel,
  { tally, contacts }: { tally: Tally; contacts: Told[] },
): void {
  expect(contacts.filter((contact, index) => !isInOrder(contact, contacts[index - 1]))).toEqual([])
  const busy = contacts.filter(({ agent }) => agent >= 0).sort((a, b) => a.agent - b.agent || a.left - b.left)
  expect(
    busy.filter(({ agent, left }, index) => busy[index - 1]?.agent === agent && left < busy[index - 1].free),
  ).toEqual([])
  expectCounts(model, tally, contacts)
  expectWork(model, tally, contacts)
}

/** A customer's contacts are numbered without gaps and follow one another; only an answered one has an agent. */
function isInOrder({ visit, arrived, left, ended, agent, outcome, ...told }: Told, before?: Told): boolean {
  const follows =
    before?.origin === told.origin && before.customer === told.customer && before.followUp === told.followUp
  return (
    (follows ? visit === before.visit + 1 && arrived >= before.ended : visit === 1) &&
    left >= arrived &&
    ended >= left &&
    agent >= 0 === (outcome === OUTCOME.answered)
  )
}

/** How each way of ending is counted. */
const ENDINGS: Record<number, (model: CompiledModel, tally: Tally, q: number) => number> = {
  [OUTCOME.abandoned]: (model, tally, q) => queueSum(model, tally, 'abandoned', q),
  [OUTCOME.blocked]: (model, tally, q) => queueSum(model, tally, 'blocked', q),
  [OUTCOME.left]: (model, tally, q) => queueSum(model, tally, 'left', q),
  [OUTCOME.answered]: (model, tally, q) => routeSum(model, tally, 'answered', q),
  [OUTCOME.closed]: (model, tally, q) => centreSum(model, tally, 'closed', q),
  [OUTCOME.sentAway]: (model, tally, q) => centreSum(model, tally, 'sentAway', q),
  [OUTCOME.deflected]: (model, tally, q) => centreSum(model, tally, 'deflected', q),
  [OUTCOME.missed]: (model, tally, q) => centreSum(model, tally, 'callbacksMissed', q),
}

function expectCounts(model: CompiledModel, tally: Tally, contacts: readonly Told[]): void {
  const keyOf = ({ origin, customer, visit, followUp }: Told, step = 0) =>
    `${origin} ${customer} ${followUp} ${visit + step}`
  const byKey = new Map(contacts.map((contact) => [keyOf(contact), contact]))
  const served = new Set(
    contacts
      .filter(({ outcome, followUp }) => outcome === OUTCOME.answered && followUp === 0)
      .map((contact) => keyOf({ ...contact, visit: 1 })),
  )
  for (let q = 0; q < model.queues; q++) {
    const own = contacts.filter(({ queue }) => queue === q)
    const offered = own.filter(({ outcome }) => outcome !== OUTCOME.closed)
    /** Contacts of the queue that came after one that ended so. */
    const after = (...outcomes: number[]) =>
      offered.filter((contact) => outcomes.includes(byKey.get(keyOf(contact, -1))?.outcome ?? -1)).length
    const sum = (column: keyof typeof AGENT_LEVEL_QUEUE) => centreSum(model, tally, column, q)
    const counted = {
      offered: queueSum(model, tally, 'offered', q),
      endings: Object.values(OUTCOME).map((outcome) => ENDINGS[outcome](model, tally, q)),
      customers: sum('customers'),
      customersServed: sum('customersServed'),
      redials: queueSum(model, tally, 'redials', q),
      afterAnswers: sum('transferredIn') + sum('repeats') + sum('followUps'),
      deflectedIn: sum('deflectedIn'),
      messages: sum('messages'),
      voicemails: sum('voicemails'),
    }
    expect(counted).toEqual({
      offered: offered.length,
      endings: Object.values(OUTCOME).map((outcome) => own.filter((contact) => contact.outcome === outcome).length),
      customers: own.filter(({ visit, followUp }) => visit === 1 && followUp === 0).length,
      customersServed: [...served].filter((key) => key.startsWith(`${q} `)).length,
      redials: after(OUTCOME.abandoned, OUTCOME.blocked),
      // Work that follows from a contact begins with a visit of its own.
      afterAnswers:
        after(OUTCOME.answered) + offered.filter(({ visit, followUp }) => visit === 1 && followUp > 0).length,
      deflectedIn: after(OUTCOME.deflected),
      messages: after(OUTCOME.closed),
      voicemails: own.filter((contact) => contact.outcome === OUTCOME.closed && byKey.has(keyOf(contact, 1))).length,
    })
    expect(sum('callbacks')).toBeLessThanOrEqual(sum('callbacksOffered'))
    if (sum('callbacks') === 0)
      expect(queueSum(model, tally, 'queueSeconds', q)).toBe(offered.reduce((all, c) => all + (c.left - c.arrived), 0))
  }
}

function expectWork(model: CompiledModel, tally: Tally, contacts: readonly Told[]): void {
  for (let g = 0; g < model.groups; g++) {
    let worked = 0
    for (let i = 0; i <= model.intervals; i++) {
      const row = (i * model.groups + g) * GROUP_COLUMNS
      worked += tally.group[row + GROUP.busy] + tally.group[row + GROUP.afterCall]
      worked -= tally.agentLevelGroup[(i * model.groups + g) * AGENT_LEVEL_GROUP_COLUMNS + AGENT_LEVEL_GROUP.ringing]
      expect(tally.group[row + GROUP.staffed]).toBeGreaterThanOrEqual(
        tally.group[row + GROUP.busy] + tally.group[row + GROUP.afterCall],
      )
    }
    expect(worked).toBe(
      contacts.filter(({ group }) => group === g).reduce((sum, { left, free }) => sum + (free - left), 0),
    )
  }
}
