import { EFFECTS } from '../../../scenario/index.ts'
import type { TroublesModel } from '../../model/feature-models.ts'

export const LOST: number = EFFECTS.indexOf('lost')
export const QUEUED: number = EFFECTS.indexOf('queued')
const SLOW = EFFECTS.indexOf('slow')

/** What is wrong now: which queues are lost or not answered, whose agents take nothing, and how many times as long contacts take. */
export class Troubles {
  readonly model: TroublesModel
  /** By queue: so many troubles lose its contacts; keep it from being answered. */
  readonly lost: Uint8Array
  readonly held: Uint8Array
  /** By group: so many troubles keep its agents from taking contacts. */
  readonly out: Uint8Array
  /** Times as long, by queue and by group: the factors of the troubles that go on, multiplied. */
  readonly slowQueue: Float64Array
  readonly slowGroup: Float64Array
  /** By trouble: 1 while it goes on. */
  private readonly goesOn: Uint8Array

  constructor(model: TroublesModel, queues: number, groups: number) {
    this.model = model
    this.lost = new Uint8Array(queues)
    this.held = new Uint8Array(queues)
    this.out = new Uint8Array(groups)
    this.slowQueue = new Float64Array(queues)
    this.slowGroup = new Float64Array(groups)
    this.goesOn = new Uint8Array(model.effect.length)
  }

  clear(): void {
    this.lost.fill(0)
    this.held.fill(0)
    this.out.fill(0)
    this.slowQueue.fill(1)
    this.slowGroup.fill(1)
    this.goesOn.fill(0)
  }

  /** A trouble begins or ends. */
  turn(index: number, goesOn: boolean): void {
    const { model, lost, held, out, slowQueue, slowGroup } = this
    const effect = model.effect[index]
    const more = goesOn ? 1 : -1
    this.goesOn[index] = goesOn ? 1 : 0
    for (const q of this.queuesOf(index)) {
      if (effect === LOST) lost[q] += more
      else if (effect === QUEUED) held[q] += more
      else if (effect === SLOW) slowQueue[q] = this.slowness(model.ofQueue, q, slowQueue.length)
    }
    for (const g of this.groupsOf(index)) {
      if (effect === LOST || effect === QUEUED) out[g] += more
      else if (effect === SLOW) slowGroup[g] = this.slowness(model.ofGroup, g, slowGroup.length)
    }
  }

  queuesOf(index: number): number[] {
    return concerned(this.model.ofQueue, index, this.lost.length)
  }

  groupsOf(index: number): number[] {
    return concerned(this.model.ofGroup, index, this.out.length)
  }

  private slowness(of: Uint8Array, which: number, count: number): number {
    const { effect, amount } = this.model
    let times = 1
    for (let index = 0; index < effect.length; index++)
      if (this.goesOn[index] && effect[index] === SLOW && of[index * count + which]) times *= amount[index]
    return times
  }
}

/** The queues or groups that trouble `index` concerns. */
function concerned(of: Uint8Array, index: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => k).filter((k) => of[index * count + k] === 1)
}
