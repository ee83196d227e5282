import { describe, expect, it } from 'vitest'
import type { ShiftScenario } from '../../../scenario/group.ts'
import type { Scenario } from '../../../scenario/scenario.ts'
import { agentHours } from '../../../whatif/figures.ts'
import { compile, GROUP, GROUP_COLUMNS, simulate } from '../../index.ts'

const HOUR = 3600

const centre = (
  on: ShiftScenario['on'],
  more: Partial<Scenario> = {},
  shift: Partial<ShiftScenario> = {},
): Scenario => ({
  interval: HOUR,
  intervals: 24,
  days: 9,
  firstDay: '2026-04-30',
  queues: { calls: { volume: 10, aht: 60, groups: ['front'] } },
  groups: {
    front: { shifts: [{ agents: 3, from: 8 * HOUR, to: 16 * HOUR, ...(on === undefined ? {} : { on }), ...shift }] },
  },
  ...more,
})

/** Hours of agents on duty by day. */
function hoursOf(scenario: Scenario): number[] {
  const model = compile(scenario)
  const { group } = simulate(model, 1, 0)
  return Array.from({ length: model.intervals / 24 }, (_, day) => {
    let seconds = 0
    for (let i = day * 24; i < (day + 1) * 24; i++) seconds += group[i * model.groups * GROUP_COLUMNS + GROUP.staffed]
    return Math.round(seconds / HOUR)
  })
}

describe('shifts of some days', () => {
  // 30 April 2026 is a Thursday; the 1st is a holiday, the 9th, a Saturday, makes up for it and is beyond the run.
  it.each([
    ['weekdays', [24, 24, 0, 0, 24, 24, 24, 24, 24]],
    ['weekend', [0, 0, 24, 24, 0, 0, 0, 0, 0]],
    [
      ['mon', 'Tuesday', 'wed', '2026-04-30'],
      [24, 0, 0, 0, 24, 24, 24, 0, 0],
    ],
    ['2026-05-03', [0, 0, 0, 24, 0, 0, 0, 0, 0]],
    [undefined, [24, 24, 24, 24, 24, 24, 24, 24, 24]],
  ] as const)('%j', (on, hours) => {
    expect(hoursOf(centre(on))).toEqual(hours)
    const scenario = centre(on)
    expect(agentHours(scenario, compile(scenario))).toBe(hours.reduce<number>((sum, each) => sum + each, 0))
  })

  it('a weekday is enough for weekdays', () => {
    expect(hoursOf(centre('sat', { firstDay: 'Friday' }))).toEqual([0, 24, 0, 0, 0, 0, 0, 0, 24])
  })

  it('that pass midnight are worked in the morning after, the first of the run where the day before is one of theirs', () => {
    const night = { from: 22 * HOUR, to: 30 * HOUR }
    expect(hoursOf(centre(['wed', 'sat'], {}, night))).toEqual([18, 0, 6, 18, 0, 0, 6, 18, 0])
    expect(hoursOf(centre(['thu'], {}, night))).toEqual([6, 18, 0, 0, 0, 0, 0, 6, 18])
  })

  it.each([
    ['mon', { firstDay: undefined as never }, 'MISSING', '/firstDay'],
    ['2026-05-01', { firstDay: 'fri' }, 'CONFLICT', '/groups/front/shifts/0/on'],
    ['mon', { firstDay: 'someday' }, 'UNREADABLE', '/firstDay'],
    [['mon', 'noday'], {}, 'UNREADABLE', '/groups/front/shifts/0/on/1'],
    ['2026-02-30', {}, 'UNREADABLE', '/groups/front/shifts/0/on'],
    ['2026-07-01', {}, 'CONFLICT', '/groups/front/shifts/0/on'],
  ] as const)('%j with %j is refused', (on, more, code, name) => {
    const { firstDay, ...scenario } = centre(on, more)
    expect(() => compile(firstDay === undefined ? scenario : { ...scenario, firstDay })).toThrow(
      expect.objectContaining({ code, where: { name } }),
    )
  })
})
