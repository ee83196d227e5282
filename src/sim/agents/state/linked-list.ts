export interface Linked<T> {
  before: T | undefined
  after: T | undefined
}

/** A list whose members know their neighbours: whoever leaves from the middle costs no more than whoever leaves first. A member stands in one list at a time. */
export class LinkedList<T extends Linked<T>> {
  first: T | undefined
  last: T | undefined
  count = 0

  clear(): void {
    this.first = undefined
    this.last = undefined
    this.count = 0
  }

  /** Stands last. */
  join(member: T): void {
    this.joinAfter(member, this.last)
  }

  /** Stands behind `before`; first where that is undefined. */
  joinAfter(member: T, before: T | undefined): void {
    const after = before ? before.after : this.first
    member.before = before
    member.after = after
    if (before) before.after = member
    else this.first = member
    if (after) after.before = member
    else this.last = member
    this.count++
  }

  leave(member: T): void {
    if (member.before) member.before.after = member.after
    else this.first = member.after
    if (member.after) member.after.before = member.before
    else this.last = member.before
    member.before = undefined
    member.after = undefined
    this.count--
  }
}
