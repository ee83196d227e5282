import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './terminal.testing.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krarup-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** Thirty days of a centre that never closes, in UTC, up to an instant. */
async function historyUntil(end: string, minutes = 30): Promise<string> {
  const file = join(folder, `until-${end.replaceAll(':', '')}-${minutes}.csv`)
  const last = Date.parse(end)
  const step = minutes * 60_000
  const rows = Array.from({ length: (30 * 86_400_000) / step }, (_, i) => {
    const at = last - (i + 1) * step
    const calls = 40 + ((i * 7) % 11)
    return `${instant(at)},A,${calls},${calls},200`
  }).reverse()
  await writeFile(file, `Start,Queue,Offered,Answered,AHT\n${rows.join('\n')}\n`)
  return file
}

interface Planned {
  starts: string[]
  utcOffsets: string[]
  days: { agentHours: number; paidHours: number; volume: number }[]
  total: { agentHours: number }
  remarks: string[]
  groups: { agents: number[]; volume: number[] }[]
}

async function planned(file: string, zone: string, ...more: string[]): Promise<Planned> {
  const { out } = await run(['plan', file, '--timezone', zone, '--days', '2', '--json', '--quiet', ...more])
  return JSON.parse(out)
}

/** Intervals of the second day as `02:30+01:00`. */
const secondDay = ({ starts, utcOffsets }: Planned, day: string) =>
  starts.flatMap((start, i) => (start.startsWith(day) ? [start.slice(11, 16) + utcOffsets[i]] : []))

// The day of 25 hours used to be planned with 48 half hours, an hour of work and pay missing.
describe('a plan over a night on which clocks change', () => {
  it.each([
    ['Europe/Berlin', '2026-10-23T22:00:00Z', '2026-10-25', 50, ['02:00+02:00', '02:00+01:00']],
    ['Europe/Berlin', '2027-03-26T23:00:00Z', '2027-03-28', 46, []],
    ['America/New_York', '2026-10-31T04:00:00Z', '2026-11-01', 50, ['01:00-04:00', '01:00-05:00']],
    ['America/Santiago', '2027-04-02T03:00:00Z', '2027-04-03', 50, ['23:00-03:00', '23:00-04:00']],
    ['Australia/Lord_Howe', '2027-04-02T13:00:00Z', '2027-04-04', 49, ['01:30+11:00', '01:30+10:30']],
  ])('%s, from %s on', async (zone, end, day, count, twice) => {
    const plan = await planned(await historyUntil(end), zone)
    const own = secondDay(plan, day)
    expect(own).toHaveLength(count)
    for (const time of twice) expect(own).toContain(time)
    expect(new Set(own).size).toBe(count)
    expect(plan.remarks).toEqual([expect.stringMatching(new RegExp(`^${day} has ${count / 2} hours`))])
    const agents = plan.groups[0].agents.filter((_, i) => plan.starts[i].startsWith(day))
    expect(plan.days[1].agentHours).toBeCloseTo(agents.reduce((sum, n) => sum + n, 0) / 2, 9)
    expect(plan.days[1].paidHours).toBeCloseTo(plan.days[1].agentHours / 0.7, 9)
    expect(plan.total.agentHours).toBeCloseTo(plan.days[0].agentHours + plan.days[1].agentHours, 9)
  })

  it('has both hours in CSV, table, page, picture and forecast', async () => {
    const file = await historyUntil('2026-10-23T22:00:00Z')
    const [page, picture, csv] = ['plan.html', 'plan.svg', 'plan.csv'].map((name) => join(folder, name))
    const words = ['--timezone', 'Europe/Berlin', '--days', '2']
    const { out } = await run(['plan', file, ...words, '--report', page, '--picture', picture, '--out', csv])
    const rows = (await readFile(csv, 'utf8')).split(/\r?\n/)
    expect(rows[0]).toMatch(/,utc_offset$/)
    expect(rows.filter((row) => row.startsWith('2026-10-25 02:30'))).toEqual([
      expect.stringMatching(/,\+02:00$/),
      expect.stringMatching(/,\+01:00$/),
    ])
    const forecast = await run(['forecast', file, ...words, '--csv'])
    const twice = forecast.out.split(/\r?\n/).filter((row) => row.startsWith('2026-10-25T02:30'))
    expect(twice.map((row) => row.slice(-6))).toEqual(['+02:00', '+01:00'])
    const volumes = forecast.out
      .split(/\r?\n/)
      .flatMap((row) => (row.startsWith('2026-10-25') ? Number(row.split(',')[2]) : []))
    const daily = await run(['forecast', file, ...words, '--csv', '--daily'])
    const day = daily.out.split(/\r?\n/).find((row) => row.startsWith('2026-10-25'))!
    expect(Number(day.split(',')[2])).toBeCloseTo(
      volumes.reduce((sum, one) => sum + one, 0),
      0,
    )
    expect(out).toContain('2 days')
    expect(await readFile(page, 'utf8')).toMatch(/25 Oct 02:30 \(2nd\)/)
    expect((await readFile(picture, 'utf8')).match(/class="column"/g)).toHaveLength(48 + 50)
  }, 30_000)

  it('explains the hour, and puts it into a scenario that plays', async () => {
    const file = await historyUntil('2026-10-23T22:00:00Z')
    const words = ['--timezone', 'Europe/Berlin', '--days', '2']
    const { out: why } = await run(['forecast', file, ...words, '--explain', '2026-10-25'])
    expect(why).toMatch(/change of the clocks +\+\d\.\d%/)
    const { out: scenario } = await run(['init', '--scenario', file, ...words, '--date', '2026-10-25', '--out', '-'])
    expect(scenario).toContain('Clocks change on this day of 25 hours')
    const written = join(folder, 'day.yaml')
    await writeFile(written, scenario)
    const { out: simulated } = await run(['simulate', written, '--replications', '5', '--json'])
    expect(JSON.parse(simulated)).toBeDefined()
  })

  it('is refused where the intervals cannot show it, and has 24 hours where no zone is named', async () => {
    const hourly = await historyUntil('2027-04-03T00:00:00Z', 60)
    const written = join(folder, 'local-hours.csv')
    await writeFile(written, (await readFile(hourly, 'utf8')).replaceAll('Z,', ','))
    const { status, notes } = await run(['plan', written, '--timezone', 'Australia/Lord_Howe', '--days', '2', '--json'])
    expect(status).not.toBe(0)
    expect(notes).toMatch(/2027-04-04 the clock repeats 01:30 to 02:00, which intervals of 1h cannot show/)
    const local = await planned(await historyUntil('2026-10-24T00:00:00Z'), 'UTC')
    expect(local.starts).toHaveLength(96)
  })
})
