import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KrarupError } from './errors.ts'
import { formatTarget, parseTarget, type Target } from './target.ts'

describe('parseTarget', () => {
  it.each<[string, Target]>([
    ['90/10', { serviceLevel: { share: 0.9, within: 10 } }],
    ['80 / 20s', { serviceLevel: { share: 0.8, within: 20 } }],
    ['0.9/10', { serviceLevel: { share: 0.9, within: 10 } }],
    ['95%/1m', { serviceLevel: { share: 0.95, within: 60 } }],
    [
      'sl=90/10,abandon=3%,occupancy=85%',
      { serviceLevel: { share: 0.9, within: 10 }, abandonment: 0.03, occupancy: 0.85 },
    ],
    ['connect=0.9', { connectRate: 0.9 }],
    ['asa=15s, wait=1m', { asa: 15, meanWait: 60 }],
    [
      '90/10,definition=answered/answered',
      { serviceLevel: { share: 0.9, within: 10, definition: 'answered/answered' } },
    ],
    [
      '90/10,definition=excluding-abandons-within-5s',
      { serviceLevel: { share: 0.9, within: 10, definition: { excludingAbandonsWithin: 5 } } },
    ],
  ])('reads %s', (text, target) => {
    expect(parseTarget(text)).toEqual(target)
  })

  it.each([
    ['', 'UNREADABLE'],
    ['90', 'UNREADABLE'],
    ['90/ten', 'UNREADABLE'],
    ['190/10', 'OUT_OF_RANGE'],
    ['abandon=3', 'UNREADABLE'],
    ['definition=answered/offered', 'UNREADABLE'],
    ['90/10,definition=best', 'UNREADABLE'],
    ['occupancy=0%', 'OUT_OF_RANGE'],
  ])('refuses %j', (text, code) => {
    expect(() => parseTarget(text)).toThrow(expect.objectContaining({ code }))
  })

  // It used to recommend { excludingAbandonsWithin: seconds }, which cannot be typed.
  it('recommends definitions that it reads', () => {
    let how = ''
    try {
      parseTarget('80/20,definition=positive')
    } catch (error) {
      how = (error as KrarupError).how!
    }
    const recommended = how.match(/definition=[^\s,]+/g)!
    expect(recommended).toHaveLength(4)
    for (const definition of recommended) expect(parseTarget(`sl=80/20,${definition}`)).toBeDefined()
  })

  it('guesses a misspelt part', () => {
    expect(() => parseTarget('abandn=3%')).toThrow(/did you mean abandon=3%\?/)
  })

  it('reads back what formatTarget writes', () => {
    const share = fc.integer({ min: 1, max: 1000 }).map((thousandth) => thousandth / 1000)
    const seconds = fc.integer({ min: 1, max: 90_000 }).map((tenths) => tenths / 10)
    const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
    fc.assert(
      fc.property(
        optional(
          fc
            .record({ share: share.filter((s) => s > 0.01), within: seconds })
            .chain((level) =>
              fc.constantFrom(
                level,
                { ...level, definition: 'answered/answered' as const },
                { ...level, definition: { excludingAbandonsWithin: 5 } },
              ),
            ),
        ),
        optional(share),
        optional(seconds),
        optional(share),
        (serviceLevel, connectRate, asa, occupancy) => {
          const parts = { serviceLevel, connectRate, asa, occupancy }
          const target = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Target
          fc.pre(Object.keys(target).length > 0)
          const back = parseTarget(formatTarget(target))
          expect(Object.keys(back).sort()).toEqual(Object.keys(target).sort())
          expect(back.serviceLevel?.share ?? 0).toBeCloseTo(serviceLevel?.share ?? 0, 12)
          expect(back.serviceLevel?.within).toEqual(serviceLevel?.within)
          expect(back.asa ?? 0).toBeCloseTo(asa ?? 0, 9)
          expect(back.connectRate ?? 0).toBeCloseTo(connectRate ?? 0, 12)
        },
      ),
    )
  })
})

describe('share and seconds the wrong way round', () => {
  it('10/90 is asked about: it was planned without a word, for next to nobody', () => {
    expect(() => parseTarget('10/90')).toThrow(/hardly a target[\s\S]*write 90\/10; if it is meant, write sl=10\/90/)
    expect(() => parseTarget('20/80')).toThrow(/write 80\/20/)
    expect(parseTarget('sl=10/90')).toEqual({ serviceLevel: { share: 0.1, within: 90 } })
    expect(formatTarget(parseTarget('sl=10/90'))).toBe('sl=10/90')
  })

  it.each(['80/60', '50/90', '90/300', '30/20', '40/120'])('%s stays a target', (text) => {
    expect(() => parseTarget(text)).not.toThrow()
  })
})
