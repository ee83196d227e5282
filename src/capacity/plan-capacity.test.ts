import { describe, expect, it } from 'vitest'
import { requiredAgents } from '../erlang/index.ts'
import { planCapacity } from './index.ts'
import { WEEKS_A_MONTH } from './people.ts'
import { MONDAY, smallQuestion, withClasses, workOf } from './question.testing.ts'

const same = <T>(value: T, count: number): T[] => new Array<T>(count).fill(value)
const weekOf = (day: number) => (day - MONDAY) / 7
const classesOf = ({ classes }: { classes: readonly { start: number; people: number }[] }) =>
  classes.map(({ start, people }) => [weekOf(start), people])

describe('hires that are known exactly', () => {
  it('nobody leaves and the work stays: those who lack, as early as they can, and nobody after', async () => {
    // 2,000 hours are 50 agents of 40; 44 are there. Lead 3 weeks and training 2: from week 5 on.
    const question = withClasses(
      smallQuestion(44, same(2000, 12), { training: [{ name: 'class', weeks: 2, speed: 0 }] }),
      { lead: 3, most: 20 },
    )
    const { classes, groups, proof, shortages } = await planCapacity(question)
    expect(classes).toEqual([
      {
        group: 'mail',
        start: MONDAY + 21,
        onContacts: MONDAY + 35,
        decideBy: MONDAY,
        people: 6,
        byContract: [6],
        planned: false,
      },
    ])
    expect(groups[0].weeks.map(({ over }) => over.mean)).toEqual([...same(-6, 5), ...same(0, 7)])
    expect(groups[0].weeks.map(({ heads }) => heads)).toEqual([...same(44, 3), ...same(50, 9)])
    expect(groups[0].weeks.map(({ inTraining }) => inTraining)).toEqual([0, 0, 0, 6, 6, ...same(0, 7)])
    expect(proof.gap).toBeCloseTo(0, 9)
    expect(shortages).toMatchObject([
      { from: MONDAY, to: MONDAY + 28, weeks: 5, most: 6, agentWeeks: 30, why: 'too soon', decideBy: MONDAY - 35 },
    ])
    // 6 x 40 hours more among 44.
    expect(shortages[0].overtimeHours).toBeCloseTo((6 * 40) / 44, 12)
  })

  it('shrinkage makes more of them needed: 1,500 hours on duty of 60% of 40 are 62.5 agents', async () => {
    const shrinkage = [
      { name: 'holiday', shares: same(0.1, 6) },
      { name: 'others', shares: same(0.3, 6) },
    ]
    const { groups, classes } = await planCapacity(smallQuestion(60, same(1500, 6), { shrinkage }))
    expect(groups[0].weeks[3].need.mean).toBeCloseTo(62.5, 12)
    expect(classesOf({ classes })).toEqual([[0, 3]])
  })

  it('the steady state of attrition: as many are hired as leave', async () => {
    // Of 1,000 who are needed 2 % a week leave; people are whole, so hires differ by less than one from week to week.
    const weekly = 0.02
    const attrition = [{ month: 0, rate: 1 - (1 - weekly) ** WEEKS_A_MONTH }]
    const { classes, groups } = await planCapacity(smallQuestion(1000, same(40_000, 20), { attrition }), { gap: 1e-5 })
    const hired = classes.reduce((sum, { people }) => sum + people, 0)
    // In week 19 as many have left as leave in 19 weeks of 1,000.
    expect(Math.abs(hired - 19 * 20)).toBeLessThanOrEqual(1)
    for (const { heads } of groups[0].weeks) {
      expect(heads).toBeGreaterThan(1000 - 1e-6)
      expect(heads).toBeLessThan(1001.01)
    }
  })

  it('new people leave and work by their tenure', async () => {
    const question = withClasses(
      smallQuestion(0, [0, 0, 0, 0, 0, 0], {
        training: [
          { name: 'class', weeks: 1, speed: 0 },
          { name: 'supervised', weeks: 1, speed: 0.25 },
        ],
        learning: [
          { week: 1, speed: 0.5 },
          { week: 3, speed: 0.8 },
        ],
        attrition: [{ month: 0, rate: 1 - 0.9 ** WEEKS_A_MONTH }],
      }),
      { planned: [{ week: 1, people: 10 }] },
    )
    const { groups, classes } = await planCapacity(question)
    expect(classes).toMatchObject([{ people: 10, planned: true }])
    const heads = [0, 10, 9, 8.1, 7.29, 6.561]
    const speeds = [0, 0, 0.25, 0.5, 0.5, 0.8]
    groups[0].weeks.forEach((week, k) => {
      expect(week.heads).toBeCloseTo(heads[k], 9)
      expect(week.agents).toBeCloseTo(heads[k] * speeds[k], 9)
    })
  })
})

describe('the least cost', () => {
  // Independent of the program: every choice of classes of 0, 2 or 3 people in weeks 1 to 6, and what overtime and lacking hours then cost.
  const WORK = [400, 420, 380, 520, 500, 560, 480, 600]
  const LEAVE = 0.03
  const PAY = 4000 / WEEKS_A_MONTH
  const HOUR = PAY / 40
  function costOf(sizes: readonly number[]): number {
    let cost = 0
    for (let week = 0; week < WORK.length; week++) {
      const base = 11 * (1 - LEAVE) ** week
      let [trained, duty, heads] = [base, base, base]
      sizes.forEach((size, k) => {
        const age = week - (k + 1)
        if (age < 0) return
        const left = size * (1 - LEAVE) ** age
        heads += left
        if (age >= 1) trained += left
        duty += left * [0, 0.5, 1, 1, 1, 1, 1][age]
        if (age === 0 && size > 0) cost += 300 + 50 * size
      })
      const lacking = Math.max(0, WORK[week] - 40 * 0.9 * duty)
      const overtime = Math.min(lacking, trained * 3)
      cost += heads * PAY + overtime * HOUR * 1.5 + (lacking - overtime) * 70
    }
    return cost
  }
  const every = (length: number): number[][] =>
    length === 0 ? [[]] : every(length - 1).flatMap((rest) => [0, 2, 3].map((size) => [...rest, size]))

  it('is that of the best of all choices of classes', async () => {
    const best = Math.min(...every(6).map(costOf))
    const question = withClasses(
      smallQuestion(11, WORK, {
        shrinkage: [{ name: 'all', shares: same(0.1, WORK.length) }],
        attrition: [{ month: 0, rate: 1 - (1 - LEAVE) ** WEEKS_A_MONTH }],
        training: [{ name: 'class', weeks: 1, speed: 0 }],
        learning: [
          { week: 1, speed: 0.5 },
          { week: 2, speed: 1 },
        ],
        overtime: { most: 3, pay: 1.5 },
        shortHour: 70,
      }),
      { least: 2, most: 3, lead: 1, closed: [7], cost: 300, hire: 50 },
    )
    const { proof, classes, costs, shortWeeks } = await planCapacity(question, { gap: 0 })
    expect(proof.cost).toBeCloseTo(best, 4)
    expect(proof.bound).toBeCloseTo(best, 4)
    const sizes = [1, 2, 3, 4, 5, 6].map((week) => classes.find(({ start }) => weekOf(start) === week)?.people ?? 0)
    expect(costOf(sizes)).toBeCloseTo(best, 6)
    // What is paid, and what is lacking, are the same money. A lacking agent is 36 hours on duty.
    expect(costs.total + shortWeeks * 36 * 70).toBeCloseTo(best, 4)
  })

  it('two contracts: part-timers where they are cheaper, up to their share of a class', async () => {
    const contracts = [
      { name: 'full', hours: 40, pay: 4000 },
      { name: 'part', hours: 20, pay: 1900, most: 0.5 },
    ]
    const { classes } = await planCapacity(smallQuestion(0, same(1200, 4), { contracts }), { gap: 0 })
    // Each pair brings 60 hours.
    expect(classes.map(({ byContract }) => byContract)).toEqual([[20, 20]])
  })

  it('classes have rooms: one at a time, and those that are decided stay', async () => {
    const question = withClasses(
      smallQuestion(10, same(1600, 8), { training: [{ name: 'class', weeks: 2, speed: 0 }] }),
      { most: 10, planned: [{ week: 1, people: 4 }] },
    )
    const starts = classesOf(await planCapacity(question, { gap: 0 }))
    expect(starts[0]).toEqual([1, 4])
    for (let k = 1; k < starts.length; k++) expect(starts[k][0] - starts[k - 1][0]).toBeGreaterThanOrEqual(2)
    expect(starts.every(([, people]) => people <= 10)).toBe(true)
  })

  it('a group lends what it has to spare, and pays for the way', async () => {
    const question = smallQuestion(10, same(480, 3), {
      queues: [workOf(same(480, 3)), { ...workOf(same(400, 3)), name: 'other', group: 'other' }],
      lending: [{ from: 'other', to: 'mail', most: 3, speed: 0.8, cost: 2 }],
    })
    const closed = { ...question.groups[0].classes, most: 0 }
    const groups = [
      { ...question.groups[0], classes: closed },
      { name: 'other', agents: [{ count: 14, contract: 'full' }], classes: closed },
    ]
    const plan = await planCapacity({ ...question, groups })
    // Two lack; 2.5 of the others do the work of two.
    expect(plan.groups[0].weeks[0].borrowed).toBeCloseTo(2, 9)
    expect(plan.groups[1].weeks[0].lent).toBeCloseTo(2.5, 9)
    expect(plan.costs.lending).toBeCloseTo(3 * 2.5 * 40 * 2, 6)
    expect(plan.shortages).toEqual([])
  })
})

describe('a class that is dropped', () => {
  const question = withClasses(smallQuestion(10, [400, 400, 520, 520, 520, 520]), { most: 3 })

  it('is worth what is lacking without it, less the pay that is saved; and the plan without it has another', async () => {
    const plan = await planCapacity(question, { without: [MONDAY + 14] })
    expect(classesOf(plan)).toEqual([[2, 3]])
    const saved = (3 * 4 * 4000) / WEEKS_A_MONTH
    const shortHour = (20 * 4000) / WEEKS_A_MONTH / 40
    expect(plan.worths).toHaveLength(1)
    expect(plan.worths[0]).toMatchObject({
      group: 'mail',
      start: MONDAY + 14,
      people: 3,
      from: MONDAY + 14,
      to: MONDAY + 35,
    })
    expect(plan.worths[0].saved).toBeCloseTo(saved, 6)
    expect(plan.worths[0].shortWeeks).toBeCloseTo(12, 9)
    expect(plan.worths[0].worth).toBeCloseTo(12 * 40 * shortHour - saved, 4)
    expect(plan.without!.dropped.classes).toEqual([])
    expect(plan.without!.dropped.shortWeeks).toBeCloseTo(12, 9)
    // A week earlier, and a week's pay more.
    expect(classesOf(plan.without!.replanned)).toEqual([[1, 3]])
    expect(plan.without!.replanned.costs.total - plan.costs.total).toBeCloseTo((3 * 4000) / WEEKS_A_MONTH, 6)
  })

  it('is of a week of the plan', async () => {
    await expect(planCapacity(question, { without: [MONDAY + 15] })).rejects.toThrow(
      /no week of the plan begins on 2027-01-19.*\n.*\n.*Mondays from 2027-01-04 to 2027-02-08/,
    )
  })
})

describe('needs', () => {
  it('are the agents of every interval of the week, so that small queues have the low occupancy of their size', async () => {
    const target = { serviceLevel: { within: 20, share: 0.8 } }
    // 80 hours of 10 contacts, 4 of 60.
    const contacts = 80 * 10 + 4 * 60
    const shape = { interval: 3600, shares: [...same(10 / contacts, 80), ...same(60 / contacts, 4)] }
    const volume = [{ low: contacts / 2, mean: contacts, high: 2 * contacts }]
    const question = smallQuestion(0, [0], {
      queues: [{ name: 'calls', group: 'mail', volume, aht: [300], shape, target }],
    })
    const { groups } = await planCapacity(question)
    const agents = (perHour: number) =>
      requiredAgents({ volumePerInterval: perHour, interval: 3600, aht: 300 }, target).agents
    const { need, occupancy } = groups[0].weeks[0]
    const duty = 80 * agents(10) + 4 * agents(60)
    expect(need.mean).toBeCloseTo(duty / 40, 12)
    expect(need.low).toBeCloseTo((80 * agents(5) + 4 * agents(30)) / 40, 12)
    expect(need.high).toBeCloseTo((80 * agents(20) + 4 * agents(120)) / 40, 12)
    expect(occupancy).toBeCloseTo((contacts * 300) / 3600 / duty, 12)
  })

  it('of large queues are interpolated: within an agent of those of each number', async () => {
    const target = { serviceLevel: { within: 20, share: 0.8 } }
    for (const load of [90, 180, 433, 912.5]) {
      const queue = {
        name: 'calls',
        group: 'mail',
        aht: [300],
        shape: { interval: 604_800, shares: [1] },
        target,
        patience: 120,
      }
      const mean = (load * 604_800) / 300
      const question = smallQuestion(0, [0], {
        queues: [{ ...queue, volume: [{ low: mean, mean, high: 1.1 * mean }] }],
      })
      const { groups } = await planCapacity(question)
      const { agents, state } = requiredAgents({ load, aht: 300, patience: 120 }, target)
      expect(Math.abs((groups[0].weeks[0].need.mean * 40) / 168 - agents)).toBeLessThanOrEqual(1)
      // An agent more or less, and so the occupancy.
      expect(Math.abs(groups[0].weeks[0].occupancy - state.occupancy)).toBeLessThan(1.1 / agents)
      expect(groups[0].weeks[0].occupancy).toBeLessThan(1)
    }
  })

  it('are covered at the end of the range that is asked for, and over and under are told for all', async () => {
    const work = same({ low: 360, mean: 400, high: 480 }, 3)
    const mean = await planCapacity(smallQuestion(10, work))
    expect(mean.groups[0].weeks[1].over).toEqual({ low: -2, mean: 0, high: 1 })
    const high = await planCapacity(smallQuestion(10, work, { cover: 'high' }))
    expect(classesOf(high)).toEqual([[0, 2]])
    expect(high.groups[0].weeks[1].over).toEqual({ low: 0, mean: 2, high: 3 })
  })

  it('name the queue of a target that nobody reaches', async () => {
    const queue = { ...workOf([100]), occupancy: undefined, target: { asa: 0 } }
    await expect(planCapacity(smallQuestion(1, [100], { queues: [queue as never] }))).rejects.toThrow(
      /queues\.mail\.target/,
    )
  })
})

describe('people beside the agents', () => {
  it('follow the agents, those in training, and the checks', async () => {
    const question = withClasses(
      smallQuestion(25, [{ low: 900, mean: 1000, high: 1100 }, 1000, 1000, 1000], {
        training: [{ name: 'class', weeks: 1, speed: 0 }],
        teamLeaders: { agentsEach: 12, pay: 6000 },
        trainers: { peopleEach: 10, pay: 5000 },
        inspectors: { check: 900, eachWeek: 1, newEachWeek: 5, newFor: 1, pay: 5000 },
      }),
      { planned: [{ week: 1, people: 11 }] },
    )
    const checked = { ...question, queues: [{ ...question.queues[0], checked: 0.05 }] }
    const { followers, costs } = await planCapacity(checked)
    // 5 % of 1,000 contacts are 50 checks; 25 agents once and 11 new ones five times are 80. An inspector makes 160 a week.
    expect(followers).toEqual([
      { teamLeaders: 3, trainers: 0, inspectors: 1, checks: 50 },
      { teamLeaders: 3, trainers: 2, inspectors: 1, checks: 50 },
      { teamLeaders: 3, trainers: 0, inspectors: 1, checks: 80 },
      { teamLeaders: 3, trainers: 0, inspectors: 1, checks: 50 },
    ])
    expect(costs.trainers).toBeCloseTo((2 * 5000) / WEEKS_A_MONTH, 9)
    expect(costs.teamLeaders).toBeCloseTo((12 * 6000) / WEEKS_A_MONTH, 9)
  })
})

describe('a question that makes no sense', () => {
  const good = smallQuestion(10, same(400, 4))
  it.each([
    [{ start: MONDAY + 1 }, 'a plan begins on a Monday, and 2027-01-05 is a Tuesday'],
    [{ weeks: 5 }, 'queues.mail.volume has 4 values, and the plan has 5 weeks'],
    [{ wekks: 4 }, 'wekks is not known here'],
    [{ queues: [] }, 'planCapacity needs a list of queues'],
    [{ queues: [{ ...good.queues[0], group: 'mial' }] }, 'did you mean mail?'],
    [{ queues: [{ ...good.queues[0], occupancy: undefined }] }, 'neither a target nor an occupancy'],
    [{ queues: [workOf([{ low: 5, mean: 4, high: 6 }, 1, 1, 1])] }, 'not in their order: 5, 4, 6'],
    [{ queues: [workOf([1, 1, 1, 1]), workOf([1, 1, 1, 1])] }, 'two queues are called mail'],
    [{ shrinkage: [{ name: 'a', shares: [0.5, 1, 0, 0] }] }, 'in the week of 2027-01-11 the categories take 100%'],
    [{ contracts: [...good.contracts, { name: 'part', hours: 20 }] }, 'part has no pay, and full has one'],
    [{ contracts: [{ name: 'full', hours: 40, most: 0.5 }] }, 'no room for all of a class'],
    [
      {
        attrition: [
          { month: 3, rate: 0.1 },
          { month: 1, rate: 0.2 },
        ],
      },
      '1 comes after 3',
    ],
    [{ learning: [{ week: 0, speed: 1 }] }, 'learning must be a whole number, at least 1'],
    [{ lending: [{ from: 'mail', to: 'mail', most: 1, speed: 1, cost: 0 }] }, 'mail lends to itself'],
    [{ cover: 'most' }, 'not an end of the range'],
    [
      { groups: [{ ...good.groups[0], agents: [{ count: 1, since: MONDAY + 7, contract: 'full' }] }] },
      'since 2027-01-11, after the plan begins',
    ],
    [withClasses(good, { least: 9, most: 8 }), 'at least 9 people and at most 8'],
  ])('%#: %s', async (changes, message) => {
    await expect(planCapacity({ ...good, ...changes } as never)).rejects.toThrow(message)
  })
})

describe('without rates of pay', () => {
  it('paid hours are made least', async () => {
    const plan = await planCapacity(
      smallQuestion(10, [400, 400, 480, 480], { contracts: [{ name: 'full', hours: 40 }] }),
    )
    expect(plan.priced).toBe(false)
    expect(classesOf(plan)).toEqual([[2, 2]])
    expect(plan.costs.total).toBe(4 * 400 + 2 * 80)
  })
})
