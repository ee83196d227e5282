import type { ChatModel } from '../../model/feature-models.ts'
import type { Agent } from './agents-and-contacts.ts'
import { LinkedList } from './linked-list.ts'

/** Agents who hold chats and may get more. */
export class ChatRooms {
  readonly model: ChatModel
  /** By group and number of chats, whoever has been there longest first. */
  readonly rooms: LinkedList<Agent>[][]
  /** By group: agents who are to leave when their chats are done, because its numbers were cut. */
  readonly leaving: Int32Array
  /** Changes from interval to interval, as in `Workspace`: [load][interval * groups + group], chats of groups and of queues. */
  readonly loadSteps: Float64Array[]
  readonly chatSteps: Float64Array
  readonly queueSteps: Float64Array

  constructor(model: ChatModel, queues: number, groups: number, intervals: number) {
    this.model = model
    this.rooms = Array.from(model.most, (most) => Array.from({ length: most }, () => new LinkedList<Agent>()))
    this.leaving = new Int32Array(groups)
    this.loadSteps = Array.from({ length: LOADS }, () => new Float64Array((intervals + 1) * groups))
    this.chatSteps = new Float64Array((intervals + 1) * groups)
    this.queueSteps = new Float64Array((intervals + 1) * queues)
  }

  clear(): void {
    for (const list of this.rooms.flat()) list.clear()
    this.leaving.fill(0)
    for (const steps of [...this.loadSteps, this.chatSteps, this.queueSteps]) steps.fill(0)
  }
}

/** Columns by number of chats: 1, 2, 3, 4, and more. */
export const LOADS = 5
