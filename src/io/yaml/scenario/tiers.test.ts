import { describe, expect, it } from 'vitest'
import { TIER_WORDS, wordsAt } from '../../../scenario/index.ts'
import { parseScenarioFile } from './scenario-file.ts'

const file = (words: string) => `hours: 08:00-20:00
tiers:
  ordinary: {}
  vip:
${words
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
queues:
  hotline:
    volume: 500
    aht: 5m
    groups: [front]
    tiers: { vip: 5%, ordinary: 95% }
    callback: { above: 3m, accept: 40% }
    deflection: { above: 2m, share: 30% }
  mail: { volume: 0, aht: 5m, groups: [front] }
groups:
  front:
    agents: 9
`

describe('words of tiers', () => {
  it('are read as those of queues, and none takes them back', () => {
    const { scenario } = parseScenarioFile(
      file(`
open: 09:00-19:00
voicemail: { share: 30%, to: mail }
callback: { above: 30s, accept: 60%, mode: later, not-before: 14:00 }
deflection: none
agent-selection: most-idle
offer: { share: 10%, time: 1m, success: 20% }
patience: none
aht-factors: none
announced-wait: [{ above: 1m, leave: 10% }]`),
      'day.yaml',
    )
    expect(scenario.tiers).toEqual({
      ordinary: {},
      vip: {
        open: [{ from: 3600, to: 39_600 }],
        voicemail: { share: 0.3, to: 'mail' },
        callback: { above: 30, accept: 0.6, mode: 'later', notBefore: 21_600 },
        deflection: 'none',
        agentSelection: 'most-idle',
        offer: { share: 0.1, time: 60, success: 0.2 },
        patience: 'none',
        ahtFactors: 'none',
        announcedWait: [{ above: 60, leave: 0.1 }],
      },
    })
  })

  it('are those that the library knows', () => {
    const inFile = TIER_WORDS.map((word) => word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    expect(wordsAt(['tiers', 'vip']).sort()).toEqual(inFile.sort())
  })

  it.each([
    ['lines: 3', 5, 'lines is not known here', ''],
    ['defection: none', 5, 'defection is not known here', 'did you mean deflection?'],
    ['aht: none', 5, 'not a duration', ''],
    ['patience: nine', 5, 'not a duration', ''],
    ['callback: 5', 5, 'not a callback: write { above: 3m, accept: 40% }', ''],
    ['callback: { above: 3m }', 5, 'accept is missing', ''],
    ['callback: { above: 3m, accept: 40%, revoke: 2m }', 5, 'revoke is not known here', 'attempts'],
    ['transfers: [{ share: 10%, to: mial }]', 5, 'no queue has this name', 'did you mean "mail"?'],
    ['voicemail: { share: 30%, to: mail }', 5, 'never closes', 'open'],
    ['deadline: 2h', 5, 'says nothing of the channels', ''],
    ['overflow: [{ queue: mial, after: 20s }]', 5, 'no queue has this name', 'did you mean "mail"?'],
  ])('%s is answered with line and column', (words, line, what, how) => {
    expect(() => parseScenarioFile(file(words), 'day.yaml')).toThrow(
      expect.objectContaining({
        what: expect.stringContaining(what),
        where: expect.objectContaining({ file: 'day.yaml', line }),
        ...(how ? { how: expect.stringContaining(how) } : {}),
      }),
    )
  })
})
