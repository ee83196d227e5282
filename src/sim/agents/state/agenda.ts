import { LATEST } from '../../model/grid.ts'

const FIRST_PLACES = 256
const FEWEST_BUCKETS = 1024
/** Events a bucket aimed at when buckets get another width, and how far from it they may be before they do. */
const AIM = 1.5
const MOST = 4
const LEAST = 0.5
/** After so many events taken and buckets passed the width is looked at again. */
const LOOK_AFTER = 4096
/** The narrowest bucket is a microsecond. */
const MOST_PER_SECOND = 2 ** 20
/** From so many events on a bucket is not sorted by insertion: many agents may come at one moment. */
const MANY = 64
/** An event's rank at its moment: its kind, and among those of its kind when it was planned. */
const KIND_RANK = 2 ** 40

/**
 * The events to come, by (time, kind, order of planning). Nothing is taken back: an event whose `stamp` is not that of its subject any more is out of date, and whoever takes it leaves it alone.
 *
 * A calendar queue (Brown 1988): an event stands in the unsorted list of the bucket of its time, and buckets repeat like the days of a year. Only the current bucket is sorted. So planning and
 * taking an event cost the same whatever their number, where a heap of thousands moves a dozen of them for each.
 */
export class Agenda {
  /** The event that `next` took. */
  time = 0
  kind = 0
  subject = 0
  stamp = 0

  private places = FIRST_PLACES
  private times = new Float64Array(FIRST_PLACES)
  private ranks = new Float64Array(FIRST_PLACES)
  private kinds = new Uint8Array(FIRST_PLACES)
  private subjects = new Int32Array(FIRST_PLACES)
  private stamps = new Int32Array(FIRST_PLACES)
  /** The next in the list of a bucket or in that of free places; -1 ends it. */
  private nexts = new Int32Array(FIRST_PLACES)
  private free = 0
  /** Events planned so far, and those that stand in the buckets: those of the current one are not in its list. */
  private planned = 0
  private size = 0

  private buckets = new Int32Array(FEWEST_BUCKETS).fill(-1)
  private mask = FEWEST_BUCKETS - 1
  /** Buckets a second, a power of two. */
  private perSecond = 1
  /** Number of the current bucket, counted from time 0. */
  private current = 0
  /** Events of the current bucket and those planned for it meanwhile, earliest first, in places `sortedFrom` to `sortedTo`. */
  private sorted = new Int32Array(MANY)
  private sortedFrom = 0
  private sortedTo = 0
  /** Since the width was looked at last: events taken, buckets passed. */
  private taken = 0
  private passed = 0

  constructor() {
    this.clear()
  }

  /** The width of the buckets stays: the next run is like this one. */
  clear(): void {
    this.planned = 0
    this.size = 0
    this.buckets.fill(-1)
    this.current = 0
    this.sortedFrom = 0
    this.sortedTo = 0
    this.taken = 0
    this.passed = 0
    this.releaseFrom(0)
  }

  /** @param subject what it happens to, as the kind numbers them */
  plan(time: number, kind: number, subject: number, stamp = 0): void {
    if (this.free < 0) this.grow()
    const event = this.free
    const { nexts } = this
    this.free = nexts[event]
    this.times[event] = time
    this.ranks[event] = kind * KIND_RANK + this.planned++
    this.kinds[event] = kind
    this.subjects[event] = subject
    this.stamps[event] = stamp
    const bucket = this.bucketOf(time)
    if (bucket <= this.current) {
      this.insert(event)
      return
    }
    const place = bucket & this.mask
    nexts[event] = this.buckets[place]
    this.buckets[place] = event
    this.size++
  }

  /** Takes the earliest event; false: there is none. */
  next(): boolean {
    if (this.sortedFrom === this.sortedTo && !this.advance()) return false
    const event = this.sorted[this.sortedFrom++]
    this.time = this.times[event]
    this.kind = this.kinds[event]
    this.subject = this.subjects[event]
    this.stamp = this.stamps[event]
    this.nexts[event] = this.free
    this.free = event
    this.taken++
    return true
  }

  private bucketOf(time: number): number {
    // What is beyond any run stands in one bucket.
    return Math.floor((time < LATEST ? time : LATEST) * this.perSecond)
  }

  private isBefore(event: number, other: number): boolean {
    const { times, ranks } = this
    const time = times[event]
    const otherTime = times[other]
    return time < otherTime || (time === otherTime && ranks[event] < ranks[other])
  }

  /** Into the current bucket: behind all that are earlier. What is planned for one moment one after the other is the last each time. */
  private insert(event: number): void {
    if (this.sortedTo === this.sorted.length) this.makeRoom()
    const { sorted } = this
    let place = this.sortedTo++
    for (; place > this.sortedFrom && this.isBefore(event, sorted[place - 1]); place--)
      sorted[place] = sorted[place - 1]
    sorted[place] = event
  }

  private makeRoom(): void {
    const { sorted, sortedFrom, sortedTo } = this
    if (sortedFrom < sorted.length / 2) this.sorted = widened(sorted, new Int32Array(sorted.length * 2))
    this.sorted.copyWithin(0, sortedFrom, sortedTo)
    this.sortedFrom = 0
    this.sortedTo = sortedTo - sortedFrom
  }

  /** On to the next bucket that has an event; false: no bucket has. */
  private advance(): boolean {
    this.sortedFrom = 0
    this.sortedTo = 0
    if (this.size === 0) return false
    if (this.taken + this.passed >= LOOK_AFTER) this.tune()
    for (let looked = 0; ; looked++) {
      if (looked > this.mask) {
        // A year without an event: on to the next, wherever it is.
        this.current = this.bucketOf(this.earliest()) - 1
        looked = 0
      }
      this.current++
      this.passed++
      const place = this.current & this.mask
      if (this.buckets[place] >= 0 && this.sortBucket(place)) return true
    }
  }

  /** Takes the events of the current bucket out of its list, in which those of later years stay; false: there is none. */
  private sortBucket(place: number): boolean {
    const { nexts, times } = this
    let later = -1
    let found = -1
    let count = 0
    for (let event = this.buckets[place]; event >= 0; ) {
      const after = nexts[event]
      if (this.bucketOf(times[event]) === this.current) {
        // The list began with what was planned last: now it begins with what was planned first.
        nexts[event] = found
        found = event
        count++
      } else {
        nexts[event] = later
        later = event
      }
      event = after
    }
    this.buckets[place] = later
    this.size -= count
    if (count < MANY) for (let event = found; event >= 0; event = nexts[event]) this.insert(event)
    else {
      while (this.sorted.length < count) this.sorted = new Int32Array(this.sorted.length * 2)
      for (let event = found; event >= 0; event = nexts[event]) this.sorted[this.sortedTo++] = event
      this.sorted.subarray(0, count).sort((one, other) => (this.isBefore(one, other) ? -1 : 1))
    }
    return count > 0
  }

  private earliest(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const first of this.buckets)
      for (let event = first; event >= 0; event = this.nexts[event]) earliest = Math.min(earliest, this.times[event])
    return earliest
  }

  /** Between two buckets: fits their width to the events that have come of late, and their number to those that stand in them. */
  private tune(): void {
    const perBucket = this.taken / (this.passed + 1)
    this.taken = 0
    this.passed = 0
    const fits = perBucket >= LEAST && perBucket <= MOST
    const wanted = fits ? this.perSecond : this.perSecond * 2 ** Math.round(Math.log2(Math.max(perBucket, 1e-3) / AIM))
    const perSecond = Math.min(MOST_PER_SECOND, wanted)
    let count = this.buckets.length
    while (count < this.size) count *= 2
    if (perSecond === this.perSecond && count === this.buckets.length) return
    const { nexts, times } = this
    let all = -1
    for (const first of this.buckets)
      for (let event = first; event >= 0; ) {
        const after = nexts[event]
        nexts[event] = all
        all = event
        event = after
      }
    if (count === this.buckets.length) this.buckets.fill(-1)
    else this.buckets = new Int32Array(count).fill(-1)
    this.mask = count - 1
    this.perSecond = perSecond
    // What has been taken last stands in the current bucket, and so may what comes next.
    this.current = this.bucketOf(this.time) - 1
    while (all >= 0) {
      const after = nexts[all]
      const place = this.bucketOf(times[all]) & this.mask
      nexts[all] = this.buckets[place]
      this.buckets[place] = all
      all = after
    }
  }

  private grow(): void {
    const from = this.places
    this.places *= 2
    this.times = widened(this.times, new Float64Array(this.places))
    this.ranks = widened(this.ranks, new Float64Array(this.places))
    this.kinds = widened(this.kinds, new Uint8Array(this.places))
    this.subjects = widened(this.subjects, new Int32Array(this.places))
    this.stamps = widened(this.stamps, new Int32Array(this.places))
    this.nexts = widened(this.nexts, new Int32Array(this.places))
    this.releaseFrom(from)
  }

  private releaseFrom(from: number): void {
    for (let place = from; place < this.places; place++) this.nexts[place] = place + 1
    this.nexts[this.places - 1] = -1
    this.free = from
  }
}

function widened<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
