import { describe, expect, it } from 'vitest'
import { parseScenarioFile } from './scenario-file.ts'

const file = (words: string, group = '') => `hours: 08:00-20:00
queues:
  hotline:
    volume: 500
    aht: 5m
    groups: [front]
${words
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
  mail: { volume: 0, aht: 5m, groups: [front] }
groups:
  front:
    agents: 9${group}
`
const HOUR = 3600

describe('words about customers', () => {
  it('are read as the library says them', () => {
    const { scenario } = parseScenarioFile(
      file(
        `
open: [09:00-12:00, 13:00-19:30]
at-closing: send-away
voicemail: { share: 30%, to: mail }
transfers: [{ share: 10%, to: mail, priority: 1, by-group: { front: 2% } }]
repeat: { share: 15%, delay: 2h, to: mail }
announcements: [{ at: 30s, leave: 5%, patience: 1.5 }]
announced-wait: [{ above: 1m, leave: 10% }, { above: 5m, leave: 40% }]
expected-wait: last-wait
callback: { above: 3m, accept: 40%, mode: later, not-before: 14:00, dial: 20s, reached: 80%, retry: 15m, attempts: 2 }
deflection: { above: 2m, share: 30%, to: mail }
redial:
  abandoned: { share: 50%, later: 30%, delay: 5m, later-delay: 1h, to: { mail: 20% } }
  blocked: 80%
  delay: 2m
patience-factors: [${Array(24).fill(1.5)}]
aht-factors: [${Array(24).fill(0.9)}]
aht-per-wait: 0.05
priority-per-second: 0.01
places-per-agent: 0.5`,
        `\n    pace-factors: [${Array(24).fill(1.1)}]`,
      ),
      'day.yaml',
    )
    expect(scenario.queues.hotline).toMatchObject({
      open: [
        { from: HOUR, to: 4 * HOUR },
        { from: 5 * HOUR, to: 11.5 * HOUR },
      ],
      atClosing: 'send-away',
      voicemail: { share: 0.3, to: 'mail' },
      transfers: [{ share: 0.1, to: 'mail', priority: 1, byGroup: { front: 0.02 } }],
      repeat: { share: 0.15, delay: 7200, to: 'mail' },
      announcements: [{ at: 30, leave: 0.05, patience: 1.5 }],
      announcedWait: [
        { above: 60, leave: 0.1 },
        { above: 300, leave: 0.4 },
      ],
      expectedWait: 'last-wait',
      callback: {
        above: 180,
        accept: 0.4,
        mode: 'later',
        notBefore: 6 * HOUR,
        dial: 20,
        reached: 0.8,
        retry: 900,
        attempts: 2,
      },
      deflection: { above: 120, share: 0.3, to: 'mail' },
      redial: {
        abandoned: { share: 0.5, later: 0.3, delay: 300, laterDelay: 3600, to: { mail: 0.2 } },
        blocked: 0.8,
        delay: 120,
      },
      patienceFactors: Array(24).fill(1.5),
      ahtFactors: Array(24).fill(0.9),
      ahtPerWait: 0.05,
      priorityPerSecond: 0.01,
      placesPerAgent: 0.5,
    })
    expect(scenario.groups.front.paceFactors).toEqual(Array(24).fill(1.1))
  })

  it.each([
    ['open: 07:00-19:00', 7, 'outside the hours', ''],
    ['open: 09-19', 7, 'not hours', ''],
    ['voicemail: { share: 30%, to: mail }', 7, 'never closes', 'open'],
    ['open: 09:00-19:00\nvoicemail: { share: 30%, to: mial }', 8, 'no queue has this name', 'did you mean "mail"?'],
    ['open: 09:00-19:00\nvoicemail: { share: 30%, to: hotline }', 8, 'always open', 'without opening hours'],
    ['transfers: [{ share: 10%, to: mail, counts: false }]', 7, 'the same queue', 'leave counts out'],
    ['announcements: [{ at: 60s }, { at: 30s }]', 7, 'in the order', 'sort'],
    ['announced-wait: [{ above: 5m, leave: 40% }, { above: 1m, leave: 10% }]', 7, 'rising', 'sort'],
    ['expected-wait: last-wait', 7, 'nothing here depends', 'callback'],
    ['callback: { above: 3m, accept: 40%, not-before: 14:00 }', 7, 'mode later', 'mode: later'],
    ['callback: { above: 3m }', 7, 'accept', ''],
    ['deflection: { above: 3m, share: 10%, to: hotline }', 7, 'another queue', ''],
    ['redial: { abandoned: { share: 50%, to: { mial: 20% } }, delay: 5m }', 7, 'no queue', 'did you mean "mail"?'],
    ['redial: { abandoned: { share: 50%, to: { mail: 120% } }, delay: 5m }', 7, '', ''],
    ['patience-factors: [1, 2]', 7, '24 values', ''],
  ])('%s is answered with line and column', (words, line, what, how) => {
    const reading = () => parseScenarioFile(file(words), 'day.yaml')
    expect(reading).toThrow(
      expect.objectContaining({
        what: expect.stringContaining(what),
        where: expect.objectContaining({ file: 'day.yaml', line }),
        ...(how ? { how: expect.stringContaining(how) } : {}),
      }),
    )
  })
})
