import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import type { Terminal } from '../src/cli/terminal.ts'
import { ROOT } from './repository.ts'

// The built package: a worker is a file of its own, which is there only in dist.
const { workerThreads } = (await import('krarup/sim/node' as string)) as typeof import('../src/sim/run/node/index.ts')

/** The built command as a shell runs it. */
const MAIN = `${ROOT}dist/cli/main.js`
const EXAMPLE = `${ROOT}examples/hotline-tiers.yaml`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-simulate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = () => performance.now()
const krarup = (...words: string[]) => runIn(folder, words, { now })

/** Rows of a CSV without quotes, by heading. */
function rowsOf(csv: string): Record<string, string>[] {
  const [headings, ...rows] = csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries(headings.map((heading, i) => [heading, row[i]])))
}

describe('krarup simulate', () => {
  it('prints a table of queues and of groups, a strip of the day, and how fast it was', async () => {
    const { out, notes, status } = await krarup('simulate', EXAMPLE, '--replications', '10', '--workers', '1')
    expect(status).toBe(0)
    expect(out).toMatch(
      /^Hotline with tiers: 10 replications of 08:00-20:00 \(steps of 30m\), seed 1; ± 95% intervals\n/,
    )
    for (const name of ['ordinary', 'high-tier', 'english', 'all queues', 'general', 'vip', 'all groups'])
      expect(out).toMatch(new RegExp(`^${name} `, 'm'))
    expect(out).toMatch(/^ordinary +90\/10 +[23],\d\d\d +\d\d\.\d% ±\d\.\d /m)
    expect(out).toMatch(/^ordinary +in time +[▁▂▃▄▅▆▇█]{24} +lowest \d+% at \d\d:\d\d$/m)
    expect(out).toMatch(/^ +waiting +[▁▂▃▄▅▆▇█]{24} +most \d\.\d\d at \d\d:\d\d$/m)
    expect(notes).toMatch(/^3\d,\d{3} contacts in .+: [\d,]+ a second$/)
  })

  it('prints the same bytes with 2 workers as in one thread, and others with another seed', async () => {
    const words = ['simulate', EXAMPLE, '--replications', '12', '--json']
    const withTwo = { workers: async () => workerThreads(2) }
    const json = async (more: string[] = [], machine: Partial<Terminal> = {}) =>
      (await runIn(folder, [...words, ...more], machine)).out
    const one = await json()
    expect((await json(['--workers', '2'], withTwo)) === one).toBe(true)
    expect((await json(['--seed', '2'], withTwo)) === one).toBe(false)
    const answer = JSON.parse(one)
    expect(answer).toMatchObject({ version: 1, name: 'Hotline with tiers', opens: 28_800, seed: 1, replications: 12 })
    expect(answer.estimates.queues).toHaveLength(3)
    expect(answer.estimates.queues[0].intervals).toHaveLength(24)
    expect(one).not.toMatch(/NaN|Infinity/)
  })

  it('--report writes a page with the figures of the table and a row and charts for each queue and group', async () => {
    const words = ['simulate', EXAMPLE, '--replications', '5', '--workers', '1', '--report', 'day.html']
    const { out, notes, status } = await krarup(...words)
    expect(status).toBe(0)
    expect(notes).toContain('wrote day.html')
    const page = readFileSync(join(folder, 'day.html'), 'utf8')
    expect(page).toContain('<h1>Hotline with tiers</h1>')
    for (const figure of out.match(/\d\d\.\d% ±\d\.\d/g) ?? []) expect(page).toContain(`<td>${figure}</td>`)
    // Six rows of 24 intervals; of three queues three charts, of three groups two, a place for the pointer in each interval.
    expect(page.match(/class="heat h-/g)).toHaveLength(6 * 24)
    expect(page.match(/class="column hit"/g)).toHaveLength((3 * 3 + 3 * 2) * 24)
    expect(page.replace(/<script.*<\/script>/s, '')).not.toMatch(/NaN|Infinity|undefined/)
    expect(await krarup(...words)).toMatchObject({
      status: 2,
      notes: expect.stringContaining('day.html exists already'),
    })
    expect((await krarup(...words, '--force')).status).toBe(0)
    expect(readFileSync(join(folder, 'day.html'), 'utf8') === page).toBe(true)
  })

  it('--csv has a row for each queue and group, whole and by interval', async () => {
    const rows = rowsOf((await krarup('simulate', EXAMPLE, '--replications', '5', '--csv')).out)
    // 3 queues, 3 groups and all of each, over the whole day and in 24 half hours.
    expect(rows).toHaveLength(8 * 25)
    const general = rows.filter(({ kind, name }) => kind === 'group' && name === 'general')
    expect(general.map(({ stretch }) => stretch)).toEqual(['whole', ...Array(24).fill('interval')])
    expect(general.slice(1).map(({ agents }) => agents)).toEqual(
      [15, 15, 22, 22, 22, 22, 22, 22, 15, 15, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 14, 14, 14, 14].map(
        // Who is still with a caller when the shift ends counts as on duty until then.
        (count) => expect.toSatisfy((agents: string) => Number(agents) >= count && Number(agents) < count + 2),
      ),
    )
    expect(general[1]).toMatchObject({ start: '08:00', service_level: '' })
  })

  it('of a voice menu prints what became of its calls, node by node, which were not played, and what is hard on callers', async () => {
    const menu = `${ROOT}examples/voice-menu.yaml`
    const { out, notes } = await krarup('simulate', menu, '--replications', '2', '--workers', '1')
    expect(out).toMatch(/^Menu +Calls +To queues +Self-service +Hang up +Silent +Time /m)
    expect(out).toMatch(/^hotline +\d\d,\d{3} +2[78]\.\d% ±\d\.\d +59\.\d% +10\.\d% +[12]\.\d% +44s /m)
    expect(out).toMatch(/^Node of hotline +Layer +Visits a call /m)
    expect(out).toMatch(/^balance +4 +0\.476 +7\.6s /m)
    expect(notes).toMatch(
      /^8\d,\d{3} of 1[12]\d,\d{3} calls ended in a menu and were counted, not played one by one: exact/m,
    )
    expect(notes).toMatch(/^menu hotline is 4 layers deep: callers follow 3 at most: lead to balance from further up/m)
    const rows = rowsOf((await krarup('simulate', menu, '--replications', '2', '--csv')).out).filter(
      ({ kind }) => kind === 'menu',
    )
    expect(rows).toHaveLength(25)
    expect(Number(rows[0].containment)).toBeCloseTo(0.719, 2)
    const { menus } = JSON.parse((await krarup('simulate', menu, '--replications', '2', '--json')).out).estimates
    expect(menus[0]).toMatchObject({ name: 'hotline', thinned: true, expected: { layers: 4 } })
    const offered = menus[0].whole.offered.value
    const byInterval: { offered: { value: number } }[] = menus[0].intervals
    expect(byInterval.reduce((sum, each) => sum + each.offered.value, 0)).toBeCloseTo(offered, 6)
    // The CSV has the digits that the interval bears: here it is rounded to calls.
    expect(Math.abs(Number(rows[0].offered) - offered)).toBeLessThanOrEqual(0.5)
  })

  it('of tiers, clients, sites and money has a table each, and the trace tells persons apart', async () => {
    const file = join(folder, 'centre.yaml')
    writeFileSync(
      file,
      `hours: 08:00-10:00
tiers:
  vip: { priority: 2, target: 95/5 }
  ordinary: {}
queues:
  general:
    { volume: 250, aht: 5m, patience: 2m, client: bank, groups: [front], tiers: { vip: 20%, ordinary: 80% }, redial: { abandoned: 60%, delay: 5m } }
  orders: { volume: 60, aht: 4m, client: shop, groups: [back] }
groups:
  front: { site: harbin, ring: 4s, shifts: [{ agents: 10, hours: 08:00-10:00, pauses: [{ at: 09:00, length: 15m }] }] }
  back: { agents: 4, site: hefei }
costs:
  currency: CNY
  agent-hour: 45
  line-minute: 0.08
  clients: { bank: { answered: 4.5 } }
`,
    )
    const { out, notes } = await krarup(
      ...[
        'simulate',
        file,
        '--replications',
        '3',
        '--workers',
        '1',
        '--trace',
        'calls.csv',
        '--trace-replication',
        '3',
      ],
    )
    expect(out).toMatch(/^Queue +Target +Offered .*\ngeneral .*\n {2}vip +95\/5 .*\n {2}ordinary +90\/10 .*\norders /ms)
    expect(out).toMatch(/^Queue +Customers +Served +At first +And in time$/m)
    for (const heading of ['Tier', 'Client', 'Site']) expect(out).toMatch(new RegExp(`^${heading} +[OA]`, 'm'))
    expect(out).toMatch(/^Group .* Away +Breaks +Moved/m)
    expect(out).toMatch(/^Money \(CNY\) +Cost +Revenue +Result +Agents/m)
    expect(out).toMatch(/^group front +9\d\d\.\d\d /m)
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(notes).toContain('wrote calls.csv: every contact of replication 3')
    const contacts = rowsOf(readFileSync(join(folder, 'calls.csv'), 'utf8'))
    const customers = new Set(contacts.map(({ customer }) => customer))
    const first = contacts.filter(({ visit }) => visit === '1')
    expect(first.length).toBe(customers.size)
    expect(contacts.length).toBeGreaterThan(first.length)
    for (const { outcome, agent, group } of contacts) {
      expect([agent === '', group === '']).toEqual(Array(2).fill(outcome !== 'answered'))
      if (agent !== '') expect(group).toBe(Number(agent) < 10 ? 'front' : 'back')
    }
    const rows = rowsOf((await krarup('simulate', file, '--replications', '3', '--csv')).out).filter(
      ({ stretch }) => stretch === 'whole',
    )
    const of = (wanted: string) => rows.filter(({ kind }) => kind === wanted)
    expect(of('part').map(({ name }) => name)).toEqual(['general / vip', 'general / ordinary'])
    for (const kind of ['tier', 'client', 'site', 'money of queue', 'money of group', 'money of client'])
      expect([kind, of(kind).length]).toEqual([kind, 2])
    const [all] = of('all money')
    expect(Number(all.revenue) - Number(all.cost)).toBeCloseTo(Number(all.result), 6)
    expect(Number(of('client')[0].offered)).toBe(Number(of('queue')[0].offered))
  })

  it('--precision goes on until it is reached, and says so where it is not', async () => {
    const words = ['simulate', EXAMPLE, '--json', '--precision', '2%']
    const { out, notes } = await krarup(...words)
    const { replications, stopped, estimates } = JSON.parse(out)
    expect(stopped).toBe('precision')
    expect(replications).toBeGreaterThanOrEqual(20)
    for (const { whole } of estimates.queues) expect(whole.serviceLevel.halfWidth).toBeLessThanOrEqual(0.02)
    expect(notes).not.toContain('not every')
    expect((await krarup(...words, '--replications', '5')).notes).toContain("not every queue's service level")
  })

  it('--budget stops after a time and says how to repeat the answer', async () => {
    const { out, notes, status } = await krarup(
      'simulate',
      EXAMPLE,
      '--json',
      '--budget',
      '0.001',
      '--replications',
      '10000',
    )
    const { replications, stopped, repeatable } = JSON.parse(out)
    expect({ status, stopped, repeatable }).toEqual({ status: 0, stopped: 'budget', repeatable: false })
    expect(notes).toContain(`--replications ${replications} repeats this answer`)
  })

  it('--trace writes every contact of the first replication, in the order of arrival', async () => {
    const words = ['simulate', EXAMPLE, '--replications', '1', '--json', '--trace', 'calls.csv']
    const { whole } = JSON.parse((await krarup(...words)).out).estimates.allQueues
    const rows = rowsOf(readFileSync(join(folder, 'calls.csv'), 'utf8'))
    expect(rows).toHaveLength(whole.offered.value)
    expect(rows.filter(({ outcome }) => outcome === 'answered')).toHaveLength(whole.answered.value)
    expect(rows.filter(({ outcome }) => outcome === 'abandoned')).toHaveLength(whole.abandoned.value)
    const arrivals = rows.map(({ arrived }) => Number(arrived))
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
    const waits = rows.filter(({ outcome }) => outcome === 'answered').map(({ waited }) => Number(waited))
    expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeCloseTo(whole.asa.value, 6)
    for (const { arrived, waited, left_queue, ended, agent_free, outcome } of rows) {
      expect(Number(left_queue)).toBeCloseTo(Number(arrived) + Number(waited), 5)
      if (outcome === 'answered') expect(Number(agent_free)).toBeGreaterThanOrEqual(Number(ended))
    }
    expect(await krarup(...words)).toMatchObject({
      status: 2,
      notes: expect.stringContaining('calls.csv exists already'),
    })
    expect((await krarup(...words, '--force')).status).toBe(0)
  })

  it('a wrong scenario is bad input, with its line and column', async () => {
    writeFileSync(join(folder, 'wrong.yaml'), readFileSync(EXAMPLE, 'utf8').replace('[english]', '[englsh]'))
    const { out, notes, status } = await krarup('simulate', 'wrong.yaml')
    expect({ out, status }).toEqual({ out: '', status: 2 })
    expect(notes).toMatch(
      /^error: no group has this name \(got "englsh"\)\n {2}at queues\.english\.groups\.0, wrong\.yaml, line \d+, column 14\n {2}did you mean "english"\?$/,
    )
  })

  it('- is standard input', async () => {
    const words = ['simulate', '-', '--replications', '2', '--json']
    const from = (input: string) => {
      const stdin = (async function* () {
        yield Buffer.from(input)
      })()
      return runIn(folder, words, { stdin })
    }
    const text = readFileSync(EXAMPLE, 'utf8').replace('Hotline with tiers', '热线')
    expect(JSON.parse((await from(text)).out)).toMatchObject({ name: '热线', replications: 2 })
    expect((await from('queues: 5')).notes).toContain('standard input, line 1, column 9')
  })

  it('an option that cannot be read is named', async () => {
    const { notes, status } = await krarup('simulate', EXAMPLE, '--precision', '5')
    expect(status).toBe(2)
    expect(notes).toContain('--precision')
  })

  it('Ctrl-C keeps what is done: the figures of the first replications, as so many give them', async () => {
    const args = [MAIN, 'simulate', EXAMPLE, '--replications', '1000000', '--json', '--workers', '1']
    const interrupted = async (milliseconds: number) => {
      const child = spawn(process.execPath, args, { cwd: folder })
      let out = ''
      let notes = ''
      child.stdout.on('data', (text) => {
        out += text
      })
      child.stderr.on('data', (text) => {
        notes += text
      })
      const ended = new Promise((resolve) => child.on('close', resolve))
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      child.kill('SIGINT')
      return { status: await ended, out, notes }
    }
    // Longer where the machine is too busy to have finished anything.
    let { status, out, notes } = await interrupted(1500)
    for (let wait = 3000; out === '' && wait < 20_000; wait *= 2) ({ status, out, notes } = await interrupted(wait))
    expect(status).toBe(130)
    const { replications, stopped, estimates } = JSON.parse(out)
    expect(stopped).toBe('aborted')
    expect(notes).toContain(`stopped; these are the figures of the first ${replications} replications`)
    const again = await krarup('simulate', EXAMPLE, '--replications', String(replications), '--json')
    expect(JSON.stringify(JSON.parse(again.out).estimates) === JSON.stringify(estimates)).toBe(true)
  })
})

describe('krarup init --scenario', () => {
  it('writes a commented scenario that can be simulated at once', async () => {
    expect(await krarup('init', '--scenario')).toMatchObject({
      status: 0,
      notes: expect.stringContaining('scenario.yaml'),
    })
    expect(readFileSync(join(folder, 'scenario.yaml'), 'utf8')).toMatch(/^#/)
    expect((await krarup('simulate', 'scenario.yaml', '--replications', '2')).status).toBe(0)
    expect((await krarup('init', '--scenario')).status).toBe(2)
  })

  it('of a history is a day of its plan: it used to write the example and not look at the file', async () => {
    const history = join(ROOT, 'fixtures/small-centre.csv')
    const written = await krarup('init', '--scenario', history, '--date', '2025-07-03', '--out', 'day.yaml')
    expect(written).toMatchObject({ status: 0, notes: expect.stringContaining('wrote day.yaml') })
    const text = readFileSync(join(folder, 'day.yaml'), 'utf8')
    const plan = JSON.parse((await krarup('plan', history, '--json')).out)
    const planned = plan.days.find(({ day }: { day: string }) => day === '2025-07-03')
    expect(text).toContain('name: "small-centre.csv, planned day 2025-07-03"')
    expect(text).toContain(`${(100 * planned.serviceLevel).toFixed(1)}% in time (90/10)`)
    const { estimates } = JSON.parse((await krarup('simulate', 'day.yaml', '--replications', '100', '--json')).out)
    // The plan takes each half hour for a steady state; the day begins empty, which is worth less than two points here.
    const { value, halfWidth } = estimates.queues[0].whole.serviceLevel
    expect(Math.abs(value - planned.serviceLevel)).toBeLessThan(halfWidth + 0.02)
    expect((await krarup('init', '--scenario', history, '--date', '2026-07-03', '--out', '-')).notes).toContain(
      'take one from 2025-07-01 to 2025-07-14',
    )
    expect((await krarup('init', '--scenario', 'nothing.csv', '--out', '-')).notes).toContain('the file cannot be read')
    expect((await krarup('init', '--date', '2025-07-03', '--out', '-')).notes).toContain(
      '--date is about a planned day',
    )
  })
})
