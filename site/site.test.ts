import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findTranscripts } from '../docs/transcripts.ts'
import { faults } from '../test/accessibility.ts'
import { describeInChromium, type OpenPage } from '../test/chromium.ts'
import { codeSubpaths, ROOT } from '../test/repository.ts'
import { buildPages } from './build.ts'
import { commandsWithExample } from './command-examples.ts'
import { commandsOfProgram, meaningOf } from './commands.ts'
import { renderPage } from './markdown.ts'
import { CHAPTERS } from './navigation.ts'
import type { Draft } from './page.ts'
import { ROOMS } from './reference.ts'
import { searchWords } from './script/search-words.ts'
import { renderSite } from './site.ts'
import { writtenPages } from './sources.ts'
import { wordPages } from './words.ts'

const draft = (source: string, markdown: string): Draft => ({
  source,
  url: source.replace('.md', '.html'),
  language: 'en',
  markdown,
})
const bodyOf = (markdown: string) =>
  renderPage(draft('a.md', markdown), { link: (_, href) => href, command: (_, name) => `${name}.html` }).body

describe('a page of the site', () => {
  it('has the anchors that GitHub gives', () => {
    const { headings } = renderPage(draft('a.md', '# What if?\n## `plan.csv`, and then\n## Sure\n## Sure\n'), {
      link: (_, href) => href,
      command: () => undefined,
    })
    expect(headings.map(({ id }) => id)).toEqual(['what-if', 'plancsv-and-then', 'sure', 'sure-1'])
  })

  it('typesets formulas, in blocks and in lines, without styles that the policy forbids', () => {
    const html = bodyOf(
      'With $`a = \\lambda s`$ it is\n\n```math\n\\begin{aligned}B &= \\frac{a}{n}\\\\ C &= 1\\end{aligned}\n```\n',
    )
    expect(html).toContain('With <math>')
    expect(html).toContain('<mfrac>')
    expect(html).not.toMatch(/\$| style=/)
    expect(() => bodyOf('```math\n\\frac{a\n```\n')).toThrow()
  })

  it('links the first mention of a command to its page, and shows markup as text', () => {
    expect(bodyOf('`krarup plan a.csv`, then `krarup plan b.csv` and `krarup x-y`')).toBe(
      '<p><a href="plan.html"><code>krarup plan a.csv</code></a>, then <code>krarup plan b.csv</code> and <code class="short">krarup x-y</code></p>\n'.replace(
        ' class="short"',
        '',
      ),
    )
    expect(bodyOf('<script>alert(1)</script>')).not.toContain('<script>')
    expect(bodyOf('| a | b |\n|---|---:|\n| 1 | 2 |\n')).toContain('<td class="right">2</td>')
  })

  it('is found by its words: names in parts, Chinese in pairs of characters', () => {
    expect(searchWords('requiredAgents of M/M/n, 服务水平 80/20')).toEqual([
      ...['requiredagents', 'required', 'agents', 'of', 'm', 'm', 'n'],
      ...['服务', '务水', '水平', '80', '20'],
    ])
    expect(searchWords('页')).toEqual(['页'])
  })
})

describe('links of the site', () => {
  it('that lead nowhere are an error that names all of them', () => {
    const pages = [
      draft('docs/a.md', '# A\n[b](b.md#sure) [c](c.md) [d](#d) [e](../package.json)'),
      draft('docs/b.md', '# B'),
    ]
    expect(() => renderSite(ROOT, pages)).toThrow(
      'links that lead nowhere:\n  docs/a.md: c.md\n  docs/a.md: docs/b.md#sure\n  docs/a.md: docs/a.md#d',
    )
  })

  const pages = writtenPages(ROOT)
  const words = wordPages(pages)
  it('of README.md, docs, the papers and the words of scenarios all lead somewhere, and to headings that are there', () => {
    expect(renderSite(ROOT, [...pages, ...words]).pages.length).toBe(pages.length + words.length)
  })

  it('every word of a scenario has a section, and nearly every one an example', () => {
    const text = words.map(({ markdown }) => markdown).join('\n')
    const rows = readFileSync(`${ROOT}docs/scenario-words.md`, 'utf8')
      .match(/^\| `[^`]+`/gm)!
      .map((row) => row.slice(2))
    expect(rows.filter((word) => !new RegExp(`^###? ${word.replaceAll('.', '\\.')}$`, 'm').test(text))).toEqual([])
    expect(text.match(/^(From|Example:) \[/gm)!.length).toBeGreaterThan(0.85 * rows.length)
  })

  it('every command is shown with what it prints, but for two that run until they are stopped', () => {
    const shown = pages.flatMap(({ markdown }) => findTranscripts(markdown)).map(({ command }) => command.split(' ')[1])
    const known = new Set([...shown, ...commandsWithExample])
    const names = commandsOfProgram().map((command) => command.name())
    expect(names.filter((name) => !known.has(name))).toEqual(['work', 'serve'])
  })

  it('every room of the library is in its reference', () => {
    expect(
      Object.keys(ROOMS)
        .map((room) => `krarup/${room}`)
        .sort(),
    ).toEqual(
      codeSubpaths()
        .filter((subpath) => subpath !== 'krarup')
        .sort(),
    )
  })

  it.each([
    ['how many days (default 100); with --budget', undefined, ['how many days; with `--budget`', '100']],
    ['on-duty (default), or scheduled', undefined, ['on-duty (default), or scheduled', 'on-duty']],
    ['what is in time (default: as the plan tells)', undefined, ['what is in time', 'as the plan tells']],
    ['language: en or zh', 'en', ['language: en or zh', 'en']],
    ['a file | two', undefined, ['a file \\| two', '']],
  ])('an option: %s', (description, defaultValue, meaning) => {
    expect(meaningOf({ description, defaultValue })).toEqual(meaning)
  })

  it('every page of docs is in a chapter', () => {
    const named = CHAPTERS.flatMap(({ pages: sources }) => sources.map(([source]) => source))
    const left = pages.filter(
      ({ source, language }) =>
        language === 'en' && !named.some((one) => (one.endsWith('/') ? source.startsWith(one) : source === one)),
    )
    expect(left.map(({ source }) => source)).toEqual([])
    const gone = named.filter((one) => one.endsWith('.md') && !one.startsWith('made/'))
    expect(gone.filter((one) => !pages.some(({ source }) => source === one))).toEqual([])
  })
})

describeInChromium('the site from a folder', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-site-'))
  beforeAll(() => buildPages(ROOT, folder, writtenPages(ROOT)))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function opened(open: OpenPage, name: string, width = 1280): Promise<{ page: Page; complaints: string[] }> {
    const page = await open(width, 900)
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) complaints.push(request.url())
    })
    await page.goto(pathToFileURL(`${folder}/`).href + name)
    return { page, complaints }
  }

  it('is searched by keys, and the answer is opened', async () => {
    const { page, complaints } = await opened(open, 'index.html')
    await page.keyboard.press('/')
    await page.keyboard.type('transient day')
    await page.locator('#found a').first().waitFor()
    expect(await page.getAttribute('.search input', 'aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    expect(await page.getAttribute('#found a:nth-of-type(2)', 'aria-selected')).toBe('true')
    await page.keyboard.press('ArrowUp')
    await Promise.all([page.waitForURL(/\.html#/), page.keyboard.press('Enter')])
    expect((await page.textContent('main'))!.toLowerCase()).toContain('transient')
    await page.fill('.search input', 'zzzqqqxxx')
    await page.locator('#found p', { hasText: 'Nothing found' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.isVisible('#found')).toBe(false)
    expect(complaints).toEqual([])
  })

  it('finds Chinese words wherever they begin, and English pages that are not translated', async () => {
    const { page, complaints } = await opened(open, 'zh/index.html')
    await page.fill('.search input', '务水平')
    await page.locator('#found a').first().waitFor()
    expect(await page.getAttribute('#found a', 'href')).toMatch(/^\.\.\/zh\//)
    await page.fill('.search input', 'Engset')
    await page.locator('#found a', { hasText: 'Engset' }).first().waitFor()
    expect(complaints).toEqual([])
  })

  it.each(['light', 'dark'] as const)(
    'fits every width, and a checker of accessibility finds nothing (%s)',
    async (colorScheme) => {
      for (const name of ['index.html', 'models.html', 'glossary.html', 'zh/planning.html']) {
        const { page, complaints } = await opened(open, name, 390)
        await page.emulateMedia({ colorScheme })
        for (const width of [390, 1280, 1920]) {
          await page.setViewportSize({ width, height: 900 })
          const over = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number
          expect(over, `${name} ${width}`).toBeLessThanOrEqual(0)
        }
        expect(await faults(page), name).toEqual([])
        expect(complaints).toEqual([])
        await page.close()
      }
    },
  )
})
