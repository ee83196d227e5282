import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requiredAgents } from '../src/erlang/index.ts'
import { describeInChromium } from './chromium.ts'
import { filesIn, ROOT } from './repository.ts'

const FOLDER = 'examples/build-your-own'
const programs = [...filesIn(FOLDER, '.js'), ...filesIn(FOLDER, '.html')]
const textOf = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8')

describe('docs/build-your-own.md', () => {
  it('has the programs as they stand in their folder, and no others', () => {
    const blocks = [...textOf('docs/build-your-own.md').matchAll(/```(?:js|html)\n([\s\S]*?)```/g)].map(
      ([, code]) => code,
    )
    expect(blocks.sort()).toEqual(programs.map(textOf).sort())
  })
})

describe('the service', () => {
  let server: ChildProcess
  let address: string
  beforeAll(async () => {
    server = spawn(process.execPath, [`${ROOT}${FOLDER}/service.js`, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
    address = await new Promise((resolve, reject) => {
      server.stdout?.once('data', (line) => resolve(String(line).trim()))
      server.once('exit', (status) => reject(new Error(`the service ended with ${status}`)))
    })
  })
  afterAll(() => server.kill())

  const ask = async (body: string) => {
    const response = await fetch(address, { method: 'POST', body })
    return { status: response.status, answer: await response.json() }
  }
  const queue = { volumePerInterval: 100, interval: 1800, aht: 300, patience: 120 }

  it('answers what the library answers', async () => {
    const { agents, state } = requiredAgents(queue, { serviceLevel: { within: 20, share: 0.8 } })
    expect(await ask(JSON.stringify({ ...queue, target: '80/20' }))).toEqual({
      status: 200,
      answer: {
        ...state.toJSON(),
        agents,
        binding: ['serviceLevel'],
        warnings: [],
        within: 20,
        serviceLevel: state.serviceLevel(20),
      },
    })
  })

  it('as the page shows', async () => {
    const page = textOf('docs/build-your-own.md')
    const shown = [...page.matchAll(/^\$ curl --json '(.*)' http.*\n(.*)$/gm)]
    expect(shown).toHaveLength(2)
    for (const [, question, answer] of shown) expect((await ask(question)).answer).toEqual(JSON.parse(answer))
  })

  it.each([
    ['a misspelt word', '{ "load": 5, "aht": 300, "patiense": 60, "target": "80/20" }', 400, 'did you mean patience?'],
    ['no target', '{ "load": 5, "aht": 300 }', 400, 'a target is text'],
    ['what is no JSON', '{', 400, 'not JSON'],
    ['no object', 'null', 400, 'a target is text'],
    ['more than anybody asks', `"${'x'.repeat(100_000)}"`, 413, 'at most'],
  ])('refuses %s, and goes on', async (_, question, status, told) => {
    const refusal = await ask(question)
    expect(refusal.status).toBe(status)
    expect(JSON.stringify(refusal.answer)).toContain(told)
    expect((await ask(JSON.stringify({ ...queue, target: '80/20' }))).status).toBe(200)
  })

  it('listens to its own machine, to one question, asked by POST', async () => {
    expect(new URL(address).hostname).toBe('127.0.0.1')
    expect((await fetch(address)).status).toBe(405)
    expect((await fetch(new URL('/', address))).status).toBe(404)
  })
})

describeInChromium('the page', (open) => {
  it('answers, follows what is typed, and says what is wrong', async () => {
    const { outputFiles } = buildSync({
      entryPoints: [`${ROOT}${FOLDER}/page/page.js`],
      bundle: true,
      minify: true,
      write: false,
      logLevel: 'silent',
    })
    const page = await open(390)
    await page.setContent(textOf(`${FOLDER}/page/index.html`).replace(/<script src.*<\/script>/, ''))
    await page.addScriptTag({ content: outputFiles[0].text })
    const shown = () => page.locator('output').innerText()
    const queue = { volumePerInterval: 100, interval: 1800, aht: 300, patience: 120 }
    const { agents } = requiredAgents(queue, { serviceLevel: { within: 20, share: 0.8 } })
    expect(await shown()).toBe(`${agents} agents for 16.7 Erlangs`)
    expect(await page.locator('tbody tr').count()).toBe(5)
    expect(await page.locator('tr[aria-current] td').first().innerText()).toBe(String(agents))

    await page.fill('[name=volumePerInterval]', '200')
    const more = requiredAgents({ ...queue, volumePerInterval: 200 }, { serviceLevel: { within: 20, share: 0.8 } })
    expect(await shown()).toBe(`${more.agents} agents for 33.3 Erlangs`)

    await page.fill('[name=target]', 'good')
    expect(await page.locator('[role=alert]').innerText()).toContain('not a target')
    expect(await shown()).toBe('')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })
})

describe('the nightly job', { tags: ['slow'] }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'krarup-nightly-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const [source, csv, page] = ['export.csv', 'plan.csv', 'plan.html'].map((name) => join(folder, name))
  const run = (...files: string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [`${ROOT}${FOLDER}/nightly.js`, ...files], {
      encoding: 'utf8',
    })
    return { status, stderr }
  }

  it('plans a week, says where somebody should look, and leaves the plan where it fails', () => {
    copyFileSync(`${ROOT}fixtures/small-centre.csv`, source)
    expect(run(source, csv, page)).toEqual({ status: 0, stderr: '' })
    const plan = readFileSync(csv, 'utf8')
    const days = plan.match(/^\d{4}-\d\d-\d\d/gm)
    expect(new Set(days).size).toBeLessThanOrEqual(7)
    expect(plan).toMatch(/^start,group,queues,volume,aht,agents,scheduled/)
    expect(readFileSync(page, 'utf8')).toContain('export.csv')

    appendFileSync(source, '30-6-2025;18:00;many;13;4;12;0:01:17;0:28:55;0:02:21;0:07:48;3\r\n')
    expect(run(source, csv, page)).toEqual({ status: 1, stderr: 'line 5258 of the export is left out: not a number\n' })

    const failed = run(join(folder, 'lost.csv'), csv, page)
    expect(failed.status).toBe(2)
    expect(failed.stderr).toContain('there is no such file')
    expect(readFileSync(csv, 'utf8')).toBe(plan)
    expect(run(source).status).toBe(2)
  })
})
