import { runInNewContext } from 'node:vm'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { figures, planPage } from '../src/report/index.ts'
import { bundleForBrowser } from './browser-bundle.ts'
import { describeInChromium, openFile } from './chromium.ts'
import { knownUntilNoon, manyQueues, samplePlan } from './report-sample.ts'

const { plan, history } = samplePlan()
const general = plan.groups[0]

/** Charts that are seen, each with its width. */
const CHARTS = ['daily', 'week', 'heat', 'day', 'service']

/** The page as a product makes it that has krarup in its bundle. */
function madeBy(options: Parameters<typeof bundleForBrowser>[1]): string {
  const { krarup } = runInNewContext(`${bundleForBrowser('krarup/report', options)};({ krarup })`)
  return krarup.planPage(plan, history, { title: 'Hotline' })
}

// The script used to be put together of functions as text: of a product bundled for es2017 it failed with "__spreadValues is not defined", with names kept beside short ones with "__name is not defined".
it.each([{ target: 'es2017' }, { target: 'es2022' }, { target: 'es2022', keepNames: true }])(
  'a product that is bundled makes the same page, and its script: %o',
  (options) => {
    expect(madeBy(options) === planPage(plan, history, { title: 'Hotline' })).toBe(true)
  },
)

describeInChromium("a plan's page", (open) => {
  const show = (width: number, html = planPage(plan, history, { title: 'Hotline' })) => openFile(open, html, width)
  const shown = (page: Page, slot: string) => page.locator(`#slot-${slot}`)
  const figure = (page: Page, name: string) =>
    page.locator('#slot-figures .figure', { has: page.locator(`dt:text-is("${name}")`) }).locator('dd')

  it.each([1280, 390])(
    'opens from a file at %i pixels: charts in sight, nothing to scroll sideways, no complaint',
    async (width) => {
      const { page, complaints } = await show(width)
      for (const name of CHARTS) {
        const box = await shown(page, name).locator('svg').boundingBox()
        expect(box?.width, name).toBeGreaterThan(width * 0.7)
        expect(box?.width, name).toBeLessThanOrEqual(width)
        expect(box?.height, name).toBeGreaterThan(100)
      }
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      // Text in a chart is never shrunk with it: it is drawn at the width that it has.
      expect(await page.evaluate(`document.querySelector('#slot-daily svg').viewBox.baseVal.width`)).toBe(
        (await shown(page, 'daily').locator('svg').boundingBox())?.width,
      )
      expect(complaints).toEqual([])
      await page.close()
    },
  )

  it('shows the group that is picked, and the day', async () => {
    const { page, complaints } = await show(1280)
    expect(await figure(page, 'Peak agents').innerText()).not.toContain(figures.number(general.total.peakAgents))
    await page.selectOption('#pick-view', { label: 'General' })
    expect(await figure(page, 'Peak agents').innerText()).toContain(figures.number(general.total.peakAgents))
    expect(await figure(page, 'Contacts').innerText()).toContain(figures.volume(general.total.volume))
    expect(await shown(page, 'facts').innerText()).toContain('90% answered within 10s')
    expect(await shown(page, 'verdict').innerText()).toContain('87.2%')
    expect(await shown(page, 'service').innerText()).toContain('Meets target')

    await page.selectOption('#pick-day', { label: 'Sunday 12 April 2026' })
    expect(await shown(page, 'day').locator('svg').getAttribute('aria-label')).toContain('Sunday 12 April 2026')
    await page.click('#next-day')
    expect(await page.inputValue('#pick-day')).toBe('7')
    await shown(page, 'heat').locator('[data-day="2"] text').first().click()
    expect(await page.inputValue('#pick-day')).toBe('2')
    expect(complaints).toEqual([])
    await page.close()
  })

  it.each([1280, 390])('sizes the rest of today again, for the group that is picked, at %i pixels', async (width) => {
    const today = knownUntilNoon(plan)
    const { page, complaints } = await show(width, planPage(today, history, { title: 'Hotline' }))
    const box = await shown(page, 'today').locator('svg').boundingBox()
    expect(box?.width).toBeGreaterThan(width * 0.7)
    expect(box?.width).toBeLessThanOrEqual(width)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    await shown(page, 'today').locator('a', { hasText: 'General' }).click()
    const { agents, morning } = today.groups[0]
    const row = shown(page, 'today').locator('tr', { has: page.locator('th:text-is("15:00")') })
    const cells = await row.locator('td').allInnerTexts()
    expect(cells.slice(0, 3)).toEqual([
      `+${agents[30] - (morning?.agents[30] ?? 0)}`,
      figures.number(morning?.agents[30] ?? 0),
      figures.number(agents[30]),
    ])
    // What is to be done is in sight on a phone: the table scrolls, its first columns do not leave the screen.
    const change = await row.locator('td').first().boundingBox()
    expect((change?.x ?? width) + (change?.width ?? 0)).toBeLessThanOrEqual(width)
    // Of the second group nothing is known of today.
    await page.selectOption('#pick-view', { label: 'VIP 贵宾' })
    expect(await page.locator('#slot-today').isHidden()).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('shows a queue of a pool: its forecast, the agents of its group', async () => {
    const { page, complaints } = await show(1280)
    await page.selectOption('#pick-view', { index: 5 })
    expect(await shown(page, 'served').innerText()).toContain('Languages')
    const pool = plan.groups[2]
    expect(await figure(page, 'Peak agents').innerText()).toContain(figures.number(pool.total.peakAgents))
    const queue = plan.queues.find(({ name }) => name === '方言')
    const firstDay = queue?.volume.subarray(0, 48).reduce((sum, value) => sum + (value || 0), 0) as number
    await shown(page, 'daily').locator('summary').click()
    const row = shown(page, 'daily').locator('tr', { hasText: 'Mon 6 Apr' })
    expect(await row.innerText()).toContain(figures.volume(firstDay))
    expect(complaints).toEqual([])
    await page.close()
  })

  it('says what stands under the pointer', async () => {
    const { page } = await show(1280)
    await page.selectOption('#pick-view', { label: 'General' })
    await shown(page, 'heat').locator('[data-tip^="Tue 7 Apr 10:00"]').hover()
    const at = general.agents.indexOf(general.total.peakAgents)
    const tip = await page.locator('#tip').innerText()
    expect(tip).toContain(`Agents on duty: ${figures.number(general.agents[at])}`)
    expect(tip).toContain(`Service level: ${figures.percent(general.serviceLevel[at])}`)
    await page.close()
  })

  it('draws after the script what was there before it', async () => {
    const { page } = await show(1280)
    const before = planPage(plan, history, { title: 'Hotline' })
    const days = /<div id="slot-days">(.*?)<\/div><h3>/s.exec(before)?.[1]
    expect(days).toContain('Tue 7 Apr')
    const there = await shown(page, 'days').evaluate((slot: { innerHTML: string }) => slot.innerHTML)
    expect(there).toBe(days)
    await page.close()
  })

  it('finds one group of six hundred', async () => {
    const many = samplePlan(manyQueues(600), 7)
    const { page, complaints } = await show(390, planPage(many.plan, many.history, { title: '600' }))
    expect(await page.locator('#group-count').innerText()).toBe('20 of 600 groups')
    await page.fill('#find-group', 'queue 417')
    await page.click('#slot-groups a')
    const group = many.plan.groups.find((one) => one.name === 'Queue 417') as (typeof many.plan.groups)[number]
    expect(await figure(page, 'Agent hours').innerText()).toContain(figures.number(group.total.agentHours))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(complaints).toEqual([])
    await page.close()
  })

  it('works when made by a product that is bundled for older browsers', async () => {
    const { page, complaints } = await show(1280, madeBy({ target: 'es2017' }))
    await page.selectOption('#pick-view', { label: 'General' })
    expect(await figure(page, 'Peak agents').innerText()).toContain(figures.number(general.total.peakAgents))
    expect(complaints).toEqual([])
    await page.close()
  })

  it('prints on a few pages of A4, drawn for paper and drawn back', async () => {
    const { page, complaints } = await show(1280)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length
    expect(pages).toBeGreaterThan(1)
    expect(pages).toBeLessThanOrEqual(6)
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/)
    expect(complaints).toEqual([])
    await page.close()
  })
})
