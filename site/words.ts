import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import { parse } from 'yaml'
import { type DescribedWord, describeWords, topWords, wordsIn } from '../docs/scenario-words.ts'
import type { Draft } from './page.ts'

/** The parts of a scenario file: where their words stand, and what the table of all words calls them. */
const PARTS = [
  { name: 'scenario', title: 'Words of a scenario', lead: 'What stands at the top of a scenario file.', path: [] },
  {
    name: 'queue',
    title: 'Words of a queue',
    lead: 'What stands under `queues`, below the name of a queue.',
    path: ['queues'],
  },
  {
    name: 'group',
    title: 'Words of a group',
    lead: 'What stands under `groups`, below the name of a group of agents.',
    path: ['groups'],
  },
  {
    name: 'menu',
    title: 'Words of a voice menu',
    lead: 'What stands under `menus`, below the name of a voice menu.',
    path: ['menus'],
  },
  { name: 'trouble', title: 'Words of trouble', lead: 'What stands in the list under `trouble`.', path: ['trouble'] },
  { name: 'costs', title: 'Words of money', lead: 'What stands under `costs`.', path: ['costs'] },
] as const

/** A block of a page that uses words, and the section in which it stands. */
interface Block {
  text: string
  value: unknown
  page: Draft
  heading: string
  id: string
}

/** A page for each part of a scenario, with a section for each word and an example from the pages that people wrote. */
export function wordPages(written: readonly Draft[]): Draft[] {
  const blocks = written
    .filter(({ source, language }) => language === 'en' && source.startsWith('docs/scenarios/'))
    .flatMap(blocksOf)
  return PARTS.map(({ name, title, lead, path }) => {
    const words = describeWords(path.length === 0 ? topWords() : wordsIn(path[0]))
    const intro = `${lead} Times, shares, hours and distributions are written [as everywhere](../../docs/scenarios/index.md). [All words](../../docs/scenario-words.md) on one page.`
    const sections = words.map((word) => section(word, exampleOf([...path, ...word.name.split('.')], blocks)))
    const markdown = `# ${title}\n\n${intro}\n\n${sections.join('\n\n')}\n`
    return { source: `made/words/${name}.md`, url: `words/${name}.html`, language: 'en', markdown }
  })
}

function section({ name, help, form, otherwise, channels, tier }: DescribedWord, example: Block | undefined): string {
  const isInside = name.includes('.')
  const facts = [
    ['Written as', form],
    ['Default', otherwise],
    ['For', channels],
    ['A tier may say it', tier],
  ].filter(([, value]) => value !== '')
  const from = example && `[${example.heading}](../../${example.page.source}#${example.id})`
  return [
    `${isInside ? '###' : '##'} \`${name}\``,
    help,
    facts.map(([label, value]) => `- ${label}: ${value}`).join('\n'),
    ...(example && !isInside ? [`From ${from}:`, `\`\`\`yaml\n${example.text}\`\`\``] : []),
    ...(example && isInside ? [`Example: ${from}.`] : []),
  ].join('\n\n')
}

/** The shortest block that has a word at its place. */
function exampleOf(path: readonly string[], blocks: readonly Block[]): Block | undefined {
  const found = blocks.filter(({ value }) => has(value, path))
  return found.sort((a, b) => a.text.length - b.text.length)[0]
}

/** Whether a value has words below each other; between them may be names and lists. */
function has(value: unknown, [word, ...rest]: readonly string[]): boolean {
  if (word === undefined) return true
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((each) => has(each, [word, ...rest]))
  const entries = Object.entries(value)
  const own = entries.find(([key]) => key === word)
  if (own) return has(own[1], rest)
  // What is named by its user: the words stand below the name.
  return word !== 'queues' && entries.some(([, each]) => isNamed(each) && hasHere(each, [word, ...rest]))
}

const isNamed = (value: unknown) => typeof value === 'object' && value !== null

function hasHere(value: unknown, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((each) => hasHere(each, path))
  return (
    isNamed(value) && path[0] in (value as object) && has((value as Record<string, unknown>)[path[0]], path.slice(1))
  )
}

function blocksOf(page: Draft): Block[] {
  const slugger = new GithubSlugger()
  const blocks: Block[] = []
  let [heading, id] = [posix.basename(page.source), '']
  for (const [, hashes, title, text] of page.markdown.matchAll(/^(#+) (.*)$|^```yaml\n([\s\S]*?)^```$/gm)) {
    if (hashes) [heading, id] = [title.replaceAll('`', ''), slugger.slug(title.replaceAll('`', ''))]
    else blocks.push({ text, value: parse(text), page, heading, id })
  }
  return blocks
}
