import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPlainDateTime, parsePlainDateTime } from '../../domain/index.ts'
import { ZoneClock } from './zone-clock.ts'

const utc = (text: string) => Date.parse(text) / 1000

describe('ZoneClock', () => {
  test('agrees with the runtime on any instant', async () => {
    for (const timezone of [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Shanghai',
      'Australia/Lord_Howe',
      'America/Sao_Paulo',
      'Africa/Casablanca',
    ]) {
      const clock = await ZoneClock.of(timezone)
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
      fc.assert(
        fc.property(fc.integer({ min: utc('1995-01-01T00:00:00Z'), max: utc('2035-01-01T00:00:00Z') }), (instant) => {
          expect(formatPlainDateTime(clock.wallTime(instant).time).replace('T', ' ')).toBe(
            format.format(instant * 1000),
          )
        }),
        { numRuns: 40 },
      )
    }
  })

  test('the hour that comes twice, first and second', async () => {
    const clock = await ZoneClock.of('Europe/Berlin')
    const time = parsePlainDateTime('2026-10-25T02:30')
    expect(clock.wallTime(utc('2026-10-25T00:30:00Z'))).toEqual({ time, second: false })
    expect(clock.wallTime(utc('2026-10-25T01:30:00Z'))).toEqual({ time, second: true })
    expect(clock.wallTime(utc('2026-10-25T02:30:00Z'))).toEqual({ time: time + 3600, second: false })
  })

  test('the changes of a year, of half an hour too', async () => {
    const year = [parsePlainDateTime('2026-01-01'), parsePlainDateTime('2027-01-01')] as const
    const shown = (clock: ZoneClock) =>
      clock
        .changes(...year)
        .map(({ from, to, kind }) => `${kind} ${formatPlainDateTime(from)} ${formatPlainDateTime(to)}`)
    expect(shown(await ZoneClock.of('Europe/Berlin'))).toEqual([
      'skipped 2026-03-29T02:00:00 2026-03-29T03:00:00',
      'doubled 2026-10-25T02:00:00 2026-10-25T03:00:00',
    ])
    expect(shown(await ZoneClock.of('Australia/Lord_Howe'))).toEqual([
      'doubled 2026-04-05T01:30:00 2026-04-05T02:00:00',
      'skipped 2026-10-04T02:00:00 2026-10-04T02:30:00',
    ])
    expect(shown(await ZoneClock.of('Asia/Shanghai'))).toEqual([])
  })

  test('a zone that does not exist', async () => {
    await expect(ZoneClock.of('Mars/Olympus')).rejects.toMatchObject({ code: 'UNREADABLE', value: 'Mars/Olympus' })
  })
})
