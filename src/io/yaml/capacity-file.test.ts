import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readCapacityFile } from './capacity-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-capacity-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'plan.yaml')
const read = (text: string, options = {}) => {
  writeFileSync(path, text)
  return readCapacityFile(path, options)
}
/** Monday, 4 January 2027. */
const MONDAY = 20_822
const QUEUE = 'queues: { mail: { volume: 700, aht: 10m, occupancy: 90% } }\n'
const GROUP = 'groups: { mail: { agents: 10 } }\n'
const SMALL = `start: 2027-01-04\nweeks: 4\n${QUEUE}${GROUP}`

describe('a file of capacity', () => {
  it('that says little has defaults: one group, full-timers of 40 hours, nobody hired', async () => {
    const { question, remarks } = await read(SMALL)
    expect(question).toMatchObject({
      start: MONDAY,
      weeks: 4,
      hoursAWeek: 40,
      contracts: [{ name: 'full-time', hours: 40 }],
      groups: [
        { name: 'mail', agents: [{ count: 10, contract: 'full-time' }], classes: { most: 0, lead: 0, atOnce: 1 } },
      ],
    })
    expect(question.queues[0]).toMatchObject({ group: 'mail', occupancy: 0.9, aht: [600, 600, 600, 600] })
    expect(question.queues[0].volume[3]).toEqual({ low: 700, mean: 700, high: 700 })
    expect(remarks).toEqual([])
  })

  it('months become weeks by their days, shares and hours become shrinkage, spans become weeks', async () => {
    const { question } = await read(`start: 2027-01-25
weeks: 2
queues:
  calls:
    volume: { 2027-01: 31000, 2027-02: { low: 2800, mean: 28000, high: 30800 } }
    aht: { all: 3m, 2: 4m }
    target: 80/20
    patience: 2m
    hours: mon-fri 08:00-10:00, sat 09:00-10:00
    busyness: { 08:00: 50%, 09:00: 150% }
    weekdays: [200%, 100%, 100%, 100%, 100%, 100%, 0%]
groups:
  calls:
    agents: [{ count: 5, since: 2026-12-28 }, { count: 2, tenure: 10w, contract: half }]
    classes: { most: 4 }
contracts: { full: { pay: 4000 }, half: { hours: 20, pay: 2000, most: 30% } }
shrinkage: { holiday: { all: 5%, 2027-02: 12% }, training: 2h/month, meetings: 1h/week }
classes: { least: 2, most: 12, lead: 6w, closed: [2027-02-03..2027-02-05], planned: { 2027-02-02: 3 } }
training: [{ weeks: 2 }, { what: systems, weeks: 1w, speed: 20% }]
learning: { 1: 60%, 5: 100% }
attrition: { 12: 2%, 0: 6% }
overtime: { most: 3h30m }
`)
    const [queue] = question.queues
    expect(queue.volume[0]).toEqual({ low: 7000, mean: 7000, high: 7000 })
    expect(queue.volume[1].mean).toBe(7000)
    expect(queue.volume[1].low).toBeCloseTo(700, 9)
    expect(queue.aht).toEqual([180, 240])
    // Half hours: Monday twice as busy; the second hour three times the first. 6 hours of weight 4, 1 and 1 on weekdays.
    const weights = { monday: 2 * 2 * (0.5 + 1.5), others: 4 * 2 * (0.5 + 1.5), saturday: 2 * 1.5 }
    const all = weights.monday + weights.others + weights.saturday
    expect(queue.shape.shares[16]).toBeCloseTo(1 / all, 12)
    expect(queue.shape.shares[5 * 48 + 18]).toBeCloseTo(1.5 / all, 12)
    expect(
      question.shrinkage.map(({ name, shares }) => [name, shares.map((share) => Math.round(share * 1e4) / 1e4)]),
    ).toEqual([
      ['holiday', [0.05, 0.12]],
      ['training', [0.0115, 0.0115]],
      ['meetings', [0.025, 0.025]],
    ])
    const [group] = question.groups
    expect(group.agents).toEqual([
      { count: 5, since: MONDAY - 7, contract: 'full' },
      { count: 2, since: MONDAY + 21 - 70, contract: 'half' },
    ])
    expect(group.classes).toMatchObject({ least: 2, most: 4, lead: 6, closed: [1], planned: [{ week: 1, people: 3 }] })
    expect(question.training).toEqual([
      { name: '1', weeks: 2, speed: 0 },
      { name: 'systems', weeks: 1, speed: 0.2 },
    ])
    expect(question.attrition).toEqual([
      { month: 0, rate: 0.06 },
      { month: 12, rate: 0.02 },
    ])
    expect(question.overtime).toEqual({ most: 3.5, pay: 1.5 })
  })

  it('takes volumes, handle times and their weeks from a forecast', async () => {
    writeFileSync(
      join(folder, 'weeks.csv'),
      'start,queue,covered_days,of_days,volume,volume_p10,volume_p90,aht\n2027-01-06,mail,5,7,500,400,600,200\n2027-01-11,mail,7,7,700,650,770,300\n2027-01-18,mail,7,7,714,651,777,400\n2027-01-11,other,7,7,1,1,1,1\n2027-01-25,mail,2,7,200,190,210,400\n',
    )
    const { question, remarks, forecast } = await read(
      `forecast: weeks.csv\nqueues: { mail: { occupancy: 90% } }\n${GROUP}`,
    )
    expect(question).toMatchObject({ start: MONDAY + 7, weeks: 2 })
    expect(question.queues[0].volume.map(({ low, mean, high }) => [low, mean, high].map(Math.round))).toEqual([
      [650, 700, 770],
      [651, 714, 777],
    ])
    expect(question.queues[0].aht).toEqual([expect.closeTo(300, 9), expect.closeTo(400, 9)])
    expect(remarks).toEqual(['the forecast has queues that the file does not plan: other'])
    expect(forecast).toBe(join(folder, 'weeks.csv'))
    await expect(read(`forecast: weeks.csv\nqueues: { mial: { occupancy: 90% } }\n${GROUP}`)).rejects.toThrow(
      /the forecast has no such queue \(got "mial"\)\n.*line 2, column 11\n.*did you mean mail\?/,
    )
    await expect(
      read(`forecast: weeks.csv\nstart: 2027-01-11\nweeks: 4\nqueues: { mail: { occupancy: 90% } }\n${GROUP}`),
    ).rejects.toThrow(
      /mail has no volume for 2 of 4 weeks: that of 2027-01-25 to that of 2027-02-01\n.*\n.*from 2027-01-06 to 2027-01-26/,
    )
  })

  it.each([
    [SMALL.replace('10m', '10x'), /not a duration.*\n {2}at queues.mail.aht, .*plan.yaml, line 3, column 37/],
    [SMALL.replace('agents:', 'agent:'), /agent is not known here\n.*line 4, column 19\n.*did you mean agents\?/],
    [
      SMALL.replace('occupancy: 90%', 'target: 80/20'),
      /nothing says when mail is open\n.*line 3.*\n.*hours: mon-sun 08:00-20:00/,
    ],
    [
      SMALL.replace('volume: 700, ', ''),
      /nothing says how many contacts mail has\n.*line 3.*\n.*krarup forecast history.csv --by week --csv/,
    ],
    [
      SMALL.replace('volume: 700', 'volume: { 2027-01-05: 7 }'),
      /a week begins on a Monday, and 2027-01-05 is none.*\n.*line 3.*\n.*write 2027-01-04/,
    ],
    [SMALL.replace('volume: 700', 'volume: { soon: 7 }'), /neither a month nor the Monday of a week/],
    [SMALL.replace('start: 2027-01-04\n', ''), /nothing says when the plan begins/],
    [SMALL.replace('weeks: 4\n', ''), /nothing says how many weeks are planned/],
    [SMALL.replace('aht: 10m', 'aht: { 2: 10m }'), /there is no value for month 1\n.*line 3.*\n.*all: for every month/],
    [SMALL.replace('aht: 10m', 'aht: { 13: 10m }'), /not a month/],
    [
      `${SMALL}shrinkage: { holiday: 60%, illness: 40% }\n`,
      /the categories take 100% of the paid time.*\n.*shrinkage, .*line 5/,
    ],
    [`${SMALL}shrinkage: { holiday: { 1: 60 } }\n`, /shrinkage is not a share/],
    [`${SMALL}classes: { most: 5, least: 6 }\n`, /at least 6 people and at most 5\n.*groups.mail.classes.least/],
    [
      `${SMALL}classes: { planned: { 2028-01-03: 5 } }\n`,
      /2028-01-03 is not in the weeks of the plan\n.*line 5.*\n.*2027-01-04 to 2027-01-25/,
    ],
    [`${SMALL}classes: { lead: soon }\n`, /not a number of weeks: write 4w/],
    [`${SMALL}lending: [{ from: mail, to: sales, most: 2 }]\n`, /no group has this name \(got "sales"\)/],
    [`${SMALL}learning: { first: 60% }\n`, /learning/],
    [
      `${SMALL}contracts: { full: { pay: 10 }, half: { hours: 20 } }\n`,
      /half has no pay, and full has one\n.*contracts.half.pay, .*line 5/,
    ],
    [
      SMALL.replace('mail: { agents', 'a: {}, mail: { agents'),
      /mail does not say which group serves it\n.*\n.*one of a, mail/,
    ],
  ])('%# is refused with the place and what would mend it: %s', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })
})
