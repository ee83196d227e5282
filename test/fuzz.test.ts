import { expect, it } from 'vitest'
import { fuzz } from './fuzz.ts'

it('damaged files end in an error of ours or an answer, soon and in little memory', { tags: ['slow'] }, async () => {
  const { inputs, faults, slowestSeconds, refused } = await fuzz(1, (tried) => tried < 660)
  expect(faults.map(({ reader, number, error }) => `${reader}, input ${number}: ${error}`)).toEqual([])
  expect([inputs, refused > 100]).toEqual([660, true])
  expect(slowestSeconds).toBeLessThan(20)
})
