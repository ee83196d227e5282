import type { ChatPlace } from './chat-rooms.ts'
import type { Contact } from './contact.ts'

/** What an agent does. */
export const OFF_DUTY = 0
export const IDLE = 1
export const RUNG = 2
export const BUSY = 3
export const AFTER_CALL = 4
/** On a break, in a meeting, or away unplanned. */
export const AWAY = 5
/** With deferred work that is finished before anything else. Work that can be interrupted is done while IDLE. */
export const AT_WORK = 6
/** With chats; with nothing but the work after them. */
export const CHATTING = 7
export const CHAT_WRAP_UP = 8
/** Looks at a customer of a campaign, or calls it. */
export const DIALLING = 9

/** One person. */
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
  inRoom = false
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
