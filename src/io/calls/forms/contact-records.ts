import { readerSays } from '../../../domain/messages/index.ts'
import { type LogForm, VISIT } from '../call-form.ts'
import { keyOfText } from '../hash-ids.ts'
import type { RowCells } from '../row-cells.ts'
import type { VisitDetail } from '../visit-details.ts'
import { END, type Visit } from '../visits.ts'

const MARK = /^\s*\{(?=[^\n]*"ContactId")(?=[^\n]*"(?:InitiationMethod|ConnectedToSystemTimestamp|Queue)")/

/** What is read of a record. */
interface ContactRecord {
  ContactId?: string
  Channel?: string
  InitiationMethod?: string
  NextContactId?: string | null
  PreviousContactId?: string | null
  CustomerEndpoint?: { Address?: string } | null
  DisconnectTimestamp?: string | null
  LastUpdateTimestamp?: string
  Queue?: { Name?: string; EnqueueTimestamp?: string; DequeueTimestamp?: string } | null
  Agent?: {
    Username?: string
    ConnectedToAgentTimestamp?: string
    AgentInteractionDuration?: number
    CustomerHoldDuration?: number
    AfterContactWorkDuration?: number
  } | null
}

/** Contact records of Amazon Connect, one JSON object a line: a transfer is a record of its own, and a record may be delivered again with later figures. */
export const contactRecords: LogForm = ({ text }, visits) => {
  if (!MARK.test(text)) return undefined
  const known = new Map<string, { visit: number; updated: number }>()
  const channels = new Set<string>()
  const { details } = visits
  /** Visits, each with the id of the contact that it was put through from, or to. */
  const after: { visit: number; previous: string }[] = []
  const before: { visit: number; following: string }[] = []
  return {
    what: 'contact records of Amazon Connect',
    row: 'a contact',
    isUtc: true,
    headLines: 0,
    take(cells) {
      const record = parsed(cells)
      if (!record) return undefined
      if (record.InitiationMethod === 'OUTBOUND') return 'outbound contacts'
      if (!record.Queue?.EnqueueTimestamp) return 'contacts that ended in the flow, before a queue'
      const visit = visitOf(record, cells)
      if (!visit) return undefined
      const channel = record.Channel ?? 'VOICE'
      channels.add(channel)
      if (channel !== 'VOICE') visit.queue = `${visit.queue} (${channel.toLowerCase()})`
      const updated = instant(record.LastUpdateTimestamp)
      const id = record.ContactId ?? ''
      const old = known.get(id)
      if (old === undefined) {
        const at = visits.add(visit)
        known.set(id, { visit: at, updated })
        details?.set(at, detailOf(record))
        if (details && record.PreviousContactId) after.push({ visit: at, previous: record.PreviousContactId })
        if (details && record.NextContactId) before.push({ visit: at, following: record.NextContactId })
      } else {
        if (!(updated < old.updated)) {
          visits.set(old.visit, visit)
          details?.set(old.visit, detailOf(record))
          old.updated = updated
        }
        return 'records delivered again (the latest counts)'
      }
      return VISIT
    },
    finish() {
      for (const { visit, previous } of after) {
        const from = known.get(previous)?.visit
        if (from !== undefined && details) details.next[from] = visit
      }
      for (const { visit, following } of before) {
        const to = known.get(following)?.visit
        if (to !== undefined && details) details.next[visit] = to
      }
    },
    notes: () => (channels.size > 1 ? [readerSays('severalChannels')] : []),
  }
}

function parsed(cells: RowCells): ContactRecord | undefined {
  try {
    const record: unknown = JSON.parse(cells.text(0))
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) return record as ContactRecord
  } catch {
    // blamed below
  }
  cells.blame(0, {
    reason: 'the line is no JSON object',
    hint: 'a record must stand on one line: export the records as JSON lines',
  })
  return undefined
}

function visitOf(
  { Queue, Agent, NextContactId, DisconnectTimestamp }: ContactRecord,
  cells: RowCells,
): Visit | undefined {
  const arrived = instant(Queue?.EnqueueTimestamp)
  const answered = instant(Agent?.ConnectedToAgentTimestamp)
  const left = instant(Queue?.DequeueTimestamp ?? DisconnectTimestamp)
  if (Number.isNaN(arrived)) {
    cells.blame(0, { reason: 'EnqueueTimestamp is no time', hint: 'write it as 2026-03-31T07:30:15Z' })
    return undefined
  }
  const isAnswered = !Number.isNaN(answered)
  return {
    queue: Queue?.Name ?? '',
    arrived,
    waited: (isAnswered ? answered : left) - arrived,
    // who has a next contact and no agent was called back, or sent on
    end: isAnswered ? END.answered : NextContactId ? END.left : END.abandoned,
    handled: isAnswered ? handleTime(partsOf(Agent ?? {}, instant(DisconnectTimestamp) - answered)) : Number.NaN,
  }
}

function handleTime({ talk, hold, afterCall }: ReturnType<typeof partsOf>): number {
  return talk + hold + afterCall
}

/** Older records have the hold within the interaction, newer ones beside it: the time from the answer to the end tells. */
function partsOf(agent: NonNullable<ContactRecord['Agent']>, connected: number) {
  const {
    AgentInteractionDuration: interaction = 0,
    CustomerHoldDuration: hold = 0,
    AfterContactWorkDuration: afterCall = 0,
  } = agent
  const isWithin = Math.abs(interaction - connected) < Math.abs(interaction + hold - connected)
  return { talk: isWithin ? interaction - hold : interaction, hold, afterCall }
}

function detailOf({ Agent, CustomerEndpoint, DisconnectTimestamp }: ContactRecord): VisitDetail {
  const caller = CustomerEndpoint?.Address ? { caller: keyOfText(CustomerEndpoint.Address) } : {}
  const answered = instant(Agent?.ConnectedToAgentTimestamp)
  if (!Agent || Number.isNaN(answered)) return caller
  return {
    ...caller,
    ...(Agent.Username ? { agent: Agent.Username } : {}),
    ...partsOf(Agent, instant(DisconnectTimestamp) - answered),
  }
}

/** Seconds since 1970 of an ISO time; NaN where there is none. */
function instant(text: string | null | undefined): number {
  return text ? Date.parse(text) / 1000 : Number.NaN
}
