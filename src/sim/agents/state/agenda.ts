const FIRST_PLACES = 256
/** Children of a node: four are nearer together in memory than two times two. */
const BRANCHES = 4

/**
 * The events to come, a heap by (time, kind, order of planning). Nothing is taken back: an event whose `stamp` is not that of its subject any more is out of date, and whoever
 * takes it from the heap leaves it alone.
 */
export class Agenda {
  /** The event that `next` took. */
  time = 0
  kind = 0
  subject = 0
  stamp = 0

  private size = 0
  private planned = 0
  private times = new Float64Array(FIRST_PLACES)
  private kinds = new Uint8Array(FIRST_PLACES)
  private orders = new Float64Array(FIRST_PLACES)
  private subjects = new Int32Array(FIRST_PLACES)
  private stamps = new Int32Array(FIRST_PLACES)

  clear(): void {
    this.size = 0
    this.planned = 0
  }

  /** @param subject what it happens to, as the kind numbers them */
  plan(time: number, kind: number, subject: number, stamp = 0): void {
    if (this.size === this.times.length) this.grow()
    const { times, kinds } = this
    const order = this.planned++
    let place = this.size++
    while (place > 0) {
      const parent = (place - 1) >> 2
      if (times[parent] < time || (times[parent] === time && kinds[parent] <= kind)) break
      this.move(parent, place)
      place = parent
    }
    times[place] = time
    kinds[place] = kind
    this.orders[place] = order
    this.subjects[place] = subject
    this.stamps[place] = stamp
  }

  /** Takes the earliest event; false: there is none. */
  next(): boolean {
    if (this.size === 0) return false
    this.time = this.times[0]
    this.kind = this.kinds[0]
    this.subject = this.subjects[0]
    this.stamp = this.stamps[0]
    const last = --this.size
    if (last > 0) this.sink(last)
    return true
  }

  /** Puts the event at `last` where the top has become free. */
  private sink(last: number): void {
    const { times, kinds, orders } = this
    const time = times[last]
    const kind = kinds[last]
    const order = orders[last]
    let place = 0
    for (;;) {
      const first = place * BRANCHES + 1
      if (first >= last) break
      let best = first
      for (let child = first + 1; child < Math.min(first + BRANCHES, last); child++)
        if (
          times[child] < times[best] ||
          (times[child] === times[best] &&
            (kinds[child] < kinds[best] || (kinds[child] === kinds[best] && orders[child] < orders[best])))
        )
          best = child
      if (
        time < times[best] ||
        (time === times[best] && (kind < kinds[best] || (kind === kinds[best] && order < orders[best])))
      )
        break
      this.move(best, place)
      place = best
    }
    this.move(last, place)
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from]
    this.kinds[to] = this.kinds[from]
    this.orders[to] = this.orders[from]
    this.subjects[to] = this.subjects[from]
    this.stamps[to] = this.stamps[from]
  }

  private grow(): void {
    const places = this.times.length * 2
    this.times = widened(this.times, new Float64Array(places))
    this.kinds = widened(this.kinds, new Uint8Array(places))
    this.orders = widened(this.orders, new Float64Array(places))
    this.subjects = widened(this.subjects, new Int32Array(places))
    this.stamps = widened(this.stamps, new Int32Array(places))
  }
}

function widened<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
