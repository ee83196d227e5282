import { createHash } from 'node:crypto'
import { KrarupError, listNames } from '../../domain/index.ts'
import { commandSays } from '../../domain/messages/index.ts'
import {
  type NamedFile,
  openPointFile,
  type PointFile,
  type PointFileHead,
  type RecordedCommand,
} from '../../io/index.ts'
import { checkSame, type ReadPoints, toExactJson } from '../../io/points/index.ts'
import type { PointStore } from '../../whatif/index.ts'
import type { Words } from '../commands/command.ts'
import { EXIT } from '../exit.ts'
import type { Terminal } from '../terminal.ts'
import { VERSION } from '../version.ts'
import { commandText, recordedCommand } from './command-text.ts'
import type { Options } from './words.ts'

/** One of several machines' shares of a command: `--part 3/40`. */
export interface Part {
  number: number
  of: number
}

/** Finished points of several files. */
export interface MergedPoints {
  files: readonly { path: string; head: PointFileHead; damaged: readonly number[] }[]
  points: ReadPoints['points']
}

/** The files that were merged, of which none may be an output. */
export function pointFiles(merged: MergedPoints | undefined): NamedFile[] {
  return (merged?.files ?? []).map(({ path }) => ({ path, role: 'a file of points' }))
}

/** A piece of a command's work that can be done by itself, on any machine. */
export interface Batch {
  /** Stands for everything that the result depends on. */
  key: string
  /** As a user knows it. */
  name: string
}

/** How the work of a command is cut: whole; one part of it (`--part`); nothing, for all of it is in files (`krarup merge`). */
export interface Batches {
  part?: Part
  command: RecordedCommand
  /** Whether the batch of this number is of this part. */
  isMine(index: number): boolean
  /** Opens the file of finished points, where there is one. `about`: what its points depend on, by the words of a user. */
  open(about: PointFileHead['about']): Promise<PointStore | undefined>
  /** Says what a part has done: it has no answer to print. Returns the exit status. */
  toldPart(batches: number): number
  /** Everything must be there where files are merged. Says what is missing, and the commands that make it. */
  checkWhole(batches: readonly Batch[]): void
}

/** Options that a part has no use for: it prints nothing. */
const OF_THE_ANSWER = ['json', 'csv', 'report', 'picture', 'cases', 'rejects', 'resume', 'trace', 'budget']

/** Commands whose figures contain powers: their last digits are not the same on every Node. */
const BY_POWERS = ['plan', 'backtest']

/** Versions of Node that compute powers alike, this one among them (`test/bits.noreg.test.ts`). */
export function nodesAlike(version: string = process.versions.node): string {
  return Number.parseInt(version, 10) >= 24 ? '24 and later' : 'before 24'
}

/** Commands that know `--out` for a part only. */
const WITHOUT_OUT = ['simulate', 'whatif']

export function batchesOf(
  options: Options,
  { name, argument, words }: { name: string; argument: string; words: Words },
  terminal: Terminal,
  merged?: MergedPoints,
): Batches {
  const part = options.read('part', readPart)
  const command = recordedCommand(name, argument, words)
  const out = options.text('out')
  if (!part && WITHOUT_OUT.includes(name) && out !== undefined) {
    const wanted = /\.json$/i.test(out) ? '--json > file.json' : '--csv > file.csv'
    throw new KrarupError({
      code: 'CONFLICT',
      what: '--out is for --part: it names the file of its points',
      how: `give --part 1/4 too, or take the answer from standard output: krarup ${name} ... ${wanted}`,
    })
  }
  if (part) {
    const other = OF_THE_ANSWER.find((option) => options.has(option) || options.text(option) !== undefined)
    if (other !== undefined)
      throw new KrarupError({
        code: 'CONFLICT',
        what: `--part writes finished points and prints no answer: --${other} has no place`,
        how: `leave it out; krarup merge prints the answer and takes --json, --csv and --report`,
      })
    if (argument === '-')
      throw new KrarupError({
        code: 'CONFLICT',
        what: 'standard input is there once, and every part and krarup merge read it',
        how: 'give a file',
      })
  }
  const path = part ? (out ?? `part-${part.number}.points`) : options.text('resume')
  return {
    ...(part ? { part } : {}),
    command,
    isMine: (index) => part === undefined || index % part.of === part.number - 1,
    async open(about) {
      const ofNode = BY_POWERS.includes(name) ? { Node: nodesAlike() } : {}
      const all = { krarup: VERSION, command: name, ...ofNode, ...about }
      if (merged) {
        for (const { path: file, head } of merged.files) checkSame(file, head.about, all)
        return { get: (key) => merged.points.get(key), put: async () => {} }
      }
      if (path === undefined) return undefined
      const shown = part ? { part: `${part.number}/${part.of}` } : {}
      const file = await openPointFile(path, { about: all, command, ...shown })
      toldFound(path, file, terminal)
      return file
    },
    toldPart(count) {
      const { number, of } = part ?? { number: 1, of: 1 }
      const mine = Math.max(0, Math.ceil((count - number + 1) / of))
      terminal.say(
        commandSays('pointsOfPart', {
          file: String(path),
          mine: { count: mine },
          count: { count },
          part: { count: number },
          parts: { count: of },
        }),
      )
      return EXIT.done
    },
    checkWhole(batches) {
      if (!merged) return
      const missing = batches.flatMap(({ key }, index) => (merged.points.has(key) ? [] : [index]))
      if (missing.length > 0) throw incomplete(missing, batches, merged)
    },
  }
}

/** Stands for a value: equal values have equal digests. */
export function digestOf(value: unknown): string {
  return digest(toExactJson(value))
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** @throws {KrarupError} UNREADABLE */
export function readPart(text: string): Part {
  const [, number, of] = (/^(\d+)\/(\d+)$/.exec(text.trim()) ?? []).map(Number)
  if (number >= 1 && number <= of) return { number, of }
  throw new KrarupError({
    code: 'UNREADABLE',
    what: 'not a part of several',
    how: 'write 3/40 for the third of forty',
    value: text,
  })
}

/** Says what a file of points held when it was opened. */
function toldFound(path: string, { found, damaged }: PointFile, terminal: Terminal): void {
  if (found > 0) terminal.say(commandSays('pointsFound', { file: path, count: { count: found } }))
  toldDamaged(path, damaged, 'computedAgain', terminal)
}

/** Says which lines of a file of points cannot be read. */
export function toldDamaged(
  path: string,
  damaged: readonly number[],
  effect: 'computedAgain' | 'countsAsMissing',
  terminal: Terminal,
): void {
  if (damaged.length === 0) return
  terminal.say(
    commandSays('linesDamaged', {
      file: path,
      count: damaged.length,
      lines: { list: damaged.map(String), most: 10 },
      effect: commandSays(effect),
    }),
  )
}

/** Most commands that are written out where points are missing. */
const MOST_COMMANDS = 10

function incomplete(missing: readonly number[], batches: readonly Batch[], { files }: MergedPoints): KrarupError {
  const [{ path, head }] = files
  const names = listNames(
    missing.map((index) => batches[index].name),
    10,
  )
  const part = head.part === undefined ? undefined : readPart(head.part)
  const numbers = part ? [...new Set(missing.map((index) => (index % part.of) + 1))].sort((a, b) => a - b) : []
  const commands = part
    ? numbers.map((number) =>
        commandText(head.command, ['--part', `${number}/${part.of}`, '--out', outOf(files, number, part.of)]),
      )
    : [commandText(head.command, ['--resume', path])]
  const more = commands.length - MOST_COMMANDS
  return new KrarupError({
    code: 'MISSING',
    what: `${missing.length} of ${batches.length} points ${missing.length === 1 ? 'is' : 'are'} missing: ${names}`,
    how: [
      `make ${missing.length === 1 ? 'it' : 'them'}, and merge again:`,
      ...commands.slice(0, MOST_COMMANDS).map((each) => `  ${each}`),
      ...(more > 0 ? [`  and so on: parts ${listNames(numbers.slice(MOST_COMMANDS).map(String), 20)}`] : []),
    ].join('\n  '),
  })
}

/** The file of a part: the one that is there already goes on; a lost one is named like the others where that can be told. */
function outOf(files: MergedPoints['files'], number: number, of: number): string {
  const own = files.find(({ head }) => head.part === `${number}/${of}`)
  if (own) return own.path
  const named = files.flatMap(({ path, head: { part } }) => {
    if (part === undefined) return []
    const other = String(readPart(part).number)
    const at = path.lastIndexOf(other)
    return at < 0 ? [] : [path.slice(0, at) + number + path.slice(at + other.length)]
  })
  return named.find((path) => files.every((file) => file.path !== path)) ?? `part-${number}.points`
}
