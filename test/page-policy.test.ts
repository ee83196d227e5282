import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { planPage, simulationReport } from '../src/report/index.ts'
import { htmlPage } from '../src/report/page/document.ts'
import { PLAN_SCRIPT } from '../src/report/page/script-text.ts'
import { replicate } from '../src/sim/index.ts'
import { describeInChromium, openFile } from './chromium.ts'
import { samplePlan } from './report-sample.ts'

/** What runs where a page takes text for markup, in the places where names stand. */
const HOSTILE = [
  '<script>document.title="owned"</script>',
  '<img src=x onerror=\'document.title="owned"\'>',
  '"><svg onload=document.title="owned">',
  '\' onmouseover=document.title="owned" x=\'',
  '</script><script>document.title="owned"</script>',
  '</title><script>document.title="owned"</script>',
  '<!--<script>',
  'javascript:document.title="owned"',
  '</style><script>document.title="owned"</script>',
  '\u2028</script>{{constructor.constructor("alert(1)")()}}',
]

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`

async function pages(): Promise<[string, string][]> {
  const queues = HOSTILE.map((queue) => ({ queue, peak: 9, aht: 200, from: 16, to: 40 }))
  const { plan, history } = samplePlan(queues, 7)
  const scenario = {
    name: HOSTILE[0],
    interval: 3600,
    queues: Object.fromEntries(HOSTILE.map((name) => [name, { volume: [9, 12], aht: 60, groups: [name] }])),
    groups: Object.fromEntries(HOSTILE.map((name) => [name, { agents: 2 }])),
  }
  const simulation = await replicate(scenario, { replications: 2 })
  return [
    ['a plan', planPage(plan, history, { title: HOSTILE[5], findings: HOSTILE })],
    ['a simulation', simulationReport({ scenario, opens: 0 }, simulation)],
  ]
}

it('every page has a policy that lets its own script and styles be, and nothing else', async () => {
  for (const [name, html] of await pages()) {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
    const elements = (tag: string) =>
      [...html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, text]) => text)
    const wanted = (texts: string[]) => texts.map((text) => `'${hashOf(text)}'`).join(' ')
    expect(policy, name).toBe(
      `default-src 'none'; script-src ${wanted(elements('script'))}; style-src ${wanted(elements('style'))}; base-uri 'none'; form-action 'none'`,
    )
    expect(elements('script'), name).toHaveLength(1)
  }
})

describeInChromium('the policy of pages', (open) => {
  it('lets a page work, with hostile names shown as text', async () => {
    for (const [name, html] of await pages()) {
      const { page, complaints } = await openFile(open, html, 1280)
      const title = await page.title()
      for (const element of await page.locator('button:visible, select:visible, [data-view]:visible').all())
        await element.click({ trial: false, timeout: 2000 }).catch(() => {})
      for (const mark of (await page.locator('[data-tip]').all()).slice(0, 20)) await mark.dispatchEvent('pointermove')
      expect([name, complaints, await page.title()]).toEqual([name, [], title])
      expect(await page.evaluate('document.documentElement.className')).toBe('scripted')
      await page.close()
    }
  })

  it('stops what a fault of ours would let in', async () => {
    const html = htmlPage({
      title: 'x',
      header: '<script>document.title="owned"</script><img src="x" onerror="document.title=\'owned\'">',
      main: '<p style="color:red" id="styled">x</p><iframe src="https://example.org"></iframe>',
      footer: '',
      script: { ...PLAN_SCRIPT, content: {} },
    })
    const { page } = await openFile(open, html, 800)
    expect(await page.title()).toBe('x')
    expect(await page.evaluate('getComputedStyle(document.getElementById("styled")).color')).not.toBe('rgb(255, 0, 0)')
    await page.close()
  })
})
