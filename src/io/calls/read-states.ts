import { AGENT_STATE, type AgentState, type AgentStates } from '../../calibrate/index.ts'
import { DAY_SECONDS, KrarupError, unknownName } from '../../domain/index.ts'
import type { ByteWindow, TextEncoding } from '../source/index.ts'
import { DELIMITERS, plainHeading } from './call-form.ts'
import { type BadCall, eachRow } from './read-calls.ts'
import { RowCells } from './row-cells.ts'

const HEADINGS = {
  agent: ['agent', 'agentname', 'agentid', 'user', 'username', 'name', '坐席', '坐席工号'],
  from: ['from', 'start', 'starttime', 'begin', 'login', 'logintime', '开始时间'],
  to: ['to', 'end', 'endtime', 'until', 'logout', 'logouttime', '结束时间'],
  state: ['state', 'status', 'activity', 'reason', '状态'],
}

const PRESENT =
  /^(?:present|available|ready|idle|on ?duty|on ?queue|logged ?in|login|staffed|busy|talk(?:ing)?|on ?call|acd|hold|ringing|wrap(?: ?up)?|acw|after[ -]?call(?: ?work)?|interacting|示闲|空闲|通话|在线)$/i
const PAUSED =
  /^(?:paused?|break|meal|lunch|coffee|rest|meeting|training|aux.*|not ?ready|away|other|busy ?other|unavailable|offline ?work|idle ?reason.*|小休|示忙|会议|培训|用餐)$/i
const OFF = /^(?:off|offline|absent|log(?:ged)? ?out|logoff|gone|离线|签出)$/i

/** What agents did, from a file with a row for each stretch of time: agent, from, to and state; without a state they were present. */
export interface StatesRead {
  states: AgentStates
  /** Names by the numbers of the states: those that were given, and whoever else the file names. */
  agents: readonly string[]
  rows: number
  /** The moments count from UTC. */
  isUtc: boolean
}

/**
 * @param agents names of the log's agents, whose numbers are kept
 * @param onBad told of each row that has a bad cell; the reading stops when it returns false
 * @throws {KrarupError} MISSING where a column is missing
 */
export async function readStates(
  window: ByteWindow,
  encoding: TextEncoding,
  {
    agents,
    file,
    onBad,
  }: { agents: readonly string[]; file: string; onBad: (row: BadCall & { heading: string | undefined }) => boolean },
): Promise<StatesRead> {
  const first = /^[^\r\n]*/.exec(encoding.show(window.unread().toString('latin1', 0, 1 << 14)))?.[0] ?? ''
  const delimiter = DELIMITERS.reduce((a, b) => (first.split(b).length > first.split(a).length ? b : a))
  const headings = first.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const plain = headings.map(plainHeading)
  const at = Object.fromEntries(
    Object.entries(HEADINGS).map(([what, names]) => [what, plain.findIndex((heading) => names.includes(heading))]),
  )
  for (const needed of ['agent', 'from', 'to']) {
    if (at[needed] >= 0) continue
    throw new KrarupError({
      code: 'MISSING',
      what: `the file of agents' states has no column ${needed}`,
      where: { file },
      how: `name its columns agent, from, to and state (the headings are: ${headings.join(', ')})`,
    })
  }
  const numbers = new Map(agents.map((name, i) => [name, i]))
  const names = [...agents]
  const list: { agent: number; from: number; to: number; state: AgentState }[] = []
  const cells = new RowCells(encoding, delimiter.charCodeAt(0), (move) => {
    for (const one of list) {
      one.from += (move(Math.floor(one.from / DAY_SECONDS)) - Math.floor(one.from / DAY_SECONDS)) * DAY_SECONDS
      one.to += (move(Math.floor(one.to / DAY_SECONDS)) - Math.floor(one.to / DAY_SECONDS)) * DAY_SECONDS
    }
  })
  const rows = await eachRow(cells, window, 1, (line) => {
    const state = stateOf(cells, at.state)
    const [from, to] = [cells.moment(at.from), cells.moment(at.to)]
    if (Number.isNaN(from) || Number.isNaN(to))
      cells.blame(Number.isNaN(from) ? at.from : at.to, {
        reason: 'the row has no beginning, or no end',
        hint: 'fill it in, or leave the row out',
      })
    else if (to < from)
      cells.blame(at.to, { reason: 'the end lies before the beginning', hint: 'mend the row, or leave it out' })
    if (cells.bad || state === undefined)
      return onBad({
        ...(cells.bad ?? { column: 0, value: '', reason: '', hint: '' }),
        line,
        latin1: cells.latin1(),
        heading: headings[cells.bad?.column ?? 0],
      })
    const name = cells.text(at.agent)
    let agent = numbers.get(name)
    if (agent === undefined) {
      agent = names.length
      names.push(name)
      numbers.set(name, agent)
    }
    if (to > from) list.push({ agent, from, to, state })
    return true
  })
  list.sort((a, b) => a.from - b.from)
  return {
    states: {
      count: list.length,
      agent: Int32Array.from(list, ({ agent }) => agent),
      from: Float64Array.from(list, ({ from }) => from),
      to: Float64Array.from(list, ({ to }) => to),
      state: Uint8Array.from(list, ({ state }) => state),
    },
    agents: names,
    rows,
    isUtc: cells.instants > 0,
  }
}

function stateOf(cells: RowCells, column: number): AgentState | undefined {
  const text = cells.text(column)
  if (text === '' || PRESENT.test(text)) return AGENT_STATE.present
  if (PAUSED.test(text)) return AGENT_STATE.paused
  if (OFF.test(text)) return AGENT_STATE.off
  const { how = '' } = unknownName({ what: '', name: text, known: ['present', 'paused', 'off'] })
  cells.blame(column, { reason: 'not a state of an agent that is known', hint: how })
  return undefined
}
