import { STREAM_SIZE, seedStream } from '../../../numeric/random/stream.ts'
import { PURPOSE, type Workspace } from '../../kernel/index.ts'
import * as agentLevelColumns from '../../model/agent-level-columns.ts'
import type { AgentLevelModel } from '../../model/agent-level-model.ts'
import type { CompiledModel } from '../../model/model.ts'
import type { Tally } from '../../model/tally.ts'
import type { Outcome, TraceSink } from '../../model/trace.ts'
import { Agenda } from './agenda.ts'
import * as agentsAndContacts from './agents-and-contacts.ts'
import { Agent, Contact } from './agents-and-contacts.ts'
import { Campaigns } from './campaigns.ts'
import { Cases, type Origin } from './cases.ts'
import { Chances } from './chances.ts'
import { Chats } from './chats.ts'
import { Deferred } from './deferred.ts'
import { LinkedList } from './linked-list.ts'
import { MenuCalls } from './menu-calls.ts'
import { Troubles } from './troubles.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { AGENT_LEVEL_QUEUE_COLUMNS } = agentLevelColumns
const { ENDED, OFF_DUTY, WAY } = agentsAndContacts

/** Sources of chance of a group. */
const GROUP_STREAMS = 5
export const ABSENCE = 0
export const LATENESS = 1
export const AWAY_TIMES = 2
export const RING_TIMES = 3
export const TROUBLE_ABSENCE = 4
/** Keeps groups' streams apart from those of queues that have their names. */
const GROUP_SOURCES = 100

/** What features ask of the service. It knows them; so that they need not know it, it is handed in. */
export interface Service {
  /** A contact asks for an agent. */
  ask(centre: Centre, contact: Contact): void
  /** The conversation begins. */
  answer(centre: Centre, contact: Contact): void
  /** The customer has been served, or is cut off. The agent is free at `free`. */
  endConversation(centre: Centre, contact: Contact, agent: Agent, free: number, isCut?: boolean): void
  /** An agent is done with a contact. */
  release(centre: Centre, agent: Agent): void
  /** An agent has nothing to do. */
  becomeFree(centre: Centre, agent: Agent): void
  /** An agent who holds chats takes another contact beside them, if somebody waits. */
  takeMore(centre: Centre, chat: Chats, agent: Agent): void
}

/** Everything that changes while agent-level simulation runs. It is kept and used again for the next replication of the same model. */
export class Centre {
  readonly workspace: Workspace
  readonly model: CompiledModel
  readonly agentLevel: AgentLevelModel
  readonly service: Service
  /** By route, see `foreseenRoutes`. */
  readonly foreseen: Uint8Array
  /** By queue, see `plainQueues`. */
  readonly plain: Uint8Array
  /** A call that is served at once: nothing is left of it when the next one comes, so one does for all. */
  readonly caller: Contact
  tally!: Tally
  trace: TraceSink | undefined

  readonly agenda: Agenda
  now = 0
  /** The interval of `now`. */
  current = 0
  /** Queues are closing: at the moment between two days it is the evening of the first. */
  isEvening = false

  readonly agents: Agent[] = []
  readonly idle: LinkedList<Agent>[]
  /** By group: counted agents off duty, and how many who are busy leave when they are free. */
  readonly bench: Agent[][]
  readonly deficit: Int32Array
  readonly deficitSince: Float64Array
  /** By group: agents of its numbers by interval who are not absent today, [interval * groups + group]. */
  readonly counts: Int32Array

  readonly contacts: Contact[] = []
  private readonly freeContacts: Contact[] = []
  readonly waiting: LinkedList<Contact>[]
  /** By queue: those who are called when nobody else waits. */
  readonly waitingLater: LinkedList<Contact>[]
  /** By queue: the wait of whoever was given to an agent last. */
  readonly lastWait: Float64Array
  /** By group: agents on duty who are not away. */
  readonly present: Int32Array
  readonly menus: MenuCalls | undefined
  readonly deferred: Deferred | undefined
  readonly chat: Chats | undefined
  readonly campaigns: Campaigns | undefined
  /** By parent queue, as its tiers share its lines and places: lines taken, and contacts in places. */
  readonly linesOfParent: Int32Array
  readonly waitingOfParent: Int32Array
  linesTaken = 0
  /** Contacts in places to wait, of all queues. */
  placesTaken = 0
  contactsWaiting = 0
  /** On their way to a queue. */
  underWay = 0
  /** Whether somebody is put through, comes again, is offered something; and whom of the idle it gets. */
  readonly transferChances: Chances
  readonly repeatChances: Chances
  readonly offerChances: Chances
  readonly choiceChances: Chances
  readonly troubles: Troubles | undefined
  readonly cases: Cases | undefined
  /** Pieces of work so far that follow from contacts. */
  followUps = 0
  /** Agents with a contact, or in its after-call work. */
  agentsBusy = 0

  /** Overtime of counted agents, [interval * groups + group]. */
  readonly countedOvertime: Float64Array
  /** By agent, how often trained so far; by the first of those who come and go together, how many could not attend and do so next time. */
  readonly trained: Int32Array
  readonly untrained: Int32Array
  /** As in `Workspace`: changes from interval to interval of how many do so for the whole of it. */
  readonly staffedSteps: Float64Array
  readonly overtimeSteps: Float64Array
  readonly ringSteps: Float64Array
  readonly awaySteps: Float64Array

  seed = 0
  replication = 0
  /** By queue: first contacts so far. */
  readonly customers: Int32Array
  /** Streams of chance: [group * GROUP_STREAMS + source]. */
  readonly groupStreams: Int32Array
  private readonly shapes: number

  constructor(
    workspace: Workspace,
    agentLevel: AgentLevelModel,
    service: Service,
    foreseen: Uint8Array,
    plain: Uint8Array,
  ) {
    const { model } = workspace
    const { queues, groups } = model
    this.workspace = workspace
    this.model = model
    this.agentLevel = agentLevel
    this.service = service
    this.agenda = new Agenda(queues)
    this.foreseen = foreseen
    this.plain = plain
    this.troubles = agentLevel.troubles && new Troubles(agentLevel.troubles, queues, groups)
    this.shapes = Math.max(...Array.from({ length: queues }, (_, q) => model.shapeStart[q + 1] - model.shapeStart[q]))
    this.caller = new Contact(-1, this.shapes)
    this.idle = Array.from({ length: groups }, () => new LinkedList<Agent>())
    this.bench = Array.from({ length: groups }, () => [])
    this.deferred = agentLevel.deferred && new Deferred(agentLevel.deferred, model)
    this.campaigns = agentLevel.campaigns && new Campaigns(agentLevel.campaigns, queues)
    this.cases = agentLevel.cases && new Cases(agentLevel.cases)
    this.transferChances = new Chances(PURPOSE.transfer, workspace, queues)
    this.repeatChances = new Chances(PURPOSE.repeat, workspace, queues)
    this.offerChances = new Chances(PURPOSE.offer, workspace, queues)
    this.choiceChances = new Chances(PURPOSE.agentChoice, workspace, queues)
    this.chat = agentLevel.chat && new Chats(agentLevel.chat, queues, groups, model.intervals)
    this.waiting = Array.from({ length: queues }, () => new LinkedList<Contact>())
    this.waitingLater = Array.from({ length: queues }, () => new LinkedList<Contact>())
    this.lastWait = new Float64Array(queues)
    this.present = new Int32Array(groups)
    for (let g = 0; g < groups; g++)
      for (let p = agentLevel.agentStart[g]; p < agentLevel.agentStart[g + 1]; p++)
        this.agents.push(new Agent(p, g, agentLevel.pace[p]))
    this.menus = model.menus && new MenuCalls(model, model.menus)
    this.deficit = workspace.deficit
    this.deficitSince = workspace.deficitSince
    this.counts = new Int32Array(model.agents.length)
    this.trained = new Int32Array(this.agents.length)
    this.untrained = new Int32Array(this.agents.length)
    this.linesOfParent = new Int32Array(agentLevel.parentLines.length)
    this.waitingOfParent = new Int32Array(agentLevel.parentLines.length)
    const cells = (model.intervals + 1) * groups
    this.countedOvertime = new Float64Array(cells)
    this.staffedSteps = new Float64Array(cells)
    this.overtimeSteps = new Float64Array(cells)
    this.ringSteps = new Float64Array(cells)
    this.awaySteps = new Float64Array(cells)
    this.customers = new Int32Array(queues)
    this.groupStreams = new Int32Array(groups * GROUP_STREAMS * STREAM_SIZE)
  }

  /** Empties everything but the working memory it shares, which is reset before, and seeds the streams. */
  reset(seed: number, replication: number, tally: Tally, trace: TraceSink | undefined): void {
    const { model, agentLevel, idle, bench } = this
    this.tally = tally
    this.trace = trace
    this.seed = seed
    this.replication = replication
    this.customers.fill(0)
    this.agenda.clear()
    this.transferChances.clear()
    this.repeatChances.clear()
    this.offerChances.clear()
    this.choiceChances.clear()
    this.now = 0
    this.current = 0
    for (let g = 0; g < model.groups; g++)
      for (let source = 0; source < GROUP_STREAMS; source++)
        seedStream(
          this.groupStreams,
          this.streamOf(g, source),
          seed,
          replication,
          agentLevel.groupKey[g],
          GROUP_SOURCES + source,
        )
    for (const list of idle) list.clear()
    for (const list of bench) list.length = 0
    for (const agent of this.agents) {
      agent.state = OFF_DUTY
      agent.stamp++
      agent.contact = undefined
      agent.task = undefined
      agent.chats = 0
      agent.chatStamp++
      agent.takesChats = false
      agent.leaves = false
      agent.worked = 0
      agent.goesAt = Number.POSITIVE_INFINITY
      agent.dueLengths.length = 0
      agent.dueSince.length = 0
      agent.before = undefined
      agent.after = undefined
    }
    for (const list of this.waiting) list.clear()
    this.deferred?.clear()
    this.cases?.clear()
    this.followUps = 0
    for (const list of this.waitingLater) list.clear()
    this.lastWait.fill(0)
    this.present.fill(0)
    this.chat?.clear()
    this.campaigns?.clear()
    this.troubles?.clear()
    this.freeContacts.length = 0
    for (const contact of this.contacts) {
      contact.stamp++
      contact.state = ENDED
      this.freeContacts.push(contact)
    }
    this.linesOfParent.fill(0)
    this.waitingOfParent.fill(0)
    this.linesTaken = 0
    this.placesTaken = 0
    this.contactsWaiting = 0
    this.underWay = 0
    this.agentsBusy = 0
    this.trained.fill(0)
    this.untrained.fill(0)
    this.countedOvertime.fill(0)
    this.staffedSteps.fill(0)
    this.overtimeSteps.fill(0)
    this.ringSteps.fill(0)
    this.awaySteps.fill(0)
  }

  /** Where a stream of a group begins in `groupStreams`. */
  streamOf(group: number, source: number): number {
    return (group * GROUP_STREAMS + source) * STREAM_SIZE
  }

  /** Somebody's first contact, in a queue. */
  newContact(queue: number): Contact {
    const contact = this.anyContact(queue)
    contact.origin = queue
    contact.customer = this.customers[queue]++
    contact.branch = 0
    contact.followUp = 0
    contact.startAnew(WAY.call)
    contact.firstInterval = this.current
    contact.served = false
    return contact
  }

  /**
   * Work that follows from a customer's contact, on its way to a queue: what chance decides about it hangs on the contact and on which of its works it is, so that it does not touch what the customer does.
   *
   * @param work a number of its own for each work that may follow from one contact
   */
  newFollowUp(
    { origin, customer, branch, visit, firstInterval }: Origin,
    work: number,
    queue: number,
    way: number,
  ): Contact {
    const contact = this.anyContact(queue)
    contact.origin = origin
    contact.customer = customer
    contact.branch = branchOf(branch, visit, work)
    contact.followUp = ++this.followUps
    contact.startAnew(way)
    contact.firstInterval = firstInterval
    // It is no customer who is served.
    contact.served = true
    return contact
  }

  private anyContact(queue: number): Contact {
    let contact = this.freeContacts.pop()
    if (!contact) {
      contact = new Contact(this.contacts.length, this.shapes)
      this.contacts.push(contact)
    }
    contact.stamp++
    contact.queue = queue
    contact.menu = -1
    contact.attempt = 1
    contact.visit = 1
    contact.arrived = this.now
    contact.interval = this.current
    contact.caseOf = undefined
    contact.handle = Number.NaN
    return contact
  }

  /** One more, or so much more, in a column of `Tally.agentLevelQueue`. */
  count(column: number, interval: number, queue: number, more = 1): void {
    this.tally.agentLevelQueue[(interval * this.model.queues + queue) * AGENT_LEVEL_QUEUE_COLUMNS + column] += more
  }

  /** Counts a contact in its queue by the interval in which it came there; not a second conversation that is outside all counts. */
  countOf({ counts, interval, queue }: Contact, column: number, more = 1): void {
    if (counts) this.count(column, interval, queue, more)
  }

  /** Nothing more will become of this contact. */
  endContact(contact: Contact): void {
    contact.stamp++
    contact.state = ENDED
    contact.agent = undefined
    this.freeContacts.push(contact)
  }

  /** Tells the trace of a contact that no agent answered. */
  tellUnanswered(contact: Contact, outcome: Outcome, end: number): void {
    const { queue, attempt, arrived, customer, origin, visit, followUp } = contact
    this.trace?.(queue, attempt, arrived, outcome, -1, end, end, end, -1, customer, origin, visit, followUp)
  }
}

/** A number for a work that follows from a contact, never 0: a hash of what that contact is and of which of its works. */
function branchOf(branch: number, visit: number, work: number): number {
  let hash = Math.imul(branch ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ visit, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16) ^ work, 0x27d4eb2f)
  return (hash ^ (hash >>> 15)) | 0 || 1
}
