import { describe, expect, it } from 'vitest'
import { KrarupError } from '../src/domain/index.ts'
import { type PublicParameter, publicFunctions } from './public-api.ts'

const functions = publicFunctions()

describe('an unknown key in an object of parameters or options', () => {
  const ROOMS = /^krarup\/(erlang|forecast|plan|sim|whatif|optimise|roster|capacity|calibrate|io|report)(\/|$)/
  /**
   * Objects that are no options: what was read, made or computed, which may carry more than a function reads. A scenario has its own check, by its table of words.
   * A type that is not here is an object of parameters or options, and a function that takes it refuses what it does not know. In `krarup/report` all is data but what is called options.
   */
  const DATA = new Set([
    ...['History', 'QueueHistory', 'IntervalSeries', 'Forecast', 'ForecastedQueue', 'HistoryFindings'],
    ...[
      'ReadableContent',
      'Plan',
      'GroupPlan',
      'PlannedFigures',
      'Review',
      'ContractMonth',
      'Scenario',
      'QueueScenario',
    ],
    ...[
      'CompiledModel',
      'Pick<CompiledModel, "menus">',
      'Tally',
      'WholeRuns',
      'RosterAnswer',
      'Simulation',
      'PointFigures',
      'Goal',
    ],
    ...['Demand', 'ShiftRules', 'PlannedService'],
    ...['CallLog', 'Measurements', 'Pick<Measurements, "interval" | "routing">', 'SimulatedLog'],
  ])
  /** What the others need, where the first look at an object comes after theirs. */
  const target = { serviceLevel: { within: 10, share: 0.9 } }
  const calls = { load: 5, aht: 300, agents: 8 }
  const BEFORE: Record<string, Record<string, unknown>> = {
    fractionalAgents: { parameters: { load: 5, aht: 300 } },
    largestVolume: { parameters: { agents: 8, aht: 300, interval: 1800 } },
    longestAht: { parameters: { agents: 8, rate: 1 } },
    patienceRange: { parameters: calls },
    poolingGain: { queues: [calls] },
    periodTargetProbability: { traffic: { interval: 1800 } },
    squareRootAgents: { parameters: { load: 5, aht: 300 } },
    drilled: { scenario: {} },
  }
  /** Where the type alone does not say which keys go together. */
  const WITH: Record<string, object> = { drilled: { kind: 'surge' } }

  const isData = (subpath: string, type: string) =>
    DATA.has(type) || (subpath.endsWith('/report') && !/Options$|^Shown$|language\?/.test(type))

  const scenarioRoom = new Set(functions.filter(({ subpath }) => subpath.endsWith('/scenario')).map(({ name }) => name))
  const doors = functions
    .filter(({ subpath, name }) => ROOMS.test(subpath) && !scenarioRoom.has(name))
    .flatMap((one) =>
      one.parameters
        .filter(({ keys, type }) => keys && !isData(one.subpath, type))
        .map((parameter) => [`${one.subpath} ${one.name}, ${parameter.name}`, one, parameter] as const),
    )

  it('the list of functions is not empty, and has those that take data beside options', () => {
    const names = doors.map(([title]) => title)
    expect(names.length).toBeGreaterThan(70)
    expect(names).toEqual(
      expect.arrayContaining(['krarup/erlang requiredAgents, target', 'krarup/plan makePlan, options']),
    )
  })

  it.each(doors)(
    '%s: is refused, and the key that was meant is named',
    async (_, { subpath, name, parameters }, tested) => {
      const meant = tested.keys!.toSorted((a, b) => b.length - a.length)[0]
      const misspelt = `${meant.slice(0, -1)}${meant.at(-1)!.repeat(2)}`
      const module: Record<string, (...args: unknown[]) => unknown> = await import(subpath)
      const args = parameters.map((parameter) =>
        parameter === tested
          ? { ...WITH[name], [misspelt]: 1 }
          : (BEFORE[name]?.[parameter.name] ?? (parameter.type === 'Target' ? target : stand(parameter))),
      )
      const error = await refusal(() => module[name](...args))
      expect(error).toMatchObject({ code: 'UNREADABLE', what: `${misspelt} is not known here` })
      expect(error.how).toContain(meant)
      // As if not given: whatever is said now, it is not about this key.
      const silent = parameters.map((parameter, i) =>
        parameter === tested ? { ...WITH[name], [misspelt]: undefined } : args[i],
      )
      expect(String(await refusal(() => module[name](...silent)))).not.toContain(misspelt)
    },
  )

  /** Something in the place of a parameter that is not looked at before the keys. */
  function stand({ keys }: PublicParameter): unknown {
    return keys ? {} : []
  }

  async function refusal(run: () => unknown): Promise<KrarupError> {
    try {
      await run()
    } catch (error) {
      return error as KrarupError
    }
    return new KrarupError({ code: 'MISSING', what: 'nothing was refused' })
  }
})
