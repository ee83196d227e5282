import { basename, extname } from 'node:path'
import type { CallLog } from '../../calibrate/index.ts'
import { checkKeys, type Keys, KrarupError } from '../../domain/index.ts'
import { englishOf, type Message, readerSays } from '../../domain/messages/index.ts'
import {
  type BadCall,
  CALL_COLUMNS,
  type CallMap,
  findCallLog,
  logOfVisits,
  readCallLog,
  readStates,
} from '../calls/index.ts'
import { badRows, type ReadProgress, type RejectedRow, ZoneClock } from '../history/index.ts'
import { ByteWindow, detectEncoding, openSource, type Source, TextEncoding } from '../source/index.ts'

export interface ReadCallLogOptions {
  /** Columns of a list of calls with headings of its own: `{ arrived: 'Came in', waited: 'Hold' }`. */
  map?: CallMap
  /** A file of agents' states: agent, from, to and state. */
  agents?: Source
  /** IANA zone of the centre's clock, to which instants (with `Z`, an offset, seconds since 1970) are brought. */
  timezone?: string
  /** Bad rows are put here, and the reading goes on; without it they stop it with an error that lists the first twenty. */
  rejects?: RejectedRow[]
  /** What messages call the file; the path's last part by default. */
  name?: string
  onProgress?: (progress: ReadProgress) => void
  signal?: AbortSignal
}

const KEYS = {
  map: 1,
  agents: 1,
  timezone: 1,
  rejects: 1,
  name: 1,
  onProgress: 1,
  signal: 1,
} as const satisfies Keys<ReadCallLogOptions>
const MAP_KEYS = Object.fromEntries(CALL_COLUMNS.map((column) => [column, 1] as const))

/** A log of single calls, and what was done with its rows. */
export interface CallLogReading {
  log: CallLog
  file: string
  /** What the file is: `an Asterisk queue_log`. */
  form: string
  /** What a row is: `a call`. */
  row: string
  rows: number
  /** Rows by what became of them; with `rejected` they add up to `rows`. */
  counts: ReadonlyMap<string, number>
  rejected: number
  /** The moments of the file count from UTC. */
  isUtc: boolean
  timezone?: string
  notes: readonly string[]
  /** The notes, so that they can be said in other languages. */
  messages?: readonly Message[]
}

/**
 * Reads a log of single calls with its agents, callers, types and priorities, each visit of a queue a place in columns, on the clock of the centre.
 *
 * @param source a path, `-` for standard input, the bytes, or a readable stream
 * @throws {KrarupError} FILE, UNREADABLE, MISSING, CONFLICT or UNSUPPORTED with file, line, column, heading, value and a hint; ABORTED when the signal says so
 */
export async function readCallLogForCalibration(
  source: Source,
  options: ReadCallLogOptions = {},
): Promise<CallLogReading> {
  checkKeys('readCallLogForCalibration', options, KEYS)
  checkKeys('map', options.map ?? {}, MAP_KEYS)
  const zone = options.timezone === undefined ? undefined : await ZoneClock.of(options.timezone)
  const wallOf = (isUtc: boolean) => (time: number) => (isUtc && zone ? zone.wallTime(time).time : time)
  const bad: RejectedRow[] = []
  const goOn = options.rejects !== undefined
  const rejecter =
    (encoding: TextEncoding, headings: readonly string[] | undefined) =>
    (row: BadCall): boolean => {
      bad.push(rejected(row, encoding, headings?.[row.column]))
      return goOn || bad.length <= MOST_BAD
    }
  const { file, reading } = await through(source, options, async (window, encoding, name) => {
    const found = findCallLog(window.unread(), encoding, {
      details: true,
      file: name,
      ...(options.map ? { map: options.map } : {}),
    })
    if (!found) {
      throw new KrarupError({
        code: 'UNSUPPORTED',
        what: 'no log of single calls that is known',
        where: { file: name },
        how: 'give a file with a row for each call, or name its columns: --map arrived=COLUMN --map waited=COLUMN --map outcome=COLUMN --map handled=COLUMN --map agent=COLUMN',
      })
    }
    const { reader, visits } = found
    const read = await readCallLog(found, window, encoding, rejecter(encoding, reader.headings))
    return { reader, visits, ...read }
  })
  if (bad.length > 0 && !goOn) throw badRows(bad, { file, sheet: undefined }, bad.length > MOST_BAD)
  const { reader, visits, counts, rows, isUtc } = reading
  const rejectedCalls = bad.length
  const unnamed = basename(file, extname(file))
  const notes = [...reader.notes()]
  if (isUtc && !zone) notes.push(readerSays('utcCalls'))
  let log = logOfVisits(
    visits,
    visits.queues.map((queue) => queue || unnamed),
    wallOf(isUtc),
  )
  if (options.agents !== undefined) {
    const { file: statesFile, reading: read } = await through(
      options.agents,
      options.signal ? { signal: options.signal } : {},
      (window, encoding, name) =>
        readStates(window, encoding, {
          agents: log.agents,
          file: name,
          onBad: (row) => rejecter(encoding, undefined)(row),
        }),
    )
    if (bad.length > rejectedCalls && !goOn)
      throw badRows(bad.slice(rejectedCalls), { file: statesFile, sheet: undefined }, bad.length > MOST_BAD)
    const wall = wallOf(read.isUtc)
    const { states } = read
    log = {
      ...log,
      agents: read.agents,
      states: { ...states, from: states.from.map(wall), to: states.to.map(wall) },
    }
    notes.push(joinedStates(log, read.rows, statesFile))
  }
  options.rejects?.push(...bad)
  return {
    log,
    file,
    form: reader.what,
    row: reader.row,
    rows,
    counts,
    rejected: rejectedCalls,
    isUtc,
    ...(zone ? { timezone: zone.timezone } : {}),
    notes: englishOf(notes),
    messages: notes,
  }
}

/** Bad rows after which the reading stops. */
const MOST_BAD = 1000

/** What came together of the agents who took calls and those whose states are told. Names that are written otherwise would be agents twice: with calls and without presence, and present without calls. */
function joinedStates({ agent, count, agents, states }: CallLog, rows: number, file: string): Message {
  const took = new Set(agent.subarray(0, count).filter((one) => one >= 0))
  const told = new Set(states?.agent.subarray(0, states.count))
  const idle = [...told].filter((one) => !took.has(one))
  const untold = [...took].filter((one) => !told.has(one))
  const named = (some: readonly number[]) =>
    some
      .slice(0, 3)
      .map((one) => `"${agents[one]}"`)
      .join(', ')
  if (took.size > 0 && told.size > 0 && idle.length === told.size)
    throw new KrarupError({
      code: 'CONFLICT',
      what: 'none of the agents whose states are told took a call',
      where: { file },
      how: `write their names as the log of calls does: there they are ${named(untold)}, here ${named(idle)}`,
    })
  const counted = [
    readerSays('stateRows', { count: { count: rows } }),
    ...(idle.length > 0 ? [readerSays('idleAgents', { count: { count: idle.length } })] : []),
    ...(untold.length > 0
      ? [
          readerSays('untoldAgents', {
            count: { count: untold.length },
            agents: `${named(untold)}${untold.length > 3 ? ', …' : ''}`,
          }),
        ]
      : []),
  ]
  return readerSays('states', { counted: { list: counted, mark: '; ' } })
}

function rejected(row: BadCall, encoding: TextEncoding, heading: string | undefined): RejectedRow {
  return {
    line: row.line,
    text: encoding.show(row.latin1),
    code: 'UNREADABLE',
    reason: row.reason,
    hint: row.hint,
    column: row.column + 1,
    ...(heading === undefined ? {} : { heading }),
    value: row.value,
  }
}

/** What `read` makes of a source whose encoding is found. */
async function through<T>(
  source: Source,
  { name, onProgress, signal }: Pick<ReadCallLogOptions, 'name' | 'onProgress' | 'signal'>,
  read: (window: ByteWindow, encoding: TextEncoding, file: string) => Promise<T>,
): Promise<{ file: string; reading: T }> {
  const opened = await openSource(source, name)
  try {
    const window = new ByteWindow(opened, {
      onBytes: (bytes, totalBytes) =>
        onProgress?.({ bytes, ...(totalBytes === undefined ? {} : { totalBytes }), rows: 0 }),
      ...(signal ? { signal } : {}),
    })
    await window.fill()
    const { encoding, markLength } = detectEncoding(window.unread(), opened.name)
    window.at = markLength
    await window.toUtf8(encoding)
    return { file: opened.name, reading: await read(window, new TextEncoding(encoding), opened.name) }
  } finally {
    await opened.close()
  }
}
