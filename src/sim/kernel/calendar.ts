import { KINDS, MENU_ENTRY, MENU_EXIT } from './events.ts'

/** Widths of buckets aimed at: events a bucket, so that few are empty and few have to be looked through for the earliest. */
const EVENTS_PER_BUCKET = 2
/** Buckets are narrowed or widened when they are this many powers of two off. */
const TOLERANCE = 2
const NARROWEST = -20
const WIDEST = 20
const FEWEST_BUCKETS = 64

/**
 * The events to come, as a calendar queue (Brown 1988): an event stands in the unsorted list of the bucket of its time, and buckets repeat like the days of a year.
 * With buckets as wide as the mean time between events, adding and taking cost the same whatever the number of events. Widths are powers of two, so that the bucket of a
 * time is exact. The kernel takes events from it in a loop of its own.
 */
export class Calendar {
  /** First event of each bucket, -1 for none; `mask` is their number less one, a power of two. */
  readonly bucketFirst: Int32Array
  readonly mask: number
  /** 1 / width of a bucket, a power of two. */
  perWidth = 1
  /** Events: time, what, and the next in the bucket's list or in that of free places. */
  time: Float64Array
  what: Int32Array
  next: Int32Array
  free = -1
  /** Places for events of which there is room for all there can be: ends of service, arrivals, openings of routes. */
  private readonly reserve: number
  private places: number
  /** Events of other kinds that stand in it. Whoever takes one counts it down. */
  extra = 0

  /** @param reserve the most events that can stand in it at once, `putExtra`'s left out */
  constructor(reserve: number) {
    let buckets = FEWEST_BUCKETS
    while (buckets < 2 * reserve) buckets *= 2
    this.bucketFirst = new Int32Array(buckets)
    this.mask = buckets - 1
    this.reserve = reserve
    this.places = 2 * reserve + 16
    this.time = new Float64Array(this.places)
    this.what = new Int32Array(this.places)
    this.next = new Int32Array(this.places)
  }

  clear(): void {
    this.bucketFirst.fill(-1)
    this.free = -1
    this.extra = 0
    this.releaseFrom(0)
  }

  private releaseFrom(from: number): void {
    for (let e = this.places - 1; e >= from; e--) {
      this.next[e] = this.free
      this.free = e
    }
  }

  /** When the event is that is put in next. It stands in an array because a number that is handed to a function may be put on the heap. */
  readonly moment: Float64Array = new Float64Array(1)

  /** An event of a kind without limit, at `moment`. */
  putExtra(what: number): void {
    if (++this.extra + this.reserve > this.places) this.grow()
    this.put(what)
  }

  /** An event at `moment`. */
  put(what: number): void {
    const { bucketFirst, time, next } = this
    const moment = this.moment[0]
    const event = this.free
    this.free = next[event]
    time[event] = moment
    this.what[event] = what
    const bucket = (moment * this.perWidth) & this.mask
    next[event] = bucketFirst[bucket]
    bucketFirst[bucket] = event
  }

  /** A call comes to a menu, or out of one, at `moment`. */
  putMenuEntry(menu: number): void {
    this.putExtra(MENU_ENTRY + KINDS * menu)
  }

  putMenuExit(place: number): void {
    this.putExtra(MENU_EXIT + KINDS * place)
  }

  add(time: number, what: number): void {
    this.moment[0] = time
    this.put(what)
  }

  private grow(): void {
    const from = this.places
    this.places *= 2
    const time = new Float64Array(this.places)
    time.set(this.time)
    this.time = time
    const what = new Int32Array(this.places)
    what.set(this.what)
    this.what = what
    const next = new Int32Array(this.places)
    next.set(this.next)
    this.next = next
    this.releaseFrom(from)
  }

  /** Fits the buckets to a rate of events a second, if they are far from it. */
  tune(rate: number, eventsPerBucket: number = EVENTS_PER_BUCKET): void {
    const exponent = Math.round(Math.log2(eventsPerBucket / rate))
    const wanted = Math.min(WIDEST, Math.max(NARROWEST, exponent))
    if (Math.abs(wanted + Math.log2(this.perWidth)) < TOLERANCE) return
    const { bucketFirst, next, time, mask } = this
    let all = -1
    for (let bucket = 0; bucket <= mask; bucket++) {
      let event = bucketFirst[bucket]
      while (event >= 0) {
        const following = next[event]
        next[event] = all
        all = event
        event = following
      }
      bucketFirst[bucket] = -1
    }
    this.perWidth = 2 ** -wanted
    while (all >= 0) {
      const following = next[all]
      const bucket = (time[all] * this.perWidth) & mask
      next[all] = bucketFirst[bucket]
      bucketFirst[bucket] = all
      all = following
    }
  }

  /** The time of the earliest event, found by looking at all; Infinity when there is none. */
  earliest(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (let bucket = 0; bucket <= this.mask; bucket++)
      for (let event = this.bucketFirst[bucket]; event >= 0; event = this.next[event])
        earliest = Math.min(earliest, this.time[event])
    return earliest
  }

  /** The bucket from which `first` looks on, its end, and what stands before the event found in its list. */
  bucket = 0
  readonly edge: Float64Array = new Float64Array(1)
  private before = -1
  /** Before when `first` looks; in an array, like `moment`. */
  readonly limit: Float64Array = new Float64Array(1)

  /** Looks from the bucket of `time` on: no event is earlier. */
  seek(time: number): void {
    const place = Math.floor(time * this.perWidth)
    this.bucket = place & this.mask
    this.edge[0] = (place + 1) / this.perWidth
  }

  /** The earliest event before `limit`, of several at one moment that with the lowest `what`; -1 when there is none. */
  first(): number {
    const { bucketFirst, time, what, next, mask, edge } = this
    const limit = this.limit[0]
    const width = 1 / this.perWidth
    for (let steps = 0; ; steps++) {
      let earliest = edge[0] < limit ? edge[0] : limit
      let found = -1
      for (let e = bucketFirst[this.bucket], last = -1; e >= 0; last = e, e = next[e]) {
        if (time[e] < earliest || (found >= 0 && time[e] === earliest && what[e] < what[found])) {
          earliest = time[e]
          found = e
          this.before = last
        }
      }
      if (found >= 0 || edge[0] >= limit) return found
      if (steps > mask) {
        const somewhere = this.earliest()
        if (somewhere >= limit) return -1
        this.seek(somewhere)
      } else {
        this.bucket = (this.bucket + 1) & mask
        edge[0] += width
      }
    }
  }

  /** Takes the event that `first` has just found from its list. */
  unlink(event: number): void {
    if (this.before < 0) this.bucketFirst[this.bucket] = this.next[event]
    else this.next[this.before] = this.next[event]
  }

  /** Its place can be used again. */
  release(event: number): void {
    this.next[event] = this.free
    this.free = event
  }
}
