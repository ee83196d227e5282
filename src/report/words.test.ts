import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calibrationWords } from './calibration/words.ts'
import { capacityColumns, capacityWords } from './capacity/words.ts'
import { contractWords } from './contract/words.ts'
import { displayWidth } from './display-width.ts'
import { doneNames, effectNames, forecastColumns, forecastWords, partNames, ruleNames } from './forecast/words.ts'
import { LANGUAGES } from './language.ts'
import { modelNames } from './model-name.ts'
import { optimiseWords } from './optimise/words.ts'
import { pageWords } from './page/words.ts'
import { words } from './plan-words.ts'
import { reviewWords } from './review/words.ts'
import { rosterWords } from './roster/words.ts'
import { rosteredWords } from './rostered/words.ts'
import { scheduleWords } from './schedule/words.ts'
import { figureHeadings } from './simulation/figure-headings.ts'
import { simulationWords } from './simulation/words.ts'
import { staffColumns, staffWords } from './staff/words.ts'
import { tableWords } from './table.ts'
import { whatifWords } from './whatif/words.ts'
import { workbookWords } from './workbook/words.ts'

const TABLES = {
  words,
  pageWords,
  modelNames,
  figureHeadings,
  simulationWords,
  whatifWords,
  optimiseWords,
  forecastWords,
  forecastColumns,
  partNames,
  effectNames,
  ruleNames,
  doneNames,
  staffWords,
  staffColumns,
  scheduleWords,
  rosterWords,
  rosteredWords,
  capacityWords,
  capacityColumns,
  contractWords,
  reviewWords,
  calibrationWords,
  workbookWords,
  tableWords,
}

/** Sheets of a workbook are named by these, and spreadsheets allow no more. */
const SHEET_NAMES = ['weeks', 'days', 'intervals', 'assumptions', 'tiers'] as const
const LONGEST_SHEET_NAME = 31

describe.each(Object.entries(TABLES))('%s', (_, of) => {
  const english: Record<string, string> = { ...of('en') }
  const chinese: Record<string, string> = { ...of('zh') }
  const german: Record<string, string> = { ...of('de') }

  it('has the language that was asked for, English where none was', () => {
    for (const language of LANGUAGES) expect(of(language).language).toBe(language)
    expect(of().language).toBe('en')
  })

  it.each(Object.keys(english))('%s says the same values in every language', (name) => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
    expect(places(chinese[name])).toEqual(places(english[name]))
    expect(places(german[name])).toEqual(places(english[name]))
  })

  it('is Chinese in Chinese: half-width brackets and commas stand with ASCII alone', () => {
    for (const text of Object.values(chinese)) expect(text).not.toMatch(/[\u4e00-\u9fff] ?[,;:]/)
  })

  it('is German in German: no sentence was left in English, and no space before a per cent sign lets a line break', () => {
    for (const [name, text] of Object.entries(german)) {
      if (/[a-z]{3,} [a-z]{3,} [a-z]{3,}/.test(english[name])) expect(text).not.toBe(english[name])
      expect(text).not.toMatch(/\d %/)
      expect(text.replaceAll(/\{\w+\}/g, '')).not.toMatch(/\b(the|with|of|which|planned|agents|target)\b/)
    }
  })
})

it('names sheets as short as spreadsheets ask for', () => {
  for (const language of LANGUAGES)
    for (const name of SHEET_NAMES) expect(displayWidth(workbookWords(language)[name])).toBeLessThan(LONGEST_SHEET_NAME)
})

describe('the terms of docs/languages.md', () => {
  const page = readFileSync(new URL('../../docs/languages.md', import.meta.url), 'utf8')
  const rows = page
    .slice(page.indexOf('| English | 中文 |'))
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const printed = new Set(
    Object.values(TABLES).flatMap((of) => {
      const [en, zh, de]: Record<string, string>[] = [{ ...of('en') }, { ...of('zh') }, { ...of('de') }]
      return Object.keys(en).map((name) => [en[name], zh[name], de[name]].join(' | '))
    }),
  )

  it.each(rows)('|%s| %s, %s, %s are printed for one another', (_, ...[en, zh, de]) => {
    expect(printed).toContain([en, zh, de].join(' | '))
  })
})
