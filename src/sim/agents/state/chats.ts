import type { ChatModel } from '../../model/feature-models.ts'
import type { Agent } from './agents-and-contacts.ts'
import { LinkedList } from './linked-list.ts'

/** Agents who hold chats and may get more. */
export class Chats {
  readonly model: ChatModel
  /** By group and number of chats held, who has held so many for longest first. */
  readonly open: LinkedList<Agent>[][]
  /** By group: agents who are to leave when their chats are done, because its numbers were cut. */
  readonly leaving: Int32Array
  /** Changes from interval to interval, as in `Workspace`: [chats held - 1][interval * groups + group], chats of groups and of queues. */
  readonly holdingSteps: Float64Array[]
  readonly chatSteps: Float64Array
  readonly queueSteps: Float64Array

  constructor(model: ChatModel, queues: number, groups: number, intervals: number) {
    this.model = model
    this.open = Array.from(model.most, (most) => Array.from({ length: most }, () => new LinkedList<Agent>()))
    this.leaving = new Int32Array(groups)
    this.holdingSteps = Array.from({ length: CHAT_COUNTS }, () => new Float64Array((intervals + 1) * groups))
    this.chatSteps = new Float64Array((intervals + 1) * groups)
    this.queueSteps = new Float64Array((intervals + 1) * queues)
  }

  clear(): void {
    for (const list of this.open.flat()) list.clear()
    this.leaving.fill(0)
    for (const steps of [...this.holdingSteps, this.chatSteps, this.queueSteps]) steps.fill(0)
  }
}

/** Columns by number of chats: 1, 2, 3, 4, and more. */
export const CHAT_COUNTS = 5
