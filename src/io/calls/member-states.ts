import { AGENT_STATE, type AgentState } from '../../calibrate/index.ts'
import type { VisitDetails } from './visit-details.ts'

/** Of all queues, in the events of `queue_log` that name none. */
const ALL = 'NONE'

interface Member {
  queues: Set<string>
  pausedIn: Set<string>
  /** Undefined before the first event. */
  state: AgentState | undefined
  since: number
}

/** What the members of Asterisk's queues do, from the events that say so. Before its first event nothing is known of a member, as members of the configuration are not logged. */
export class MemberStates {
  private readonly details: VisitDetails
  private readonly members = new Map<string, Member>()
  private now = 0

  constructor(details: VisitDetails) {
    this.details = details
  }

  /** The log is at this moment. */
  passes(at: number): void {
    if (at > this.now) this.now = at
  }

  take(event: string, agent: string, queue: string, at: number): void {
    const comes = event === 'ADDMEMBER' || event === 'AGENTLOGIN' || event === 'AGENTCALLBACKLOGIN'
    const goes = event === 'REMOVEMEMBER' || event === 'AGENTLOGOFF' || event === 'AGENTCALLBACKLOGOFF'
    const pauses = event === 'PAUSE' || event === 'PAUSEALL'
    const ends = event === 'UNPAUSE' || event === 'UNPAUSEALL'
    if (!(comes || goes || pauses || ends) || agent === ALL) return
    const known = this.members.get(agent)
    const member: Member = known ?? { queues: new Set(), pausedIn: new Set(), state: undefined, since: at }
    this.members.set(agent, member)
    const name = event.endsWith('ALL') ? ALL : queue
    // who pauses or is back was a member all the while
    if (comes || pauses || (ends && !known)) member.queues.add(name)
    if (goes) {
      member.queues.delete(name)
      member.queues.delete(ALL)
      member.pausedIn.delete(name)
      if (member.queues.size === 0) member.pausedIn.clear()
    }
    if (pauses) member.pausedIn.add(name)
    if (ends && name === ALL) member.pausedIn.clear()
    if (ends) member.pausedIn.delete(name)
    const state =
      member.queues.size === 0 ? AGENT_STATE.off : member.pausedIn.size > 0 ? AGENT_STATE.paused : AGENT_STATE.present
    if (state === member.state) return
    this.close(agent, member, at)
    member.state = state
    member.since = at
  }

  /** The log ends: so does what is known. */
  finish(): void {
    for (const [agent, member] of this.members) this.close(agent, member, this.now)
  }

  private close(agent: string, { state, since }: Member, at: number): void {
    if (state !== undefined) this.details.tellState(agent, since, at, state)
  }
}
