import { describe, expect, it } from 'vitest'
import type { KrarupError } from '../../../domain/index.ts'
import { parseScenarioFile } from './scenario-file.ts'

const FILE = `hours: 08:00-12:00
menus:
  hotline:
    volume: 2000
    start: language
    lines: 120
    nodes:
      language:
        time: 8s
        hang-up: 2%
        silence: { share: 4%, again: 90%, wait: { type: uniform, from: 5s, to: 6s }, repeats: 3 }
        choices:
          - { share: 95%, to: keys }
          - { to: english }
      keys:
        time: { type: gamma, mean: 25s, sd: 10s }
        choices:
          - { share: 80%, end: self-service }
          - { share: 5%, to: general, tier: vip }
          - { share: 15%, to: general }
tiers:
  vip: { priority: 1 }
  ordinary: {}
queues:
  general: { aht: 4m, groups: [agents], tiers: { vip: 10%, ordinary: 90% } }
  english: { aht: 5m, groups: [agents] }
groups:
  agents: { agents: 12 }
`

describe('menus in a scenario file', () => {
  it('are read in the words of planners', () => {
    const { hotline } = parseScenarioFile(FILE, 'a.yaml').scenario.menus ?? {}
    expect(hotline).toEqual({
      volume: 2000,
      start: 'language',
      lines: 120,
      nodes: {
        language: {
          time: 8,
          hangUp: 0.02,
          silence: { share: 0.04, again: 0.9, wait: { type: 'uniform', from: 5, to: 6 }, repeats: 3 },
          choices: [{ share: 0.95, to: 'keys' }, { to: 'english' }],
        },
        keys: {
          time: { type: 'gamma', mean: 25, sd: 10 },
          choices: [
            { share: 0.8, end: 'self-service' },
            { share: 0.05, to: 'general', tier: 'vip' },
            { share: 0.15, to: 'general' },
          ],
        },
      },
    })
  })

  const wrong: [string, [string, string], string, number][] = [
    ['an unknown destination', ['to: keys', 'to: kyes'], 'did you mean "keys"?', 13],
    ['an unknown word', ['hang-up: 2%', 'hangup: 2%'], 'hang-up', 10],
    ['shares above one', ['share: 80%', 'share: 90%'], 'the shares of the choices add up to 110%', 17],
    ['a wrong end', ['end: self-service', 'end: done'], 'take self-service or hang-up', 18],
    ['an unknown tier', ['tier: vip', 'tier: vpi'], 'did you mean "vip"?', 19],
    ['a share that is none', ['share: 4%', 'share: 4'], 'write 30% or 0.3', 11],
    ['a start that is not there', ['start: language', 'start: main'], 'take one of language, keys', 5],
    ['no volume', ['    volume: 2000\n', ''], 'menu "hotline" has no volume', 3],
    ['a negative time', ['time: 8s', 'time: -8s'], 'cannot be negative', 9],
    ['nobody who calls', ['volume: 2000', 'volume: 0'], 'nobody calls', 24],
  ]
  it.each(wrong)('with %s are answered with the place', (_, [from, to], message, line) => {
    let error: KrarupError | undefined
    try {
      parseScenarioFile(FILE.replace(from, to), 'a.yaml')
    } catch (thrown) {
      error = thrown as KrarupError
    }
    expect(error?.message).toContain(message)
    expect(error?.where).toMatchObject({ file: 'a.yaml', line })
  })
})
