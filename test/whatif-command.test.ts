import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIn } from '../src/cli/terminal.testing.ts'
import { ROOT } from './repository.ts'

// The built package: a worker is a file of its own, which is there only in dist.
const { workerThreads } = (await import('krarup/sim/node' as string)) as typeof import('../src/sim/run/node/index.ts')

const TIERS = `${ROOT}examples/hotline-tiers.yaml`
const ONE = `${ROOT}examples/one-queue.yaml`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'krarup-whatif-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const krarup = (...words: string[]) => runIn(folder, ['whatif', ...words])

describe('krarup whatif --set', () => {
  it('prints what was, what is, and the paired difference with its verdict', async () => {
    const { out, notes, status } = await krarup(TIERS, '--replications', '20', '--set', 'groups.general.agents += 2')
    expect({ notes, status }).toEqual({ notes: '', status: 0 })
    expect(out).toMatch(
      /^Hotline with tiers: as it is, and with groups.general.agents \+= 2; 20 days each, seed 1; ± 95% intervals\n/,
    )
    expect(out).toMatch(/^queue ordinary +In time +\d\d\.\d% ±\d\.\d +\d\d\.\d% ±\d\.\d +\+\d\.\d ±\d\.\d +higher$/m)
    expect(out).toMatch(/^queue english +In time .* 0 +the same$/m)
    expect(out).toMatch(/^the centre +Agent hours +302\.0 +326\.0 +\+24\.0 +higher$/m)
  })

  it('loads no expressions for plain numbers, and computes those there are', async () => {
    const { status, out } = await krarup(
      ONE,
      ...[
        '--replications',
        '5',
        '--json',
        '--set',
        'groups.agents.agents = round(queues.general.volume * queues.general.aht / 12h / 85%)',
      ],
    )
    expect(status).toBe(0)
    const { points } = JSON.parse(out)
    const centre = points[0].figures.entities.find(({ kind }: { kind: string }) => kind === 'centre')
    // 2400 x 300 s / 12 h / 0.85 = 19.6: 20 agents for the 11 hours after the warm-up.
    expect(centre.figures.agentHours.value).toBe(220)
  })

  it.each([
    ['queues.ordinry.aht = 4m', 'did you mean ordinary?'],
    ['groups.general.agents *= 1.15', 'agents are whole persons'],
    ['queues.ordinary.aht *= 2', 'queues.ordinary.aht.mean'],
    ['queues.ordinary.balking = 120%', '120%'],
    ['queues.english.balking = 2', 'queues.english.balking'],
    ['name = 3', 'holds text'],
    ['process.exit = 1', 'the scenario has nothing of this name'],
    ['interval = process.exit(1)', 'the scenario has nothing of this name'],
  ])('%s is bad input: %s', async (change, message) => {
    const { out, notes, status } = await krarup(TIERS, '--set', change)
    expect({ out, status }).toEqual({ out: '', status: 2 })
    expect(notes).toContain(message)
  })

  it('what the file could say and does not can be set, by the words of the file or of the library', async () => {
    for (const word of ['after-call', 'afterCall'])
      expect((await krarup(TIERS, '--replications', '2', '--set', `queues.english.${word} = 10s`)).status).toBe(0)
    expect((await krarup(TIERS, '--set', 'queues.english.afterCal = 10s')).notes).toContain('did you mean after-call?')
  })

  it('asks what is meant where nothing was asked, or too much', async () => {
    expect(await krarup(TIERS)).toMatchObject({ status: 2, notes: expect.stringContaining('what is to be changed?') })
    expect(await krarup()).toMatchObject({ status: 2, notes: expect.stringContaining('which scenario?') })
    expect((await krarup(TIERS, '--vary', 'groups.vip.agents=1..2', '--compare', TIERS)).notes).toContain(
      'different questions',
    )
    expect((await krarup(TIERS, '--set', 'busyness = 1%', '--figures', 'asa,servicelevel')).notes).toContain(
      'did you mean serviceLevel?',
    )
  })
})

describe('krarup whatif --compare', () => {
  it('a scenario and itself: exactly nothing', async () => {
    const { out } = await krarup('--compare', TIERS, TIERS, '--replications', '10', '--json')
    const { points, base } = JSON.parse(out)
    let compared = 0
    for (const { kind, figures } of points[0].figures.entities)
      for (const [name, figure] of Object.entries(
        figures as Record<
          string,
          { value: number; difference?: number; differenceHalfWidth?: number; verdict?: string }
        >,
      )) {
        if (figure.value === null || /^wait\d/.test(name)) continue
        expect([kind, name, figure.difference, figure.differenceHalfWidth, figure.verdict]).toEqual([
          kind,
          name,
          0,
          0,
          'none can be told',
        ])
        compared++
      }
    expect(compared).toBeGreaterThan(100)
    expect(points[0].figures).toEqual(base)
  })

  it('says where no difference can be told', async () => {
    writeFileSync(join(folder, 'other.yaml'), readFileSync(TIERS, 'utf8').replace('mean: 260s', 'mean: 260.2s'))
    const { out } = await krarup(TIERS, '--compare', 'other.yaml', '--replications', '10')
    expect(out).toMatch(/^queue english +In time .* no difference can be told$/m)
  })

  it('--precision goes on until the differences are known so well', async () => {
    writeFileSync(join(folder, 'other.yaml'), readFileSync(ONE, 'utf8').replace('agents: 20', 'agents: 21'))
    const { points } = JSON.parse((await krarup(ONE, '--compare', 'other.yaml', '--precision', '0.7%', '--json')).out)
    const [{ figures }] = points[0].figures.entities
    expect(points[0].figures.replications).toBeGreaterThanOrEqual(20)
    expect(figures.serviceLevel.differenceHalfWidth).toBeLessThanOrEqual(0.007)
    // The difference is known better than the figure.
    expect(figures.serviceLevel.halfWidth).toBeGreaterThan(0.007)
  })
})

describe('krarup whatif --vary', () => {
  const GRID = [
    TIERS,
    '--replications',
    '20',
    '--vary',
    'groups.english.agents=1..3',
    '--vary',
    'queues.english.aht.mean=240s,280s',
  ]

  it('prints a table for each queue, and for the agents', async () => {
    const { out, status } = await krarup(...GRID)
    expect(status).toBe(0)
    expect(out).toContain(': 6 points; 20 days each, seed 1')
    expect(out).toMatch(/^queue english\nenglish\.agents +english\.aht\.mean +In time/m)
    expect(out).toMatch(/^2 +240s +\d\d\.\d% /m)
    expect(out).toMatch(/^as it is /m)
  })

  it('--csv has a row for each point and thing, --json the same figures', async () => {
    const [headings, ...rows] = (await krarup(...GRID, '--csv', '--figures', 'serviceLevel')).out
      .trimEnd()
      .split('\r\n')
    expect(headings).toBe(
      'point,english.agents,english.aht.mean,kind,name,replications,service_level,service_level_half_width,service_level_difference,service_level_difference_half_width,service_level_verdict',
    )
    // The base and six points; three queues and all of them.
    expect(rows).toHaveLength(7 * 4)
    const { factors, points } = JSON.parse((await krarup(...GRID, '--json')).out)
    expect(factors[0]).toEqual({ path: 'groups.english.agents', operator: '=', values: ['1', '2', '3'] })
    const last = points[5].figures.entities.find(({ name }: { name: string }) => name === 'english').figures
      .serviceLevel
    const [value, halfWidth, difference] = rows.at(-2)!.split(',').slice(6, 9).map(Number)
    expect(rows.at(-2)).toMatch(/^6,3,280s,queues,english,20,/)
    // To the digits that the interval bears.
    expect(Math.abs(value - last.value)).toBeLessThan(0.01 * last.halfWidth)
    expect(Math.abs(halfWidth - last.halfWidth)).toBeLessThan(0.01 * last.halfWidth)
    expect(Math.abs(difference - last.difference)).toBeLessThan(0.01 * last.differenceHalfWidth)
    expect(last.verdict).toBe('higher')
  })

  it('the same bytes with 2 workers as in one thread', async () => {
    const words = ['whatif', ...GRID, '--json', '--workers', '2']
    const { out } = await runIn(folder, words, { workers: async (count) => workerThreads(count) })
    expect(out === (await krarup(...GRID, '--json')).out).toBe(true)
  })

  it('a sweep that was interrupted goes on to the same bytes, and computes nothing twice', async () => {
    const words = [ONE, '--replications', '200', '--vary', 'groups.agents.agents=18..22', '--json', '--workers', '1']
    const whole = await krarup(...words, '--resume', 'whole.points')
    expect(whole.status).toBe(0)

    const finished = () =>
      existsSync(join(folder, 'cut.points'))
        ? readFileSync(join(folder, 'cut.points'), 'utf8').split('\n').length - 3
        : 0
    // As if Ctrl-C came after the second point.
    const stop = new AbortController()
    const progress = () => {
      if (finished() >= 2) stop.abort()
    }
    const cut = ['whatif', ...words, '--resume', 'cut.points']
    const { out, notes, status } = await runIn(folder, cut, { signal: stop.signal, progress })
    expect(status).toBe(130)
    const kept = JSON.parse(out).points.length
    expect(kept).toBeGreaterThanOrEqual(2)
    expect(kept).toBeLessThan(5)
    expect(notes).toContain(`stopped: these are ${kept} of 5 points; the same command goes on`)
    expect(finished()).toBe(kept)

    const again = await krarup(...words, '--resume', 'cut.points')
    expect(again.notes).toContain(`cut.points: ${kept + 1} finished points`)
    expect(again.out === whole.out).toBe(true)
    const bytes = (name: string) => readFileSync(join(folder, name), 'utf8')
    expect(bytes('cut.points') === bytes('whole.points')).toBe(true)

    // Every point is known: nothing is written, and the answer is the same.
    const once = bytes('cut.points')
    expect((await krarup(...words, '--resume', 'cut.points')).out === whole.out).toBe(true)
    expect(bytes('cut.points') === once).toBe(true)
    // A larger grid takes what is there.
    const larger = await krarup(...words.map((word) => word.replace('18..22', '18..23')), '--resume', 'cut.points')
    expect(JSON.parse(larger.out).points.slice(0, 5)).toEqual(JSON.parse(whole.out).points)
    expect(bytes('cut.points').startsWith(once)).toBe(true)
    expect(bytes('cut.points').split('\n').length).toBe(once.split('\n').length + 1)

    for (const [other, why] of [
      [
        [TIERS, ...words.slice(1).map((word) => word.replace('groups.agents', 'groups.vip'))],
        'points of another scenario',
      ],
      [[...words, '--seed', '2'], 'points of another seed: 1, not 2'],
      [words.map((word) => (word === '200' ? '20' : word)), 'points of another replications: 200, not 20'],
    ] as const) {
      const { status, notes } = await krarup(...other, '--resume', 'whole.points')
      expect(status).toBe(2)
      expect(notes).toContain(why)
    }
  }, 120_000)
})

describe('krarup whatif --goal', () => {
  const GOAL = [ONE, '--replications', '20', '--vary', 'groups.agents.agents=15..30']

  it('says which point is the cheapest, how surely, and what its cheaper neighbour gives', async () => {
    const { out, status } = await krarup(...GOAL, '--goal', 'general=90/10', '--resume', 'goal.points')
    expect(status).toBe(0)
    expect(out).toMatch(/^21 +231\.0 +\d\d\.\d% ±\d\.\d +\d+ +(missed|cannot be told)$/m)
    expect(out).toMatch(/^22 +242\.0 +\d\d\.\d% ±\d\.\d +\d+ +met: the answer$/m)
    expect(out).toContain('general 90/10 is met with groups.agents.agents = 22')
    // From the file, to the same bytes.
    const points = readFileSync(join(folder, 'goal.points'), 'utf8')
    expect((await krarup(...GOAL, '--goal', 'general=90/10', '--resume', 'goal.points')).out).toBe(out)
    expect(readFileSync(join(folder, 'goal.points'), 'utf8') === points).toBe(true)
  })

  it('does not say that less misses it where less was not looked at', async () => {
    const { out } = await krarup(
      ONE,
      '--replications',
      '20',
      '--vary',
      'groups.agents.agents=26..30',
      '--goal',
      'general=90/10',
    )
    expect(out).toContain('general 90/10 is met with groups.agents.agents = 26')
    expect(out).toContain('The range of groups.agents.agents ends here: what is cheaper beyond it was not looked at.')
    expect(out).not.toContain('misses it')
  })

  it('is a no, with status 1, where the range is too small; and asks for a range', async () => {
    const { out, status } = await krarup(
      ONE,
      '--replications',
      '20',
      '--vary',
      'groups.agents.agents=10..12',
      '--goal',
      'general=90/10',
    )
    expect(status).toBe(1)
    expect(out).toContain('No: even the dearest point misses general 90/10.')
    expect(await krarup(ONE, '--goal', 'general=90/10')).toMatchObject({
      status: 2,
      notes: expect.stringContaining('--vary'),
    })
    expect((await krarup(...GOAL, '--goal', 'genral=90/10')).notes).toContain('did you mean general?')
  })
})

describe('krarup whatif --drill, --merge, --curve, --report', () => {
  it('a drill is told against the usual day, with its worst interval', async () => {
    const { out, status } = await krarup(TIERS, '--replications', '10', '--drill', 'surge,times=4,at=11:00')
    expect(status).toBe(0)
    expect(out).toMatch(
      /^Hotline with tiers and a surge: 4 times the contacts from 11:00, the excess halving every 1h;/,
    )
    expect(out).toMatch(/^queue ordinary +In time .* lower$/m)
    expect(out).toMatch(
      /^ordinary: at worst \d+% at 11:\d\d in time \(usual day \d+% at \d\d:\d\d\); below 90% in \d+ intervals/m,
    )
    expect((await krarup(TIERS, '--drill', 'sure')).notes).toContain('did you mean surge?')
  })

  it('a merger says what it saves', async () => {
    const { out, status } = await krarup(
      `${ROOT}examples/round-the-clock.yaml`,
      '--replications',
      '5',
      '--merge',
      '10010,10060',
    )
    expect(status).toBe(0)
    expect(out).toMatch(/^Pooling saves [\d.]+ agent hours of [\d.]+ \([\d.]+%\) at the same targets/m)
    expect((await krarup(TIERS, '--merge', 'ordinary')).notes).toContain('--merge takes two queues')
  })

  it('a curve has a row for each queue and target, and is drawn', async () => {
    const words = [TIERS, '--replications', '5', '--curve', '80/20,90/10', '--of', 'english', '--report', 'curve.html']
    const { out, notes } = await krarup(...words)
    expect(out).toMatch(/^english +80\/20 +english +\d+% +\d+\.\d +\d\d\.\d% ±/m)
    expect(out).toMatch(/^ +90\/10 /m)
    expect(notes).toContain('wrote curve.html')
    expect(readFileSync(join(folder, 'curve.html'), 'utf8')).toContain('<svg')
    expect(await krarup(...words)).toMatchObject({
      status: 2,
      notes: expect.stringContaining('curve.html exists already'),
    })
    expect((await krarup(TIERS, '--set', 'busyness = 1%', '--report', 'page.html')).notes).toContain(
      'of --vary, --goal or --curve',
    )
  })
})
