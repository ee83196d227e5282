import type { CampaignModel } from '../../model/feature-models.ts'
import type { Contact } from './agents-and-contacts.ts'
import { LinkedList } from './linked-list.ts'

/** What changes of campaigns, by queue. */
export class Campaigns {
  readonly model: CampaignModel
  /** The queues that dial whenever agents are free, and those that do so where an agent has just finished a contact. */
  readonly always: Int32Array
  readonly afterService: Int32Array
  /** Not called yet. */
  readonly fresh: Float64Array
  /** To be called again, now. */
  readonly ready: LinkedList<Contact>[]
  /** Dialled and not answered yet, without an agent; agents with a call of the campaign. */
  readonly dialling: Int32Array
  readonly talking: Int32Array
  /** So many times the dials by which as many are reached as agents will be free. */
  readonly pace: Float64Array
  readonly reached: Float64Array
  readonly dropped: Float64Array
  /** Where the cap holds on each day: the day on which these two were counted. */
  readonly countedOn: Int32Array
  /** Off the list: talked to, or called as often as may be. */
  readonly done: Float64Array

  constructor(model: CampaignModel, queues: number) {
    this.model = model
    const among = (afterService: boolean) =>
      Int32Array.from(model.list.keys()).filter(
        (q) => model.list[q] >= 0 && (model.afterService[q] === 1) === afterService,
      )
    this.always = among(false)
    this.afterService = among(true)
    this.fresh = new Float64Array(queues)
    this.ready = Array.from({ length: queues }, () => new LinkedList<Contact>())
    this.dialling = new Int32Array(queues)
    this.talking = new Int32Array(queues)
    this.pace = new Float64Array(queues)
    this.reached = new Float64Array(queues)
    this.dropped = new Float64Array(queues)
    this.countedOn = new Int32Array(queues)
    this.done = new Float64Array(queues)
  }

  clear(): void {
    this.fresh.set(this.model.list)
    for (const list of this.ready) list.clear()
    this.dialling.fill(0)
    this.talking.fill(0)
    this.pace.fill(FIRST_PACE)
    this.reached.fill(0)
    this.dropped.fill(0)
    this.countedOn.fill(0)
    this.done.fill(0)
  }
}

/** Half of the dials by which as many would be reached as agents are free: carefully, until the share of the dropped is known. */
const FIRST_PACE = 0.5
