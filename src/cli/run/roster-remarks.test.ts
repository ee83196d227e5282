import { expect, it } from 'vitest'
import { englishOf } from '../../domain/messages/index.ts'
import { unusedOf } from './roster-remarks.ts'

const MONDAY = 20_423
const shift = (day: number, queue = 'vip') => ({
  day,
  queue,
  shift: 'early',
  start: 21_600,
  end: 50_400,
  breaks: '',
  paidHours: 8,
})

// All of it was passed over without a word.
it('says what plays no part in a roster', () => {
  const shifts = [0, 1].map((day) => ({ ...shift(MONDAY + day), agents: 1 }))
  expect(
    englishOf(
      unusedOf({
        shifts,
        people: [
          { name: 'Ann', queues: new Map([['vpi', 1]]), fixed: [{ day: MONDAY + 9, shift: 'early' }] },
          {
            name: 'Bo',
            holidays: [[MONDAY - 9, MONDAY - 8]],
            wishes: [{ day: MONDAY + 5, shift: 'off', isFor: true, weight: 1 }],
          },
          { name: 'Cy', holidays: [[MONDAY - 9, MONDAY]] },
        ],
        rules: {},
        before: [{ name: 'Ann', ...shift(MONDAY) }],
        keep: [
          { name: 'Di', ...shift(MONDAY) },
          { name: 'Ann', ...shift(MONDAY + 7) },
        ],
      }),
    ),
  ).toEqual([
    '--before is of the days before 2025-12-01; later rows, which play no part: 1',
    '--keep is of the days of the shifts; rows of other days, which play no part: 1',
    '--keep has shifts of people who are not in --people, and are given to others: Di',
    'no shift is of the queue vpi, which Ann can serve; did you mean vip?',
    'the shifts are those of 2025-12-01 to 2025-12-02; other days play no part: Ann fixed 2025-12-10 early, Bo on holiday from 2025-11-22, Bo wishes 2025-12-06 off',
  ])
  expect(unusedOf({ shifts, people: [{ name: 'Ann' }], rules: {} })).toEqual([])
})
