import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, describe } from 'vitest'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Where a Chromium was found. `CHROMIUM` names one, which must then be there. Nothing is downloaded. */
const chromiumPath: string | undefined = process.env.CHROMIUM ?? USUAL_PLACES.find((path) => existsSync(path))

/** Opens an empty page of the given size, in CSS pixels. It is closed with the browser. */
export type OpenPage = (width?: number, height?: number) => Promise<Page>

/** A group of tests in Chromium; where none is installed they are skipped, and it says so. */
export function describeInChromium(name: string, tests: (open: OpenPage) => void): void {
  if (!chromiumPath) console.warn(`${name}: skipped, no Chromium was found (set CHROMIUM to the path of one)`)
  describe.skipIf(!chromiumPath)(name, () => {
    let browser: Promise<Browser> | undefined
    afterAll(async () => (await browser)?.close())
    tests(async (width = 1280, height = 800) => {
      browser ??= launch()
      return (await browser).newPage({ viewport: { width, height } })
    })
  })
}

function launch(): Promise<Browser> {
  // Chromium's sandbox refuses to work for root, which is what a container's user often is.
  const root = process.getuid?.() === 0
  return chromium.launch({ executablePath: chromiumPath as string, args: root ? ['--no-sandbox'] : [] })
}

/** Opens a page from a file. `complaints` are what it writes to the console, what it throws, and what it fetches. */
export async function openFile(
  open: OpenPage,
  html: string,
  width: number,
): Promise<{ page: Page; complaints: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-page-'))
  const file = join(folder, 'page.html')
  writeFileSync(file, html)
  const page = await open(width, 900)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(request.url())
  })
  await page.goto(pathToFileURL(file).href)
  rmSync(folder, { recursive: true })
  return { page, complaints }
}

/** Texts of charts that stand beyond the picture or over one another. */
export function textsInTheWay(shown: Page): Promise<string[]> {
  return shown.evaluate(`[...document.querySelectorAll('.chart svg')].flatMap((svg) => {
    const edge = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
    return texts.filter(({ box }, i) => box.left < edge.left - 1 || box.right > edge.right + 1 || texts.some((other, k) => k < i &&
      other.box.left < box.right && box.left < other.box.right && other.box.top < box.bottom - 3 && box.top < other.box.bottom - 3)).map(({ text }) => text)
  })`)
}
