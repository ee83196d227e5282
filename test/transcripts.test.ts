import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentedPages, isTutorial } from '../docs/pages.ts'
import { findSteps, findTranscripts, followTutorial, outputOf } from '../docs/transcripts.ts'
import { packageJson } from './repository.ts'

const pages = documentedPages()
const transcripts = pages
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

describe('what the tutorials show', () => {
  it.each(pages.filter(isTutorial))('%s, from an empty folder (npm run docs brings it up to date)', async (page) => {
    const followed = await followTutorial(readFileSync(page, 'utf8'))
    expect(followed.length).toBeGreaterThan(2)
    for (const { command, output, real } of followed) expect(`$ ${command}\n${real}`).toBe(`$ ${command}\n${output}`)
  })

  it('is copied out of what the package has', () => {
    const { files } = packageJson()
    for (const page of pages.filter(isTutorial)) {
      for (const step of findSteps(readFileSync(page, 'utf8'))) {
        if (step.kind !== 'copy') continue
        const path = step.from.replace('node_modules/krarup/', '')
        expect(
          files.some((each) => path === each || path.startsWith(`${each}/`)),
          `${page}: ${path}`,
        ).toBe(true)
      }
    }
  })
})
