import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** The script of the accessibility checker axe-core: no dependency, for its licence (MPL-2.0) is none that is taken. `.ci/run` fetches it. */
const { AXE } = process.env
if (!AXE) console.warn('accessibility of pages: not checked, set AXE to the path of axe-core’s axe.min.js')

/** What an accessibility checker finds. */
export async function faults(page: Page): Promise<string[]> {
  if (!AXE) return []
  await page.evaluate(readFileSync(AXE, 'utf8'))
  return page.evaluate(
    `axe.run(document, { preload: false }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target)))`,
  )
}
