import { describe, expect, it } from 'vitest'
import type { KrarupError } from '../../domain/index.ts'
import type { MenuChoice, MenuNode, MenuScenario } from '../../scenario/menu.ts'
import { compile } from '../index.ts'
import { compiled, HOTLINE, QUEUES, TIERS } from './menu.testing.ts'
import { menuDoubts } from './menu-doubts.ts'

const done: MenuChoice[] = [{ end: 'self-service' }]

/** A menu of one node, `a`, with something else said about it. */
const one = (node: Partial<MenuNode>, others: Record<string, MenuNode> = {}): MenuScenario => ({
  nodes: { a: { time: 5, choices: done, ...node }, ...others },
})
const choices = (...list: MenuChoice[]) => one({ choices: list })

describe('a wrong menu', () => {
  const cases: [string, MenuScenario, Partial<KrarupError>][] = [
    ['no nodes', { nodes: {} }, { code: 'MISSING', where: { name: '/menus/main/nodes' } }],
    [
      'an unknown start',
      { start: 'langage', nodes: { language: { time: 5, choices: done } } },
      { code: 'MISSING', where: { name: '/menus/main/start' }, how: 'did you mean "language"?', value: 'langage' },
    ],
    [
      'no time',
      { nodes: { a: { choices: done } as unknown as MenuNode } },
      { code: 'MISSING', where: { name: '/menus/main/nodes/a/time' } },
    ],
    [
      'a negative time',
      one({ time: -1 }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/time' }, value: -1 },
    ],
    [
      'a negative parameter of a time',
      one({ time: { type: 'uniform', from: -3, to: 5 } }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/time/from' }, value: -3 },
    ],
    [
      'a name with a slash',
      { nodes: { 'a/b': { time: -1, choices: done } } },
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a~1b/time' } },
    ],
    ['no choices', one({ choices: [] }), { code: 'MISSING', where: { name: '/menus/main/nodes/a/choices' } }],
    [
      'an unknown destination',
      choices({ to: 'generl' }),
      {
        code: 'MISSING',
        what: 'no node or queue has this name',
        where: { name: '/menus/main/nodes/a/choices/0/to' },
        how: 'did you mean "general"?',
        value: 'generl',
      },
    ],
    [
      'a destination like nothing there is',
      choices({ to: 'sales' }),
      { code: 'MISSING', how: 'take one of a, general, english, complaints' },
    ],
    [
      'a destination and an end',
      choices({ to: 'general', end: 'hang-up' }),
      { code: 'CONFLICT', where: { name: '/menus/main/nodes/a/choices/0' } },
    ],
    ['neither', choices({ share: 1 }), { code: 'MISSING', where: { name: '/menus/main/nodes/a/choices/0' } }],
    [
      'an unknown end',
      choices({ end: 'general' as 'hang-up' }),
      { code: 'UNREADABLE', where: { name: '/menus/main/nodes/a/choices/0/end' }, value: 'general' },
    ],
    [
      'an unknown tier',
      choices({ to: 'general', tier: 'hihg' }),
      { code: 'MISSING', where: { name: '/menus/main/nodes/a/choices/0/tier' }, how: 'did you mean "high"?' },
    ],
    [
      'a share above 1',
      choices({ share: 1.2, to: 'general' }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/choices/0/share' }, value: 1.2 },
    ],
    [
      'shares above 1 together',
      choices({ share: 0.7, to: 'general' }, { share: 0.4, to: 'english' }),
      {
        code: 'OUT_OF_RANGE',
        what: 'the shares of the choices add up to 110%',
        where: { name: '/menus/main/nodes/a/choices' },
      },
    ],
    [
      'shares that leave some over',
      choices({ share: 0.7, to: 'general' }, { share: 0.2, to: 'english' }),
      {
        code: 'OUT_OF_RANGE',
        what: 'the shares of the choices add up to 90%',
        how: 'say where the other 10% go; a choice without a share takes the rest',
      },
    ],
    [
      'two rests',
      choices({ to: 'general' }, { share: 0.2, to: 'english' }, { to: 'complaints' }),
      { code: 'CONFLICT', where: { name: '/menus/main/nodes/a/choices/2' } },
    ],
    [
      'a share of hang-ups',
      one({ hangUp: 3 }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/hangUp' } },
    ],
    [
      'a share of silence',
      one({ silence: { share: 5 } }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/silence/share' } },
    ],
    [
      'a share of repeated silence',
      one({ silence: { share: 0.1, again: -0.1 } }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/silence/again' } },
    ],
    [
      'half a replay',
      one({ silence: { share: 0.1, repeats: 1.5 } }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/silence/repeats' } },
    ],
    [
      'a negative replay',
      one({ silence: { share: 0.1, wait: -5 } }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes/a/silence/wait' } },
    ],
    [
      'a log of calls',
      { ...one({}), calls: [] } as MenuScenario,
      { code: 'UNSUPPORTED', where: { name: '/menus/main/calls' } },
    ],
    ['half a line', { ...one({}), lines: 0.5 }, { code: 'OUT_OF_RANGE', where: { name: '/menus/main/lines' } }],
    [
      'a node that is also a queue',
      { nodes: { general: { time: 5, choices: done } } },
      { code: 'CONFLICT', where: { name: '/menus/main/nodes/general' } },
    ],
    [
      'a node to which nothing leads',
      one({}, { b: { time: 5, choices: done } }),
      { code: 'CONFLICT', what: 'no choice leads to this node', where: { name: '/menus/main/nodes/b' } },
    ],
    [
      'a circle without a way out',
      one(
        { choices: [{ share: 0.5, to: 'b' }, { to: 'general' }] },
        { b: { time: 5, choices: [{ to: 'c' }] }, c: { time: 5, choices: [{ to: 'b' }] } },
      ),
      { code: 'CONFLICT', where: { name: '/menus/main/nodes/b' } },
    ],
    [
      'a node that leads only to itself',
      choices({ share: 1, to: 'a' }, { share: 0, to: 'general' }),
      { code: 'CONFLICT', where: { name: '/menus/main/nodes/a' } },
    ],
    [
      'a circle that is hardly ever left',
      choices({ share: 1e-4, to: 'general' }, { to: 'a' }),
      { code: 'OUT_OF_RANGE', where: { name: '/menus/main/nodes' } },
    ],
  ]
  it.each(cases)('with %s is refused, and says where', (_, menu, expected) => {
    let error: unknown
    try {
      compiled(menu)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({ name: 'KrarupError', ...expected })
    // A number out of its range says what is allowed in the sentence itself.
    const { what, how } = error as KrarupError
    expect(how ?? what).toMatch(how ? /\w/ : /must be .*at least/)
  })
})

describe('a menu that is odd and right', () => {
  it('may lead nowhere for a share of nobody, or never to a queue', () => {
    const { model, analysis } = compiled(
      one({ choices: [{ share: 0, to: 'b' }, ...done] }, { b: { time: 5, choices: [{ to: 'a' }] } }),
    )
    expect(model.reachesQueue[0]).toBe(0)
    expect(analysis.selfService).toEqual({ share: 1, meanTime: 5 })
    expect(analysis.toQueue).toEqual({ share: 0, meanTime: Number.NaN })
    expect(analysis.nodes[1].visits).toBe(0)
  })

  it('may be left only by silence or hanging up', () => {
    const { analysis } = compiled(one({ hangUp: 0.1, silence: { share: 0.2, again: 1 }, choices: [{ to: 'a' }] }))
    expect(analysis.hungUp.share).toBeCloseTo(0.1 / 0.28, 14)
    expect(analysis.silent.share).toBeCloseTo(0.18 / 0.28, 14)
    // Each visit is 5 s; the last one half of that, or with three replays of 5 to 6 s more.
    expect(analysis.silent.meanTime).toBeCloseTo(5 / 0.28 + 16.5, 12)
  })

  it('takes shares as people round them', () => {
    const thirds = { share: 1 / 3, to: 'general' }
    expect(compiled(choices(thirds, thirds, thirds)).analysis.toQueue.share).toBeCloseTo(1, 15)
  })

  it('crosses to a worker as it is', () => {
    const { model } = compiled(HOTLINE)
    expect(structuredClone(model)).toEqual(model)
  })
})

describe('menuDoubts', () => {
  const doubts = (menu: MenuScenario) =>
    menuDoubts(
      compile({
        interval: 1800,
        menus: { main: { volume: 1, ...menu } },
        tiers: Object.fromEntries(TIERS.map((tier) => [tier, {}])),
        queues: Object.fromEntries(QUEUES.map((queue) => [queue, { volume: 1, aht: 60, groups: ['agents'] }])),
        groups: { agents: { agents: 1 } },
      }),
    )

  it('has none about three layers of few nodes', () => {
    expect(doubts(HOTLINE)).toEqual([])
  })

  it('warns of a fourth layer, at the first node that lies so deep', () => {
    const next = (to: string): MenuNode => ({ time: 5, choices: [{ to }] })
    const [doubt, ...others] = doubts({ nodes: { a: next('b'), b: next('c'), c: next('d'), d: next('general') } })
    expect(others).toEqual([])
    expect(doubt).toMatchObject({ where: '/menus/main/nodes/d', what: 'menu main is 4 layers deep' })
  })

  it('warns of more than five keys, and more than five nodes of a layer', () => {
    const keys = ['b', 'c', 'd', 'e', 'f', 'g']
    const leaves = Object.fromEntries(keys.map((key) => [key, { time: 5, choices: done }]))
    const list = keys.map((to) => ({ share: 1 / 6, to }))
    expect(doubts(one({ choices: list }, leaves)).map(({ where, what }) => [where, what])).toEqual([
      ['/menus/main/nodes', 'layer 2 of menu main has 6 nodes'],
      ['/menus/main/nodes/a/choices', 'node a of menu main has 6 choices'],
    ])
    const six = Array.from({ length: 5 }, () => ({ share: 1 / 6, to: 'general' }))
    expect(doubts(choices(...six, { end: 'hang-up' })).map(({ where }) => where)).toEqual([
      '/menus/main/nodes/a/choices',
    ])
  })
})
