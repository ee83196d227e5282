import { Centre } from '../agents/centre.ts'
import { runCentre } from '../agents/run-centre.ts'
import { runEvents } from '../kernel/event-loop.ts'
import { isOneQueue, runOneQueue } from '../kernel/one-queue.ts'
import { settle } from '../kernel/settle.ts'
import { Workspace } from '../kernel/workspace.ts'
import type { CentreModel } from '../model/agents-model.ts'
import type { CompiledModel } from '../model/model.ts'
import { clearTally, createTally, type Tally } from '../model/tally.ts'
import type { TraceSink } from '../model/trace.ts'

/** Working memory of models in use, so that a replication allocates nothing. */
const workspaces = new WeakMap<CompiledModel, Workspace>()
const centres = new WeakMap<CompiledModel, Centre>()

/**
 * One replication. A pure function of its arguments: the same model, seed and replication number give the same tally to the bit, on any V8.
 *
 * @param seed any whole number below 2^53; what-ifs with the same seed share their luck (common random numbers)
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
  if (model.centre) runPersons(model, seed, replication, tally, trace)
  else run(model, seed, replication, tally, trace, isOneQueue(model) ? runOneQueue : runEvents)
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

function runPersons(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally,
  trace: TraceSink | undefined,
): void {
  const work = workspaceOf(model)
  let centre = centres.get(model)
  if (!centre) {
    centre = new Centre(work, model.centre as CentreModel)
    centres.set(model, centre)
  }
  clearTally(tally)
  work.reset(seed, replication, tally, trace)
  centre.reset(seed, replication, tally, trace)
  runCentre(centre)
}

function run(
  model: CompiledModel,
  seed: number,
  replication: number,
  tally: Tally,
  trace: TraceSink | undefined,
  loop: (work: Workspace) => void,
): void {
  const work = workspaceOf(model)
  clearTally(tally)
  work.reset(seed, replication, tally, trace)
  loop(work)
  settle(work)
}

function workspaceOf(model: CompiledModel): Workspace {
  let work = workspaces.get(model)
  if (!work) {
    work = new Workspace(model)
    workspaces.set(model, work)
  }
  return work
}
