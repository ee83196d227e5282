import { STREAM_SIZE, seedStream } from '../../numeric/random/stream.ts'
import { AGENT_SELECTIONS } from '../../scenario/index.ts'
import type { HandlingModel } from '../model/feature-models.ts'
import type { CompiledModel, DayFactorsModel } from '../model/model.ts'
import type { Tally } from '../model/tally.ts'
import type { TraceSink } from '../model/trace.ts'
import { drawBusyness } from './busyness.ts'
import { Calendar } from './calendar.ts'
import { seedQueueKeys } from './customer-streams.ts'
import { dayFactor, drawDays } from './day-factors.ts'
import { hasOwnGroups, OwnGroups } from './own-groups-state.ts'
import { STRATA_OF, Strata } from './strata.ts'

/** Streams of chance of a queue: ARRIVAL, BUSYNESS, and one for each thing drawn when a contact arrives. Redials have theirs apart, so that they do not disturb first attempts. */
export const ARRIVAL = 0
export const BUSYNESS = 1
export const FIRST_ATTEMPTS = 2
export const REDIALS = 7
export const STREAMS = 12
/** Added to FIRST_ATTEMPTS or REDIALS. */
export const SERVICE = 0
export const AFTER_CALL = 1
export const PATIENCE = 2
export const CHOICE = 3
export const REDIAL_DELAY = 4

/** Fields of a waiting contact in `contact`: the standardised handle times follow from SERVICE_TIME on, one a shape. */
export const ARRIVED = 0
export const DEADLINE = 1
export const AFTER_CALL_TIME = 2
/** Seconds after hanging up until the next attempt; Infinity: does not call again. */
export const REDIAL_AFTER = 3
/** In the same place, between two attempts: the patience that the caller keeps. */
export const KEPT_PATIENCE = 3
export const SERVICE_TIME = 4

/** Fields of a waiting contact in `link`. */
export const NEXT = 0
export const ARRIVAL_INTERVAL = 1
export const ATTEMPT = 2
export const QUEUE_OF = 3
/** Only where callers are told apart: the number of the customer's first call in its queue, and the interval of that call. */
export const CUSTOMER = 4
export const FIRST_INTERVAL = 5
export const LINK_FIELDS = 6

/** Places in `caller`, of a caller who tries again. */
export const CALLER_QUEUE = 0
export const CALLER_ATTEMPT = 1
export const CALLER_NUMBER = 2
export const CALLER_FIRST_INTERVAL = 3

/** Values of `selection`. */
export const IN_ORDER = 0
export const MOST_IDLE = 1
export const AT_RANDOM = 2

/** Contacts for which everything is drawn at once, before they arrive. */
export const DRAWN_AHEAD = 64
/**
 * Columns of `drawn`, added to the place of a contact in the first; the standardised handle times follow, one a shape, `DRAWN_AHEAD` further each.
 */
export const DRAWN_AFTER_CALL = 0
export const DRAWN_PATIENCE: number = 1 * DRAWN_AHEAD
/** Uniform: less than the share of those who call again means yes. */
export const DRAWN_REDIAL_CHOICE: number = 2 * DRAWN_AHEAD
export const DRAWN_REDIAL_DELAY: number = 3 * DRAWN_AHEAD
export const DRAWN_SERVICE: number = 4 * DRAWN_AHEAD

/** Places in `clock`: the present, and the end of the interval in which the staff is. */
export const NOW = 0
export const STAFFED_END = 1

const FIRST_CONTACTS = 64

/** Calls into menus. They are handed in, as the kernel knows no menus. All of them come to queues; whoever ends in a menu is counted when they begin. */
export interface MenuSource {
  /** Calls on their way through menus. */
  readonly inMenus: number
  /** A run begins: the first entries are put into the calendar. */
  begin(work: Workspace): void
  /** A call comes to menu `m` now, in interval `current`; when the next does and when it comes out is put into the calendar. */
  enter(work: Workspace, m: number, current: number): void
  /** A call comes out: its queue and customer stand in `work.caller`, what was drawn for it in `work.drawn` from the place on that is returned. */
  exit(work: Workspace, place: number): number
  /** Calls a second that come out in an interval. */
  rate(interval: number): number
}

const NONE = new Float64Array(0)
const NO_HANDLING: HandlingModel = { byArrival: new Uint8Array(0), queueFactor: NONE, groupFactor: NONE, perWait: NONE }

const RANDOM = AGENT_SELECTIONS.indexOf('random')

/** What a replication works with. It is kept and used again for the next replication of the same model, so that nothing is allocated per run. */
export class Workspace {
  readonly model: CompiledModel
  /** Only of a model with menus that do without persons. */
  menus: MenuSource | undefined
  seed = 0
  replication = 0
  tally!: Tally
  trace: TraceSink | undefined

  readonly streams: Int32Array
  private readonly centre = new Int32Array(STREAM_SIZE)
  /** [interval * queues + queue] */
  readonly busyness: Float64Array
  /** Of all queues and menus alike, by interval. */
  readonly commonBusyness: Float64Array

  /** Of the factors of busyness. */
  readonly strata = new Strata()

  /** Drawn of the factors of days, see day-factors.ts. */
  dayDraws: Float64Array = new Float64Array(0)

  /** The events to come. */
  readonly calendar: Calendar
  /** Only where queues have groups of their own. */
  readonly own: OwnGroups | undefined

  /** The next arrivals of each queue, `DRAWN_AHEAD` places a queue; the place of the next. */
  readonly arrivals: Float64Array
  readonly arrivalNext: Int32Array
  /** Of the last of them: when it is, the slot in which it falls, its end, and 1 / rate in it. */
  readonly arrival: Float64Array
  readonly slot: Int32Array
  readonly slotEnd: Float64Array
  readonly gap: Float64Array
  /** A fixed day: contacts to come, share of the day's rate integral to come, and that integral. */
  readonly fixedLeft: Float64Array
  readonly fixedShare: Float64Array
  readonly fixedMass: Float64Array

  /** The waiting of each queue, a linked list in the order of arrival; -1 ends it. */
  readonly head: Int32Array
  readonly tail: Int32Array
  readonly contactFields: number
  contact: Float64Array
  link: Int32Array
  /** Places of `contact` that are not in use: a linked list. */
  freeContact = 0
  /** In all lists together. */
  contactsWaiting = 0
  /**
   * What was drawn for contacts that arrive next, see draws.ts: `drawnSize` numbers for each source, a queue's first attempts (2 * queue) and its redials (2 * queue + 1).
   * `drawnNext[source]` is the place of the next contact.
   */
  readonly drawn: Float64Array
  readonly drawnSize: number
  /** A place in it for a contact that was drawn before. */
  readonly spareRow: number
  readonly drawnNext: Int32Array
  /** Waiting, those who have hung up without notice taken left out only where abandonment is prompt. */
  readonly waiting: Int32Array
  readonly inSystem: Int32Array
  linesTaken = 0
  /** Some queue, or all together, has a limit of lines. */
  readonly countsLines: boolean
  /** Somebody calls again. */
  readonly hasRedials: boolean
  /** The first route of a queue that opens only after a wait. */
  readonly delayedStart: Int32Array
  /** 1: an event for this route's overflow is in the heap. */
  readonly timerSet: Uint8Array

  readonly idle: Int32Array
  /** Agents who come at this moment and have not looked for work yet. */
  readonly newAgents: Int32Array
  /** Agents who leave when they are free. */
  readonly deficit: Int32Array
  readonly deficitSince: Float64Array
  /** Since when agents of a group are idle, oldest first: a ring from idleBase[g] of idleSize[g] places. Empty unless a queue looks for the most idle. */
  readonly idleSince: Float64Array
  readonly idleBase: Int32Array
  readonly idleSize: Int32Array
  readonly idleFirst: Int32Array
  readonly idleCount: Int32Array
  readonly tracksIdle: boolean
  /** By queue, how an agent is chosen: IN_ORDER, MOST_IDLE or AT_RANDOM; and whether some queue's are not in order. */
  readonly selection: Uint8Array
  readonly choosesAmong: boolean

  /** Whether a caller who tries again is the same customer, or keeps something: then its place in `contact` waits for the next attempt. */
  readonly keepsCallers: boolean
  /** By queue: first contacts so far, counted where somebody is chosen at random. */
  readonly customers: Int32Array
  /** Of the caller who tries again now. */
  readonly caller: Int32Array = new Int32Array(4)
  /** By queue, 1 for those whose callers keep patience or handle time. */
  readonly keepsPatience: Uint8Array
  readonly keepsHandleTime: Uint8Array
  /** Handle times and patience differ by interval or with the wait. */
  readonly hasHandling: boolean
  readonly handling: HandlingModel
  readonly hasPatienceFactors: boolean
  readonly patienceFactors: Float64Array
  /** Scratch for `customerStream`, and what it begins with. */
  readonly stream: Int32Array = new Int32Array(STREAM_SIZE)
  readonly queueKeys: Int32Array
  /** Moments: NOW, STAFFED_END. They stand in an array because a number that is handed to a function may be put on the heap. */
  readonly clock: Float64Array = new Float64Array(2)
  /** The interval of the staff in the loop for one queue. */
  staffed = 0
  /** From when to when something lasted that is to be booked. */
  readonly span: Float64Array = new Float64Array(2)

  /** Changes from interval to interval of how many are busy, in after-call work, waiting for the whole of it. */
  readonly busySteps: Float64Array
  readonly afterCallSteps: Float64Array
  readonly waitingSteps: Float64Array

  constructor(model: CompiledModel) {
    const { queues, groups, routes, intervals } = model
    this.model = model
    this.streams = new Int32Array(queues * STREAMS * STREAM_SIZE)
    this.commonBusyness = new Float64Array(intervals)
    this.busyness = new Float64Array(this.commonBusyness.length * queues)
    const most = mostAgents(model)
    const agents = most.reduce((sum, count) => sum + count, 0)
    // One event for each agent, arrival process, opening route and group whose agents come.
    this.calendar = new Calendar(agents + queues + routes + groups)
    this.own = hasOwnGroups(model) ? new OwnGroups(model, most) : undefined
    this.arrivals = new Float64Array(queues * DRAWN_AHEAD)
    this.arrivalNext = new Int32Array(queues)
    this.arrival = new Float64Array(queues)
    this.slot = new Int32Array(queues)
    this.slotEnd = new Float64Array(queues)
    this.gap = new Float64Array(queues)
    this.fixedLeft = new Float64Array(queues)
    this.fixedShare = new Float64Array(queues)
    this.fixedMass = new Float64Array(queues)
    this.head = new Int32Array(queues)
    this.tail = new Int32Array(queues)
    let shapes = 0
    for (let q = 0; q < queues; q++) shapes = Math.max(shapes, model.shapeStart[q + 1] - model.shapeStart[q])
    this.contactFields = SERVICE_TIME + shapes
    this.contact = new Float64Array(FIRST_CONTACTS * this.contactFields)
    this.link = new Int32Array(FIRST_CONTACTS * LINK_FIELDS)
    this.drawnSize = DRAWN_SERVICE + shapes * DRAWN_AHEAD
    this.spareRow = 2 * queues * this.drawnSize
    this.drawn = new Float64Array(this.spareRow + this.drawnSize)
    for (let source = 0; source < 2 * queues; source++) {
      // Stays where nobody calls again.
      const from = source * this.drawnSize + DRAWN_REDIAL_CHOICE
      this.drawn.fill(1, from, from + DRAWN_AHEAD)
    }
    this.drawnNext = new Int32Array(2 * queues)
    this.waiting = new Int32Array(queues)
    this.countsLines = [...model.lines, model.totalLines].some((limit) => limit < Number.POSITIVE_INFINITY)
    this.hasRedials = model.redialDelay.some((distribution) => distribution >= 0)
    this.delayedStart = Int32Array.from({ length: queues }, (_, q) => {
      let r = model.routeStart[q]
      while (r < model.routeStart[q + 1] && model.routeAfter[r] === 0) r++
      return r
    })
    this.inSystem = new Int32Array(queues)
    this.timerSet = new Uint8Array(routes)
    this.idle = new Int32Array(groups)
    this.newAgents = new Int32Array(groups)
    this.deficit = new Int32Array(groups)
    this.deficitSince = new Float64Array(groups)
    this.tracksIdle = model.mostIdle.includes(1)
    const { agentLevel } = model
    const rules = agentLevel?.agentSelection ?? new Uint8Array(queues)
    this.selection = Uint8Array.from(rules, (rule, q) =>
      model.mostIdle[q] ? MOST_IDLE : rule === RANDOM ? AT_RANDOM : IN_ORDER,
    )
    this.choosesAmong = this.selection.some((rule) => rule !== IN_ORDER)
    this.keepsCallers = agentLevel !== undefined && this.hasRedials
    this.customers = new Int32Array(queues)
    this.keepsPatience = agentLevel?.redials?.keepsPatience ?? new Uint8Array(queues)
    this.keepsHandleTime = agentLevel?.redials?.keepsHandleTime ?? new Uint8Array(queues)
    this.hasHandling = agentLevel?.handling !== undefined
    this.handling = agentLevel?.handling ?? NO_HANDLING
    this.hasPatienceFactors = agentLevel?.patienceFactors !== undefined
    this.patienceFactors = agentLevel?.patienceFactors ?? NONE
    this.queueKeys = new Int32Array(agentLevel ? queues * STREAM_SIZE : 0)
    this.idleSize = Int32Array.from(most, (count) => (this.tracksIdle ? count : 0))
    this.idleBase = Int32Array.from(most, (_, g) => this.idleSize.subarray(0, g).reduce((sum, size) => sum + size, 0))
    this.idleSince = new Float64Array(this.tracksIdle ? agents : 0)
    this.idleFirst = new Int32Array(groups)
    this.idleCount = new Int32Array(groups)
    this.busySteps = new Float64Array((intervals + 1) * groups)
    this.afterCallSteps = new Float64Array((intervals + 1) * groups)
    this.waitingSteps = new Float64Array((intervals + 1) * queues)
  }

  /** Empties everything and seeds the streams. */
  reset(seed: number, replication: number, tally: Tally, trace: TraceSink | undefined): void {
    const { model, streams, busyness, centre } = this
    const { queues, groups } = model
    this.tally = tally
    this.trace = trace
    this.seed = seed
    this.replication = replication
    for (let q = 0; q < queues; q++)
      for (let source = 0; source < STREAMS; source++)
        seedStream(
          streams,
          (q * STREAMS + source) * STREAM_SIZE,
          seed,
          replication,
          (source === BUSYNESS ? model.busynessKey : model.queueKey)[q],
          source,
        )
    seedStream(centre, 0, seed, replication)
    const days = model.intervals / model.intervalsPerDay
    const { strata, commonBusyness } = this
    strata.reset(model.strata, seed, replication)
    strata.begin(0, STRATA_OF.centre)
    drawBusyness(model, days, model.busynessShape, model.dayPartBusynessShape, strata, centre, 0, commonBusyness, 1, 0)
    for (let q = 0; q < queues; q++) {
      const at = (q * STREAMS + BUSYNESS) * STREAM_SIZE
      const { queueBusynessShape: ofDay, queueDayPartBusynessShape: ofPart } = model
      strata.begin(model.busynessKey[q], STRATA_OF.queues)
      drawBusyness(model, days, ofDay[q], ofPart[q], strata, streams, at, busyness, queues, q)
    }
    for (let k = 0; k < busyness.length; k++) busyness[k] *= commonBusyness[Math.floor(k / queues)]
    if (model.dayFactors) this.drawDays(model.dayFactors, seed, replication)
    for (let source = 0; source < 2 * queues; source++) this.drawnNext[source] = source * this.drawnSize + DRAWN_AHEAD
    for (let q = 0; q < queues; q++) {
      this.arrivalNext[q] = (q + 1) * DRAWN_AHEAD
      this.arrival[q] = model.fixedVolume[q] < 0 ? 0 : -1
    }
    this.slot.fill(0)
    this.slotEnd.fill(0)
    this.fixedLeft.fill(0)
    if (model.agentLevel) seedQueueKeys(this.queueKeys, model.queueKey, seed, replication)
    this.customers.fill(0)
    this.calendar.clear()
    this.head.fill(-1)
    this.tail.fill(-1)
    this.freeContact = -1
    this.releaseContacts(0)
    this.contactsWaiting = 0
    this.waiting.fill(0)
    this.inSystem.fill(0)
    this.linesTaken = 0
    this.timerSet.fill(0)
    this.idle.set(model.agents.subarray(0, groups))
    this.newAgents.fill(0)
    this.deficit.fill(0)
    this.deficitSince.fill(0)
    this.idleSince.fill(0)
    this.idleFirst.fill(0)
    this.idleCount.set(this.idle)
    this.busySteps.fill(0)
    this.afterCallSteps.fill(0)
    this.waitingSteps.fill(0)
  }

  /** What the days of this replication are like, beyond their busyness. */
  private drawDays({ count, volume }: DayFactorsModel, seed: number, replication: number): void {
    const { queues, intervals, intervalsPerDay } = this.model
    const days = intervals / intervalsPerDay
    this.dayDraws = drawDays(seed, replication, count, days, this.strata)
    for (let k = 0; k < this.busyness.length; k++) {
      const day = Math.floor(k / queues / intervalsPerDay)
      this.busyness[k] *= dayFactor(this.dayDraws, days, day, volume, queues, k % queues)
    }
  }

  /** Twice the room for waiting contacts. */
  growContacts(): void {
    const from = this.link.length / LINK_FIELDS
    const contact = new Float64Array(this.contact.length * 2)
    contact.set(this.contact)
    this.contact = contact
    const link = new Int32Array(this.link.length * 2)
    link.set(this.link)
    this.link = link
    this.releaseContacts(from)
  }

  private releaseContacts(from: number): void {
    for (let c = this.link.length / LINK_FIELDS - 1; c >= from; c--) {
      this.link[c * LINK_FIELDS + NEXT] = this.freeContact
      this.freeContact = c
    }
  }
}

/** The most agents of each group at any time. */
function mostAgents({ agents, groups }: CompiledModel): number[] {
  const most = new Array<number>(groups).fill(0)
  agents.forEach((count, index) => {
    most[index % groups] = Math.max(most[index % groups], count)
  })
  return most
}
