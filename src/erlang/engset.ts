import {
  checkKeys,
  checkNotNegative,
  checkNumber,
  checkShare,
  type Keys,
  type ServiceLevelDefinition,
} from '../domain/index.ts'
import { checkServiceLevel } from './check-service-level.ts'
import { type SteadyState, type SteadyStateJson, steadyStateJson } from './steady-state.ts'

export interface EngsetParameters {
  /** Whole number of possible callers. */
  sources: number
  /** Whole number of agents (or lines); a caller who finds them all busy is turned away. */
  agents: number
  /** Erlangs that one idle source offers: its rate of calls while idle times the handle time. */
  loadPerIdleSource: number
}

const ENGSET_KEYS = { sources: 1, agents: 1, loadPerIdleSource: 1 } as const satisfies Keys<EngsetParameters>

export interface EngsetState extends SteadyState {
  /** Share of time in which all agents are busy. */
  readonly timeCongestion: number
}

/**
 * Engset's loss model: few callers, each of whom does not call again while served, so that calls come the slower the more of them are served. `blocking` is the share of calls that are
 * turned away (call congestion); time is proportional to the number of agents.
 *
 * T. O. Engset, "Die Wahrscheinlichkeitsrechnung zur Bestimmung der Wählerzahl in automatischen Fernsprechämtern" (1918).
 *
 * @throws {KrarupError} OUT_OF_RANGE
 * @example
 * ```ts
 * import { engset } from 'krarup/erlang'
 * const trunk = engset({ sources: 10, agents: 5, loadPerIdleSource: 0.5 })
 * Math.round(trunk.timeCongestion * 1e4) / 1e4 //=> 0.1479
 * Math.round(trunk.blocking * 1e4) / 1e4 //=> 0.107
 * ```
 */
export function engset(parameters: EngsetParameters): EngsetState {
  checkKeys('engset', parameters, ENGSET_KEYS)
  const { sources, agents, loadPerIdleSource } = parameters
  checkNumber('sources', sources, { least: 0, whole: true })
  checkNumber('agents', agents, { least: 0, whole: true })
  checkNotNegative('loadPerIdleSource', loadPerIdleSource)
  return new Engset(sources, agents, loadPerIdleSource)
}

class Engset implements EngsetState {
  declare readonly load: number
  declare readonly agents: number
  readonly overloaded = false
  readonly waitProbability = 0
  readonly abandonment = 0
  readonly asa = 0
  readonly meanWait = 0
  readonly queueLength = 0
  declare readonly blocking: number
  declare readonly connectRate: number
  declare readonly timeCongestion: number

  constructor(sources: number, agents: number, loadPerIdleSource: number) {
    this.agents = agents
    this.timeCongestion = congestion(sources, agents, loadPerIdleSource)
    // an arriving call sees the system without its own source
    this.blocking = congestion(Math.max(0, sources - 1), agents, loadPerIdleSource)
    this.connectRate = 1 - this.blocking
    // carried = offered (1 - blocking), and the idle sources offer: sources - carried of them
    this.load = (sources * loadPerIdleSource) / (1 + loadPerIdleSource * this.connectRate)
  }

  get occupancy(): number {
    return this.agents === 0 ? 0 : Math.min(1, (this.load * this.connectRate) / this.agents)
  }

  serviceLevel(within: number, definition?: ServiceLevelDefinition): number {
    checkServiceLevel(within, definition)
    return definition === 'answered/answered' && this.connectRate > 0 ? 1 : this.connectRate
  }

  waitExceeds(t: number): number {
    checkNotNegative('t', t)
    return 0
  }

  waitQuantile(p: number): number {
    checkShare('p', p)
    return 0
  }

  toJSON(): SteadyStateJson {
    return steadyStateJson(this)
  }
}

/** Share of time with all servers busy: the recursion of Erlang B with the load of the sources that are still idle. */
function congestion(sources: number, servers: number, loadPerIdleSource: number): number {
  if (loadPerIdleSource === 0) return servers === 0 ? 1 : 0
  let inverse = 1
  for (let n = 1; n <= servers; n++) inverse = 1 + (n * inverse) / (Math.max(0, sources - n + 1) * loadPerIdleSource)
  return 1 / inverse
}
