import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentedPages, isTutorial } from '../docs/pages.ts'
import { findSteps, followTutorial } from '../docs/transcripts.ts'
import { packageJson } from './repository.ts'

const tutorials = documentedPages().filter(isTutorial)

describe('what the tutorials show', () => {
  it.each(tutorials)(
    '%s, from an empty folder (npm run docs brings it up to date)',
    { timeout: 300_000 },
    async (page) => {
      const followed = await followTutorial(readFileSync(page, 'utf8'))
      expect(followed.length).toBeGreaterThan(2)
      for (const { command, output, real } of followed) expect(`$ ${command}\n${real}`).toBe(`$ ${command}\n${output}`)
    },
  )

  it('is copied out of what the package has', () => {
    const { files } = packageJson()
    for (const page of tutorials) {
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
