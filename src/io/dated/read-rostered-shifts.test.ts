import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { formatPlainDateTime } from '../../domain/index.ts'
import { readRosteredShifts } from './read-rostered-shifts.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-roster-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const HEAD = 'date,name,queue,shift,start,end,breaks\n'
const read = (text: string) => {
  const path = join(folder, 'r.csv')
  writeFileSync(path, text)
  return readRosteredShifts(path)
}

describe('a roster', () => {
  it('has shifts with breaks, nights too; days off are no shifts', async () => {
    const roster = await read(
      `${HEAD}2027-01-04,Ann,G,early,07:00,15:30,"09:00-09:15 paid; 12:00-12:30 unpaid"\n2027-01-04,Bo,G,night,22:00,06:00,02:00-02:30 unpaid\n2027-01-05,Ann,,off,,,\n`,
    )
    const shown = roster.map(({ name, start, end, breaks }) => [
      name,
      ...[start, end, ...breaks.flatMap((each) => [each.start, each.end])].map((time) =>
        formatPlainDateTime(time).slice(0, 16).replace('T', ' '),
      ),
    ])
    expect(shown).toEqual([
      [
        'Ann',
        '2027-01-04 07:00',
        '2027-01-04 15:30',
        '2027-01-04 09:00',
        '2027-01-04 09:15',
        '2027-01-04 12:00',
        '2027-01-04 12:30',
      ],
      ['Bo', '2027-01-04 22:00', '2027-01-05 06:00', '2027-01-05 02:00', '2027-01-05 02:30'],
    ])
  })

  it.each([
    ['date,name,start,end\n', /the rows of the roster have no column queue/],
    [`${HEAD}2027-01-04,Ann,G,early,7,15:30,\n`, /not a time of day \(got "7"\)\n.*line 2, column 5/],
    [`${HEAD}2027-01-04,Ann,G,early,07:00,15:30,at noon\n`, /not a break \(got "at noon"\)\n.*line 2, column 7/],
    [`${HEAD}2027-01-04,Ann,G,early,07:00,15:30,16:00-16:30\n`, /a break that is not within its shift/],
    [
      `${HEAD}2027-01-04,Ann,G,a,07:00,15:30,\n2027-01-04,Ann,G,b,15:00,20:00,\n`,
      /Ann has two shifts at the same time\n.*line 3/,
    ],
    [`${HEAD}soon,Ann,G,a,07:00,15:30,\n`, /line 2, column 1/],
  ])('%j is refused with its place', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })
})
