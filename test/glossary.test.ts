import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { publicFunctions } from './public-api.ts'
import { ROOT } from './repository.ts'

const page = readFileSync(`${ROOT}docs/glossary.md`, 'utf8')
const rows = page.split('\n').filter((line) => /^\| (?!term|---)/.test(line))

/** Words of names that mean in code what they mean in English. A term of the field does not belong here but on the page. */
const ORDINARY = new Set(
  readFileSync(new URL('ordinary-words.txt', import.meta.url), 'utf8')
    .split(/\s+/)
    .filter(Boolean),
)

/** `volumePerInterval`, `aht-per-wait`: volume, per, interval. */
function stems(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
}

/** Words that the page explains: those of its terms, and of the names that it says they are used in. */
const explained = new Set(
  rows.flatMap((row) => {
    const [, term, , , , names] = row.split('|')
    return [term, ...[...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name)].flatMap(stems)
  }),
)

const publicNames = publicFunctions()
  .filter(({ subpath }) => !subpath.endsWith('/scenario'))
  .flatMap(({ name, parameters }) => [name, ...parameters.flatMap(({ keys }) => keys ?? [])])

/** Names of properties and choices in the schema of scenario files. */
function schemaWords(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const { properties, enum: choices } = part as { properties?: object; enum?: unknown[] }
  return [
    ...(properties && !Array.isArray(properties) ? Object.keys(properties) : []),
    ...(Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : []),
    ...Object.values(part).flatMap(schemaWords),
  ]
}
const scenarioWords = schemaWords(JSON.parse(readFileSync(`${ROOT}schema/scenario.schema.json`, 'utf8')))

function isKnown(word: string): boolean {
  const forms = [word, word.replace(/s$/, ''), `${word}s`]
  return forms.some((form) => explained.has(form) || ORDINARY.has(form))
}

describe('the glossary', () => {
  it('has a meaning, a Chinese term and a row of its own for each term', () => {
    const terms = rows.map((row) => row.split('|').map((cell) => cell.trim()))
    expect(terms.filter((cells) => cells.length !== 7 || !cells[2] || !/\p{Script=Han}/u.test(cells[4]))).toEqual([])
    expect(new Set(terms.map(([, term]) => term)).size).toBe(terms.length)
  })

  it('explains every word of the public names, or it is an ordinary one', () => {
    expect([...new Set(publicNames)].filter((name) => !stems(name).every(isKnown))).toEqual([])
  })

  it('explains every word of scenario files, or it is an ordinary one', () => {
    expect([...new Set(scenarioWords)].filter((name) => !stems(name).every(isKnown))).toEqual([])
  })

  it('the list of ordinary words has none that is explained, and none that is not used', () => {
    const used = new Set([...publicNames, ...scenarioWords].flatMap(stems))
    const idle = [...ORDINARY].filter((word) => !used.has(word) && !used.has(`${word}s`))
    expect({ explained: [...ORDINARY].filter((word) => explained.has(word)), idle }).toEqual({
      explained: [],
      idle: [],
    })
  })
})
