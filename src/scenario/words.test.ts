import { describe, expect, it } from 'vitest'
import { KrarupError } from '../domain/index.ts'
import {
  type Channel,
  checkChannels,
  checkWords,
  DEFAULTS,
  described,
  type Kind,
  libraryWords,
  type QueueScenario,
  SCENARIO_WORDS,
  type Scenario,
  type Word,
  type Words,
  wordsAt,
} from './index.ts'
import { QUEUE_WORDS } from './queue.ts'

const day = (): Scenario => ({
  interval: 3600,
  queues: { hotline: { volume: 100, aht: 300, patience: 60, groups: ['front'] } },
  groups: { front: { agents: 10 } },
})

/** Every record of the language: its words, and a scenario that says something at that place. */
function records(
  kind: Kind,
  put: (value: unknown) => unknown,
  place: string,
): { words: Words; put: typeof put; place: string }[] {
  switch (kind.kind) {
    case 'list':
      return records(kind.item, (value) => put([value]), `${place}/0`)
    case 'byName':
      return records(kind.item, (value) => put({ some: value }), `${place}/some`)
    case 'either':
      return kind.forms.flatMap((form) => records(form, put, place))
    case 'words':
      return [
        { words: kind.words, put, place },
        ...Object.entries(kind.words).flatMap(([word, { is }]) =>
          records(is, (value) => put({ [word]: value }), `${place}/${word}`),
        ),
      ]
    default:
      return []
  }
}
const ALL = records({ kind: 'words', words: SCENARIO_WORDS }, (value) => value, '')

describe('a word that nobody knows', () => {
  it.each(ALL.map(({ place, ...rest }) => [place || 'the scenario', { place, ...rest }] as const))(
    'is refused in %s, with the nearest that is known',
    (_, { words, put, place }) => {
      const known = libraryWords(words)
      for (const word of known) {
        const misspelt = `${word}x`
        if (known.includes(misspelt)) continue
        expect(() => checkWords(put({ [misspelt]: 1 }) as Scenario)).toThrow(
          expect.objectContaining({ code: 'UNREADABLE', where: { name: `${place}/${misspelt}` } }),
        )
        expect(() => checkWords(put({ [word]: undefined }) as Scenario)).not.toThrow()
      }
    },
  )

  // It used to pass: callers waited for ever, and service came out too low.
  it('is a misspelt patience', () => {
    const misspelt = { ...day(), queues: { hotline: { volume: 100, aht: 300, patiense: 60, groups: ['front'] } } }
    expect(() => checkWords(misspelt)).toThrow(
      new KrarupError({
        code: 'UNREADABLE',
        what: 'patiense is not known here',
        where: { name: '/queues/hotline/patiense' },
        how: 'did you mean patience?',
      }),
    )
  })

  it('is a parameter of a distribution', () => {
    const scenario = day()
    scenario.queues.hotline.aht = { type: 'lognormal', mean: 300, sdd: 200 } as never
    expect(() => checkWords(scenario)).toThrow('sdd is not known here')
  })

  it('is one beside the ends of opening hours', () => {
    const scenario = day()
    scenario.queues.hotline.open = [{ from: 0, to: 3600, til: 1 } as never]
    expect(() => checkWords(scenario)).toThrow(
      expect.objectContaining({ where: { name: '/queues/hotline/open/0/til' } }),
    )
  })

  it('is not one of a file alone', () => {
    expect(() => checkWords({ ...day(), hours: { from: 0, to: 3600 } } as Scenario)).toThrow('hours is not known here')
  })
})

describe('what has the wrong form', () => {
  const saying = (words: object): Scenario => ({ ...day(), queues: { hotline: { ...day().queues.hotline, ...words } } })

  // Each of these was a TypeError, or passed.
  it.each<[string, Scenario, string]>([
    ['no scenario', undefined as never, '/'],
    ['queues that are a text', { ...day(), queues: 'x' as never }, '/queues'],
    ['a queue that is a text', { ...day(), queues: { hotline: 'x' as never } }, '/queues/hotline'],
    ['null', saying({ redial: null }), '/queues/hotline/redial'],
    ['a call back that is a number', saying({ callback: 3 }), '/queues/hotline/callback'],
    ['hours that are no list', saying({ open: { from: 0, to: 3600 } }), '/queues/hotline/open'],
    [
      'a pause that is nothing',
      { ...day(), groups: { front: { shifts: [{ agents: 1, from: 0, to: 9, pauses: [null] }] } } } as never,
      '/groups/front/shifts/0/pauses/0',
    ],
    ['a menu that is a number', { ...day(), menus: { main: 1 } } as never, '/menus/main'],
  ])('is refused with its place: %s', (_, scenario, name) => {
    expect(() => checkWords(scenario)).toThrow(expect.objectContaining({ code: 'UNREADABLE', where: { name } }))
  })
})

describe('a word of a queue', () => {
  const channels: [QueueScenario['channel'], Channel][] = [
    ['call', 'call'],
    ['chat', 'chat'],
    ['deferred', 'deferred'],
    ['outbound', 'called'],
  ]
  const words: [string, Word][] = Object.entries(QUEUE_WORDS)

  it.each(words.filter(([word]) => word !== 'channel'))('%s is refused where it means nothing', (word, { of }) => {
    for (const [channel, name] of channels) {
      const queue = { channel, aht: 300, groups: ['front'], [word]: 1 } as unknown as QueueScenario
      const check = () => checkChannels({ ...day(), queues: { some: queue } })
      if (of?.includes(name) ?? true) expect(check).not.toThrow()
      else expect(check).toThrow(expect.objectContaining({ code: 'CONFLICT', where: { name: `/queues/some/${word}` } }))
    }
  })
})

describe('the table', () => {
  const rows = ALL.flatMap(({ words, place }) => Object.entries(words).map(([word, row]) => ({ word, row, place })))

  it('says every word in a sentence, and its default once', () => {
    for (const { row } of rows) {
      expect(row.help).toMatch(/^\S.*[.)]$/s)
      expect(row.help).not.toContain('efault')
      expect(row.default === undefined || row.otherwise === undefined).toBe(true)
    }
  })

  it('has the defaults that are told', () => {
    expect(DEFAULTS.redial.attempts).toBe(10)
    expect(described({ is: { kind: 'share' }, help: 'Of it.', default: 0.03 })).toBe('Of it. Default 3%.')
    expect(described({ is: { kind: 'time' }, help: 'It lasts.', default: 600 })).toBe('It lasts. Default 10m.')
    expect(described({ is: { kind: 'time' }, help: 'It lasts.', otherwise: 'for ever' })).toBe(
      'It lasts. Default: for ever.',
    )
  })
})

describe('the words at a place', () => {
  it('are those of a file, without those that mean something else in the library', () => {
    expect(wordsAt(['queues', 'hotline', 'redial'])).toEqual(['abandoned', 'blocked', 'delay', 'attempts', 'keeps'])
    expect(wordsAt(['queues', 'any', 'redial', 'abandoned'])).toContain('later-delay')
    expect(wordsAt([])).not.toContain('hours')
    expect(wordsAt(['queues', 'hotline'])).not.toContain('rate')
    expect(wordsAt(['nowhere'])).toEqual([])
  })
})
