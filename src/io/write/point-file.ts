import { open, readFile, truncate } from 'node:fs/promises'
import { KrarupError } from '../../domain/index.ts'
import { fileError } from '../source/index.ts'

/** What a file of finished points belongs to; each part must be the same for the file to be taken up again. */
export type PointFileHead = Readonly<Record<string, string>>

/** Finished points in a file, one a line. */
export interface PointFile {
  /** Points that stood in the file when it was opened. */
  readonly found: number
  get(key: string): unknown
  /** Appends a point. When it resolves, the point is on the disk. */
  put(key: string, finished: unknown): Promise<void>
}

const FORM = 'krarup points 1'

/**
 * Opens a file of finished points, or begins one: a line of JSON for what it belongs to, then a line for each point. A line is written at once and whole; the torn last line
 * of a machine that went down is cut off, and its point counts as unfinished.
 *
 * @param head what the points belong to, by the words in which a user knows it
 * @throws {KrarupError} FILE; CONFLICT where the file is of something else
 */
export async function openPointFile(path: string, head: PointFileHead): Promise<PointFile> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return ''
    throw fileError(path, 'read', cause)
  })
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const [first, ...lines] = whole.split('\n').slice(0, -1)
  const points = new Map<string, unknown>()
  if (first === undefined) {
    // Only what could be the torn first line of ours is written over.
    if (!`{"form":"${FORM}"`.startsWith(text.slice(0, FORM.length))) throw notOurs(path)
  } else checkHead(path, first, head)
  for (const line of lines) {
    const [key, finished] = parsed(line, path) as [string, unknown]
    points.set(key, finished)
  }
  const found = points.size
  const append = async (value: unknown) => {
    try {
      const file = await open(path, 'a')
      try {
        await file.appendFile(`${JSON.stringify(value)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    } catch (cause) {
      throw fileError(path, 'write', cause)
    }
  }
  if (whole.length < text.length) await truncate(path, Buffer.byteLength(whole))
  if (first === undefined) await append({ form: FORM, ...head })
  return {
    found,
    get: (key) => points.get(key),
    put: async (key, finished) => {
      await append([key, finished])
      points.set(key, finished)
    },
  }
}

function checkHead(path: string, line: string, head: PointFileHead): void {
  const { form, ...before } = parsed(line, path) as Record<string, string>
  if (form !== FORM) throw notOurs(path)
  const other = Object.keys(head).find((name) => head[name] !== before[name])
  if (other === undefined) return
  throw new KrarupError({
    code: 'CONFLICT',
    what: `${path} holds points of another ${other}${head[other].length > MOST_SHOWN ? '' : `: ${before[other]}, not ${head[other]}`}`,
    how: 'give the file that belongs to this question, or a new name',
  })
}

/** Longer values are digests, which say nothing to people. */
const MOST_SHOWN = 40

function parsed(line: string, path: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw notOurs(path)
  }
}

function notOurs(path: string): KrarupError {
  return new KrarupError({
    code: 'CONFLICT',
    what: `${path} is not a file of finished points, and is left as it is`,
    how: 'give another name',
  })
}
