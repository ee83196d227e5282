import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { centre } from './change.testing.ts'
import { gridOf, readFactor } from './factor.ts'

const read = (text: string) => readFactor(text, centre(), { opens: 8 * 3600 })

describe('a factor', () => {
  it.each([
    ['groups.general.agents=80..120:5', ['80', '85', '90', '95', '100', '105', '110', '115', '120']],
    ['groups.general.agents = 10..20:10', ['10', '20']],
    ['groups["vip seats"].agents=1..3', ['1', '2', '3']],
    ['groups["vip seats"].agents=1..4:2', ['1', '3']],
    ['queues.hotline.aht=240s,270s,300s', ['240s', '270s', '300s']],
    ['queues.hotline.aht=4:00,00:05:00', ['4:00', '00:05:00']],
    ['queues.hotline.aht=4m..5m:30s', ['4m', '4m30s', '5m']],
    ['queues.hotline.aht=1s..2s:0.25s', ['1s', '1.25s', '1.5s', '1.75s', '2s']],
    ['queues.hotline.balking=0%..10%:5%', ['0%', '5%', '10%']],
    ['queues.hotline.volume *= 0.9,1,1.1', ['0.9', '1', '1.1']],
    ['queues.hotline.volume *= 0.8..1.2:0.1', ['0.8', '0.9', '1', '1.1', '1.2']],
    ['queues.热线.volume["08:30-09:30"] *= 1..2:0.5', ['1', '1.5', '2']],
    ['queues.hotline.aht=-1..1', ['-1', '0', '1']],
    ['queues.*.volume *= 0.9,1.1', ['0.9', '1.1']],
  ])('%s', (text, values) => {
    expect(read(text).values).toEqual(values)
  })

  it('has its path as it was written', () => {
    expect(read(' queues.*.volume *= 0.9,1.1').path).toBe('queues.*.volume')
    expect(read('queues.hotline.volume["08:30-09:30"]*=2').path).toBe('queues.hotline.volume["08:30-09:30"]')
  })

  it.each([
    ['groups.general.agents=5..3', 'a range goes up'],
    ['groups.general.agents=1..5:0', 'a range goes up'],
    ['groups.general.agents=1..5:-1', 'a range goes up'],
    ['groups.general.agents=1..1000000', 'at most 10000'],
    ['groups.general.agents=1,2,1', 'a value stands twice'],
    ['groups.general.agents=', 'not a number, a time or a share'],
    ['groups.general.agents=1,,2', 'not a number, a time or a share'],
    ['groups.general.agents=many', 'not a number, a time or a share'],
    ['groups.general.agents=1..', 'not a number, a time or a share'],
    ['groups.general.agents=process.exit(1)', 'not a number, a time or a share'],
    ['groups.generl.agents=1..2', 'did you mean general?'],
    ['groups.general.agents', 'one of = += -= *= /= is expected'],
  ])('%s: %s', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })

  it('a range holds its first value, steps of the same size, and its end where a step ends there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 400 }),
        (from, step, steps) => {
          // Tenths: not whole in binary.
          const [first, by, last] = [from / 10, step / 10, (from + step * steps) / 10]
          const { values } = read(`queues.hotline.volume *= ${first}..${last}:${by}`)
          expect(values).toEqual(Array.from({ length: steps + 1 }, (_, k) => String((from + step * k) / 10)))
        },
      ),
    )
  })
})

describe('a grid', () => {
  it('has every combination, the last factor quickest', () => {
    const factor = (...values: string[]) => ({ path: '', operator: '=', values })
    expect(gridOf([factor('1', '2'), factor('a', 'b')])).toEqual([
      ['1', 'a'],
      ['1', 'b'],
      ['2', 'a'],
      ['2', 'b'],
    ])
    const many = factor(...Array.from({ length: 101 }, (_, k) => String(k)))
    expect(() => gridOf([many, many])).toThrow('at most 10000')
  })
})
