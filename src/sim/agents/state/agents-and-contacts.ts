import type { Case } from './cases.ts'

/** What an agent does. */
export const OFF_DUTY = 0
export const IDLE = 1
export const RUNG = 2
export const BUSY = 3
export const AFTER_CALL = 4
/** On a break, in a meeting, or away unplanned. */
export const AWAY = 5
/** With deferred work that is finished before anything else. Work that can be interrupted is done while IDLE. */
export const ON_DEFERRED = 6
/** With chats; with nothing but the work after them. */
export const CHATTING = 7
export const CHAT_WRAP_UP = 8
/** Looks at a customer of a campaign, or calls it. */
export const DIALLING = 9

/** One agent. */
export class Agent {
  /** Index among all. */
  readonly place: number
  readonly group: number
  /** Handle times are so many times as long as the group's: of newcomers, today. */
  pace: number
  state = OFF_DUTY
  /** One more with every change: events that were planned before are out of date. */
  stamp = 0
  /** One more whenever the time to the next unplanned absence is drawn anew. */
  dutyStamp = 0

  contact: Contact | undefined
  /** The chats it holds: the first so many of its places, since when they go on at this pace (times as long as alone), and the stamp of the event of the next that ends. */
  chats = 0
  readonly chatPlaces: ChatPlace[] = []
  chatsSince = 0
  slowness = 1
  chatStamp = 0
  /** Stands among those who hold so many chats and may have more; takes no more because it is to go. */
  takesChats = false
  leaves = false
  /** The deferred work it does. */
  task: Contact | undefined
  /** Since when it does what it does. */
  since = 0
  /** Seconds with contacts and after them, today. */
  worked = 0
  /** Came at, and is to go at; Infinity: the group's numbers by interval decide. */
  cameAt = 0
  goesAt = Number.POSITIVE_INFINITY
  /** Absences that are due and have not begun: lengths and due times wait in this order. */
  readonly dueLengths: number[] = []
  readonly dueSince: number[] = []

  /** Neighbours in the list of its group's idle. */
  before: Agent | undefined
  after: Agent | undefined

  constructor(place: number, group: number, pace: number) {
    this.place = place
    this.group = group
    this.pace = pace
  }
}

/** One of the chats that an agent holds, or the work after it. */
export interface ChatPlace {
  /** Undefined: the conversation is over, its after-chat work is not. */
  contact: Contact | undefined
  /** Seconds that it would still take if its agent had no other, and how long the work after it does. */
  rest: number
  afterwards: number
  /** When conversation or after-chat work began; where the handle time is booked. */
  since: number
  row: number
}

/** Where a contact is. */
export const WAITING = 0
export const RINGING = 1
export const TALKING = 2
/** Not in the centre at present: between attempts, or on its way to a queue. */
export const ELSEWHERE = 3
export const ENDED = 4
/** Is called by a campaign and has not answered yet. */
export const DIALLED = 9

/** How it came to its queue. */
export const WAY = { call: 0, redial: 1, transfer: 2, repeat: 3, deflection: 4, message: 5, followUp: 6 } as const

/** Values of `Contact.callback`: waits on the line; is called in its turn; is called when nobody else waits. */
const ON_LINE = 0
export const CALL_IN_TURN = 1
export const CALL_LATER = 2

/** Values of `Contact.line` beside the numbers of parent queues: it has no line yet, or does without. */
export const NO_LINE = -1
export const WITHOUT_LINE = -2

/** Somebody who asks for something: used again for others when it has ended, so that a long run does not allocate. */
export class Contact {
  /** Index among all. */
  readonly place: number
  /** One more with every step of its way: events that were planned before are out of date. */
  stamp = 0
  state = ENDED

  queue = 0
  /** The menu it is in, or -1. */
  menu = -1
  /** Whose contact it is: the queue of the customer's first call, and the number of that call in it. They stay the same for redials and whatever follows. */
  origin = 0
  customer = 0
  /** In which interval the customer's first attempt was made, and whether an agent has answered since. */
  firstInterval = 0
  served = false
  /** 1 for a first call, 2 for its first redial, ... */
  attempt = 1
  /** Which contact of this customer it is, redials, transfers and all: what it draws by chance hangs on it. */
  visit = 1
  /** Work that follows from a customer's contact draws by chance of its own: which work it is, and its number in the run; both 0 for what customers do themselves. */
  branch = 0
  followUp = 0
  /** The case it is a step of. */
  caseOf: Case | undefined
  /** A WAY. */
  way = 0
  /** The parent queue whose line it holds, or NO_LINE, WITHOUT_LINE. */
  line = NO_LINE
  /** Added to the priority of its queue. */
  priority = 0
  /** False: a second conversation that is outside the counts of its queue. */
  counts = true
  /** ON_LINE, CALL_IN_TURN or CALL_LATER, and how often it was called without an answer. */
  callback = ON_LINE
  calls = 0
  /** Announcements heard. */
  announcements = 0
  /** When it came to its queue, and in which interval. */
  arrived = 0
  interval = 0
  /** Since when it stands in the queue: from its arrival, but for those who were called in vain. */
  joined = 0
  /** Since when it holds a line. */
  lineSince = 0
  /** How long it would wait when it came, before announcements and the like. */
  patience = Number.POSITIVE_INFINITY
  /** When it hangs up if nobody has answered. */
  deadline = Number.POSITIVE_INFINITY
  /** Standardised handle times, one a shape of its queue. */
  readonly service: Float64Array
  /** Seconds of an agent of pace 1, where it is known and not drawn; else NaN. */
  handle = Number.NaN
  afterCall = 0
  /** After-call work with an agent of pace 1, where groups have their own: known once it is answered; NaN before. */
  usualAfterCall = Number.NaN
  /** Uniform: below the share of those who call again it is one of them. */
  redialChoice = 1
  redialDelay = 0
  /** The delayed route that opens next. */
  nextRoute = 0

  /** Neighbours in its queue's list. */
  before: Contact | undefined
  after: Contact | undefined

  agent: Agent | undefined
  route = -1
  /** When an agent was found for it, when the conversation began, and, where that was known then, when it ends. */
  assigned = 0
  answered = 0
  ended = 0

  /** Called by a campaign: whether it answers, and is the person wanted. */
  answers = false
  isRightParty = false

  /** Deferred work: when it is to be finished; when it was begun (NaN: not yet); how long it takes its agent from beginning to end, and how much of that is still to be done. */
  due = Number.POSITIVE_INFINITY
  begun = Number.NaN
  total = 0
  rest = 0
  /** Since when it lies in the backlog. */
  laidAside = 0
  /** When it will be done if nobody interrupts it, and the rank of that event. An event for it may stand in the agenda already, at an earlier time: then it is moved on when it comes. */
  ends = 0
  endRank = 0
  plannedEnd = Number.POSITIVE_INFINITY
  plannedRank = 0
  endStamp = 0

  constructor(place: number, shapes: number) {
    this.place = place
    this.service = new Float64Array(shapes)
  }

  /** Forgets what belonged to its last stay in a queue. */
  startAnew(way: number): void {
    this.way = way
    // Who is put through keeps the line.
    if (way !== WAY.transfer) this.line = NO_LINE
    this.agent = undefined
    this.usualAfterCall = Number.NaN
    this.route = -1
    this.priority = 0
    this.counts = true
    this.callback = ON_LINE
    this.calls = 0
    this.announcements = 0
  }
}
