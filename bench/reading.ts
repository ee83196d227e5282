import { fork } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse'
import { readHistory } from 'krarup/io'

/** What one side of a bench of readers took, in a process of its own, from the first byte on. */
export interface Run {
  seconds: number
  /** Contacts offered in all: all sides must agree. */
  sum: number
  peakMegabytes: number
}

/** Runs a bench file again in a process of its own, which answers by {@link answerParent}. */
export function inChild(bench: string, side: string, file: string, readings = 1): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(bench), [side, file, `${readings}`], { execArgv: process.execArgv })
    let run: Run | undefined
    child.on('message', (message: Run) => {
      run = message
    })
    child.on('exit', () => (run ? resolve(run) : reject(new Error(`the ${side} side failed`))))
  })
}

/** Reads a file so many times, and tells the parent process what that took. */
export async function answerParent(
  read: (file: string) => Promise<number>,
  file: string,
  readings: number,
): Promise<void> {
  const before = process.cpuUsage()
  let sum = 0
  for (let n = 0; n < readings; n++) sum = await read(file)
  const { user, system } = process.cpuUsage(before)
  const run: Run = { seconds: (user + system) / 1e6, sum, peakMegabytes: process.resourceUsage().maxRSS / 1024 }
  process.send?.(run)
}

export async function sumByReader(file: string): Promise<number> {
  const { history } = await readHistory(file)
  let sum = 0
  for (const { measures } of history.queues) for (const value of measures.offered) if (value > 0) sum += value
  return sum
}

export async function sumByRows(file: string): Promise<number> {
  let sum = 0
  await eachRow(file, (row) => {
    sum += Number(row[2])
  })
  return sum
}

/** csv-parse's stream as its documentation reads it. */
export function eachRow(file: string, visit: (row: string[]) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const parser = createReadStream(file).pipe(parse({ from_line: 2 }))
    parser.on('readable', () => {
      for (let row: string[] | null = parser.read(); row !== null; row = parser.read()) visit(row)
    })
    parser.on('end', resolve)
    parser.on('error', reject)
  })
}
