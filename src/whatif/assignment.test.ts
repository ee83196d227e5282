import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KrarupError } from '../domain/index.ts'
import { changeScenario } from './assignment.ts'
import { centre, change } from './change.testing.ts'

/** What `--set` makes of one queue or group. */
async function value(change_: string, keys: string[]) {
  const changed: unknown = await change(change_)
  return keys.reduce((at, key) => (at as Record<string, unknown>)[key], changed)
}

async function failure(...changes: string[]): Promise<KrarupError> {
  const error = await change(...changes).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(KrarupError)
  return error as KrarupError
}

describe('where a change goes', () => {
  it.each([
    ['queues.hotline.aht = 240s', ['queues', 'hotline', 'aht'], 240],
    ['  queues . hotline', [], undefined],
    ['queues["hotline"].aht=4m', ['queues', 'hotline', 'aht'], 240],
    ["queues['hotline']['aht'] = 00:04:00", ['queues', 'hotline', 'aht'], 240],
    ['queues.hotline.after-call += 10', ['queues', 'hotline', 'afterCall'], 30],
    ['queues.hotline.afterCall -= 5s', ['queues', 'hotline', 'afterCall'], 15],
    ['queues.hotline.after-call-=5', ['queues', 'hotline', 'afterCall'], 15],
    ['queues.high-tier.volume /= 2', ['queues', 'high-tier', 'volume'], 40],
    ['queues["10.086"].volume *= 1.5', ['queues', '10.086', 'volume'], 60],
    ['queues.热线.aht = 3分钟', ['queues', '热线', 'aht'], 180],
    ['queues["热线"].volume *= 2', ['queues', '热线', 'volume'], [20, 40, 40, 20]],
    ['groups["客服 一组"].agents += 1', ['groups', '客服 一组', 'agents'], 5],
    ['groups["say \\"hi\\""].agents = 7', ['groups', 'say "hi"', 'agents'], 7],
    [`groups['say "hi"'].agents = 7`, ['groups', 'say "hi"', 'agents'], 7],
    ['queues.high-tier.aht.mean *= 1.1', ['queues', 'high-tier', 'aht', 'mean'], 240 * 1.1],
    ['queues.high-tier.groups[1].after = 30s', ['queues', 'high-tier', 'groups', '1', 'after'], 30],
    [
      'queues.high-tier.target.serviceLevel.share = 95%',
      ['queues', 'high-tier', 'target', 'serviceLevel', 'share'],
      0.95,
    ],
    ['queues.hotline.volume[1] = 7', ['queues', 'hotline', 'volume'], [100, 7, 110, 90]],
    ['queues.hotline.balking = 5%', ['queues', 'hotline', 'balking'], 0.05],
    ['groups.general.agents = [1, 2, 3, 4]', ['groups', 'general', 'agents'], [1, 2, 3, 4]],
    ['groups.general.agents = 12', ['groups', 'general', 'agents'], 12],
    // Words were read as numbers: "the scenario has nothing of this name".
    ['queues.hotline.agent-selection = most-idle', ['queues', 'hotline', 'agentSelection'], 'most-idle'],
    ['queues.hotline.arrivals="fixed"', ['queues', 'hotline', 'arrivals'], 'fixed'],
    ['queues.hotline.groups = [general, vip seats]', ['queues', 'hotline', 'groups'], ['general', 'vip seats']],
    ['queues.hotline.groups=[ "客服 一组" ]', ['queues', 'hotline', 'groups'], ['客服 一组']],
    [
      `queues.热线.groups = ['say "hi"', "vip seats", 客服 一组]`,
      ['queues', '热线', 'groups'],
      ['say "hi"', 'vip seats', '客服 一组'],
    ],
  ])('%s', async (text, keys, expected) => {
    if (expected === undefined) expect((await failure(text)).code).toBe('UNREADABLE')
    else expect(await value(text, keys)).toEqual(expected)
  })

  it.each([
    ['queues.hotline.groups = [generals]', 'MISSING', 'did you mean "general"?'],
    ['queues.hotline.agent-selection = rnd', 'UNREADABLE', 'takes one of its own words'],
    ['queues.hotline.groups = general', 'UNREADABLE', 'queues.hotline.groups takes a list of names'],
    ['queues.hotline.groups = []', 'UNREADABLE', 'takes a list of names'],
    ['queues.hotline.groups = [general,, vip seats]', 'UNREADABLE', 'takes a list of names'],
    ['queues.hotline.groups = [{ group: general, after: 20s }]', 'UNREADABLE', 'takes a list of names'],
    ['queues.hotline.groups += [vip seats]', 'CONFLICT', 'a list of names, which += cannot change'],
  ])('%s is refused', async (text, code, what) => {
    const error = await failure(text)
    expect(error.code).toBe(code)
    expect(error.message).toContain(what)
  })

  it('hours mean some intervals of the day: what was a number for the day is shared out first', async () => {
    expect(await value('queues.hotline.volume["08:30-09:30"] *= 3', ['queues', 'hotline', 'volume'])).toEqual([
      100, 360, 330, 90,
    ])
    const changed = await change('queues.high-tier.volume["09:00"] *= 2', 'groups["vip seats"].agents["8:00-9:00"] = 2')
    expect(changed.queues['high-tier'].volume).toEqual([10, 20, 60, 20])
    expect(changed.queues['high-tier']).not.toHaveProperty('profile')
    expect(changed.groups['vip seats'].agents).toEqual([2, 2, 5, 5])
    expect((await failure('queues.hotline.volume["08:15-09:00"] *= 3')).message).toContain(
      'not whole intervals of the day',
    )
    expect((await failure('queues.hotline.volume["07:00"] *= 3')).code).toBe('OUT_OF_RANGE')
  })

  it('each change sees those before it, and the scenario that was given is left alone', async () => {
    const scenario = centre()
    const changed = await changeScenario(scenario, [
      'groups["vip seats"].agents = 10',
      'groups["客服 一组"].agents = groups["vip seats"].agents / 2',
    ])
    expect(changed.groups['客服 一组'].agents).toBe(5)
    expect(scenario).toEqual(centre())
  })

  it('an element of a list is a number like any other; its last place is said', async () => {
    expect((await failure('queues.hotline.volume[4] = 1')).message).toContain('its first is [0], its last [3]')
  })

  it.each([
    ['queus.hotline.aht = 1', 'did you mean queues?'],
    ['queues.hotlin.aht = 1', 'did you mean hotline?'],
    ['queues.hotline.atf = 1', 'did you mean aht?'],
    ['queues.hotline.after-cal = 1', 'did you mean after'],
    ['groups.vip.agents = 1', 'did you mean vip seats?'],
    ['queues.hotline.aht.mean = 1', 'queues.hotline.aht holds a number, which has no parts'],
    ['queues.high-tier.aht = 1', 'set queues.high-tier.aht.mean or queues.high-tier.aht.sd'],
    ['queues.hotline = 1', 'holds a record'],
    ['name = 1', 'holds text'],
    ['groups["say \\"hi\\""].callSelection = 1', 'holds text'],
    ['queues.hotline.groups = 1', 'takes a list of names'],
    ['queues.hotline.lines += 1', 'has no value that += could change'],
    ['queues.hotline.aht = [1, 2]', 'holds one number, and the value is a list'],
    ['groups.general.agents += [1, 2]', 'lists of 4 and 2 values'],
    ['queues.hotline.aht', 'one of = += -= *= /= is expected'],
    ['queues.hotline.aht == 3', 'one of = += -= *= /= is expected'],
    ['queues.hotline.aht =', 'the expression is empty'],
    ['queues.hotline.aht = -1', '-1'],
    ['queues.hotline.balking = 2', 'queues.hotline.balking'],
    ['queues.hotline.lines = 1.5', 'whole number'],
    ['', 'here a name is expected'],
    ['= 3', 'here a name is expected'],
  ])('%s: says %s', async (text, message) => {
    const error = await failure(text)
    expect(error.message).toContain(message)
  })
})

describe('agents are whole', () => {
  it('a fraction is an error that says how to round; a number that is whole but for binary is whole', async () => {
    const { code, message } = await failure('groups["vip seats"].agents *= 1.15')
    expect(code).toBe('OUT_OF_RANGE')
    expect(message).toContain('round(...), ceil(...) or floor(...)')
    expect(await value('groups.general.agents *= 1.5', ['groups', 'general', 'agents'])).toEqual([30, 33, 33, 30])
    // 20 * 1.1 is 22.000000000000004: neither a fraction, nor 23 when rounded up.
    expect(await value('groups.general.agents = [20, 20, 20, 20] * 1.1', ['groups', 'general', 'agents'])).toEqual(
      Array(4).fill(22),
    )
    expect(await value('groups["vip seats"].agents = ceil(20 * 1.1)', ['groups', 'vip seats', 'agents'])).toBe(22)
    expect(
      await value('groups.general.agents = round(groups.general.agents * 1.15)', ['groups', 'general', 'agents']),
    ).toEqual([23, 25, 25, 23])
  })
})

describe('any name', () => {
  it('is reached in brackets and quotes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, unit: 'grapheme' }), async (name) => {
        const scenario = {
          interval: 1800,
          queues: { q: { volume: [1], aht: 1, groups: [name] } },
          groups: { [name]: { agents: 2 } },
        }
        // Only JSON's escapes of quotes and backslashes are undone.
        const quoted = `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
        const changed = await changeScenario(scenario, [`groups[${quoted}].agents = 5`])
        expect(Object.entries(changed.groups)).toEqual([[name, { agents: 5 }]])
      }),
    )
  })
})

describe('a change of every name', () => {
  it.each([
    [
      'queues.*.volume += 10%',
      [
        'queues.hotline.volume += 10%',
        'queues.high-tier.volume += 10%',
        'queues.热线.volume += 10%',
        'queues["10.086"].volume += 10%',
      ],
    ],
    [
      'queues.*.volume["08:30-09:30"] *= 3',
      [
        'queues.hotline.volume["08:30-09:30"] *= 3',
        'queues.high-tier.volume["08:30-09:30"] *= 3',
        'queues.热线.volume["08:30-09:30"] *= 3',
        'queues["10.086"].volume["08:30-09:30"] *= 3',
      ],
    ],
    [
      'groups.*.agents=ceil(groups.*.agents*1.1)',
      [
        'groups.general.agents=ceil(groups.general.agents*1.1)',
        'groups["vip seats"].agents=ceil(groups["vip seats"].agents*1.1)',
        'groups["客服 一组"].agents=ceil(groups["客服 一组"].agents*1.1)',
        'groups["say \\"hi\\""].agents=ceil(groups["say \\"hi\\""].agents*1.1)',
      ],
    ],
    ['queues.hotline.volume[*] *= 2', ['queues.hotline.volume *= 2']],
    ['queues.*.groups[*] = 1', undefined],
  ])('%s', async (every, each) => {
    if (each) expect(await change(every)).toEqual(await change(...each))
    else await expect(change(every)).rejects.toThrow(KrarupError)
  })

  it('needs them all to have it, and says that all were meant', async () => {
    const error = await failure('queues.*.patience *= 0.9')
    expect(error.what).toBe('queues["high-tier"].patience has no value that *= could change')
    expect(error.how).toBe('queues.*.patience *= 0.9 is for every name; write a change for each that has it')
    // Who has to round is told so, not to write a change for each.
    expect((await failure('groups.*.agents *= 1.1')).how).toMatch(/^write round/)
  })

  it('has the names of the left on the right', async () => {
    expect((await failure('groups.general.agents = groups.*.agents')).what).toBe(
      'on the right, * is the name that it is on the left, where there is none',
    )
    expect((await failure('queues.*.groups[*] = queues.*.aht')).what).toBe(
      'a path on the right has as many * as the one on the left, which has 2',
    )
    expect((await failure('name.* = 1')).what).toBe('name has nothing that * could stand for')
  })
})
