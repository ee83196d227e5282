import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fuzz, READERS } from './fuzz.ts'

it('damaged files end in an error of ours or an answer, soon and in little memory', { tags: ['slow'] }, async () => {
  const { inputs, faults, slowestSeconds, refused } = await fuzz(1, (tried) => tried < 780)
  expect(faults.map(({ reader, number, error }) => `${reader}, input ${number}: ${error}`)).toEqual([])
  expect([inputs, refused > 100]).toEqual([780, true])
  expect(slowestSeconds).toBeLessThan(20)
})

// The examples of two readers were refused as they stood, so that what was behind the first check was never tried.
it.each(READERS)('the examples of $name are taken before they are damaged', async ({ examples, read }) => {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'))
  try {
    for (const example of examples) {
      writeFileSync(join(folder, 'input'), example)
      await read(join(folder, 'input'))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})
