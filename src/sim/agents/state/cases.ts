import type { CasesModel } from '../../model/feature-models.ts'

/** Whose contact something follows from. */
export interface Origin {
  origin: number
  customer: number
  branch: number
  visit: number
  firstInterval: number
}

/** One matter that is worked on in several steps. */
export class Case implements Origin {
  /** Index among all of the run. */
  readonly place: number
  kind = 0
  /** The queue to which it came. */
  queue = 0
  /** The contact that created it. */
  origin = 0
  customer = 0
  branch = 0
  visit = 0
  firstInterval = 0
  /** When it was created, and in which interval. */
  created = 0
  interval = 0
  /** Steps of its kind that it has, and clocks of all kinds' that have stopped: a bit each, from those of its kind on. */
  steps = 0
  stopped = 0
  isOpen = true
  isEscalated = false

  constructor(place: number) {
    this.place = place
  }
}

/** What changes of cases. */
export class Cases {
  readonly model: CasesModel
  readonly all: Case[] = []
  /** Open cases by customer: see `customerKey`. */
  readonly open = new Map<number, Case[]>()

  constructor(model: CasesModel) {
    this.model = model
  }

  clear(): void {
    this.all.length = 0
    this.open.clear()
  }
}

/** A customer as one number: the queue of its first contact and its number there, which is negative for those of a backlog. */
export function customerKey({ origin, customer }: Origin): number {
  return (origin + 1) * 2 ** 33 + customer
}
