import { describe, expect, it } from 'vitest'
import { parseScenarioFile } from './scenario-file.ts'

const file = (words: string) => `
hours: 09:00-21:00
queues:
  mail:
    channel: deferred
    volume: 10
    aht: 5m
    groups: [desk]
${words.replaceAll(/^/gm, '    ')}
groups:
  desk: { agents: 1, reserve: 1 }
`

describe('deferred work in a file', () => {
  it.each([
    ['2h', 7200],
    ['3 days', 259_200],
    ['1 day', 86_400],
    ['by 18:00', { at: 9 * 3600, daysLater: 0 }],
    ['by 08:00 next day', { at: -3600, daysLater: 1 }],
    ['by 24:00 in 3 days', { at: 15 * 3600, daysLater: 3 }],
  ])('deadline: %s', (text, deadline) => {
    expect(parseScenarioFile(file(`deadline: ${text}`), 'a').scenario.queues.mail.deadline).toEqual(deadline)
  })

  it.each(['by 25:00', 'by 08:00 some day', 'soon', '-2h'])('refuses the deadline %s, with its line', (text) => {
    expect(() => parseScenarioFile(file(`deadline: ${text}`), 'a')).toThrow(
      expect.objectContaining({ code: 'UNREADABLE', where: expect.objectContaining({ line: 9 }) }),
    )
  })

  it('has a backlog with ages, can be interrupted, and leaves a reserve', () => {
    const words = 'interruptible: true\nbacklog: { contacts: 40, age: 6h }'
    const { queues, groups } = parseScenarioFile(file(words), 'a').scenario
    expect(queues.mail).toMatchObject({ interruptible: true, backlog: { contacts: 40, age: 21_600 } })
    expect(groups.desk.reserve).toBe(1)
  })

  it('is something to do where nobody calls', () => {
    expect(() => parseScenarioFile(file('backlog: 5').replace('volume: 10', 'volume: 0'), 'a')).not.toThrow()
    expect(() => parseScenarioFile(file('').replace('volume: 10', 'volume: 0'), 'a')).toThrow('the day is empty')
  })
})

describe('a campaign in a file', () => {
  it('has its hours in the time of the day', () => {
    const text = `
hours: 09:00-21:00
queues:
  sale:
    channel: outbound
    aht: 5m
    groups: [desk]
    campaign: { list: 50, hours: 10:00-12:00, answered: 30%, right-party: 50%, no-answer: 25s, attempts: 2, retry: 1h }
groups:
  desk: { agents: 1 }
`
    expect(parseScenarioFile(text, 'a').scenario.queues.sale.campaign).toEqual({
      list: 50,
      from: 3600,
      to: 10_800,
      answered: 0.3,
      rightParty: 0.5,
      noAnswer: 25,
      attempts: 2,
      retry: 3600,
    })
    expect(() => parseScenarioFile(text.replace('10:00-12:00', '06:00-12:00'), 'a')).toThrow('outside the hours')
  })
})

describe('volumes by hours', () => {
  const queue = (volume: string) =>
    `interval: 1h\nhours: 08:00-14:00\nqueues: { a: { volume: ${volume}, aht: 60, groups: [g] } }\ngroups: { g: { agents: 1 } }\n`

  it('are shared out evenly over theirs, and nobody comes between', () => {
    const { scenario } = parseScenarioFile(queue('{ 08:00-10:00: 30, 13:00-14:00: 7.5 }'), 'a')
    expect(scenario.queues.a.volume).toEqual([15, 15, 0, 0, 0, 7.5])
  })

  it.each([
    ['{ 08:00-10:00: 30, 09:00-11:00: 7 }', 'CONFLICT'],
    ['{ 08:30-10:00: 30 }', 'CONFLICT'],
    ['{ morning: 30 }', 'UNREADABLE'],
    ['{ 08:00-10:00: -1 }', 'UNREADABLE'],
  ])('%s is refused', (volume, code) => {
    expect(() => parseScenarioFile(queue(volume), 'a')).toThrow(expect.objectContaining({ code }))
  })
})
