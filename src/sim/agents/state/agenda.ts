import { LATEST } from '../../model/grid.ts'
import * as events from './events.ts'
import { NextArrivals } from './next-arrivals.ts'

// A module's own constants V8 puts into the code of its functions; imported ones are loaded and checked at every use.
const { EVENT } = events

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
/** Numbers of an event in `times`: its time, its rank. */
const TIMES = 2
/** Numbers of an event in `fields`: its kind, and in these places the others. */
const FIELDS = 4
const SUBJECT = 1
const STAMP = 2
const NEXT = 3

/**
 * The events to come, by (time, kind, order of planning). Nothing is taken back: an event whose `stamp` is not that of its subject any more is out of date, and whoever takes it leaves it alone.
 *
 * A calendar queue (Brown 1988): an event stands in the unsorted list of the bucket of its time, and buckets repeat like the days of a year. Only the current bucket is sorted. So planning and
 * taking an event cost the same whatever their number, where a heap of thousands moves a dozen of them for each.
 */
export class Agenda {
  /** Where contacts come from that come by themselves: of each queue the next one stands here, and not in a bucket. */
  private readonly arrivals: NextArrivals
  /** The event that `next` took. */
  time = 0
  kind = 0
  subject = 0
  stamp = 0

  private places = FIRST_PLACES
  /** Events: time and rank of each, `TIMES` numbers an event; kind, subject, stamp, and the next in the list of a bucket or in that of free places, `FIELDS` numbers an event. */
  private times = new Float64Array(FIRST_PLACES * TIMES)
  private fields = new Int32Array(FIRST_PLACES * FIELDS)
  private free = 0
  /** Events planned so far, and those that stand in the buckets: those of the current one are not in its list. */
  private planned = 0
  private size = 0

  private buckets = new Int32Array(FEWEST_BUCKETS).fill(-1)
  private mask = FEWEST_BUCKETS - 1
  /** Buckets a second, a power of two. */
  private perSecond = 1
  /** The place of the current bucket, and the moment at which it ends. */
  private current = 0
  private edge = 1
  /** Events of the current bucket and those planned for it meanwhile, earliest first, in places `sortedFrom` to `sortedTo`. */
  private sorted = new Int32Array(MANY)
  private sortedFrom = 0
  private sortedTo = 0
  /** Since the width was looked at last: events taken, buckets passed. */
  private taken = 0
  private passed = 0

  constructor(queues: number) {
    this.arrivals = new NextArrivals(queues)
    this.clear()
  }

  /** The width of the buckets stays: the next run is like this one. */
  clear(): void {
    this.planned = 0
    this.size = 0
    this.buckets.fill(-1)
    this.current = 0
    this.edge = 1 / this.perSecond
    this.sortedFrom = 0
    this.sortedTo = 0
    this.taken = 0
    this.passed = 0
    this.releaseFrom(0)
    this.arrivals.clear()
  }

  /** A queue's next arrival, instead of its last; Infinity: there is none. */
  planArrival(time: number, queue: number): void {
    this.arrivals.plan(time, queue)
  }

  /** @param subject what it happens to, as the kind numbers them */
  plan(time: number, kind: number, subject: number, stamp = 0): void {
    this.planAs(this.rankOf(kind), time, kind, subject, stamp)
  }

  /** The rank that an event of this kind would get now: for whoever plans it later, at the latest when it is due. */
  rankOf(kind: number): number {
    return kind * KIND_RANK + this.planned++
  }

  planAs(rank: number, time: number, kind: number, subject: number, stamp: number): void {
    if (this.free < 0) this.grow()
    const event = this.free
    const { times, fields } = this
    const at = event * FIELDS
    this.free = fields[at + NEXT]
    times[event * TIMES] = time
    times[event * TIMES + 1] = rank
    fields[at] = kind
    fields[at + SUBJECT] = subject
    fields[at + STAMP] = stamp
    if (time < this.edge) this.insert(event)
    else this.put(event)
  }

  /** Takes the earliest event; false: there is none. Whoever takes an arrival plans the next one of its queue. */
  next(): boolean {
    const { arrivals, fields } = this
    const arrival = arrivals.time
    if (this.sortedFrom === this.sortedTo && !this.advance(arrival))
      return arrival < Number.POSITIVE_INFINITY && this.takeArrival()
    const event = this.sorted[this.sortedFrom]
    const at = event * FIELDS
    const time = this.times[event * TIMES]
    if (arrival < time || (arrival === time && fields[at] > EVENT.arrival)) return this.takeArrival()
    this.sortedFrom++
    this.time = time
    this.kind = fields[at]
    this.subject = fields[at + SUBJECT]
    this.stamp = fields[at + STAMP]
    fields[at + NEXT] = this.free
    this.free = event
    this.taken++
    return true
  }

  private takeArrival(): boolean {
    const { time, queue } = this.arrivals
    this.time = time
    this.kind = EVENT.arrival
    this.subject = queue
    this.stamp = 0
    return true
  }

  /** Into the list of a bucket. */
  private put(event: number): void {
    const { buckets } = this
    const place = this.placeOf(this.times[event * TIMES])
    this.fields[event * FIELDS + NEXT] = buckets[place]
    buckets[place] = event
    this.size++
  }

  /** What is beyond any run stands in one bucket. */
  private placeOf(time: number): number {
    return ((time < LATEST ? time : LATEST) * this.perSecond) & this.mask
  }

  /** Into the current bucket: behind all that are earlier. What is planned for one moment one after the other is the last each time. */
  private insert(event: number): void {
    if (this.sortedTo === this.sorted.length) this.makeRoom()
    const { sorted, times, sortedFrom } = this
    const time = times[event * TIMES]
    let place = this.sortedTo++
    for (; place > sortedFrom; place--) {
      const other = sorted[place - 1] * TIMES
      if (time > times[other] || (time === times[other] && times[event * TIMES + 1] > times[other + 1])) break
      sorted[place] = sorted[place - 1]
    }
    sorted[place] = event
  }

  private makeRoom(): void {
    const { sorted, sortedFrom, sortedTo } = this
    if (sortedFrom < sorted.length / 2) this.sorted = widened(sorted, new Int32Array(sorted.length * 2))
    this.sorted.copyWithin(0, sortedFrom, sortedTo)
    this.sortedFrom = 0
    this.sortedTo = sortedTo - sortedFrom
  }

  /** On to the next bucket that has an event, if one does that is not later than that of a moment; false: none does. */
  private advance(until: number): boolean {
    this.sortedFrom = 0
    this.sortedTo = 0
    if (this.size === 0) return false
    if (this.taken + this.passed >= LOOK_AFTER) this.tune()
    const { buckets, mask } = this
    const width = 1 / this.perSecond
    let place = this.current
    let passed = 0
    // What is planned from now on may be before the next event: the current bucket is never one that is later than both.
    while (until >= this.edge) {
      place = (place + 1) & mask
      this.edge += width
      if (++passed > mask) {
        // A year without an event: on to the next, wherever it is.
        place = this.seek(Math.min(until, this.earliest()))
        passed = 0
      }
      if (buckets[place] >= 0 && this.sortBucket(place)) {
        this.current = place
        this.passed += passed
        return true
      }
    }
    this.current = place
    this.passed += passed
    return false
  }

  /** The bucket of a moment is the current one: its place. */
  private seek(time: number): number {
    const { perSecond } = this
    this.edge = time < LATEST ? (Math.floor(time * perSecond) + 1) / perSecond : Number.POSITIVE_INFINITY
    this.current = this.placeOf(time)
    return this.current
  }

  /** Takes the events of a bucket that are before its end out of its list, in which those of later years stay; false: there is none. */
  private sortBucket(place: number): boolean {
    const { fields, times, edge } = this
    let later = -1
    let found = -1
    let count = 0
    for (let event = this.buckets[place]; event >= 0; ) {
      const after = fields[event * FIELDS + NEXT]
      if (times[event * TIMES] < edge || edge === Number.POSITIVE_INFINITY) {
        // The list began with what was planned last: now it begins with what was planned first.
        fields[event * FIELDS + NEXT] = found
        found = event
        count++
      } else {
        fields[event * FIELDS + NEXT] = later
        later = event
      }
      event = after
    }
    this.buckets[place] = later
    this.size -= count
    if (count < MANY) {
      for (let event = found; event >= 0; event = fields[event * FIELDS + NEXT]) this.insert(event)
      return count > 0
    }
    while (this.sorted.length < count) this.sorted = new Int32Array(this.sorted.length * 2)
    for (let event = found; event >= 0; event = fields[event * FIELDS + NEXT]) this.sorted[this.sortedTo++] = event
    this.sorted
      .subarray(0, count)
      .sort(
        (one, other) => times[one * TIMES] - times[other * TIMES] || times[one * TIMES + 1] - times[other * TIMES + 1],
      )
    return true
  }

  private earliest(): number {
    let earliest = Number.POSITIVE_INFINITY
    for (const first of this.buckets)
      for (let event = first; event >= 0; event = this.fields[event * FIELDS + NEXT])
        earliest = Math.min(earliest, this.times[event * TIMES])
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
    const { fields } = this
    let all = -1
    for (const first of this.buckets)
      for (let event = first; event >= 0; ) {
        const after = fields[event * FIELDS + NEXT]
        fields[event * FIELDS + NEXT] = all
        all = event
        event = after
      }
    if (count === this.buckets.length) this.buckets.fill(-1)
    else this.buckets = new Int32Array(count).fill(-1)
    this.mask = count - 1
    this.perSecond = perSecond
    this.size = 0
    // What has been taken last stands in the current bucket, and so may what comes next.
    this.current = (this.seek(this.time) - 1) & this.mask
    this.edge -= 1 / perSecond
    while (all >= 0) {
      const after = fields[all * FIELDS + NEXT]
      this.put(all)
      all = after
    }
  }

  private grow(): void {
    const from = this.places
    this.places *= 2
    this.times = widened(this.times, new Float64Array(this.places * TIMES))
    this.fields = widened(this.fields, new Int32Array(this.places * FIELDS))
    this.releaseFrom(from)
  }

  private releaseFrom(from: number): void {
    for (let place = from; place < this.places; place++) this.fields[place * FIELDS + NEXT] = place + 1
    this.fields[(this.places - 1) * FIELDS + NEXT] = -1
    this.free = from
  }
}

function widened<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
