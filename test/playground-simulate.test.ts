import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { toCsv } from '../src/io/index.ts'
import { parseScenarioFile, scenarioJsonSchema } from '../src/io/yaml/scenario/index.ts'
import { simulationCsvRows, writeDifference } from '../src/report/index.ts'
import { replicate } from '../src/sim/index.ts'
import { changeScenario, sweep } from '../src/whatif/index.ts'
import { Completions } from '../web/simulate/completions.ts'
import { ScenarioText } from '../web/simulate/in-text.ts'
import { faults } from './accessibility.ts'
import { describeInChromium, type OpenPage } from './chromium.ts'
import { ROOT } from './repository.ts'

const SITE = `${ROOT}dist/site/`

const SMALL = `# Two hours of a small centre.
name: Morning
interval: 30m
hours: 08:00-10:00

queues:
  sales:
    volume: 120 # calls
    profile: &day [3, 4, 4, 3]
    aht: { type: lognormal, mean: 4m, sd: 3m }
    patience: 2m
    groups: [front, { group: back, after: 20s }]
    target: 80/20
    redial: { abandoned: 20%, delay: 5m }
  service:
    volume: [20, 30, 30, 20]
    aht: 5m
    groups:
      - back

groups:
  front:
    agents:
      08:00-09:00: 9
      09:00-10:00: 10
  back: { agents: 8 }
`

describe('a scenario’s text, changed by the form', () => {
  const text = new ScenarioText(SMALL)
  /** Lines that differ. */
  const changes = (after: string) => {
    const [old, now] = [SMALL.split('\n'), after.split('\n')]
    return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) }
  }

  it('shows values as they are written, on one line', () => {
    expect(text.keys(['queues'])).toEqual(['sales', 'service'])
    expect(text.read(['queues', 'sales', 'aht'])).toEqual({
      text: '{ type: lognormal, mean: 4m, sd: 3m }',
      shared: false,
    })
    expect(text.read(['groups', 'front', 'agents'])?.text).toBe('{ 08:00-09:00: 9, 09:00-10:00: 10 }')
    expect(text.read(['queues', 'sales', 'profile'])).toEqual({ text: '[3, 4, 4, 3]', shared: true })
    expect(text.items(['queues', 'sales', 'groups'])).toEqual(['front', '{ group: back, after: 20s }'])
    expect(text.read(['queues', 'service', 'patience'])).toBeUndefined()
  })

  it.each([
    [['queues', 'sales', 'volume'], '150', ['    volume: 120 # calls'], ['    volume: 150 # calls']],
    [['queues', 'service', 'patience'], '90s', [], ['    patience: 90s']],
    [['groups', 'back', 'agents'], '7', ['  back: { agents: 8 }'], ['  back: { agents: 7 }']],
    [
      ['groups', 'front', 'agents'],
      '11',
      ['    agents:', '      08:00-09:00: 9', '      09:00-10:00: 10'],
      ['    agents: 11'],
    ],
    [['queues', 'service', 'groups'], '[front]', ['    groups:', '      - back'], ['    groups: [front]']],
    [['queues', 'sales', 'patience'], '', ['    patience: 2m'], []],
    [['warm-up'], '30m', [], ['warm-up: 30m']],
  ])('%j becomes %s, and nothing else changes', (path, written, gone, come) => {
    expect(changes(text.with(path, written))).toEqual({ gone, come })
  })

  it('adds, renames and takes away queues and groups', () => {
    const more = text.withRecord(['queues', 'chat'], ['volume: 10', 'aht: 1m', 'groups: [back]'])
    expect(changes(more).gone).toEqual([])
    expect(parseScenarioFile(more, 'more.yaml').scenario.queues.chat).toMatchObject({ volume: 10, aht: 60 })
    expect(changes(new ScenarioText(more).without(['queues', 'chat']))).toEqual({ gone: [], come: [] })
    const named = text.renamed(['groups', 'back'], 'second line')
    expect(Object.keys(parseScenarioFile(named, 'named.yaml').scenario.groups)).toEqual(['front', 'second line'])
    expect(changes(text.without(['groups', 'back'])).gone).toEqual(['  back: { agents: 8 }'])
  })

  it('has no form for what is not YAML', () => {
    expect(new ScenarioText('queues: [').legible).toBe(false)
    expect(new ScenarioText('queues: 3').legible).toBe(false)
    expect(new ScenarioText('').legible).toBe(false)
  })
})

describe('words that are offered', () => {
  const completions = new Completions(scenarioJsonSchema())
  /** What is offered at `|`. */
  const offered = (marked: string) =>
    completions.offersAt(marked.replace('|', ''), marked.indexOf('|')).offers.map(({ label }) => label)

  it.each([
    ['in|', ['interval', 'queues', 'groups']],
    ['queues:\n  sales:\n    vol|', ['volume', 'aht', 'after-call', 'patience', 'groups']],
    ['queues:\n  sales:\n    volume: 3\n    |', ['aht', 'redial']],
    ['queues:\n  sales: { volume: 3, |', ['aht', 'patience']],
    ['queues:\n  sales:\n    aht: { type: log|', ['lognormal', 'gamma']],
    ['queues:\n  sales:\n    aht: { type: lognormal, m|', ['mean', 'sd']],
    ['queues:\n  sales:\n    transfers:\n      - { share: 3%, t|', ['to', 'share']],
    ['queues:\n  sales:\n    transfers:\n      - share: 3%\n        t|', ['to', 'share']],
    ['groups:\n  front:\n    agents: 3\nqueues:\n  sales:\n    groups: [f|', ['front']],
    ['groups:\n  front:\n    call-selection: |', ['longest-wait']],
  ])('%j', (marked, expected) => {
    expect(offered(marked)).toEqual(expect.arrayContaining(expected))
  })

  it('are those of the place only, with what they mean', () => {
    expect(offered('queues:\n  sales:\n    vol|')).not.toContain('queues')
    const at = SMALL.indexOf('patience')
    expect(completions.helpAt(SMALL, at + 3)).toMatchObject({ word: 'patience' })
    expect(completions.helpAt(SMALL, at + 3)!.help).not.toBe('')
  })
})

describe('the page of the simulator', () => {
  it('loads in under 350 KB, compressed, ready to simulate', () => {
    const files = ['simulate.html', 'simulate.js', 'style.css', 'parts/simulator.js', 'parts/scenarios.js']
    expect(files.reduce((sum, name) => sum + gzipSync(readFileSync(SITE + name)).length, 0)).toBeLessThan(300_000)
  })
})

/** The page from its folder, with a scenario, and what it complains of or fetches. */
async function opened(open: OpenPage, text: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
  const page = await open(width, 900)
  const complaints: string[] = []
  page.on('console', (message) => {
    // Where coloured text is typed over, Chromium keeps its look in an attribute of its own making, which the policy refuses: nothing is lost.
    if (!message.text().startsWith('Applying inline style')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(request.url())
  })
  await page.goto(`${pathToFileURL(SITE).href}simulate.html`)
  await state(page, 'checked', 'right')
  await page.setInputFiles('#scenario-file', { name: 'morning.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
  await expect.poll(() => page.inputValue('#in-name'), { timeout: 20_000 }).toBe('Morning')
  await expect.poll(() => page.textContent('#checked'), { timeout: 20_000 }).not.toContain('1,700 contacts')
  return { page, complaints }
}

const state = (page: Page, name: string, value: string) =>
  page.waitForSelector(`#main[data-${name}="${value}"]`, { timeout: 50_000 })

async function simulated(page: Page, times = 1): Promise<void> {
  await page.fill('#replications', '20')
  await page.click('#simulate')
  await state(page, 'simulated', String(times))
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(`text=${button}`)])
  return readFileSync(await download.path(), 'utf8')
}

const file = parseScenarioFile(SMALL, 'morning.yaml')

describeInChromium('the simulator from a folder', (open) => {
  it('simulates as the library does, compares with the same luck, and gives all of it away', async () => {
    const { page, complaints } = await opened(open, SMALL)
    await simulated(page)
    const simulation = await replicate(file.scenario, { replications: 20 })
    const { headings, rows } = simulationCsvRows(file, simulation)
    expect(await downloaded(page, 'Figures as CSV')).toBe(toCsv(headings, rows))
    expect(await downloaded(page, 'One-file page')).toContain('<title>Morning</title>')
    expect(await downloaded(page, 'Scenario (YAML)')).toBe(SMALL)
    expect(await page.textContent('#figures')).toContain('20 replications of 08:00-10:00')
    expect(await page.textContent('#run code')).toBe('krarup simulate morning.yaml --replications 20')

    await page.getByRole('button', { name: 'group back: one agent more' }).click()
    const answer = page.locator('#what-if details.answer').first()
    await answer.waitFor({ timeout: 50_000 })
    const changed = await changeScenario(file.scenario, ['groups.back.agents += 1'])
    const { points } = await sweep(file.scenario, [{ values: [], scenario: changed }], { replications: 20 })
    const service = points[0].figures.entities.find(({ name }) => name === 'service')!.figures.serviceLevel
    const row = await answer.locator('tr', { hasText: 'queue service' }).first().textContent()
    expect(row).toContain(writeDifference('serviceLevel', service, '±', 'en'))
    expect(await answer.locator('code').textContent()).toBe(
      "krarup whatif morning.yaml --set 'groups.back.agents += 1' --replications 20",
    )
    // An expression, which needs the parser, and several values.
    await page.fill('#whatif-path', 'groups.back.agents')
    await page.locator('#what-if select').selectOption('=')
    await page.fill('#whatif-values', '7..8')
    await page.click('text=Compare')
    await expect
      .poll(() => answer.locator('code').textContent(), { timeout: 50_000 })
      .toContain("--vary 'groups.back.agents = 7..8'")
    await page.fill('#whatif-values', 'max(groups.back.agents - 1, 0)')
    await page.click('text=Compare')
    await expect.poll(() => answer.locator('code').textContent(), { timeout: 50_000 }).toContain('--set')
    await page.fill('#whatif-path', 'groups.bakc.agents')
    await page.click('text=Compare')
    await expect.poll(() => page.textContent('#what-if p[role=status]'), { timeout: 20_000 }).toContain('back')
    // The complaint of a field left empty stayed when it was filled, and the error of the change before stood below it.
    await page.fill('#whatif-values', '')
    await page.click('text=Compare')
    expect(await page.getAttribute('#whatif-values', 'aria-invalid')).toBe('true')
    expect(await page.textContent('#what-if p[role=status]')).toBe('')
    await page.fill('#whatif-path', 'groups.back.agents')
    await page.fill('#whatif-values', '9')
    await page.click('text=Compare')
    expect(await page.getAttribute('#whatif-values', 'aria-invalid')).toBe(null)
    await expect.poll(() => page.textContent('#what-if p[role=status]'), { timeout: 50_000 }).toContain('= 9')
    expect(complaints).toEqual([])
  })

  it('keeps form and text in step, and says what is wrong with its line', async () => {
    const { page, complaints } = await opened(open, SMALL)
    expect(await page.textContent('#panel-form')).toContain('the form keeps: redial.')
    await page.fill('#in-queues-sales-patience', '3m')
    await page.keyboard.press('Tab')
    await page.click('#serves-sales-1')
    await page.getByRole('tab', { name: 'Text' }).click()
    const content = page.locator('.cm-content')
    await content.waitFor({ timeout: 20_000 })
    expect(await content.textContent()).toContain('patience: 3m')
    expect(await content.textContent()).toContain('groups: [front]')

    // What the command says, with the line, in the text, beside it and at the field.
    const broken = SMALL.replace('aht: 5m', 'aht: five')
    await content.click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(broken)
    const said = (() => {
      try {
        parseScenarioFile(broken, 'morning.yaml')
      } catch (error) {
        return (error as Error).message
      }
      return ''
    })()
    expect(said).toContain('morning.yaml, line 17')
    await expect.poll(() => page.textContent('#checked .error'), { timeout: 20_000 }).toBe(said)
    expect(await page.isDisabled('#simulate')).toBe(true)
    expect(await page.getAttribute('#in-queues-service-aht', 'aria-invalid')).toBe('true')
    await page.click('text=Go to line 17')
    // The cursor stands at the value: words in front of it are offered by Ctrl-Space.
    await page.keyboard.press('End')
    await page.keyboard.insertText('\n    prior')
    await page.keyboard.press('Control+ ')
    const option = page.locator('.cm-tooltip-autocomplete [role=option]').first()
    await option.waitFor({ timeout: 20_000 })
    expect(await option.textContent()).toContain('priority')
    expect(complaints).toEqual([])
  })

  it('stops in the middle, keeps what is finished, and goes on', async () => {
    const { page, complaints } = await opened(open, SMALL)
    await page.fill('#replications', '10000')
    await page.click('#simulate')
    await expect.poll(() => page.textContent('.working'), { timeout: 20_000 }).toMatch(/\d of 10000/)
    await page.click('text=Cancel')
    await expect
      .poll(() => page.textContent('#told'), { timeout: 20_000 })
      .toMatch(/Stopped; these are the figures|Finished/)
    await simulated(page, 2)
    expect(await page.textContent('#figures')).toContain('20 replications')
    expect(complaints).toEqual([])
  })

  it('simulates once at a time, though the scenario is changed meanwhile', async () => {
    // The answer of the check freed the button, and a second simulation began beside the first.
    const { page, complaints } = await opened(open, SMALL.replace('volume: 120 ', 'volume: 3000000 '))
    await page.click('#simulate')
    await page.fill('#in-queues-sales-volume', '300')
    await page.keyboard.press('Tab')
    await expect.poll(() => page.textContent('#checked'), { timeout: 20_000 }).not.toContain('3,000,0')
    expect(await page.isDisabled('#simulate')).toBe(true)
    await page.click('text=Cancel')
    await simulated(page)
    expect(await page.textContent('#told')).toBe('Finished: 20 replications.')
    expect(complaints).toEqual([])
  })

  it('a link holds the scenario', async () => {
    const { page } = await opened(open, SMALL)
    await page.click('text=Copy the link')
    await expect.poll(() => page.url()).toContain('#scenario=')
    const again = await open()
    await again.goto(page.url())
    await expect.poll(() => again.inputValue('#in-name'), { timeout: 20_000 }).toBe('Morning')
    expect(await downloaded(again, 'Scenario (YAML)')).toBe(SMALL)
  })

  it.each(['light', 'dark'] as const)(
    'an accessibility checker finds nothing (%s), and no width is too small',
    async (colorScheme) => {
      const { page, complaints } = await opened(open, SMALL, 390)
      await page.emulateMedia({ colorScheme })
      await simulated(page)
      await page.getByRole('button', { name: 'queue sales: 10 % more volume' }).click()
      await page.locator('#what-if details.answer').waitFor({ timeout: 50_000 })
      for (const details of await page.locator('details').all())
        await details.evaluate((element) => element.setAttribute('open', ''))
      expect(await faults(page)).toEqual([])
      await page.getByRole('tab', { name: 'Text' }).click()
      await page.locator('.cm-content').waitFor({ timeout: 20_000 })
      expect(await faults(page)).toEqual([])
      for (const width of [390, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        expect(
          await page.evaluate('document.documentElement.scrollWidth - innerWidth'),
          `${width}`,
        ).toBeLessThanOrEqual(0)
      }
      expect(complaints).toEqual([])
    },
  )
})
