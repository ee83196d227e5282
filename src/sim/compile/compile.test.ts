import { describe, expect, it } from 'vitest'
import { KrarupError } from '../../domain/index.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { compile, QUEUE, simulate } from '../index.ts'

const queue = { volume: [10, 12], aht: 300, groups: ['agents'] }
const group = { agents: [4, 5] }

/** A sound scenario of two half hours with something else in place of a part of the day, its queue or its group: also what the types refuse, as a file has no types. */
function day(parts: { day?: object; queue?: object; group?: object }): Scenario {
  return {
    interval: 1800,
    queues: { calls: { ...queue, ...parts.queue } },
    groups: { agents: { ...group, ...parts.group } },
    ...parts.day,
  } as Scenario
}

function refusal(scenario: Scenario): KrarupError {
  try {
    compile(scenario)
  } catch (error) {
    if (error instanceof KrarupError) return error
    throw error
  }
  throw new Error('the scenario was accepted')
}

/** What is wrong; where; the code; what the message says besides: the value, what is allowed, or how to mend it. */
const cases: [string, Parameters<typeof day>[0], string, string, RegExp][] = [
  // Names
  [
    'a misspelt group',
    { queue: { groups: ['agnets'] } },
    '/queues/calls/groups/0',
    'MISSING',
    /no group has this name \(got "agnets"\).*did you mean "agents"\?/s,
  ],
  [
    'an unknown group',
    { queue: { groups: [{ group: 'evening shift', after: 20 }] } },
    '/queues/calls/groups/0',
    'MISSING',
    /\(got "evening shift"\).*take one of agents/s,
  ],
  [
    'a queue without a group',
    { queue: { groups: [] } },
    '/queues/calls/groups',
    'MISSING',
    /no group serves queue "calls".*take one or more of agents/s,
  ],
  [
    'a queue that does not mention groups',
    { queue: { groups: undefined } },
    '/queues/calls/groups',
    'MISSING',
    /no group serves queue "calls"/,
  ],
  [
    'a group named twice',
    { queue: { groups: ['agents', { group: 'agents', after: 20 }] } },
    '/queues/calls/groups/1',
    'CONFLICT',
    /a group stands twice \(got "agents"\)/,
  ],
  [
    'a handle time for an unknown queue',
    { group: { aht: { cals: 200 } } },
    '/groups/agents/aht',
    'MISSING',
    /no queue has this name \(got "cals"\).*did you mean "calls"\?/s,
  ],
  [
    'a priority for an unknown queue',
    { group: { priorities: { chats: 1 } } },
    '/groups/agents/priorities',
    'MISSING',
    /no queue has this name \(got "chats"\)/,
  ],
  ['no queue', { day: { queues: {} } }, '/queues', 'MISSING', /the scenario has no queue/],
  ['queues left out', { day: { queues: undefined } }, '/queues', 'MISSING', /name at least one/],
  ['no handle time', { queue: { aht: undefined } }, '/queues/calls/aht', 'MISSING', /needs a handle time/],
  ['a handle time of null', { queue: { aht: null } }, '/queues/calls/aht', 'MISSING', /a mean in seconds/],
  [
    'an unknown agent selection',
    { queue: { agentSelection: 'idle' } },
    '/queues/calls/agentSelection',
    'UNREADABLE',
    /order, most-idle/,
  ],
  ['unknown arrivals', { queue: { arrivals: 'random' } }, '/queues/calls/arrivals', 'UNREADABLE', /poisson, fixed/],
  ['an unknown closing', { day: { closing: 'never' } }, '/closing', 'UNREADABLE', /finish, stop/],
  [
    'redials without a delay',
    { queue: { redial: { abandoned: 0.5 } } },
    '/queues/calls/redial/delay',
    'MISSING',
    /next attempt/,
  ],
  [
    'an impossible target',
    { queue: { target: { serviceLevel: { within: -1, share: 0.9 } } } },
    '/queues/calls/target',
    'OUT_OF_RANGE',
    /within/,
  ],
  [
    'a rate step that does not fit',
    { queue: { volume: undefined, rate: () => 1, rateStep: 7 } },
    '/queues/calls/rateStep',
    'OUT_OF_RANGE',
    /divide the interval.*7/s,
  ],
  ['no group', { day: { groups: {} } }, '/groups', 'MISSING', /the scenario has no group of agents/],
  [
    'an unknown call selection',
    { group: { callSelection: 'longest' } },
    '/groups/agents/callSelection',
    'UNREADABLE',
    /\(got "longest"\).*take one of priority, longest-wait/s,
  ],

  // The day
  ['an empty day', { queue: { volume: [] } }, '/intervals', 'MISSING', /the day is empty.*give at least one interval/s],
  [
    'a staff of no interval',
    { queue: { volume: 50 }, group: { agents: [] } },
    '/intervals',
    'MISSING',
    /the day is empty/,
  ],
  ['no intervals', { day: { intervals: 0 } }, '/intervals', 'MISSING', /the day is empty/],
  [
    'half an interval',
    { day: { intervals: 1.5 } },
    '/intervals',
    'OUT_OF_RANGE',
    /a whole number, at least 1 \(got 1\.5\)/,
  ],
  ['an interval of no length', { day: { interval: 0 } }, '/interval', 'OUT_OF_RANGE', /greater than 0 \(got 0\)/],
  [
    'an interval off the clock',
    { day: { interval: 0.1 } },
    '/interval',
    'OUT_OF_RANGE',
    /\(got 0\.1\).*take whole seconds/s,
  ],
  ['half a day', { day: { days: 0.5 } }, '/days', 'OUT_OF_RANGE', /a whole number, at least 1 \(got 0\.5\)/],
  ['a million days', { day: { days: 1e6 } }, '/intervals', 'OUT_OF_RANGE', /at most 1073741824 \(got 3600000000\)/],
  [
    'a warm-up of all the day',
    { day: { warmUp: 3600 } },
    '/warmUp',
    'OUT_OF_RANGE',
    /shorter than the run \(got 3600\)/,
  ],
  [
    'a warm-up inside an interval',
    { day: { warmUp: 100 } },
    '/warmUp',
    'OUT_OF_RANGE',
    /a whole number of intervals.*\(got 100\)/,
  ],
  [
    'a negative busyness',
    { day: { busyness: -0.1 } },
    '/busyness',
    'OUT_OF_RANGE',
    /at least 0 and at most 10 \(got -0\.1\)/,
  ],
  ['a line and a half', { day: { lines: 1.5 } }, '/lines', 'OUT_OF_RANGE', /a whole number, at least 0 \(got 1\.5\)/],

  // Volumes
  [
    'no volume',
    { queue: { volume: undefined } },
    '/queues/calls/volume',
    'MISSING',
    /queue "calls" has no volume.*write the contacts of a day/s,
  ],
  [
    'volumes of another day',
    { queue: { volume: [10, 12, 9] } },
    '/queues/calls/volume',
    'CONFLICT',
    /there must be 2 values, one an interval of the day \(got "3 values"\)/,
  ],
  [
    'volumes of neither one day nor all',
    { day: { days: 3 }, queue: { volume: [10, 12, 9, 8] } },
    '/queues/calls/volume',
    'CONFLICT',
    /2 values, one an interval of the day, or 6 for all days \(got "4 values"\)/,
  ],
  [
    'a negative volume',
    { queue: { volume: [10, -1] } },
    '/queues/calls/volume/1',
    'OUT_OF_RANGE',
    /at least 0 \(got -1\)/,
  ],
  [
    'a volume that is no number',
    { queue: { volume: [10, Number.NaN] } },
    '/queues/calls/volume/1',
    'OUT_OF_RANGE',
    /a finite number, at least 0 \(got NaN\)/,
  ],
  [
    'a profile of volumes by interval',
    { queue: { profile: [1, 2] } },
    '/queues/calls/profile',
    'CONFLICT',
    /profile shares out a volume that is one number/,
  ],
  [
    'a profile of zeros',
    { queue: { volume: 50, profile: [0, 0] } },
    '/queues/calls/profile',
    'OUT_OF_RANGE',
    /nothing but zeros/,
  ],
  [
    'a profile of another day',
    { queue: { volume: 50, profile: [1, 2, 1] } },
    '/queues/calls/profile',
    'CONFLICT',
    /there must be 2 values/,
  ],
  [
    'a rate beside a volume',
    { queue: { rate: () => 1 } },
    '/queues/calls/rate',
    'CONFLICT',
    /rate stands instead of volume and profile/,
  ],
  [
    'a negative rate',
    { queue: { volume: undefined, rate: () => -1 } },
    '/queues/calls/rate',
    'OUT_OF_RANGE',
    /at least 0 \(got -1\)/,
  ],

  // Times and shares
  ['a negative handle time', { queue: { aht: -300 } }, '/queues/calls/aht', 'OUT_OF_RANGE', /at least 0 \(got -300\)/],
  [
    'a negative handle time of a group',
    { group: { aht: { calls: -5 } } },
    '/groups/agents/aht/calls',
    'OUT_OF_RANGE',
    /at least 0 \(got -5\)/,
  ],
  [
    'a handle time without a spread',
    { queue: { aht: { type: 'lognormal', mean: 300, sd: -4 } } },
    '/queues/calls/aht/sd',
    'OUT_OF_RANGE',
    /greater than 0 \(got -4\)/,
  ],
  [
    'a distribution that nobody knows',
    { queue: { aht: { type: 'lognorml', mean: 300, sd: 200 } } },
    '/queues/calls/aht/type',
    'UNREADABLE',
    /\(got "lognorml"\).*take one of constant, exponential, .*lognormal/s,
  ],
  [
    'a range backwards',
    { queue: { aht: { type: 'uniform', from: 300, to: 200 } } },
    '/queues/calls/aht/to',
    'OUT_OF_RANGE',
    /at least 300 \(got 200\)/,
  ],
  [
    'negative after-call work',
    { queue: { afterCall: -3 } },
    '/queues/calls/afterCall',
    'OUT_OF_RANGE',
    /at least 0 \(got -3\)/,
  ],
  [
    'negative patience',
    { queue: { patience: -60 } },
    '/queues/calls/patience',
    'OUT_OF_RANGE',
    /at least 0 \(got -60\)/,
  ],
  [
    'more than all balking',
    { queue: { balking: 1.2 } },
    '/queues/calls/balking',
    'OUT_OF_RANGE',
    /at least 0 and at most 1 \(got 1\.2\)/,
  ],
  [
    'an overflow before the call',
    { queue: { groups: [{ group: 'agents', after: -5 }] } },
    '/queues/calls/groups/0/after',
    'OUT_OF_RANGE',
    /at least 0 \(got -5\)/,
  ],
  [
    'a priority in words',
    { queue: { priority: 'high' } },
    '/queues/calls/priority',
    'OUT_OF_RANGE',
    /a finite number \(got "high"\)/,
  ],
  ['no weight', { queue: { weight: 0 } }, '/queues/calls/weight', 'OUT_OF_RANGE', /greater than 0 \(got 0\)/],
  [
    'negative lines',
    { queue: { lines: -2 } },
    '/queues/calls/lines',
    'OUT_OF_RANGE',
    /a whole number, at least 0 \(got -2\)/,
  ],
  [
    'half a place',
    { queue: { places: 0.5 } },
    '/queues/calls/places',
    'OUT_OF_RANGE',
    /a whole number, at least 0 \(got 0\.5\)/,
  ],
  [
    'more redials than callers',
    { queue: { redial: { blocked: 2, delay: 60 } } },
    '/queues/calls/redial/blocked',
    'OUT_OF_RANGE',
    /at most 1 \(got 2\)/,
  ],
  [
    'callers who never call',
    { queue: { redial: { abandoned: 0.2, delay: 60, attempts: 0 } } },
    '/queues/calls/redial/attempts',
    'OUT_OF_RANGE',
    /at least 1 \(got 0\)/,
  ],

  // Agents
  [
    'a part of an agent',
    { group: { agents: [4.5, 5] } },
    '/groups/agents/agents/0',
    'OUT_OF_RANGE',
    /a whole number, at least 0 .*\(got 4\.5\)/,
  ],
  [
    'fewer than no agents',
    { group: { agents: -1 } },
    '/groups/agents/agents',
    'OUT_OF_RANGE',
    /a whole number, at least 0 .*\(got -1\)/,
  ],
  [
    'agents in letters',
    { group: { agents: 'five' } },
    '/groups/agents/agents',
    'OUT_OF_RANGE',
    /a whole number, at least 0 .*\(got "five"\)/,
  ],
  [
    'agents as text',
    { group: { agents: ['4', 5] } },
    '/groups/agents/agents/0',
    'OUT_OF_RANGE',
    /a whole number, at least 0 .*\(got "4"\)/,
  ],
  [
    'no agents given',
    { group: { agents: undefined } },
    '/groups/agents/agents',
    'OUT_OF_RANGE',
    /a whole number, at least 0/,
  ],
  [
    'agents of another day',
    { group: { agents: [4, 5, 6] } },
    '/groups/agents/agents',
    'CONFLICT',
    /there must be 2 values, one an interval of the day \(got "3 values"\)/,
  ],
]

describe('compile', () => {
  it.each(cases)('refuses %s', (_, parts, where, code, message) => {
    const error = refusal(day(parts))
    expect({ where: error.where?.name, code: error.code }).toEqual({ where, code })
    expect(error.message).toMatch(message)
  })

  it('points to names with a slash or a tilde by RFC 6901', () => {
    const scenario = day({ day: { queues: { 'sales/~north': { ...queue, aht: -1 } } } })
    expect(refusal(scenario).where?.name).toBe('/queues/sales~1~0north/aht')
  })

  it('takes fewer lines than agents, which is no mistake: who finds them taken is blocked', () => {
    const model = compile(day({ day: { lines: 1 }, queue: { volume: [100, 100] } }))
    const { queue: columns } = simulate(model, 1, 0)
    expect(columns[QUEUE.blocked]).toBeGreaterThan(0)
  })
})
