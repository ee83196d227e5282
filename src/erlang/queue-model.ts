import { checkNumber, checkShare, type Keys, KrarupError } from '../domain/index.ts'
import { patientQueue } from './erlang-a.ts'
import { FiniteLines } from './finite-lines.ts'
import { type RedialEquilibrium, redialEquilibrium } from './redials.ts'
import type { SteadyState } from './steady-state.ts'

/** The models that an agent count can be asked of, by name. */
export type QueueModelName = 'erlangC' | 'erlangA'

/** What kind of callers and lines a queue has: together the model. */
export interface QueueModelParameters {
  /** Mean time a caller is willing to wait, seconds; given, the model is Erlang A, else Erlang C. */
  patience?: number | undefined
  /** Names the model where the patience should not decide: `'erlangC'` does not look at it, `'erlangA'` insists on it. */
  model?: QueueModelName | undefined
  /** Lines: calls in service and waiting that there is room for. Default: no limit. */
  lines?: number | undefined
  /** Share of the lost attempts (hung up, turned away) that are made again; the contacts given are then first attempts. Default 0. */
  redial?: number | undefined
}

export const QUEUE_MODEL_KEYS = {
  patience: 1,
  model: 1,
  lines: 1,
  redial: 1,
} as const satisfies Keys<QueueModelParameters>

export interface QueueModel {
  stateAt: (load: number, aht: number, agents: number) => SteadyState
  /** Infinity where nobody hangs up. */
  patience: number
  /** Infinity where there is no limit. */
  lines: number
  /** First attempts and redials; undefined where lost attempts are not made again. */
  redialsAt: ((load: number, aht: number, agents: number) => RedialEquilibrium<SteadyState>) | undefined
}

/**
 * The model that parameters describe: Erlang C or A, with or without a limit of lines, with or without redials.
 *
 * @throws {KrarupError} OUT_OF_RANGE, UNREADABLE, MISSING
 */
export function queueModelOf(parameters: QueueModelParameters): QueueModel {
  const patience = patienceOf(parameters)
  const lines =
    parameters.lines === undefined ? Infinity : checkNumber('lines', parameters.lines, { least: 0, whole: true })
  const redial = checkShare('redial', parameters.redial ?? 0)
  const once = (load: number, aht: number, agents: number): SteadyState => {
    if (lines < Infinity) {
      // who has no patience at all needs no place to wait in
      const used = patience === 0 ? agents : lines
      return new FiniteLines(load, aht, agents, used, patience === 0 ? Infinity : patience)
    }
    return patientQueue(load, aht, agents, patience)
  }
  if (redial === 0) return { stateAt: once, patience, lines, redialsAt: undefined }
  const redialsAt = (load: number, aht: number, agents: number) =>
    redialEquilibrium((attempts) => once(attempts, aht, agents), load, redial, 'first')
  return { stateAt: (load, aht, agents) => redialsAt(load, aht, agents).state, patience, lines, redialsAt }
}

function patienceOf({ patience, model }: QueueModelParameters): number {
  if (model !== undefined && model !== 'erlangC' && model !== 'erlangA') {
    throw new KrarupError({
      code: 'UNREADABLE',
      what: 'not a queueing model',
      where: { name: 'model' },
      how: "take 'erlangC' or 'erlangA'",
      value: model,
    })
  }
  if (patience !== undefined) checkNumber('patience', patience, { least: 0, infinite: true })
  if (model === 'erlangC') return Infinity
  if (model === 'erlangA' && patience === undefined) {
    throw new KrarupError({
      code: 'MISSING',
      what: 'Erlang A needs a patience',
      where: { name: 'patience' },
      how: 'give its mean in seconds, or take erlangC',
    })
  }
  return patience ?? Infinity
}
