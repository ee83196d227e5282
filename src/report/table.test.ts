import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth, joined, wrapped } from './display-width.ts'
import { table } from './table.ts'

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['贵宾', 4],
    ['e\u0301', 1],
    ['한국', 4],
    ['ｱ', 1],
    ['Ａ', 2],
    ['✓', 1],
    ['👍', 2],
  ])('%j takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

const names = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '贵', '宾', '한', 'é', '1', '/'), maxLength: 30 })

describe('table', () => {
  it('aligns Chinese names and numbers by what the eye sees', () => {
    expect(
      table(
        [{ heading: 'Queue' }, { heading: 'Agents' }],
        [
          ['贵宾', '23'],
          ['General', '178'],
        ],
        { foot: [['Total', '201']] },
      ),
    ).toEqual([
      'Queue    Agents',
      '───────  ──────',
      '贵宾         23',
      'General     178',
      '───────  ──────',
      'Total       201',
    ])
  })

  it('shortens names, never numbers', () => {
    expect(
      table([{ heading: 'Queue' }, { heading: 'Agents' }], [['A very long name', '123,456']], { width: 18 }),
    ).toEqual(['Queue       Agents', '─────────  ───────', 'A very l…  123,456'])
  })

  it('leaves out optional columns first', () => {
    const columns = [{ heading: 'Queue' }, { heading: 'Agents' }, { heading: 'ASA', optional: true }]
    const rows = [['General', '178', '3.3s']]
    expect(table(columns, rows, { width: 21 })[0]).toBe('Queue    Agents   ASA')
    expect(table(columns, rows, { width: 20 })[0]).toBe('Queue    Agents')
  })

  it('leaves out those that it would rather not after the others, and never shortens days', () => {
    const columns = [
      { heading: 'Month', whole: true },
      { heading: 'Client', align: 'left' },
      { heading: 'Calls', optional: true },
      { heading: 'Cost', optional: 'rather not' },
    ] as const
    const rows = [['2025-07 (14/31)', 'telecom', '178', '33']]
    const at = (width: number) => table(columns, rows, { width })
    expect(at(37)[0]).toBe('Month            Client   Calls  Cost')
    expect(at(36)[0]).toBe('Month            Client   Cost')
    expect(at(29)[0]).toBe('Month            Client')
    // The month was the widest, and cut: `2025-…`.
    expect(at(23)[2]).toBe('2025-07 (14/31)  telec…')
  })

  it('has no terminal codes without colour, and none that a name brings along', () => {
    const lines = table([{ heading: 'Queue' }], [['red \u001b[31mdead\u0007']])
    expect(lines[2]).toBe('red ?[31mdead?')
    expect(table([{ heading: 'Queue' }], [['x']], { colour: true })[0]).toBe('\u001b[1mQueue\u001b[0m')
  })

  it('is ASCII on request', () => {
    const lines = table([{ heading: 'Queue' }, { heading: 'ASA' }], [['A very long name', '–']], {
      unicode: false,
      width: 14,
    })
    expect(lines.join('')).toMatch(/^[\x20-\x7e]+$/)
  })

  it('keeps within the width wherever names can be shortened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, fc.nat(1e6)), { maxLength: 5 }),
        fc.integer({ min: 20, max: 60 }),
        (rows, width) => {
          const lines = table(
            [{ heading: 'Queue' }, { heading: 'Agents' }],
            rows.map(([name, agents]) => [name, String(agents)]),
            { width },
          )
          expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width)
          // Every number ends at the same column.
          const ends = lines.slice(1).map(displayWidth)
          expect(new Set(ends).size).toBe(1)
        },
      ),
    )
  })
})

describe('wrapped and joined', () => {
  it('lose nothing but spaces at the ends of lines', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrapped(text, width)
        const bare = (one: string) => one.replace(/\s/g, '')
        expect(bare(lines.join(''))).toBe(bare(text))
      }),
    )
  })

  it('keep closing punctuation with the character before it', () => {
    expect(wrapped('在岗坐席，需要', 8)).toEqual(['在岗坐', '席，需要'])
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three'])
    expect(joined(['Agents 12', 'Hours 3', 'FTE 1'], 20)).toEqual(['Agents 12 · Hours 3', 'FTE 1'])
  })
})

describe('columns for which there is no room', () => {
  const columns = [
    { heading: 'Queue' },
    { heading: 'Offered' },
    { heading: 'ASA', optional: true },
    { heading: 'AHT', optional: true },
  ]
  const rows = [['General', '1,234', '12s', '4m05s']]

  it('are named below the table', () => {
    // They used to be missing without a word.
    expect(table(columns, rows, { width: 18 }).slice(-2)).toEqual(['no room for: ASA,', 'AHT'])
    expect(table(columns, rows, { width: 24 }).at(-1)).toBe('no room for: AHT')
    expect(table(columns, rows, { width: 24, language: 'zh' }).at(-1)).toBe('宽度不足，未显示：AHT')
    expect(table(columns, rows, { width: 40 })).toHaveLength(3)
  })
})
