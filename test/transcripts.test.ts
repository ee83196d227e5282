import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentedPages, isTutorial } from '../docs/pages.ts'
import { findTranscripts, outputOf } from '../docs/transcripts.ts'

const transcripts = documentedPages()
  .filter((page) => !isTutorial(page))
  .flatMap((page) => findTranscripts(readFileSync(page, 'utf8')).map((transcript) => ({ page, ...transcript })))

describe('what the pages show', () => {
  it('is there', () => {
    expect(transcripts.length).toBeGreaterThan(2)
  })

  it.each(transcripts)('$page: $command (npm run docs brings it up to date)', async ({ command, output }) => {
    expect(await outputOf(command)).toBe(output)
  })
})
