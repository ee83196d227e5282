import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readHistory, toCsv } from '../src/io/index.ts'
import { parsePlanFile } from '../src/io/yaml/index.ts'
import { makePlan, type PlanOptions } from '../src/plan/index.ts'
import { planCsvRows } from '../src/report/index.ts'
import { faults } from './accessibility.ts'
import { describeInChromium, type OpenPage } from './chromium.ts'
import { filesIn, ROOT } from './repository.ts'

const SITE = `${ROOT}dist/site/`
const EXAMPLE = `${ROOT}fixtures/small-centre.xlsx`
const gzipOf = (...names: string[]) => names.reduce((sum, name) => sum + gzipSync(readFileSync(SITE + name)).length, 0)

describe('the site', () => {
  it('loads in under 350 KB, compressed, with the planner; the first look is a tenth of that', () => {
    expect(gzipOf('index.html', 'plan.js', 'style.css')).toBeLessThan(35_000)
    expect(gzipOf('index.html', 'plan.js', 'style.css', 'parts/planner.js')).toBeLessThan(350_000)
    expect(gzipOf('staff.html', 'staff.js', 'style.css')).toBeLessThan(35_000)
  })

  it('may connect to nothing, and names no other place', () => {
    for (const name of filesIn('dist/site', '.html')) {
      const page = readFileSync(ROOT + name, 'utf8')
      expect(page).toContain("default-src 'none'; script-src 'self' blob:")
      expect(page).toContain("connect-src 'none'")
      expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
    }
  })
})

/** A page of the site from its folder, with what it complains of and what it fetches from elsewhere. */
async function opened(open: OpenPage, name: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
  const page = await open(width, 900)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(request.url())
  })
  await page.goto(pathToFileURL(SITE).href + name)
  return { page, complaints }
}

const planned = (page: Page) => page.waitForSelector('#main[data-state=planned]', { timeout: 50_000 })

async function downloaded(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`text=${button}`)])
  return readFileSync(await download.path())
}

const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth') as Promise<number>

async function libraryCsv(options: PlanOptions): Promise<string> {
  const { history } = await readHistory(EXAMPLE)
  const { headings, rows } = planCsvRows(await makePlan(history, options))
  return toCsv(headings, rows)
}

describeInChromium('the playground from a folder', (open) => {
  it('reads a file, plans it as the library does, and gives the plan away', async () => {
    const { page, complaints } = await opened(open, 'index.html')
    await page.setInputFiles('#file', EXAMPLE)
    await planned(page)
    expect(await page.textContent('#history')).toContain('small-centre.xlsx: 1 queue, 91 days')
    expect((await downloaded(page, 'Plan as CSV')).toString()).toBe(await libraryCsv({}))
    expect((await downloaded(page, 'Plan as a workbook')).subarray(0, 2).toString()).toBe('PK')
    expect((await downloaded(page, 'One-file page')).toString()).toContain('<title>small-centre.xlsx</title>')

    await page.fill('#share', '80')
    await page.fill('#within', '20')
    await page.fill('#growth', '10')
    await page.selectOption('#patience-from', 'given')
    await page.fill('#patience', '90')
    // Only the last of the changes counts: it waits for its own plan.
    await expect.poll(() => page.textContent('#result'), { timeout: 30_000 }).toContain('target 80% within 20 s')
    await expect.poll(() => page.textContent('#remarks'), { timeout: 30_000 }).toContain('+10%')
    await planned(page)
    const yaml = parsePlanFile((await downloaded(page, 'Settings (YAML)')).toString(), 'plan.yaml')
    expect(yaml).toMatchObject({
      settings: { target: { serviceLevel: { share: 0.8, within: 20 } }, patience: 90, shrinkage: 0.3 },
      days: 14,
    })
    const { queues: _, ...asked } = yaml
    expect((await downloaded(page, 'Plan as CSV')).toString()).toBe(await libraryCsv(asked as PlanOptions))
    expect(page.url()).toContain('share=80')
    expect(complaints).toEqual([])
  })

  it('lets agents be taken away, and the queue carries over; keeps settings to compare with', async () => {
    const { page, complaints } = await opened(open, 'index.html#share=85&days=7')
    await page.click('text=Try the example')
    await planned(page)
    const row = (time: string) => page.locator('#day tbody tr', { hasText: time }).first()
    await row('10:00').waitFor()
    const before = await row('10:30').textContent()
    const less = page.getByLabel('One agent less at 10:00')
    for (let n = 0; n < 4; n++) await less.press('Enter')
    await expect.poll(() => row('10:30').textContent(), { timeout: 30_000 }).not.toBe(before)
    expect(await page.textContent('#day')).toContain('as planned')
    await page.click('text=Keep these settings as A')
    await page.fill('#shrinkage', '40')
    await expect.poll(() => page.textContent('#compare'), { timeout: 30_000 }).toMatch(/Shrinkage\s*30%\s*40%/)
    expect(await page.textContent('#compare')).toContain('85% within 10 s')
    expect(complaints).toEqual([])
  })

  it('takes the nearest allowed number, says so, and never hangs on a long target', async () => {
    const { page, complaints } = await opened(open, 'index.html#days=7')
    await page.setInputFiles('#file', EXAMPLE)
    await planned(page)
    // A share of 150 was an error in the words of the library; 0 days were 14 and 400 were 92 without a word.
    for (const [id, typed, counts] of [
      ['share', '150', '99.99'],
      ['shrinkage', '-10', '0'],
      ['growth', '-200', '-99'],
      ['growth', '', '0'],
      ['days', '0', '1'],
      ['days', '400', '92'],
    ]) {
      await page.fill(`#${id}`, typed)
      await page.locator(`#${id}`).blur()
      expect(await page.inputValue(`#${id}`), `${id} ${typed}`).toBe(counts)
    }
    // The day was worked out for minutes, and every later setting waited behind it.
    await page.fill('#days', '7')
    await page.fill('#within', '7200')
    await expect.poll(() => page.textContent('#day'), { timeout: 30_000 }).toContain('shorter than an interval')
    await page.fill('#within', '20')
    await expect.poll(() => page.textContent('#day'), { timeout: 30_000 }).toContain('answered in time over the day')
    expect(complaints).toEqual([])
  })

  it('does not break the names of queues where there is room', async () => {
    const { page } = await opened(open, 'index.html#days=7')
    await page.setInputFiles('#file', `${ROOT}fixtures/hotline.csv`)
    const name = page.locator('#queues button', { hasText: 'General' })
    await name.waitFor()
    expect((await name.boundingBox())!.height).toBeLessThan(30)
    // Print had the table without the names, for they are buttons.
    await page.emulateMedia({ media: 'print' })
    expect(await name.isVisible()).toBe(true)
    expect(await page.locator('text=Keep these settings as A').isVisible()).toBe(false)
  })

  it.each(['no-start.csv', 'mixed-date-orders.csv', 'web-page.csv', 'workbook.csv', 'zero-bytes.csv'])(
    'says of bad/%s what the command says, and goes on',
    async (name) => {
      const path = `${ROOT}fixtures/bad/${name}`
      const said = await readHistory(path).then(
        () => '',
        (error: Error) => error.message,
      )
      const { page, complaints } = await opened(open, 'index.html')
      await page.setInputFiles('#file', path)
      expect(await page.locator('#history [role=alert]').textContent()).toBe(`${name} ${said}`)
      // The message names options of the command, which nobody finds on a page.
      if (said.includes('--date-order')) expect(await page.textContent('#history')).toContain('“Order of dates”')
      if (said.includes('--map')) expect(await page.textContent('#history')).toContain('“Columns”')
      expect(complaints).toEqual([])
    },
  )

  it('takes another column where it is told to', async () => {
    const { page } = await opened(open, 'index.html#read-map=offered%3DAnswered')
    await page.setInputFiles('#file', `${ROOT}fixtures/small-centre.csv`)
    await page.locator('#history [role=alert], #history strong').first().waitFor()
    const said = await readHistory(`${ROOT}fixtures/small-centre.csv`, { map: { offered: 'Answered' } }).then(
      () => '',
      (error: Error) => error.message,
    )
    expect(await page.textContent('#history')).toContain(said)
  })

  it('stops when it is told to, and reads again', async () => {
    const { page, complaints } = await opened(open, 'index.html')
    await page.setInputFiles('#file', `${ROOT}fixtures/hotline.csv`)
    await page.click('text=Cancel')
    expect(await page.textContent('[role=alert]:not([hidden])')).toContain('Stopped')
    await page.click('text=Correct what was recognised')
    await page.click('text=Read it again')
    await page.waitForSelector('#queues tbody tr:nth-child(3)')
    expect(complaints).toEqual([])
  })

  it.each(['light', 'dark'] as const)(
    'an accessibility checker finds nothing (%s), and no width is too small',
    async (colorScheme) => {
      const { page, complaints } = await opened(open, 'index.html#days=7', 390)
      await page.emulateMedia({ colorScheme })
      await page.setInputFiles('#file', EXAMPLE)
      await planned(page)
      for (const details of await page.locator('details').all())
        await details.evaluate((element) => element.setAttribute('open', ''))
      expect(await faults(page)).toEqual([])
      for (const width of [390, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        expect(await overflow(page), `${width}`).toBeLessThanOrEqual(0)
      }
      const { page: calculator } = await opened(open, 'staff.html', 390)
      await calculator.emulateMedia({ colorScheme })
      expect(await faults(calculator)).toEqual([])
      expect(await overflow(calculator)).toBeLessThanOrEqual(0)
      expect(complaints).toEqual([])
    },
  )
})

describeInChromium('the calculator', (open) => {
  it('answers as the command does, says what it cannot read, and keeps the question in the address', async () => {
    const { page, complaints } = await opened(open, 'staff.html')
    const figure = () => page.textContent('#answer dd')
    expect(await figure()).toMatch(/^23/)
    expect(await page.textContent('#answer code')).toBe(
      'krarup staff --volume 100 --interval 30m --aht 5m --target 90/10 --shrinkage 30%',
    )
    await page.getByLabel('Patience').fill('2m')
    await page.getByLabel('Target').fill('80/20')
    expect(await figure()).toMatch(/^19/)
    await page.getByLabel('Handle time').fill('five')
    expect(await page.getByLabel('Handle time').getAttribute('aria-invalid')).toBe('true')
    const { page: again } = await opened(open, `staff.html${new URL(page.url()).hash.replace('five', '5m')}`)
    expect(await again.textContent('#answer dd')).toMatch(/^19/)
    expect(complaints).toEqual([])
  })
})
