import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayOf, formatDay, formatPlainDateTime, parseTarget } from '../domain/index.ts'
import { readPlan, toCsv } from '../io/index.ts'
import { madeQueue } from '../plan/history.testing.ts'
import { makePlan } from '../plan/index.ts'
import { type Language, planCsvRows, planPeriodCsvRows, planWorkbook, toXlsx } from '../report/index.ts'
import { runIn } from './terminal.testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'krarup-review-'))
const inFolder = (...words: string[]) => runIn(folder, words)
afterAll(() => rmSync(folder, { recursive: true }))

/** Eight weeks from which two more are planned, and these two as they came: one queue of half hours. */
beforeAll(async () => {
  const history = madeQueue('sales', { weeks: 8 })
  const came = madeQueue('sales', { weeks: 10 })
  const { offered, answered, answeredWithin, abandoned, waitTotal, handleTotal, agents } = came.measures
  const rows = Array.from(offered.keys())
    .filter((i) => offered[i] >= 0)
    .map((i) => {
      const start = formatPlainDateTime(came.start + i * came.interval).slice(0, 16)
      const whole = [offered, answered, answeredWithin, abandoned, waitTotal, handleTotal, agents].map((values) =>
        Math.round(values![i]),
      )
      return [start.replace('T', ' '), 'sales', ...whole].join(',')
    })
  const head = 'start,queue,offered,answered,answered within 20 s,abandoned,total wait,total handle time,agents'
  const isPast = (row: string) => row < formatDay(dayOf(came.start) + 56)
  writeFileSync(join(folder, 'before.csv'), [head, ...rows.filter(isPast)].join('\n'))
  writeFileSync(join(folder, 'actuals.csv'), [head, ...rows.filter((row) => !isPast(row))].join('\n'))
  const plan = await makePlan(
    { interval: history.interval, queues: [history] },
    { settings: { target: parseTarget('80/20') }, paths: 0, forecastModel: 'seasonal-naive' },
  )
  const write = (name: string, language: Language, form = {}) => {
    const { headings, rows: ofPlan } = planCsvRows(plan, language)
    writeFileSync(join(folder, name), toCsv(headings, ofPlan, form))
  }
  write('plan.csv', 'en')
  write('plan-zh.csv', 'zh', { delimiter: ';', decimal: 'comma' })
  const days = planPeriodCsvRows(plan, 'day')
  writeFileSync(join(folder, 'days.csv'), toCsv(days.headings, days.rows))
  writeFileSync(join(folder, 'plan.xlsx'), await toXlsx(planWorkbook(plan, { title: 'plan' })))
})

describe('krarup review', () => {
  it('says the verdict, what differed, what did it, and what to change', async () => {
    const { status, out } = await inFolder('review', 'plan.csv', '--actuals', 'actuals.csv', '--target', '80/20')
    expect(status).toBe(0)
    expect(out).toMatch(/^Plan and what happened: .*, 1\d days, intervals of 30m$/m)
    expect(out).toMatch(/^Service level came (as planned|to \d\d\.\d%)/m)
    expect(out).toMatch(/^Contacts +[\d,]+ +[\d,]+ +[+-]?\d+\.\d%$/m)
    expect(out).toMatch(/^Together +[+-]?\d+\.\d$/m)
    expect(out).toContain('For the next plan')
    expect(out).toMatch(/Target 80\/20: (met|missed)/)
  })

  it('reads the same plan from CSV in either language with any marks, and from its workbook', async () => {
    const [csv, zh, book] = await Promise.all(
      ['plan.csv', 'plan-zh.csv', 'plan.xlsx'].map((name) => readPlan(join(folder, name))),
    )
    expect(zh).toEqual(csv)
    expect(book.interval).toBe(csv.interval)
    csv.groups.forEach((group, g) => {
      const other = book.groups[g]
      expect(other.group).toBe(group.group)
      expect(other.start).toEqual(group.start)
      expect(other.agents).toEqual(group.agents)
      expect(other.scheduled).toEqual(group.scheduled)
      // the CSV is rounded, to a tenth of a contact and of a second and to four decimals
      for (const [figure, half] of [
        ['volume', 0.05],
        ['aht', 0.05],
        ['serviceLevel', 0.00005],
      ] as const)
        for (const [i, value] of group[figure].entries())
          expect(Math.abs(other[figure][i] - value)).toBeLessThan(1.01 * half)
    })
  })

  it('writes CSV by any period, JSON whose causes add up, a workbook and a page', async () => {
    const review = ['review', 'plan.csv', '--actuals', 'actuals.csv', '--quiet']
    const rows = async (by: string) => (await inFolder(...review, '--csv', '--by', by)).out.split('\n').length - 1
    const [all, weeks, days, intervals] = [
      await rows('all'),
      await rows('week'),
      await rows('day'),
      await rows('interval'),
    ]
    expect([all < weeks, weeks < days, days < intervals]).toEqual([true, true, true])
    const { groups } = JSON.parse((await inFolder(...review, '--json')).out)
    for (const { total, days: own } of groups) {
      for (const { difference, effects } of [total, ...own]) {
        const sum = Object.values<number | null>(effects).reduce<number>((one, effect) => one + (effect ?? 0), 0)
        expect(sum).toBeCloseTo(difference, 9)
      }
    }
    const { status } = await inFolder(...review, '--out', 'review.xlsx', '--report', 'review.html')
    expect(status).toBe(0)
    expect(readFileSync(join(folder, 'review.html'), 'utf8')).toContain('What made the difference')
  })

  it('takes who was on duty from a file: a plan.csv as it was is the plan', async () => {
    const { out } = await inFolder('review', 'plan.csv', '--actuals', 'actuals.csv', '--staffing', 'plan.csv', '--json')
    for (const { total, staffing } of JSON.parse(out).groups) {
      expect(staffing).toBe('known')
      expect(total.came.agentHours).toBeCloseTo(total.planned.agentHours, 6)
      expect(total.effects.staffing).toBe(0)
    }
  })

  it('speaks Chinese', async () => {
    const { out } = await inFolder('review', 'plan-zh.csv', '--actuals', 'actuals.csv', '--lang', 'zh')
    expect(out).toMatch(/^计划与实际对照：/)
    expect(out).not.toMatch(/Contacts|planned|undefined|\{/)
  })

  it.each([
    [['review', 'plan.csv'], 'a review needs what happened'],
    [['review', 'actuals.csv', '--actuals', 'actuals.csv'], 'this is no plan by interval'],
    [['review', 'plan.csv', '--actuals', 'before.csv'], 'no day is in the plan, in the actuals'],
    [['review', 'plan.csv', '--actuals', 'actuals.csv', '--start', '2030-01'], 'no day is in the plan, in the actuals'],
    [['review', 'plan.csv', '--actuals', 'actuals.csv', '--from', '2030-01'], 'did you mean --start?'],
    [['review', 'plan.csv', '--actuals', 'actuals.csv', '--patience', 'estimate'], 'it is found from its figures'],
  ])('%j is refused', async (words, says) => {
    const { status, notes } = await inFolder(...words)
    expect(status).toBe(2)
    expect(notes).toContain(says)
  })

  it('a plan by days is refused, and which one is wanted is said', async () => {
    const { notes } = await inFolder('review', 'days.csv', '--actuals', 'actuals.csv')
    expect(notes).toContain('this is a plan by days, weeks or months')
  })

  describe('with a contract', () => {
    const review = ['review', 'plan.csv', '--actuals', 'actuals.csv', '--quiet', '--contract', 'contract.yaml']
    beforeAll(() =>
      writeFileSync(
        join(folder, 'contract.yaml'),
        `currency: CNY
paid-hour: 30
clients:
  shop:
    target: 80/20
    answered: 4
    penalties: [{ service-below: 99.9%, bill: 10% }, { aht-above: 1m, amount: 50 }]
`,
      ),
    )

    it('settles each month, with the price for a margin', async () => {
      const { contract, groups } = JSON.parse((await inFolder(...review, '--margin', '20%', '--json')).out)
      expect(contract.currency).toBe('CNY')
      const [month] = contract.months
      const [came] = groups[0].months
      // answered contacts are the export's, hours those that the plan schedules
      expect(month.answered).toBeCloseTo(came.came.volume * came.came.connectRate, 6)
      expect(month.cost).toBeCloseTo(30 * came.scheduledHours, 6)
      expect(month.penalty).toBeCloseTo(0.4 * month.answered + 50, 6)
      const price = month.pricesForMargin.answered
      const paid = 0.9 * price * month.answered - 50
      expect((paid - month.cost) / paid).toBeCloseTo(0.2, 9)
    })

    it('prints it, in Chinese too, and on the page', async () => {
      const { out } = await inFolder(...review, '--margin', '20%', '--report', 'contract.html')
      expect(out).toMatch(/^The contract by month, in CNY$/m)
      expect(out).toMatch(/for a margin of 20\.0%: \d+\.\d{3} an answered contact/)
      expect((await inFolder(...review, '--lang', 'zh')).out).toContain('合同按月结算（CNY）')
      expect(readFileSync(join(folder, 'contract.html'), 'utf8')).toContain('The contract by month')
    })

    it('refuses a margin without a contract, a queue that is not there and a step that says nothing', async () => {
      expect((await inFolder('review', 'plan.csv', '--actuals', 'actuals.csv', '--margin', '20%')).notes).toContain(
        'a margin is of what a contract pays',
      )
      const wrong = (text: string) => writeFileSync(join(folder, 'wrong.yaml'), text)
      const asked = ['review', 'plan.csv', '--actuals', 'actuals.csv', '--quiet', '--contract', 'wrong.yaml']
      wrong('clients: { shop: { queues: [salse], answered: 4 } }')
      expect((await inFolder(...asked)).notes).toContain('did you mean sales?')
      wrong('clients: { shop: { penalties: [{ bill: 10% }] } }')
      expect((await inFolder(...asked)).notes).toContain('not a step: say one of service-below')
    })
  })
})
