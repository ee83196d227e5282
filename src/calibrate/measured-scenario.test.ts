import { describe, expect, test } from 'vitest'
import { readCallLogForCalibration } from '../io/index.ts'
import { scenarioText } from '../io/yaml/index.ts'
import { parseScenarioFile } from '../io/yaml/scenario/scenario-file.ts'
import { compile } from '../sim/index.ts'
import { measureLog, scenarioOfMeasurements } from './index.ts'
import { MADE_OPENS, madeCentre, madeLog } from './made-log.testing.ts'

const made = madeLog({ seed: 1, weeks: [3, 1] })
const { log } = await readCallLogForCalibration(Buffer.from(made.calls), {
  name: 'made.csv',
  agents: Buffer.from(made.states),
})
const measured = measureLog(log)
const truth = madeCentre({ seed: 1, weeks: [3, 1] })

describe('the scenario of what was measured', () => {
  const { scenario, opens } = scenarioOfMeasurements(measured, { weekday: 1 })

  test('has the hours, the queues, and the groups of the centre that wrote the log', () => {
    expect(opens).toBe(MADE_OPENS)
    expect(scenario.intervals).toBe(20)
    expect(Object.keys(scenario.queues).sort()).toEqual(['sales', 'service', 'technical'])
    const taken = Object.fromEntries(Object.entries(scenario.queues).map(([name, { groups }]) => [name, groups]))
    expect(taken.sales).toHaveLength(1)
    expect(taken.service).toHaveLength(2)
    expect(taken.technical).toHaveLength(1)
    expect(taken.sales[0]).not.toBe(taken.technical[0])
  })

  test('agents are those who were signed in, to a half of an agent an interval', () => {
    const agents = Object.values(scenario.groups).map((group) => group.agents as number[])
    const sum = agents[0].map((own, i) => own + agents[1][i])
    const planned = Array.from({ length: 20 }, (_, place) =>
      Object.values(truth.groups)
        .flatMap(({ shifts = [] }) => shifts)
        .reduce((all, { agents: many, from, to }) => all + (from <= place * 1800 && place * 1800 < to ? many : 0), 0),
    )
    expect(sum).toEqual(planned)
  })

  test('is read back from a file as it was written, and can be simulated', () => {
    const again = parseScenarioFile(scenarioText(scenario, opens), 'written.yaml')
    expect(again.opens).toBe(opens)
    expect(again.scenario).toEqual(JSON.parse(JSON.stringify(scenario)))
    expect(() => compile(scenario)).not.toThrow()
  })

  test('counts answers as soon as the calibration did', () => {
    const counted = scenarioOfMeasurements(measured, { weekday: 1, within: 20 }).scenario
    for (const { target } of Object.values(counted.queues))
      expect(target).toEqual({ serviceLevel: { within: 20, share: 0.8 } })
    // A target used to be written as its parts, which no file may have.
    const text = scenarioText(counted, opens)
    expect(text).toContain('target: 80/20')
    expect(parseScenarioFile(text, 'written.yaml').scenario.queues).toEqual(JSON.parse(JSON.stringify(counted.queues)))
  })

  // A mean below 0, which absences hide, was told apart from: one group got 8 s that are not known.
  test('a group has no turnover of its own where that of all is not known', () => {
    const [first, ...others] = measured.turnover.byGroup
    const mean = { value: 8, n: 100, low: 3, high: 30 }
    const turnover = {
      ...measured.turnover,
      all: { ...measured.turnover.all, mean: { value: -5, n: 200, low: -80, high: 11 } },
      byGroup: [{ ...first, mean, quantiles: [7, 9] }, ...others],
    }
    const groups = (own: typeof turnover) =>
      Object.values(scenarioOfMeasurements({ ...measured, turnover: own }).scenario.groups)
    expect(groups(turnover).some(({ afterCall }) => afterCall)).toBe(false)
    const known = { ...turnover, all: { ...turnover.all, mean: { value: 1, n: 200, low: 0, high: 2 } } }
    expect(groups(known).some(({ afterCall }) => afterCall)).toBe(true)
  })

  test('assumptions that are left out make it as simple as a calculator', () => {
    const none = {
      handling: false,
      hours: false,
      byGroup: false,
      patience: false,
      routing: false,
      precedence: false,
      turnover: false,
      redials: false,
      transfers: false,
      busyness: false,
    }
    const simple = scenarioOfMeasurements(measured, { weekday: 1, assumptions: none, availability: 0.8 }).scenario
    expect(Object.keys(simple.groups)).toEqual(['agents'])
    expect(simple.groups.agents.away?.share).toBe(0.2)
    for (const queue of Object.values(simple.queues)) {
      expect(typeof queue.aht).toBe('number')
      expect(typeof queue.patience).toBe('number')
      expect(queue.ahtFactors).toBeUndefined()
    }
    expect(() => compile(simple)).not.toThrow()
  })

  test('an assumption that does not exist is refused', () => {
    // @ts-expect-error: misspelt
    expect(() => scenarioOfMeasurements(measured, { assumptions: { patiense: false } })).toThrow(/patience/)
  })
})

test('a scenario with names, times of day and lists is written in the words of files', () => {
  const scenario = {
    name: 'day',
    interval: 1800,
    intervals: 20,
    queues: {
      'front line': { volume: 100, aht: 300, afterCall: { type: 'constant' as const, value: 20 }, groups: ['all'] },
    },
    groups: { all: { agents: 4, shifts: [{ agents: 2, from: 3600, to: 7200 }], afterCall: { 'front line': 30 } } },
  }
  const text = scenarioText(scenario, 8 * 3600)
  expect(text).toContain('hours: 08:00-18:00')
  expect(text).toContain('after-call: { type: constant, value: 20 }')
  expect(parseScenarioFile(text, 'day.yaml')).toMatchObject({ scenario, opens: 28_800 })
})
