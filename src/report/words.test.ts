import { describe, expect, it } from 'vitest'
import { doneNames, effectNames, forecastColumns, forecastWords, ruleNames } from './forecast/words.ts'
import { pageWords } from './page/words.ts'
import { words } from './plan-words.ts'
import { figureHeadings } from './simulation/figure-headings.ts'
import { simulationWords } from './simulation/words.ts'
import { staffColumns, staffWords } from './staff/words.ts'
import { tableWords } from './table.ts'
import { whatifWords } from './whatif/words.ts'

const TABLES = {
  words,
  pageWords,
  figureHeadings,
  simulationWords,
  whatifWords,
  forecastWords,
  forecastColumns,
  effectNames,
  ruleNames,
  doneNames,
  staffWords,
  staffColumns,
  tableWords,
}

describe.each(Object.entries(TABLES))('%s', (_, of) => {
  const english: Record<string, string> = { ...of('en') }
  const chinese: Record<string, string> = { ...of('zh') }
  const german: Record<string, string> = { ...of('de') }

  it.each(Object.keys(english))('%s says the same values in every language', (name) => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
    expect(places(chinese[name])).toEqual(places(english[name]))
    expect(places(german[name])).toEqual(places(english[name]))
  })

  it('is Chinese in Chinese: half-width brackets and commas stand with ASCII alone', () => {
    for (const text of Object.values(chinese)) expect(text).not.toMatch(/[\u4e00-\u9fff] ?[,;:]/)
  })
})
