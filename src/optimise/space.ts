import { checkNumber, entryOf, KrarupError, unknownName } from '../domain/index.ts'
import type { CompiledModel } from '../sim/index.ts'

/**
 * What may be chosen: how many agents of each group in each block of intervals. A place of a staffing is `group * blocks + block`; groups whose agents stay as the scenario has them have places too.
 */
export interface Space {
  groupNames: readonly string[]
  groups: number
  blocks: number
  /** First interval of each block, and one more for the end. */
  blockStart: Int32Array
  /** By interval of the run. */
  blockOf: Int32Array
  /** Hours of a block. */
  hours: Float64Array
  /** Cost of one agent in this place, for the whole block. */
  cost: Float64Array
  least: Int32Array
  most: Int32Array
  /** By group: 1: its agents stay as the scenario has them. */
  fixed: Uint8Array
  /** Largest change from a block to the next; Infinity for none. */
  change: Float64Array
  /** Whether cost is money; else it is agent hours. */
  priced: boolean
  /** By group: the most was said, not guessed. */
  capped: Uint8Array
}

/** Agents in every place of a {@link Space}. */
export type Staffing = Int32Array

/** What of a space a caller says. */
export interface SpaceOptions {
  /** Length of a block in seconds, a whole number of intervals; or the seconds from the first opening at which blocks of a day begin. Default: an hour, or an interval where that is longer. */
  blocks?: number | readonly number[]
  /** Groups whose agents stay as the scenario has them. */
  fixed?: readonly string[]
  /** Fewest and most agents, by group; of every block. */
  least?: Record<string, number>
  most?: Record<string, number>
  /** Largest change of a group's agents from one block to the next, by group. */
  change?: Record<string, number>
}

const HOUR = 3600

export function spaceOf(model: CompiledModel, options: SpaceOptions): Space {
  const { groups, groupNames, intervals, interval, costs } = model
  const blockStart = blocksOf(model, options.blocks ?? Math.max(HOUR, interval))
  const blocks = blockStart.length - 1
  const blockOf = new Int32Array(intervals)
  const hours = new Float64Array(blocks)
  for (let b = 0; b < blocks; b++) {
    blockOf.fill(b, blockStart[b], blockStart[b + 1])
    hours[b] = ((blockStart[b + 1] - blockStart[b]) * interval) / HOUR
  }
  const priced = costs?.agentPerSecond.some((price) => price > 0) ?? false
  const fixed = new Uint8Array(groups)
  for (const name of options.fixed ?? []) fixed[placeOfGroup(name, groupNames, '--fix')] = 1
  if (groups > 0 && fixed.every((each) => each === 1))
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'the agents of every group stay as they are, so nothing is left to choose',
      where: { name: '--fix' },
      how: 'fix fewer groups; krarup simulate says how the scenario does as it is',
    })
  const byGroup = (given: Record<string, number> | undefined, option: string, none: number) => {
    for (const [name, value] of Object.entries(given ?? {})) {
      const place = placeOfGroup(name, groupNames, option)
      checkNumber(option, value, { least: 0, whole: true })
      if (fixed[place])
        throw new KrarupError({
          code: 'CONFLICT',
          what: `the agents of group ${JSON.stringify(name)} stay as they are, so nothing else can be asked of them`,
          where: { name: option },
          how: `leave out --fix or ${option} of this group`,
        })
    }
    return groupNames.map((name) => entryOf(given, name) ?? none)
  }
  const least = byGroup(options.least, '--least', 0)
  const most = byGroup(options.most, '--most', -1)
  const change = Float64Array.from(byGroup(options.change, '--change', Number.POSITIVE_INFINITY))
  const space: Space = {
    groupNames,
    groups,
    blocks,
    blockStart,
    blockOf,
    hours,
    cost: new Float64Array(groups * blocks),
    least: new Int32Array(groups * blocks),
    most: new Int32Array(groups * blocks),
    fixed,
    change,
    priced,
    capped: Uint8Array.from(most, (count) => (count < 0 ? 0 : 1)),
  }
  for (let g = 0; g < groups; g++) {
    if (most[g] >= 0 && least[g] > most[g])
      throw new KrarupError({
        code: 'CONFLICT',
        what: `group ${JSON.stringify(groupNames[g])} is to have at least ${least[g]} agents and at most ${most[g]}`,
        where: { name: '--least' },
        how: 'lower --least or raise --most',
      })
    for (let b = 0; b < blocks; b++) {
      const place = g * blocks + b
      space.cost[place] = hours[b] * (priced ? (costs as NonNullable<typeof costs>).agentPerSecond[g] * HOUR : 1)
      space.least[place] = least[g]
      space.most[place] = Math.max(most[g], least[g])
    }
  }
  const today = staffingOf(model, space)
  for (let place = 0; place < today.length; place++)
    if (fixed[Math.floor(place / blocks)]) space.least[place] = space.most[place] = today[place]
  return space
}

function placeOfGroup(name: string, known: readonly string[], option: string): number {
  const place = known.indexOf(name)
  if (place >= 0) return place
  throw unknownName({
    code: 'MISSING',
    what: 'no group has this name',
    where: { name: option },
    name,
    known,
    list: 'the groups are',
  })
}

/** First interval of every block of the run, and its end. */
function blocksOf(
  { interval, intervals, intervalsPerDay }: CompiledModel,
  blocks: number | readonly number[],
): Int32Array {
  const wholeIntervals = (seconds: number) => {
    checkNumber('blocks', seconds, { least: 0 })
    const count = seconds / interval
    if (Number.isInteger(count)) return count
    throw new KrarupError({
      code: 'OUT_OF_RANGE',
      what: `blocks are whole intervals, and an interval of this scenario has ${interval / 60} minutes`,
      where: { name: 'blocks' },
      how: 'take a multiple of it',
      value: seconds,
    })
  }
  const ofDay: number[] = []
  if (typeof blocks === 'number') {
    const length = checkNumber('blocks', wholeIntervals(blocks), { least: 1 })
    for (let i = 0; i < intervalsPerDay; i += length) ofDay.push(i)
  } else {
    const starts = [...new Set([0, ...blocks.map(wholeIntervals)])].sort((a, b) => a - b)
    const late = starts.find((start) => start >= intervalsPerDay)
    if (late !== undefined)
      throw new KrarupError({
        code: 'OUT_OF_RANGE',
        what: `a block cannot begin ${(late * interval) / HOUR} hours after the opening: a day of this scenario has ${(intervalsPerDay * interval) / HOUR}`,
        where: { name: 'blocks' },
        how: 'leave it out, or correct it',
      })
    ofDay.push(...starts)
  }
  const starts: number[] = []
  for (let day = 0; day < intervals; day += intervalsPerDay) starts.push(...ofDay.map((start) => day + start))
  return Int32Array.from([...starts, intervals])
}

/** The staffing that a model has: of a block the mean of its intervals, rounded up. */
export function staffingOf({ agents, groups }: CompiledModel, { blocks, blockStart }: Space): Staffing {
  const staffing = new Int32Array(groups * blocks)
  for (let g = 0; g < groups; g++)
    for (let b = 0; b < blocks; b++) {
      let sum = 0
      for (let i = blockStart[b]; i < blockStart[b + 1]; i++) sum += agents[i * groups + g]
      staffing[g * blocks + b] = Math.ceil(sum / (blockStart[b + 1] - blockStart[b]))
    }
  return staffing
}

/** Agents on duty of a staffing, [interval * groups + group]; of fixed groups those of the model, which may change within a block. */
export function agentsTable(
  { agents, groups, intervals }: CompiledModel,
  space: Space,
  staffing: Staffing,
): Int32Array {
  const { blockOf, blocks, fixed } = space
  const table = Int32Array.from(agents)
  for (let i = 0; i < intervals; i++)
    for (let g = 0; g < groups; g++) if (!fixed[g]) table[i * groups + g] = staffing[g * blocks + blockOf[i]]
  return table
}

/** What a staffing costs. */
export function costOf({ cost }: Space, staffing: Staffing): number {
  return staffing.reduce((sum, count, place) => sum + count * cost[place], 0)
}

/** Its agent hours. */
export function hoursOf({ hours, blocks }: Space, staffing: Staffing): number {
  return staffing.reduce((sum, count, place) => sum + count * hours[place % blocks], 0)
}
