import { AGENT_LEVEL_GROUP_COLUMNS, AGENT_LEVEL_QUEUE_COLUMNS } from './agent-level-columns.ts'
import { CASE_COLUMNS, CLOCK_COLUMNS } from './case-columns.ts'
import { MENU_COLUMNS } from './menu-columns.ts'
import type { CompiledModel } from './model.ts'

/** Columns of `Tally.queue`, booked to the interval in which the contact arrived, but for `queueSeconds` and `longestQueue`. */
export const QUEUE = {
  /** Every attempt, redials included. */
  offered: 0,
  /** Found no line or no place. */
  blocked: 1,
  /** Had to wait, however shortly and however it ended. */
  queued: 2,
  abandoned: 3,
  /** Hung up within the queue's threshold (inclusive). */
  abandonedWithin: 4,
  /** Hung up within `earlyAbandonment` seconds (inclusive). */
  abandonedEarly: 5,
  /** Seconds waited by those who hung up, summed. */
  abandonedWait: 6,
  /** Still waiting when the run ended. */
  left: 7,
  /** Offered that were second or later attempts. */
  redials: 8,
  /** Seconds of waiting that passed in the interval: mean queue length times its length. */
  queueSeconds: 9,
  /** Seconds waited by those still waiting when the run ended, summed. */
  leftWait: 10,
} as const
export const QUEUE_COLUMNS = 11

/** Columns of `Tally.route`, booked to the interval in which the contact arrived. */
export const ROUTE = {
  answered: 0,
  /** Within the queue's threshold (inclusive). */
  answeredWithin: 1,
  /** Seconds waited by the answered, summed. */
  answeredWait: 2,
  /** Handle time of the answered, after-call work included, summed: seconds. */
  handleSeconds: 3,
  /** Of it, after-call work. */
  afterCallSeconds: 4,
} as const
export const ROUTE_COLUMNS = 5

/** Columns of `Tally.group`, in seconds of agents' time, booked to the interval in which they pass. */
export const GROUP = {
  /** On duty, or still finishing a contact after the end of duty. */
  staffed: 0,
  /** With a contact. */
  busy: 1,
  afterCall: 2,
  /** Of the staffed time: finishing a contact after the end of duty. */
  overtime: 3,
} as const
export const GROUP_COLUMNS = 4

/** Bins of a wait histogram, see {@link waitBin}. */
export const WAIT_BINS = 640

/**
 * Counts and sums of one replication, in typed arrays, so that a tally crosses to a worker and adds up element by element.
 * Rows cover the whole horizon, warm-up included; one row more stands for the time after it.
 * All sums of seconds are multiples of 2^-20 s: exact, whatever the order in which they were added.
 */
export interface Tally {
  /** [(interval * queues + queue) * QUEUE_COLUMNS + column] */
  queue: Float64Array
  /** [(interval * routes + route) * ROUTE_COLUMNS + column] */
  route: Float64Array
  /** [(interval * groups + group) * GROUP_COLUMNS + column] */
  group: Float64Array
  /** Waits of the answered who had to wait, after the warm-up: [queue * WAIT_BINS + bin]. */
  answeredWaits: Float64Array
  /** Waits of those who hung up, after the warm-up: [queue * WAIT_BINS + bin]. */
  abandonedWaits: Float64Array
  /** Most contacts waiting at one moment, [interval * queues + queue]; NaN where the scenario did not ask for it. */
  longestQueue: Float64Array
  /** [(interval * groups + group) * AGENT_LEVEL_GROUP_COLUMNS + column]; empty unless the scenario needs agent-level simulation. */
  agentLevelGroup: Float64Array
  /** [(interval * queues + queue) * AGENT_LEVEL_QUEUE_COLUMNS + column]; empty unless the scenario needs agent-level simulation. */
  agentLevelQueue: Float64Array
  /** [(interval * menus + menu) * MENU_COLUMNS + column]; empty where there are none. */
  menu: Float64Array
  /** [(interval * cases + case) * CASE_COLUMNS + column] and [(interval * clocks + clock) * CLOCK_COLUMNS + column]; empty where there are none. */
  cases: Float64Array
  clocks: Float64Array
  /** By queue: contacts that the busyness of the replication makes expected after the warm-up; 0 unless the model has controls. */
  expected: Float64Array
}

/** @param waits for the histograms of waits, where whoever simulates has other places for them */
export function createTally(model: CompiledModel, waits?: Float64Array): Tally {
  const rows = model.intervals + 1
  const cases = model.agentLevel?.cases
  return {
    queue: new Float64Array(rows * model.queues * QUEUE_COLUMNS),
    route: new Float64Array(rows * model.routes * ROUTE_COLUMNS),
    group: new Float64Array(rows * model.groups * GROUP_COLUMNS),
    answeredWaits: waits ?? new Float64Array(model.queues * WAIT_BINS),
    abandonedWaits: waits ?? new Float64Array(model.queues * WAIT_BINS),
    longestQueue: new Float64Array(rows * model.queues),
    menu: new Float64Array(rows * (model.menus?.menus.length ?? 0) * MENU_COLUMNS),
    cases: new Float64Array(rows * (cases?.names.length ?? 0) * CASE_COLUMNS),
    clocks: new Float64Array(rows * (cases?.clockNames.length ?? 0) * CLOCK_COLUMNS),
    expected: new Float64Array(model.queues),
    agentLevelGroup: new Float64Array(model.agentLevel ? rows * model.groups * AGENT_LEVEL_GROUP_COLUMNS : 0),
    agentLevelQueue: new Float64Array(model.agentLevel ? rows * model.queues * AGENT_LEVEL_QUEUE_COLUMNS : 0),
  }
}

export function clearTally(tally: Tally): void {
  tally.queue.fill(0)
  tally.route.fill(0)
  tally.group.fill(0)
  tally.answeredWaits.fill(0)
  tally.abandonedWaits.fill(0)
  tally.longestQueue.fill(0)
  tally.agentLevelGroup.fill(0)
  tally.agentLevelQueue.fill(0)
  tally.menu.fill(0)
  tally.cases.fill(0)
  tally.clocks.fill(0)
  tally.expected.fill(0)
}

/** Bins are a quarter of a second wide up to 16 s, and a 32nd of a power of two above: 3 % of the wait. */
const BINS_PER_SECOND = 4
const LINEAR_BITS = 6
const SUB_BITS = 5
const MOST_UNITS = 2 ** 24 - 1

/** The bin of a wait in seconds; bin 0 holds waits of less than a quarter of a second. Waits of more than 48 days share the last. */
export function waitBin(wait: number): number {
  const scaled = wait * BINS_PER_SECOND
  const units = scaled < MOST_UNITS ? scaled | 0 : MOST_UNITS
  const exponent = 31 - Math.clz32(units)
  return exponent < LINEAR_BITS
    ? units
    : ((exponent - LINEAR_BITS + 2) << SUB_BITS) + ((units >>> (exponent - SUB_BITS)) & ((1 << SUB_BITS) - 1))
}

/** The shortest wait of a bin, seconds. */
export function waitBinStart(bin: number): number {
  if (bin < 1 << LINEAR_BITS) return bin / BINS_PER_SECOND
  const exponent = (bin >>> SUB_BITS) + LINEAR_BITS - 2
  const units = ((1 << SUB_BITS) + (bin & ((1 << SUB_BITS) - 1))) * 2 ** (exponent - SUB_BITS)
  return units / BINS_PER_SECOND
}
