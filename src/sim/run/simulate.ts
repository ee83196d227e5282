import { type Centre, newCentre, runCentre } from '../agents/index.ts'
import { isOneQueue, runEvents, runOneQueue, settle, Workspace } from '../kernel/index.ts'
import type { CompiledModel } from '../model/model.ts'
import { clearTally, createTally, type Tally } from '../model/tally.ts'
import type { TraceSink } from '../model/trace.ts'

/** What a run works with. */
interface Memory {
  work: Workspace
  /** Only where the scenario needs agent-level simulation. */
  centre: Centre | undefined
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
  run(model, seed, replication, tally, trace, isOneQueue(model) ? runOneQueue : runEvents)
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

/** @param loop for a model that does not need agent-level simulation */
function run(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally,
  trace: TraceSink | undefined,
  loop: (work: Workspace) => void,
): void {
  const memory = spare.get(model) ?? newMemory(model)
  // Taken out while it is in use: who simulates the same model from within the trace gets memory of its own.
  spare.delete(model)
  const { work, centre } = memory
  clearTally(tally)
  work.reset(seed, replication, tally, trace)
  try {
    if (centre) {
      centre.reset(seed, replication, tally, trace)
      runCentre(centre)
    } else {
      loop(work)
      settle(work)
    }
  } finally {
    spare.set(model, memory)
  }
}

function newMemory(model: CompiledModel): Memory {
  const work = new Workspace(model)
  return { work, centre: model.agentLevel && newCentre(work, model.agentLevel) }
}
