import { describe, expect, it } from 'vitest'
import { compile } from '../../compile/index.ts'
import { Workspace } from '../../kernel/index.ts'
import {
  AGENT_LEVEL_GROUP,
  AGENT_LEVEL_GROUP_COLUMNS,
  AGENT_LEVEL_QUEUE,
  AGENT_LEVEL_QUEUE_COLUMNS,
} from '../../model/agent-level-columns.ts'
import {
  createTally,
  GROUP,
  GROUP_COLUMNS,
  QUEUE,
  QUEUE_COLUMNS,
  ROUTE,
  ROUTE_COLUMNS,
  WAIT_BINS,
  waitBin,
} from '../../model/tally.ts'
import { OUTCOME } from '../../model/trace.ts'
import { newCentre } from '../run.ts'
import { settleCentre } from '../settle.ts'
import { AFTER_CALL, AWAY, BUSY, CALL_IN_TURN, IDLE, RINGING, RUNG, WAITING } from '../state/index.ts'
import {
  bookAbandoned,
  bookAfterwards,
  bookAgentTime,
  bookAnswered,
  bookAssigned,
  bookCustomer,
  bookLeft,
  bookLine,
  bookPause,
  bookPauseBegun,
  bookPresence,
  bookSentAway,
} from './booking.ts'

const MINUTE = 60
/** Five minutes, of which the first is warm-up; two queues, of which the second is looked at, with a route of its own each. */
function begun(ringCounts = false) {
  const model = compile({
    interval: MINUTE,
    intervals: 5,
    warmUp: MINUTE,
    queues: {
      other: { volume: 1, aht: 60, groups: ['other'] },
      calls: { volume: 1, aht: 60, target: { serviceLevel: { within: 20, share: 0.8 } }, groups: ['front'] },
    },
    groups: { other: { agents: 0, ring: 3 }, front: { agents: 0, ring: 3 } },
  })
  const work = new Workspace(model)
  const agentLevel = { ...model.agentLevel!, ringCounts: model.agentLevel!.ringCounts.map(() => Number(ringCounts)) }
  const centre = newCentre(work, agentLevel as typeof model.agentLevel & object)
  const tally = createTally(model)
  const told: number[][] = []
  const sink = (...record: number[]) => void told.push(record)
  work.reset(1, 0, tally, undefined)
  centre.reset(1, 0, tally, sink as Parameters<typeof centre.reset>[3])
  /** A contact of the second queue that came in an interval and was given to its route. */
  const arrive = (arrived: number) => {
    centre.now = arrived
    centre.current = Math.floor(arrived / MINUTE)
    const contact = centre.newContact(1)
    return Object.assign(contact, {
      joined: arrived,
      lineSince: arrived,
      route: 1,
      state: WAITING,
      callback: 0,
      visit: 1,
    })
  }
  const agent = Object.assign(Object.create(null), { group: 1, worked: 0, cameAt: 0, goesAt: Infinity }) as never
  const at = (rows: Float64Array, columns: number, column: number) => (i: number) =>
    rows[(i * 2 + 1) * columns + column]
  return {
    centre,
    tally,
    told,
    arrive,
    agentWith: (more: object) => Object.assign(Object.create(null), agent, more) as (typeof centre.agents)[number],
    queue: (name: keyof typeof QUEUE) => at(tally.queue, QUEUE_COLUMNS, QUEUE[name]),
    route: (name: keyof typeof ROUTE) => at(tally.route, ROUTE_COLUMNS, ROUTE[name]),
    group: (name: keyof typeof GROUP) => at(tally.group, GROUP_COLUMNS, GROUP[name]),
    queueLevel: (name: keyof typeof AGENT_LEVEL_QUEUE) =>
      at(tally.agentLevelQueue, AGENT_LEVEL_QUEUE_COLUMNS, AGENT_LEVEL_QUEUE[name]),
    groupLevel: (name: keyof typeof AGENT_LEVEL_GROUP) =>
      at(tally.agentLevelGroup, AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_GROUP[name]),
  }
}

const firstFour = (figure: (i: number) => number) => [0, 1, 2, 3].map(figure)

describe('a contact', () => {
  it('that is answered counts where it came: in time or not, its wait, and its customer once', () => {
    const { centre, tally, arrive, agentWith, route, queue, queueLevel } = begun()
    const front = agentWith({})
    const answer = (arrived: number, assigned: number, answered: number) => {
      const contact = arrive(arrived)
      bookCustomer(centre, contact)
      centre.now = assigned
      bookAssigned(centre, contact)
      Object.assign(contact, { assigned, answered })
      centre.now = answered
      bookAnswered(centre, contact, front)
      return contact
    }
    answer(10, 30, 33)
    answer(70, 90, 93)
    const late = answer(80, 125, 128)
    answer(110, 110, 113)
    settleCentre(centre)
    expect(firstFour(route('answered'))).toEqual([1, 3, 0, 0])
    expect(firstFour(route('answeredWithin'))).toEqual([1, 2, 0, 0])
    expect(firstFour(route('answeredWait'))).toEqual([20, 65, 0, 0])
    expect(firstFour(queue('queued'))).toEqual([1, 2, 0, 0])
    expect(firstFour(queue('queueSeconds'))).toEqual([20, 60, 5, 0])
    expect(firstFour(queueLevel('customers'))).toEqual([1, 3, 0, 0])
    expect(firstFour(queueLevel('customersServed'))).toEqual([1, 3, 0, 0])
    expect(firstFour(queueLevel('customersServedInTime'))).toEqual([1, 2, 0, 0])
    const bins = tally.answeredWaits.subarray(WAIT_BINS)
    expect([bins[waitBin(20)], bins[waitBin(45)], bins[waitBin(0)]]).toEqual([1, 1, 0])
    // the same customer again, at a second attempt: served already
    bookAnswered(centre, Object.assign(late, { visit: 2 }), front)
    expect(queueLevel('customersServed')(1)).toBe(3)
    const second = Object.assign(arrive(150), { visit: 2, assigned: 150, answered: 153 })
    bookAnswered(centre, second, front)
    expect([queueLevel('customersServed')(2), queueLevel('customersServedAtFirst')(2)]).toEqual([1, 0])
    expect(queueLevel('customersServedAtFirst')(1)).toBe(3)
  })

  it('waits until it is answered where the ringing counts', () => {
    const { centre, arrive, agentWith, route } = begun(true)
    bookAnswered(centre, Object.assign(arrive(70), { assigned: 88, answered: 91 }), agentWith({}))
    expect([route('answeredWait')(1), route('answeredWithin')(1)]).toEqual([21, 0])
  })

  it('that is called back was counted when that was agreed', () => {
    const { centre, arrive, agentWith, queue, queueLevel } = begun()
    const contact = Object.assign(arrive(70), { callback: CALL_IN_TURN, assigned: 160, answered: 163 })
    centre.now = 160
    bookAssigned(centre, contact)
    bookAnswered(centre, contact, agentWith({}))
    expect(queue('queued')(1)).toBe(0)
    expect([queueLevel('callbacksReached')(1), queueLevel('callbackWait')(1)]).toEqual([1, 90])
  })

  it('that hangs up, is left or is sent away ends its wait and is told', () => {
    const { centre, told, arrive, queue, queueLevel } = begun()
    const gone = arrive(70)
    centre.now = 85
    bookAbandoned(centre, gone)
    const rung = Object.assign(arrive(70), { state: RINGING })
    centre.now = 130
    bookAbandoned(centre, rung)
    bookLeft(centre, arrive(200), 300)
    const sent = arrive(190)
    centre.now = 240
    bookSentAway(centre, sent)
    settleCentre(centre)
    expect([queue('abandoned')(1), queue('abandonedWithin')(1), queue('abandonedWait')(1)]).toEqual([2, 1, 75])
    expect([queue('queued')(1), queue('queued')(3)]).toEqual([1, 2])
    expect([queue('left')(3), queue('leftWait')(3), queueLevel('sentAway')(3)]).toEqual([1, 100, 1])
    expect(firstFour(queue('queueSeconds'))).toEqual([0, 15, 0, 90])
    expect(told.map((record) => [record[3], record[5]])).toEqual([
      [OUTCOME.abandoned, 85],
      [OUTCOME.abandoned, 130],
      [OUTCOME.left, 300],
      [OUTCOME.sentAway, 240],
    ])
  })

  it('holds a line, and has after-call work', () => {
    const { centre, arrive, queueLevel, route } = begun()
    const contact = Object.assign(arrive(70), { afterCall: 12 })
    bookLine(centre, contact, 175)
    bookAfterwards(centre, contact)
    expect(queueLevel('lineSeconds')(1)).toBe(105)
    expect([route('handleSeconds')(1), route('afterCallSeconds')(1)]).toEqual([12, 12])
  })
})

describe('an agent', () => {
  it('rings, talks and finishes: each is booked as what it is', () => {
    const { centre, arrive, agentWith, group, groupLevel, route } = begun()
    const contact = arrive(70)
    const agent = agentWith({ since: 100, state: RUNG, contact })
    for (const [state, until] of [
      [RUNG, 125],
      [BUSY, 190],
      [AFTER_CALL, 200],
    ]) {
      agent.state = state
      centre.now = until
      centre.current = Math.floor(until / MINUTE)
      bookAgentTime(centre, agent)
    }
    expect([agent.since, agent.worked]).toEqual([200, 100])
    settleCentre(centre)
    expect(firstFour(group('busy'))).toEqual([0, 20, 60, 10])
    expect(firstFour(group('afterCall'))).toEqual([0, 0, 0, 10])
    expect(firstFour(groupLevel('ringing'))).toEqual([0, 20, 5, 0])
    expect(firstFour(route('handleSeconds'))).toEqual([0, 65, 0, 0])
  })

  it('goes on a break, when it is due or later, and comes back before the end of the run or not', () => {
    const { centre, agentWith, groupLevel } = begun()
    centre.now = 100
    centre.current = 1
    bookPauseBegun(centre, 1, 100)
    bookPauseBegun(centre, 1, 70)
    expect(['pauses', 'pausesMoved', 'pauseDelay'].map((name) => groupLevel(name as 'pauses')(1))).toEqual([2, 1, 30])
    centre.now = 170
    bookPause(centre, agentWith({ since: 100, state: AWAY }))
    centre.now = 400
    bookPause(centre, agentWith({ since: 290, state: AWAY }))
    bookPause(centre, agentWith({ since: 310, state: AWAY }))
    settleCentre(centre)
    expect([0, 1, 2, 3, 4, 5].map(groupLevel('away'))).toEqual([0, 20, 50, 0, 10, 0])
  })

  it('is on duty from coming to going, and works overtime after the end of its shift', () => {
    const { centre, agentWith, group } = begun()
    centre.now = 250
    bookPresence(centre, agentWith({ cameAt: 30, goesAt: 200, state: IDLE }))
    bookPresence(centre, agentWith({ cameAt: 240, goesAt: 250, state: IDLE }))
    centre.now = 330
    bookPresence(centre, agentWith({ cameAt: 290, goesAt: 310, state: IDLE }))
    settleCentre(centre)
    expect([0, 1, 2, 3, 4].map(group('staffed'))).toEqual([30, 60, 60, 60, 10 + 10 + 10])
    expect([0, 1, 2, 3, 4].map(group('overtime'))).toEqual([0, 0, 0, 40, 10])
  })
})
