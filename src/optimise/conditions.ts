import type { Target } from '../domain/index.ts'
import { type CompiledModel, type Scenario, valuePlaces } from '../sim/index.ts'
import type { Space } from './space.ts'

/** One thing that a target says, as a sum that must not be negative: `share * base` less than what is in time, and so on. */
export interface Part {
  figure: 'serviceLevel' | 'connectRate' | 'abandonment' | 'asa' | 'meanWait' | 'occupancy'
  wanted: number
  /** Queues of the model whose sums are taken. */
  queues: readonly number[]
}

/** A target that is to hold: of a queue, of a tier of one, or of the centre. */
export interface Condition {
  /** Empty for the centre. */
  name: string
  /** Places among {@link Conditions.parts}. */
  parts: readonly number[]
}

export interface Conditions {
  parts: readonly Part[]
  list: readonly Condition[]
  queues: number
  /** Values of a replication, as the runner hands them over, to sums by block. */
  read(values: Float64Array, at: number, day: DaySums): void
}

/** Where the sums of a day are written. */
export interface DaySums {
  /** By part and block, [part * blocks + block]: what the target has to spare, in units of its base; and by part the base. */
  surplus: Float64Array
  base: Float64Array
  /** By queue and block: offered, answered, seconds of work. */
  offered: Float64Array
  answered: Float64Array
  work: Float64Array
}

/**
 * Every target of a scenario as sums over blocks.
 *
 * @param centre share of all contacts together that is to be in time, each by its own queue's threshold
 * @param joint a target of several conditions is one, which holds on a day when all do; else each is one of its own
 */
export function conditionsOf(
  model: CompiledModel,
  scenario: Scenario,
  space: Space,
  centre: number | undefined,
  joint: boolean,
): Conditions {
  const parts: Part[] = []
  const list: Condition[] = []
  const add = (name: string, target: Target, queues: readonly number[]) => {
    const first = parts.length
    const { serviceLevel, ...limits } = target
    if (serviceLevel) parts.push({ figure: 'serviceLevel', wanted: serviceLevel.share, queues })
    for (const [figure, wanted] of Object.entries(limits))
      if (wanted !== undefined) parts.push({ figure: figure as Part['figure'], wanted, queues })
    const added = Array.from({ length: parts.length - first }, (_, k) => first + k)
    list.push(...(joint ? [{ name, parts: added }] : added.map((part) => ({ name, parts: [part] }))))
  }
  const numbers = Array.from({ length: model.queues }, (_, q) => q)
  const judged: number[] = []
  model.parentNames.forEach((name, parent) => {
    const { campaign, channel } = scenario.queues[name]
    if (campaign !== undefined || channel === 'outbound') return
    const own = numbers.filter((q) => model.parentOf[q] === parent)
    judged.push(...own)
    const target = model.parentTargets[parent]
    const alike = own.every((q) => JSON.stringify(model.targets[q]) === JSON.stringify(target))
    if (alike) add(name, target, own)
    else for (const q of own) add(model.queueNames[q], model.targets[q], [q])
  })
  if (centre !== undefined) add('', { serviceLevel: { share: centre, within: 0 } }, judged)
  return { parts, list, queues: model.queues, read: readerOf(model, space, parts) }
}

function readerOf(model: CompiledModel, space: Space, parts: readonly Part[]): Conditions['read'] {
  const places = valuePlaces(model)
  const { blocks, blockOf } = space
  const { warmUpIntervals, intervals, queues, routeQueue, routeGroup } = model
  const serving = parts.map(({ queues: of }) => [
    ...new Set([...routeGroup].filter((_, r) => of.includes(routeQueue[r]))),
  ])
  const offered = (q: number) => places.queue(0, q, 'offered')
  const rowOfQueues = places.queue(1, 0, 'offered') - offered(0)
  const rowOfGroups = places.group(1, 0, 'staffed') - places.group(0, 0, 'staffed')
  const spare = parts.map((part, p) => sparer(part, serving[p], places))
  const answered = (q: number) => places.queue(0, q, 'answered')
  const work = (q: number) => places.queue(0, q, 'handleSeconds')
  return (values, at, day) => {
    for (let row = 0; row <= places.intervals; row++) {
      // What comes after the run belongs to its last block.
      const block = blockOf[Math.min(row + warmUpIntervals, intervals - 1)]
      const cell = at + row * rowOfQueues
      for (let q = 0; q < queues; q++) {
        const to = q * blocks + block
        day.offered[to] += values[cell + offered(q)]
        day.answered[to] += values[cell + answered(q)]
        day.work[to] += values[cell + work(q)]
      }
      for (let p = 0; p < parts.length; p++) {
        const [above, below] = spare[p](values, cell, at + row * rowOfGroups)
        day.surplus[p * blocks + block] += above
        day.base[p] += below
      }
    }
  }
}

type Places = ReturnType<typeof valuePlaces>
/** What there is to spare in a row, and the base: the first over the second is how far the figure is above what is wanted, in shares. */
type Spare = (values: Float64Array, queueRow: number, groupRow: number) => [above: number, below: number]

function sparer({ figure, wanted, queues }: Part, groups: readonly number[], places: Places): Spare {
  const sum = (measure: Parameters<Places['queue']>[2]) => {
    const at = queues.map((q) => places.queue(0, q, measure))
    return (values: Float64Array, row: number) => {
      let total = 0
      for (const place of at) total += values[row + place]
      return total
    }
  }
  /** At least this share. */
  const atLeast = (above: ReturnType<typeof sum>, below: ReturnType<typeof sum>): Spare => {
    return (values, row) => {
      const base = below(values, row)
      return [above(values, row) - wanted * base, base]
    }
  }
  /** At most so much, in shares of `unit`. */
  const atMost = (above: ReturnType<typeof sum>, below: ReturnType<typeof sum>, unit: number): Spare => {
    return (values, row) => {
      const base = below(values, row)
      return [(wanted * base - above(values, row)) / unit, base]
    }
  }
  // A wait has no share: what is missed of it counts in proportion to what is wanted.
  const second = Math.max(wanted, 1)
  switch (figure) {
    case 'serviceLevel':
      return atLeast(sum('inTime'), sum('serviceBase'))
    case 'connectRate':
      return atLeast(sum('answered'), sum('offered'))
    case 'abandonment':
      return atMost(sum('abandoned'), sum('offered'), 1)
    case 'asa':
      return atMost(sum('answeredWait'), sum('answered'), second)
    case 'meanWait':
      return atMost(sum('wait'), sum('admitted'), second)
    case 'occupancy': {
      const staffed = groups.map((g) => places.group(0, g, 'staffed'))
      const worked = groups.map((g) => places.group(0, g, 'worked'))
      return (values, _, row) => {
        let all = 0
        let busy = 0
        for (let k = 0; k < staffed.length; k++) {
          all += values[row + staffed[k]]
          busy += values[row + worked[k]]
        }
        return [wanted * all - busy, all]
      }
    }
  }
}
