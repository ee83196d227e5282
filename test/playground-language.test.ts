import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readHistory, toCsv } from '../src/io/index.ts'
import { makePlan } from '../src/plan/index.ts'
import { LANGUAGES, type Language, planCsvRows } from '../src/report/index.ts'
import { FRAME, PAGES } from '../web/pages.ts'
import { words as planWords } from '../web/plan/words.ts'
import { answerWords } from '../web/simulate/answer-words.ts'
import { words as simulateWords } from '../web/simulate/words.ts'
import { words as staffWords } from '../web/staff/words.ts'
import { faults } from './accessibility.ts'
import { describeInChromium, type OpenPage } from './chromium.ts'
import { filesIn, ROOT } from './repository.ts'

const SITE = pathToFileURL(`${ROOT}dist/site/`).href
const EXAMPLE = `${ROOT}fixtures/small-centre.xlsx`

interface Table {
  readonly [name: string]: string | ((...values: never[]) => string) | Table
}

const TABLES: Record<string, (language: Language) => Table> = { planWords, simulateWords, answerWords, staffWords }

/** Each text of a table by its name, with marks in the places of its values. */
function textsOf(table: Table): [name: string, text: string][] {
  return Object.entries(table).flatMap(([name, text]): [string, string][] => {
    if (typeof text === 'string') return [[name, text]]
    if (typeof text !== 'function') return textsOf(text).map(([inner, said]) => [`${name}.${inner}`, said])
    const marks = Array.from({ length: text.length }, (_, k) => MARKS[k])
    return [[name, (text as (...values: unknown[]) => string)(...marks)]]
  })
}

/** Values that stand for any, and are found again in the text: a list shows them by itself. */
const MARKS = ['⟨0⟩', '⟨1⟩', '⟨2⟩', '⟨3⟩', '⟨4⟩', '⟨5⟩'].map((mark) =>
  Object.assign(new String(mark), { map: (each: (one: string) => string) => [each(mark)] }),
)

describe.each(Object.entries(TABLES))('the texts of a page, %s', (_, of) => {
  const [en, zh, de] = (['en', 'zh', 'de'] as const).map((language) => textsOf(of(language)))

  it('show the same values in every language', () => {
    const places = ([name, text]: [string, string]) => [name, [...new Set(text.match(/⟨\d⟩/g))].sort()]
    expect(zh.map(places)).toEqual(en.map(places))
    expect(de.map(places)).toEqual(en.map(places))
  })

  it('are Chinese in Chinese and German in German', () => {
    en.forEach(([name, english], k) => {
      const [chinese, german] = [zh[k][1], de[k][1]]
      if (/[a-z]{2}/i.test(english)) expect(chinese, name).toMatch(/[\u4e00-\u9fff]|^[^a-z]*$/)
      // But for what is typed.
      expect(chinese.replace(/\w+=.*/, ''), name).not.toMatch(/[\u4e00-\u9fff] ?[,;:]/)
      if (/[a-z]{3,} [a-z]{3,}/i.test(english)) expect(german, name).not.toBe(english)
      expect(german.replace(/[\w*]+(\.[\w*]+)+/g, ''), name).not.toMatch(
        /\d %|\b(the|with|of|which|planned|agents|target)\b/,
      )
    })
  })

  it('have the terms of docs/languages.md', () => {
    const terms = new Map(
      readFileSync(`${ROOT}docs/languages.md`, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.split('|').map((cell) => cell.trim()))
        .map(([, english, ...others]) => [english.toLowerCase(), others.slice(0, 2).map((one) => one.toLowerCase())]),
    )
    const found = en.flatMap(([name, text], k) => {
      const term = terms.get(text.toLowerCase())
      return term ? [{ name, said: [zh[k][1].toLowerCase(), de[k][1].toLowerCase()], term }] : []
    })
    if (of !== answerWords) expect(found.length).toBeGreaterThan(0)
    for (const { name, said, term } of found) expect(said, name).toEqual(term)
  })
})

it('what stands around the pages is said in every language', () => {
  const all = [...Object.values(FRAME), ...PAGES.flatMap(({ name, description }) => [name, description])]
  for (const said of all) for (const language of LANGUAGES) expect(said[language]).not.toBe('')
})

it('what results and errors say in other languages travels in one part, and in no other', () => {
  // The simulator's worker had all of it for the remarks on menus: 32 KB of the first load.
  const has = filesIn('dist/site', '.js').filter((name) => readFileSync(ROOT + name, 'utf8').includes('已读取：'))
  expect(has).toEqual(['dist/site/parts/messages.js', 'dist/site/parts/takeaway.js'])
})

/** What a page says to eyes and ears: texts, names, hints, choices; without what is written in code. */
function spoken(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const found = new Set()
    const walk = (element) => {
      for (const name of ['aria-label', 'aria-description', 'placeholder', 'title'])
        if (element.getAttribute(name)) found.add(element.getAttribute(name).trim())
      if (element.matches('code, script, style, noscript, .languages')) return
      for (const child of element.childNodes) {
        if (child.nodeType === 3 && child.textContent.trim()) found.add(child.textContent.trim())
        if (child.nodeType === 1) walk(child)
      }
      if (element.shadowRoot) for (const child of element.shadowRoot.children) walk(child)
    }
    walk(document.body)
    found.add(document.title)
    return [...found]
  })()`)
}

async function inLanguage(page: Page, name: string): Promise<string[]> {
  await page.click(`.languages >> text=${name}`)
  await page.locator('.languages [aria-pressed=true]', { hasText: name }).waitFor()
  for (const details of await page.locator('details').all())
    await details.evaluate((element) => element.setAttribute('open', ''))
  await page.waitForTimeout(50)
  return spoken(page)
}

/** The page is not wider than a telephone, in a language of long words. */
async function fits(page: Page): Promise<boolean> {
  await page.setViewportSize({ width: 390, height: 900 })
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth')
}

/** Texts that are the same in two languages although they have words: names and what is typed are no fault. */
function leftOver(english: readonly string[], other: readonly string[], names: readonly string[]): string[] {
  const before = new Set(english.filter((text) => /\p{L}{2}/u.test(text)))
  return other.filter((text) => before.has(text) && !names.includes(text))
}

/** A page from its folder, with what it complains of. */
async function opened(open: OpenPage, name: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await open(1280, 900)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(request.url())
  })
  await page.goto(SITE + name)
  return { page, complaints }
}

const planned = (page: Page) => page.waitForSelector('#main[data-state=planned]', { timeout: 50_000 })

describeInChromium('the playground in three languages', (open) => {
  it('plans in the language that is chosen, keeps the plan when another is, and leaves no English behind', async () => {
    const { page, complaints } = await opened(open, 'index.html#days=7&share=85')
    await page.setInputFiles('#file', EXAMPLE)
    await planned(page)
    await page.locator('#day tbody tr').first().waitFor()
    await page.locator('#compare button').click()
    const english = await inLanguage(page, 'English')
    const less = page.getByLabel('One agent less at 10:00')
    const agents = Number(await page.getByLabel('Agents at 10:00').inputValue())
    await less.press('Enter')

    // Roles of columns are typed as they are, beside the headings of the file.
    const headings = (await readHistory(EXAMPLE)).findings.columns.flatMap(({ heading, role }) => [heading, role])
    const { ROLES, UNIT_NAMES } = await import('../src/io/browser/index.ts')
    const names = [
      'krarup',
      'small-centre',
      'small-centre.xlsx',
      ...headings,
      ...ROLES,
      ...UNIT_NAMES,
      'ymd',
      'dmy',
      'mdy',
    ]
    const chinese = await inLanguage(page, '中文')
    expect(leftOver(english, chinese, names)).toEqual([])
    expect(await faults(page)).toEqual([])
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
    expect(await page.textContent('#history')).toContain('small-centre.xlsx：1个队列')
    expect(await page.textContent('#result')).toContain('目标：85%在10秒内接通')
    // Settings, the plan and what was changed of the day are those from before.
    expect(await page.inputValue('#share')).toBe('85')
    expect(await page.getByLabel('10:00坐席', { exact: true }).inputValue()).toBe(String(agents - 1))
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=计划（CSV）')])
    const { history } = await readHistory(EXAMPLE)
    const target = { serviceLevel: { share: 0.85, within: 10 } }
    const { headings: columns, rows } = planCsvRows(await makePlan(history, { days: 7, settings: { target } }), 'zh')
    expect(readFileSync(await download.path(), 'utf8')).toBe(toCsv(columns, rows))

    const german = await inLanguage(page, 'Deutsch')
    expect(leftOver(english, german, [...names, 'FTE', 'Simulator'])).toEqual([])
    expect(await page.getAttribute('html', 'lang')).toBe('de')
    expect(await page.textContent('#result')).toContain('Ziel: 85\u00a0% angenommen in 10\u00a0s')
    expect(page.url()).toContain('lang=de')
    expect(await page.getAttribute('nav a[href^=staff]', 'href')).toBe('staff.html#lang=de')
    expect(await fits(page)).toBe(true)
    expect(complaints).toEqual([])
  })

  it('simulates and compares in the language that is chosen, and keeps the figures when another is', async () => {
    const { page, complaints } = await opened(open, 'simulate.html')
    await page.waitForSelector('#main[data-checked=right]', { timeout: 50_000 })
    // Names of a letter and a number, which are no words.
    const text = `name: N1
interval: 30m
hours: 08:00-10:00
queues:
  Q1: { volume: 120, aht: 4m, patience: 2m, groups: [G1], target: 80/20, redial: { abandoned: 20%, delay: 5m } }
  Q2: { volume: 60, aht: 5m, groups: [G1, G2] }
groups: { G1: { agents: 10 }, G2: { agents: 5 } }
`
    const file = { name: 's1.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) }
    await page.setInputFiles('#scenario-file', file)
    await expect.poll(() => page.inputValue('#in-name'), { timeout: 20_000 }).toBe('N1')
    await page.fill('#replications', '20')
    await page.click('#simulate')
    await page.waitForSelector('#main[data-simulated="1"]', { timeout: 50_000 })
    await page.locator('.offer button').first().click()
    await page.locator('#what-if details.answer').waitFor({ timeout: 50_000 })
    const examples = await page.locator('#scenario select option:not([value=""])').allTextContents()
    const names = ['krarup', 'redial', ...examples]
    const english = await inLanguage(page, 'English')
    const figure = await page.textContent('#figures dd')
    const chinese = await inLanguage(page, '中文')
    expect(leftOver(english, chinese, names)).toEqual([])
    expect(await page.textContent('#figures')).toContain('随机种子1')
    expect(await page.textContent('#figures dd')).toBe(figure)
    expect(await page.inputValue('#replications')).toBe('20')
    expect(await page.textContent('#what-if details.answer')).toContain('全部队列：呼入量增加10%')
    expect(await page.textContent('#what-if code')).toContain('--replications 20')
    expect(await page.textContent('#run code')).toBe('krarup simulate s1.yaml --replications 20 --lang zh')
    // The editor that is open speaks the other language too.
    await page.getByRole('tab', { name: '文本' }).click()
    await page.getByLabel('YAML场景文本').waitFor({ timeout: 20_000 })
    const german = await inLanguage(page, 'Deutsch')
    await page.getByLabel('Szenario als YAML').waitFor({ timeout: 20_000 })
    await page.getByRole('tab', { name: 'Formular' }).click()
    const same = ['ASA', 'AHT', 'Name', 'Text', 'Simulation', 'Simulator', 'Simulator · krarup']
    expect(leftOver(english, german, [...names, ...same])).toEqual([])
    expect(await faults(page)).toEqual([])
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Seite in einer Datei')])
    expect(readFileSync(await download.path(), 'utf8')).toContain('<html lang="de">')
    expect(await fits(page)).toBe(true)
    expect(complaints).toEqual([])
  })

  it('calculates in the language that is chosen, and says what it cannot read', async () => {
    const { page, complaints } = await opened(open, 'staff.html#redial=20%25&patience=2m')
    const english = await inLanguage(page, 'English')
    const agents = await page.textContent('#answer dd')
    const names = ['krarup', 'Erlang A', 'Erlang C']
    expect(leftOver(english, await inLanguage(page, '中文'), names)).toEqual([])
    expect((await page.textContent('#answer dd'))!.slice(0, 2)).toBe(agents!.slice(0, 2))
    await page.getByLabel('处理时长').fill('五')
    expect(await page.textContent('#answer .error')).toContain('“五”无法识别')
    await page.getByLabel('处理时长').fill('5m')
    expect(leftOver(english, await inLanguage(page, 'Deutsch'), [...names, 'Simulator'])).toEqual([])
    expect(await page.inputValue('[aria-describedby]')).toBe('100')
    expect(await page.textContent('#answer code')).toContain('--lang de')
    expect(await fits(page)).toBe(true)
    expect(complaints).toEqual([])
  })

  it('says what is wrong with a file as the command does in the language', async () => {
    const { page } = await opened(open, 'index.html#lang=de')
    await page.setInputFiles('#file', `${ROOT}fixtures/bad/no-start.csv`)
    const said = await page.locator('#history [role=alert]').textContent()
    expect(said).toContain('Spalte')
    expect(said).not.toMatch(/\b(the|column|error)\b/)
    expect(await page.textContent('#history')).toContain('„Spalten“')
  })

  it('follows the language of the browser where none is chosen', async () => {
    const page = await open()
    await page.addInitScript("Object.defineProperty(navigator, 'languages', { value: ['fr-FR', 'de-AT', 'en'] })")
    await page.goto(`${SITE}index.html`)
    expect(await page.textContent('h1')).toBe('Personalplan')
    expect(await page.title()).toBe('Personalplan · krarup')
    await page.goto(`${SITE}index.html#lang=zh`)
    await expect.poll(() => page.textContent('h1'), { timeout: 10_000 }).toBe('人力计划')
  })
})
