import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findTranscripts, outputOf } from '../docs/transcripts.ts'

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const transcripts = pages.flatMap((page) =>
  findTranscripts(readFileSync(page, 'utf8')).map((transcript) => ({ page, ...transcript })),
)

describe('what the pages show', () => {
  it('is there', () => {
    expect(transcripts.length).toBeGreaterThan(2)
  })

  it.each(transcripts)('$page: $command (npm run docs brings it up to date)', async ({ command, output }) => {
    expect(await outputOf(command)).toBe(output)
  })
})
