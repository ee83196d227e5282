import { type Centre, MenuArrivals, newCentre, runCentre } from '../agents/index.ts'
import { expectContacts, runEvents, runOwnGroups, settle, Workspace } from '../kernel/index.ts'
import type { AgentLevelModel } from '../model/agent-level-model.ts'
import type { CompiledModel } from '../model/model.ts'
import { clearTally, createTally, type Tally } from '../model/tally.ts'
import type { TraceSink } from '../model/trace.ts'

/** What a run works with. */
interface Memory {
  work: Workspace
  /** Made when agent-level simulation is first asked for. */
  centre?: Centre
}

/** Working memory that is not in use, by model: kept, so that a replication allocates nothing. */
const spare = new WeakMap<CompiledModel, Memory>()

/**
 * One replication. A pure function of its arguments: the same model, seed and replication number give the same tally to the bit, on any V8, also when it is called from within the trace of
 * another run.
 *
 * @param seed any whole number below 2^53; what-ifs with the same seed share their draws (common random numbers)
 * @param replication from 0
 * @param tally is emptied and filled; a new one by default
 * @param trace is told of every contact; no cost when absent
 */
export function simulate(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally = createTally(model),
  trace?: TraceSink,
): Tally {
  // A trace says which agent and which customer it was, which only persons know.
  const isPersonal = model.agentLevel && (model.agentLevel.needsPersons || trace)
  run(model, seed, replication, tally, trace, isPersonal ? undefined : runQuickest)
  return tally
}

/** The same by the short cut for queues with groups of their own. A trace hears of contacts queue by queue. */
export function simulateByOwnGroups(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally = createTally(model),
  trace?: TraceSink,
): Tally {
  run(model, seed, replication, tally, trace, runOwnGroups)
  return tally
}

function runQuickest(work: Workspace): void {
  // A trace hears of contacts of several queues as they leave, which the short cut does not follow.
  if (work.own && (!work.trace || work.model.queues === 1)) runOwnGroups(work)
  else runEvents(work)
}

/** The same by agent-level simulation of a model that could do without: what tests compare the event loop with. */
export function simulatePersons(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally = createTally(model),
  trace?: TraceSink,
): Tally {
  run(model, seed, replication, tally, trace, undefined)
  return tally
}

/** The same by the general event loop whatever the model: what tests compare the short cut for one queue with. */
export function simulateByEvents(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally = createTally(model),
  trace?: TraceSink,
): Tally {
  run(model, seed, replication, tally, trace, runEvents)
  return tally
}

/** @param loop undefined: agent-level simulation */
function run(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally,
  trace: TraceSink | undefined,
  loop: ((work: Workspace) => void) | undefined,
): void {
  const memory: Memory = spare.get(model) ?? newMemory(model)
  // Taken out while it is in use: who simulates the same model from within the trace gets memory of its own.
  spare.delete(model)
  const { work } = memory
  clearTally(tally)
  work.reset(seed, replication, tally, trace)
  if (model.controls) expectContacts(work, tally)
  try {
    if (loop) {
      loop(work)
      settle(work)
    } else {
      memory.centre ??= newCentre(work, model.agentLevel as AgentLevelModel)
      memory.centre.reset(seed, replication, tally, trace)
      runCentre(memory.centre)
    }
  } finally {
    spare.set(model, memory)
  }
}

function newMemory(model: CompiledModel): Memory {
  const work = new Workspace(model)
  if (model.menus && !model.agentLevel?.needsPersons) work.menus = new MenuArrivals(work, model.menus)
  return { work }
}
