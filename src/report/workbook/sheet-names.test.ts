import { expect, it } from 'vitest'
import { sheetNames } from './sheet-names.ts'

it('names of sheets are such as spreadsheets take, each once', () => {
  const long = 'A group with a name that is longer than a sheet'
  expect(sheetNames(['North/South', 'north south', '', long, long])).toEqual([
    'North South',
    'north south 2',
    'krarup',
    'A group with a name that is lon',
    'A group with a name that is l 2',
  ])
})
