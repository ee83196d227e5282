import { createHash } from 'node:crypto'
import { open, readFile, truncate } from 'node:fs/promises'
import { checkKeys, type Keys, KrarupError } from '../../domain/index.ts'
import { fileError } from '../source/index.ts'
import { fromExactJson, toExactJson } from './exact-json.ts'

/** A command line as it was read, without what names outputs or is of one machine. */
export interface RecordedCommand {
  name: string
  /** The file that it reads. */
  argument: string
  words: Readonly<Record<string, string | readonly string[] | boolean>>
}

/** The first line of a file of points. */
export interface PointFileHead {
  /** What the points belong to, by the words in which a user knows it; each must be the same for the file to be taken up again, or merged with others. */
  about: Readonly<Record<string, string>>
  command: RecordedCommand
  /** `3/40` where the file is one of several parts. */
  part?: string
}

const HEAD_KEYS = { about: 1, command: 1, part: 1 } as const satisfies Keys<PointFileHead>

/** Finished points as they stand in a file. */
export interface ReadPoints {
  points: ReadonlyMap<string, unknown>
  /** Numbers of lines that cannot be read; the first line of the file is 1. Their points count as unfinished. */
  damaged: readonly number[]
}

/** Finished points in a file, one a line. */
export interface PointFile {
  /** Points that stood in the file when it was opened. */
  readonly found: number
  readonly damaged: readonly number[]
  get(key: string): unknown
  /** Appends a point. When it resolves, the point is on the disk. */
  put(key: string, finished: unknown): Promise<void>
}

/** The number goes up when a file of before cannot be read any more. */
const FORM = 'krarup points 2'
const ANY_FORM = /^krarup points \d+$/

/**
 * Opens a file of finished points, or begins one: a line of JSON for what it belongs to, then a line for each point with its key, what was found and a check sum. A line is written
 * at once and whole; the torn last line of a machine that went down is cut off, and its point counts as unfinished, as do those of damaged lines, which stay where they are.
 *
 * @throws {KrarupError} FILE; CONFLICT where the file is of something else
 */
export async function openPointFile(path: string, head: PointFileHead): Promise<PointFile> {
  checkKeys('openPointFile', head, HEAD_KEYS)
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return ''
    throw fileError(path, 'read', cause)
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const [first, ...lines] = whole.split('\n').slice(0, -1)
  if (first === undefined) {
    // Only what could be the torn first line of ours is written over.
    if (!`{"form":"${FORM}"`.startsWith(text.slice(0, `{"form":"${FORM}"`.length))) throw notOurs(path)
  } else checkSame(path, headOf(path, first).about, head.about)
  const { points, damaged } = pointsOf(lines)
  const found = points.size
  const append = async (line: string) => {
    try {
      const file = await open(path, 'a')
      try {
        await file.appendFile(`${line}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    } catch (cause) {
      throw fileError(path, 'write', cause)
    }
  }
  if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole))
  if (first === undefined) await append(JSON.stringify({ form: FORM, ...head }))
  return {
    found,
    damaged,
    get: (key) => points.get(key),
    put: async (key, finished) => {
      const value = toExactJson(finished)
      await append(`[${JSON.stringify(key)},${value},"${checkSum(key, value)}"]`)
      points.set(key, finished)
    },
  }
}

/**
 * Reads a file of finished points.
 *
 * @throws {KrarupError} FILE; CONFLICT where it is none, or of a form that this version does not know
 */
export async function readPointFile(path: string): Promise<ReadPoints & { head: PointFileHead }> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw fileError(path, 'read', cause)
  })
  // What follows the last line's end is a line that was never finished.
  const [first, ...lines] = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
  if (first === undefined) throw notOurs(path)
  return { head: headOf(path, first), ...pointsOf(lines) }
}

/**
 * Says in which word two files of points are not of the same question.
 *
 * @throws {KrarupError} CONFLICT
 */
export function checkSame(path: string, found: PointFileHead['about'], wanted: PointFileHead['about']): void {
  const other = Object.keys(wanted).find((name) => !Object.hasOwn(found, name) || wanted[name] !== found[name])
  if (other === undefined) return
  const before = Object.hasOwn(found, other) ? found[other] : 'none'
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${path} holds points of another ${other}${wanted[other].length > MOST_SHOWN ? '' : `: ${before}, not ${wanted[other]}`}`,
    how: 'give the file that belongs to this question, or a new name',
  })
}

/** Longer values are digests, which say nothing to people. */
const MOST_SHOWN = 40

function pointsOf(lines: readonly string[]): ReadPoints & { points: Map<string, unknown> } {
  const points = new Map<string, unknown>()
  const damaged: number[] = []
  for (const [index, line] of lines.entries()) {
    const point = pointOf(line)
    if (point) points.set(point.key, point.finished)
    else damaged.push(index + 2)
  }
  return { points, damaged }
}

/** `["key",value,"check sum"]`: the sum is of the value's text as it stands, so that a digit that has changed is seen. */
const LINE = /^\[("(?:[^"\\]|\\.)*"),(.*),"([0-9a-f]+)"\]$/s

function pointOf(line: string): { key: string; finished: unknown } | undefined {
  try {
    const [, written, value, sum] = LINE.exec(line) as RegExpExecArray
    const key = JSON.parse(written) as string
    return checkSum(key, value) === sum ? { key, finished: fromExactJson(value) } : undefined
  } catch {
    return undefined
  }
}

function checkSum(key: string, value: string): string {
  return createHash('sha256').update(`${key}\n${value}`).digest('hex').slice(0, 16)
}

function headOf(path: string, line: string): PointFileHead {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch {
    throw notOurs(path)
  }
  if (!isRecord(parsed) || typeof parsed.form !== 'string' || !ANY_FORM.test(parsed.form)) throw notOurs(path)
  const { form, about, command, part } = parsed
  if (form !== FORM)
    throw new KrarupError({
      code: 'CONFLICT',
      what: `${path} is of another version of krarup: ${form}, not ${FORM}`,
      how: 'take the version that wrote it, or give a new name',
    })
  if (!isRecord(about) || !Object.values(about).every((each) => typeof each === 'string')) throw notOurs(path)
  if (!isCommand(command) || !(part === undefined || typeof part === 'string')) throw notOurs(path)
  return { about: about as PointFileHead['about'], command, ...(part === undefined ? {} : { part }) }
}

function isCommand(value: unknown): value is RecordedCommand {
  const isWord = (word: unknown) => ['string', 'boolean'].includes(typeof word)
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.argument === 'string' &&
    isRecord(value.words) &&
    Object.values(value.words).every((word) => isWord(word) || (Array.isArray(word) && word.every(isWord)))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function notOurs(path: string): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: `${path} is not a file of finished points, and is left as it is`,
    how: 'give another name',
  })
}
