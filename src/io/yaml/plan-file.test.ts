import { describe, expect, it } from 'vitest'
import { KrarupError } from '../../domain/index.ts'
import { formatOpeningHours, parseOpeningHours } from '../dated/opening-hours.ts'
import { parsePlanFile } from './plan-file.ts'

describe('a plan file', () => {
  it('says settings for all and by queue', () => {
    const file = parsePlanFile(
      `
target: 90/10
shrinkage: 30%
days: 28
holidays: days/holidays.csv
queues:
  general:
    target: sl=80/20,occupancy=85%
    patience: 2m
    group: front
    hours: mon-fri 08:00-20:00
  贵宾:
    least-agents: 2
    model: erlang-c
    group: front
    priority: 1
`,
      '/somewhere/plan.yaml',
    )
    expect(file).toMatchObject({
      settings: { target: { serviceLevel: { share: 0.9, within: 10 } }, shrinkage: 0.3 },
      days: 28,
      holidays: '/somewhere/days/holidays.csv',
      queues: {
        general: { patience: 120, group: 'front', target: { occupancy: 0.85 } },
        贵宾: { leastAgents: 2, model: 'erlangC', group: 'front', priority: 1 },
      },
    })
    expect(Object.keys(file.queues.贵宾)).toEqual(['model', 'group', 'priority', 'leastAgents'])
  })

  it('says deadlines, with the share that is done by then', () => {
    const { settings, queues } = parsePlanFile(
      `
deadline: 48h
queues:
  tickets: { target: 90%, deadline: 24h, deadline-counts: open-hours }
  mails: { deadline: 2h, target: 95/2h }
  hotline: { deadline: none, target: 90/10 }
`,
      'plan.yaml',
    )
    expect(settings).toEqual({ deadline: { within: 172_800 } })
    expect(queues).toEqual({
      tickets: { deadline: { within: 86_400, counts: 'open hours', share: 0.9 } },
      mails: { deadline: { within: 7200, share: 0.95 } },
      hotline: { deadline: 'none', target: { serviceLevel: { share: 0.9, within: 10 } } },
    })
  })

  it.each([
    ['deadline: 48h\ntarget: 90/10', /with a deadline the target is the share/],
    ['target: 95%', /a share alone is the target of work with a deadline/],
    ['queues:\n  mails: { deadline-counts: open-hours }', /deadline-counts says nothing without a deadline/],
  ])('is refused where deadline and target do not fit: %j', (text, message) => {
    expect(() => parsePlanFile(text, 'plan.yaml')).toThrow(message)
  })

  it('may be empty', () => {
    expect(parsePlanFile('# nothing yet\n', 'plan.yaml')).toEqual({ settings: {}, queues: {} })
  })

  it.each([
    ['taget: 90/10', 1, 1, /taget is not known here[\s\S]*did you mean target\?/],
    ['target: 90/10\nqueues:\n  vip:\n    shrinkag: 1', 4, 5, /did you mean shrinkage\?/],
    ['queues:\n  vip:\n    xyzzy: 1', 3, 5, /allowed are: target, shrinkage, patience/],
    ['target: 90/10\nshrinkage: 30', 2, 12, /shrinkage is not a share.*write 30% or 0\.3/],
    ['queues:\n  vip:\n    aht: soon', 3, 10, /not a duration/],
    ['queues:\n  vip:\n    hours: nights', 3, 12, /not opening hours/],
    ['days: many', 1, 7, /expected number/],
    ['model: erlang-x', 1, 8, /not a model: take auto, erlang-a, erlang-c/],
    ['target: [90', 1, 12, /not YAML/],
  ])('is refused with its place: %j', (text, line, column, message) => {
    try {
      parsePlanFile(text, 'plan.yaml')
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(KrarupError)
      const { where, message: said } = error as KrarupError
      expect(said).toMatch(message)
      expect(where).toMatchObject({ file: 'plan.yaml', line, column })
    }
  })
})

describe('opening hours', () => {
  it('are read by weekday, over the end of the week too', () => {
    const week = parseOpeningHours('sat-mon 9:00-12:00 13:00-17:30; 周三 00:00-24:00')
    const day = [
      { from: 32_400, to: 43_200 },
      { from: 46_800, to: 63_000 },
    ]
    expect(week).toEqual([day, [], [{ from: 0, to: 86_400 }], [], [], day, day])
  })

  it.each(['24/7', 'mon-fri 08:00-20:00', 'mon-tue 08:00-12:00 13:00-17:00, sun 10:00-24:00'])(
    '%s is written as it was read',
    (text) => {
      expect(formatOpeningHours(parseOpeningHours(text))).toBe(text)
    },
  )

  it.each(['', 'mon', 'mon 8-20', 'mon 20:00-08:00', 'someday 08:00-20:00', 'mon 08:00-25:00'])(
    '%j is refused',
    (text) => {
      expect(() => parseOpeningHours(text)).toThrow(/not opening hours/)
    },
  )
})
