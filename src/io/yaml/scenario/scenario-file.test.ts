import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaText } from '../../../../schema/make.ts'
import { KrarupError } from '../../../domain/index.ts'
import { readScenarioFile } from './read-scenario-file.ts'
import { parseScenarioFile } from './scenario-file.ts'

const read = (text: string) => parseScenarioFile(text, 'centre.yaml')

const SMALL = `
queues:
  general:
    volume: 500
    aht: 5m
    groups: [front]
groups:
  front:
    agents: 10
`

describe('a scenario file', () => {
  it('needs little', () => {
    expect(read(SMALL)).toEqual({
      opens: 0,
      tables: [],
      remarks: [],
      messages: [],
      size: {
        contacts: expect.closeTo(500, 6),
        agents: 10,
        intervals: 48,
        agentLevel: false,
        figureBytes: expect.any(Number),
      },
      scenario: {
        interval: 1800,
        queues: { general: { volume: 500, aht: 300, groups: ['front'] } },
        groups: { front: { agents: 10 } },
      },
    })
  })

  it('may be JSON', () => {
    const { scenario } = read(SMALL)
    expect(
      read(JSON.stringify({ interval: '30m', queues: scenario.queues, groups: scenario.groups })).scenario,
    ).toEqual(scenario)
  })

  it('knows every word of the library, in its own spelling', () => {
    const { scenario, opens } = read(`
name: all words
interval: 15m
hours: 22:00-00:00
days: 2
warm-up: 15m
closing: stop
busyness: 10%
lines: 30
longest-queue: true
queues:
  10086:
    volume: 100
    profile: [1, 2, 3, 4, 4, 3, 2, 1]
    arrivals: fixed
    busyness: 0.2
    aht: { type: lognormal, mean: 3m, sd: 00:02:00 }
    after-call: { type: gamma, shape: 2, scale: 10s }
    patience: { type: hyperexponential, shares: [30%, 0.7], means: [5s, 2m] }
    balking: 5%
    priority: 2
    weight: 1.5
    groups: [front, { group: 12580, after: 20s }]
    agent-selection: most-idle
    lines: 20
    places: 10
    redial: { abandoned: 50%, blocked: 0.3, delay: 5m, attempts: 3 }
    target: sl=80/20,abandon=5%
groups:
  front:
    agents: { 22:00-23:00: 5, 23:30-24:00: 3 }
    call-selection: longest-wait
    aht: { 10086: 4m }
    priorities: { 10086: 3 }
  12580:
    agents: [1, 1, 1, 1, 1, 1, 1, 1]
`)
    expect(opens).toBe(22 * 3600)
    expect(scenario).toEqual({
      name: 'all words',
      interval: 900,
      intervals: 8,
      days: 2,
      warmUp: 900,
      closing: 'stop',
      busyness: 0.1,
      lines: 30,
      longestQueue: true,
      queues: {
        10086: {
          volume: 100,
          profile: [1, 2, 3, 4, 4, 3, 2, 1],
          arrivals: 'fixed',
          busyness: 0.2,
          aht: { type: 'lognormal', mean: 180, sd: 120 },
          afterCall: { type: 'gamma', shape: 2, scale: 10 },
          patience: { type: 'hyperexponential', shares: [0.3, 0.7], means: [5, 120] },
          balking: 0.05,
          priority: 2,
          weight: 1.5,
          groups: ['front', { group: '12580', after: 20 }],
          agentSelection: 'most-idle',
          lines: 20,
          places: 10,
          redial: { abandoned: 0.5, blocked: 0.3, delay: 300, attempts: 3 },
          target: { serviceLevel: { share: 0.8, within: 20 }, abandonment: 0.05 },
        },
      },
      groups: {
        front: {
          agents: [5, 5, 5, 5, 0, 0, 3, 3],
          callSelection: 'longest-wait',
          aht: { 10086: 240 },
          priorities: { 10086: 3 },
        },
        12580: { agents: [1, 1, 1, 1, 1, 1, 1, 1] },
      },
    })
  })

  it.each([
    '{ type: constant, value: 5m }',
    '{ type: exponential, mean: 5m }',
    '{ type: uniform, from: 1m, to: 5m }',
    '{ type: triangular, from: 1m, mode: 2m, to: 5m }',
    '{ type: normal, mean: 5m, sd: 1m }',
    '{ type: lognormal, median: 4m, sigma: 0.8 }',
    '{ type: erlang, stages: 3, mean: 5m }',
    '{ type: weibull, shape: 0.7, scale: 3m }',
    '{ type: pareto, shape: 2.5, least: 1m }',
    '{ type: hyperexponential, mean: 5m, sd: 8m }',
    '{ type: empirical, values: [60, 2m, 00:03:00] }',
  ])('knows the distribution %s', (distribution) => {
    const { scenario } = read(SMALL.replace('5m', distribution))
    expect(scenario.queues.general.aht).toMatchObject({ type: /type: (\w+)/.exec(distribution)?.[1] })
  })
})

describe('a wrong scenario file is refused with its place and what to do', () => {
  const changed = (from: string, to: string) => SMALL.replace(from, to)

  it.each<[name: string, text: string, line: number, column: number, message: RegExp]>([
    [
      'an unknown group',
      changed('[front]', '[frnt]'),
      6,
      14,
      /no group has this name \(got "frnt"\)[\s\S]*did you mean "front"\?/,
    ],
    ['an unknown group far off', changed('[front]', '[xyzzy]'), 6, 14, /take one of front/],
    [
      'an unknown queue of a group',
      `${SMALL}    aht: { genral: 4m }`,
      10,
      20,
      /no queue has this name[\s\S]*did you mean "general"/,
    ],
    [
      'no group for a queue',
      changed('[front]', '[]'),
      6,
      5,
      /no group serves queue "general"[\s\S]*take one or more of front/,
    ],
    ['no groups at a queue', changed('    groups: [front]\n', ''), 3, 3, /groups is missing/],
    ['a group that stands twice', changed('[front]', '[front, front]'), 6, 21, /stands twice/],
    ['a negative mean', changed('5m', '-5m'), 5, 10, /a time cannot be negative/],
    [
      'a negative mean of a distribution',
      changed('5m', '{ type: gamma, mean: -300, sd: 60 }'),
      5,
      31,
      /cannot be negative.*\(got -300\)/,
    ],
    ['a mean that is no time', changed('5m', 'soon'), 5, 10, /not a duration.*\(got "soon"\)/],
    [
      'agents in letters',
      changed('agents: 10', 'agents: ten'),
      9,
      13,
      /not a number of agents: write a whole number.*\(got "ten"\)/,
    ],
    [
      'agents in letters in a list',
      changed('agents: 10', 'agents: [10, ten]'),
      9,
      18,
      /not a number of agents.*\(got "ten"\)/,
    ],
    ['half an agent', changed('agents: 10', 'agents: 9.5'), 9, 13, /not a number of agents.*\(got 9.5\)/],
    ['fewer than no agents', changed('agents: 10', 'agents: -1'), 9, 13, /not a number of agents.*\(got -1\)/],
    ['an empty day: no intervals', changed('volume: 500', 'volume: []'), 4, 5, /the list is empty/],
    ['an empty day: nobody calls', changed('volume: 500', 'volume: 0'), 2, 1, /the day is empty: nobody calls/],
    ['an empty day: no hours', `hours: 08:00-08:00${SMALL}`, 1, 8, /the day is empty/],
    [
      'no queue at all',
      changed(/queues:[\s\S]*(?=groups:\n)/.exec(SMALL)?.[0] as string, 'queues: {}\n'),
      2,
      1,
      /no queue/,
    ],
    ['nothing', '', 0, 0, /queues is missing/],
    ['an unknown word', changed('volume', 'volum'), 4, 5, /volum is not known here[\s\S]*did you mean volume\?/],
    ["the library's word", changed('aht: 5m', 'aht: 5m\n    afterCall: 10s'), 6, 5, /did you mean after-call\?/],
    [
      'an unknown distribution',
      changed('5m', '{ type: lognorml, mean: 5m }'),
      5,
      18,
      /not a type of distribution: take constant, /,
    ],
    [
      'a parameter of another one',
      changed('5m', '{ type: constant, mean: 5m }'),
      5,
      28,
      /mean is not known here[\s\S]*allowed are: type, value/,
    ],
    [
      'half a set of parameters',
      changed('5m', '{ type: gamma, mean: 5m }'),
      5,
      5,
      /gamma takes mean and sd, or shape and scale/,
    ],
    ['a deviation too large', changed('5m', '{ type: normal, mean: 60, sd: 30 }'), 5, 40, /sd must be .*at most 20/],
    [
      'a list of another length',
      changed('agents: 10', 'agents: [1, 2]').replace('500', '[1, 2, 3]'),
      4,
      5,
      /there must be 2 values/,
    ],
    ['hours between intervals', `hours: 08:00-09:15${SMALL}`, 1, 8, /no whole number of intervals of 30m/],
    [
      'hours that do not fit',
      `hours: 08:00-12:00${changed('10', '{ 07:00-12:00: 5 }')}`,
      9,
      28,
      /do not fit into 08:00-12:00/,
    ],
    [
      'hours that overlap',
      `hours: 08:00-12:00${changed('10', '{ 08:00-11:00: 5, 10:00-12:00: 3 }')}`,
      9,
      44,
      /overlap/,
    ],
    ['hours of no day', changed('10', '{ 08:00-11:00: 5 }'), 9, 5, /need the hours of the day/],
    ['a share of 30', changed('aht: 5m', 'aht: 5m\n    balking: 30'), 6, 14, /is not a share: write 30% or 0.3/],
    ['a target of one number', changed('aht: 5m', 'aht: 5m\n    target: 90'), 6, 13, /not a target/],
    ['a warm-up of the whole day', `warm-up: 24h${SMALL}`, 1, 10, /warm-up must be .* shorter than the run/],
    ['a list that is no list', changed('[front]', 'front'), 6, 13, /not a list of groups: write \[NAME, NAME\]/],
    ['broken YAML', changed('[front]', '[front'), 7, 1, /not YAML/],
  ])('%s', (_, text, line, column, message) => {
    try {
      read(text)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(KrarupError)
      expect((error as KrarupError).message).toMatch(message)
      const { file, line: foundLine, column: foundColumn } = (error as KrarupError).where ?? {}
      expect([file, foundLine ?? 0, foundColumn ?? 0]).toEqual(['centre.yaml', line, column])
    }
  })

  it('a file that is not there', async () => {
    await expect(readScenarioFile('nowhere.yaml')).rejects.toMatchObject({ code: 'FILE' })
  })
})

const root = new URL('../../../../', import.meta.url)

// A minus was taken of numbers only: -5% was refused as a busyness that is no share.
it.each([
  ['10%', 0.1],
  ['-5%', -0.05],
  ['-0.05', -0.05],
  ['150%', 1.5],
])('a variation of the day of %s', (written, value) => {
  const { scenario } = read(`day-factors: [{ volume: { general: ${written} } }]${SMALL}`)
  expect(scenario.dayFactors).toEqual([{ volume: { general: value } }])
})

// 150% was refused as above a share, 1.5 was taken.
it('a busyness above 100%', () => expect(read(`busyness: 150%${SMALL}`).scenario.busyness).toBe(1.5))

it('whatever is wrong is said as an error of the file, not as a crash', () => {
  const text = readFileSync(new URL('examples/hotline-tiers.yaml', root), 'utf8').replaceAll(/^ *#.*\n/gm, '')
  const wrong = fc.constantFrom('', '-', ' ', ':', '[]', '{}', '0', '-1', '1e9', 'x', '~', '"', '\n', '%', '24:00')
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.nat(8), wrong, (from, length, instead) => {
      const broken = text.slice(0, from) + instead + text.slice(from + length)
      try {
        read(broken)
      } catch (error) {
        expect(error).toBeInstanceOf(KrarupError)
        expect((error as KrarupError).where?.file).toBe('centre.yaml')
      }
    }),
    { numRuns: 100 },
  )
})

it('the JSON Schema in the package is that of the program', () => {
  expect(JSON.parse(readFileSync(new URL('schema/scenario.schema.json', root), 'utf8'))).toEqual(
    JSON.parse(schemaText()),
  )
})

describe('times of day', () => {
  const file = (rest: string) =>
    `hours: 08:00-12:00\nqueues:\n  q: { volume: 50, aht: 5m, groups: [g]${rest.startsWith(',') ? rest : ''} }\ngroups:\n  g: { agents: 3 }\n${rest.startsWith(',') ? '' : rest}`

  it('count from the opening', () => {
    const { scenario } = parseScenarioFile(
      file('trouble: [{ from: 09:00, to: 09:30, effect: slow, factor: 2 }]\nparts: { starts: [08:00, 10:00] }'),
      's.yaml',
    )
    expect(scenario.trouble).toEqual([{ from: 3600, to: 5400, effect: 'slow', factor: 2 }])
    expect(scenario.parts).toEqual({ starts: [0, 7200] })
    const surge = parseScenarioFile(file(', surges: [{ from: 09:00, factor: 3, halving: 1h }]'), 's.yaml')
    expect(surge.scenario.queues.q.surges).toEqual([{ from: 3600, factor: 3, halving: 3600 }])
  })

  it.each([
    ['trouble: [{ from: 13:00, to: 13:30, effect: lost }]', /outside the hours 08:00-12:00.*line 6/s],
    [', surges: [{ from: 07:00, factor: 2 }]', /outside the hours/],
    ['trouble: [{ from: 9, to: 13:30, effect: lost }]', /time of day/],
    ['trouble: [{ from: 09:00, to: 09:30, effect: los }]', /lost, queued, slow, absent, peak/],
  ])('that cannot be are refused: %s', (rest, message) => {
    expect(() => parseScenarioFile(file(rest), 's.yaml')).toThrow(message)
  })
})
