import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { scenarioWordsPage } from '../docs/scenario-words.ts'
import { parseScenarioFile } from '../src/io/yaml/scenario/scenario-file.ts'
import { replicate } from '../src/sim/index.ts'
import { filesIn, ROOT } from './repository.ts'

/** Pages on scenarios in a folder, index.md first: its first block is the scenario that the others change. */
function pagesIn(folder: string): { path: string; text: string }[] {
  const paths = filesIn(folder, '.md').filter((path) => !path.endsWith('/index.md'))
  return [`${folder}/index.md`, ...paths].map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }))
}

const blocksOf = (text: string): string[] => [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block)

const english = pagesIn('docs/scenarios')
const page = english.map(({ text }) => text).join('\n')
const blocks = [english, pagesIn('docs/zh/scenarios')].flatMap((pages) => {
  const [whole] = blocksOf(pages[0].text)
  return pages.flatMap(({ path, text }) =>
    blocksOf(text).map((block, index) => ({ path, index: index + 1, whole, block })),
  )
})

type Tree = { [key: string]: Tree | unknown }
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a block leaves out is as in the first one of all, which is whole. Agents by hours stand in the place of a number, whole. */
function completed(whole: Tree, part: Tree): Tree {
  const entries = Object.entries(part).map(([key, value]) => {
    const before = whole[key]
    return [key, isTree(before) && isTree(value) ? completed(before, value) : value]
  })
  return { ...whole, ...Object.fromEntries(entries) }
}

describe('docs/scenarios', () => {
  it.each(blocks)('$path, block $index runs', async ({ path, whole, block }) => {
    const { scenario } = parseScenarioFile(JSON.stringify(completed(parse(whole), parse(block))), path)
    const { estimates } = await replicate(scenario, { replications: 2 })
    for (const queue of estimates.queues) expect(queue.whole.answered.value).toBeGreaterThan(0)
  })

  it('names every word of a scenario file', () => {
    const words = new Set<string>()
    const collect = (schema: unknown): void => {
      if (Array.isArray(schema)) schema.forEach(collect)
      if (!isTree(schema)) return
      if (isTree(schema.properties)) for (const word of Object.keys(schema.properties)) words.add(word)
      for (const value of (schema.enum as unknown[] | undefined) ?? []) words.add(String(value))
      if (schema.const !== undefined) words.add(String(schema.const))
      Object.values(schema).forEach(collect)
    }
    collect(JSON.parse(readFileSync(`${ROOT}schema/scenario.schema.json`, 'utf8')))
    expect(words.size).toBeGreaterThan(60)
    expect([...words].filter((word) => !page.includes(`\`${word}\``) && !new RegExp(`\\b${word}:`).test(page))).toEqual(
      [],
    )
  })
})

it('docs/scenario-words.md is made from the table of words: npm run docs', () => {
  expect(readFileSync(`${ROOT}docs/scenario-words.md`, 'utf8')).toBe(scenarioWordsPage())
})
