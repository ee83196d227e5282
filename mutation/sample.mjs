import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import config from './stryker.config.mjs'

const SILENT = { debug() {}, info() {}, warn() {}, isDebugEnabled: () => false }

/**
 * `size` mutants of `files`, or all of them: each with its key and the range of text that it changes. A mutant is chosen by a hash of the seed and of what it changes, not of where
 * that stands, so that a sample stays the same where other lines change, and that it is one of mutants, not of lines.
 */
export async function chosenMutants(files, size, seed) {
  const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
  const { mutants } = await new Instrumenter(SILENT).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, ignorers: [], ...config.mutator },
  )
  const seen = new Map()
  const ranked = mutants
    .filter(({ status }) => status !== 'Ignored')
    .map((mutant) => {
      const { fileName, mutatorName, replacement, location } = mutant
      const what = [seed, fileName, mutatorName, textAt(sources.get(fileName), location), replacement].join('\n')
      const nth = seen.get(what) ?? 0
      seen.set(what, nth + 1)
      const rank = createHash('sha256').update(`${what}\n${nth}`).digest('hex')
      return { key: keyOf(mutant), range: `${fileName}:${rangeOf(location)}`, rank }
    })
  const chosen = ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, size)
  return { chosen, all: ranked.length }
}

/** Names a mutant in every copy of the project. */
export function keyOf({ fileName, location: { start, end }, mutatorName, replacement }) {
  const file = fileName.slice(fileName.lastIndexOf('src/'))
  return [file, start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ')
}

function textAt(source, { start, end }) {
  const lines = source.split('\n').slice(start.line, end.line + 1)
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column)
  lines[0] = lines[0].slice(start.column)
  return lines.join('\n')
}

/** As Stryker writes it: lines from 1, columns from 0. */
function rangeOf({ start, end }) {
  return `${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`
}
