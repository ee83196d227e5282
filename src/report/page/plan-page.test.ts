import { describe, expect, it } from 'vitest'
import { knownUntilNoon, manyQueues, SAMPLE_QUEUES, samplePlan } from '../../../test/report-sample.ts'
import { figures } from '../format.ts'
import { wholePlan } from '../plan/whole-plan.ts'
import { words } from '../plan-words.ts'
import { planPage } from './plan-page.ts'
import { planSvg } from './plan-svg.ts'

const { plan, history } = samplePlan()
const title = 'Hotline <script>alert(1)</script> & "Co"'
const page = planPage(plan, history, {
  title,
  generated: '2026-04-05 18:00',
  findings: ['4 queues <b>found</b>'],
})
/** What a reader sees without script: the markup without the style sheet and the script. */
const markup = page.replace(/<style>.*?<\/style>/s, '').replace(/<script.*<\/script>/s, '')
const text = markup.replace(/<[^>]*>/g, ' ')

describe('planPage', () => {
  it('asks nobody for anything', () => {
    expect(page).not.toMatch(/https?:|\/\/\w|<link|<img|<iframe|@import|url\(|src=|fetch\(|import\(/)
  })

  it('escapes every text that comes from outside', () => {
    expect(page).not.toContain('<script>alert')
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page.match(/<\/script/g)).toHaveLength(2)
    expect(page).not.toContain('<b>English</b>')
    expect(page).not.toContain('<b>found</b>')
    expect(markup).toContain('&lt;b&gt;English&lt;/b&gt; &amp; &quot;Co&quot;')
    expect(markup).toContain('<h1>Hotline &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;</h1>')
  })

  it('shows the headline figures of the whole plan', () => {
    const { total } = wholePlan(plan)
    const cards = Object.fromEntries(
      [...markup.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)/g)].map(([, name, value]) => [name, value]),
    )
    expect(cards).toMatchObject({
      Contacts: figures.volume(total.volume),
      'Peak agents': figures.number(total.peakAgents),
      'Agent hours': figures.number(total.agentHours),
      'Paid hours': figures.number(total.paidHours),
      FTE: figures.number(total.fte, 1),
      'Service level': figures.percent(total.serviceLevel),
      'Connect rate': figures.percent(total.connectRate),
      ASA: figures.duration(total.asa),
      Occupancy: figures.percent(total.occupancy),
    })
  })

  it('shows each day and each group with the numbers of the plan', () => {
    const rows = [...markup.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/g)].map(([, head, cells]) => [
      head.replace(/<[^>]*>/g, ''),
      ...[...cells.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell.replace(/<br><small>.*/, '')),
    ])
    const { days } = wholePlan(plan)
    const tuesday = rows.find(([head, , , , , hours]) => head === 'Tue 7 Apr' && hours) as string[]
    expect(tuesday.slice(1, 4)).toEqual([
      figures.volume(days[1].volume),
      figures.duration(days[1].aht),
      figures.number(days[1].peakAgents),
    ])
    expect(tuesday.slice(8, 10)).toEqual([figures.percent(days[1].serviceLevel), figures.percent(days[1].connectRate)])
    const vip = rows.find(([head]) => head === 'VIP 贵宾') as string[]
    const { total } = plan.groups[1]
    expect(vip.slice(1, 8)).toEqual([
      figures.volume(total.volume),
      figures.duration(total.aht),
      figures.number(total.peakAgents),
      'Tue 7 Apr 10:00',
      figures.number(total.agentHours, 1),
      figures.number(total.paidHours, 1),
      figures.number(total.fte, 1),
    ])
  })

  it('contacts, peak agents and FTE have their ranges', () => {
    const { total } = plan.groups[1]
    const row = [...markup.matchAll(/<tr><th scope="row">.*?<\/tr>/g)]
      .map(([it]) => it)
      .find((it) => it.includes('VIP'))
    expect(row).toContain(`<small>${total.peakAgentsLow}–${total.peakAgentsHigh}</small>`)
    expect(row).toContain(`<small>${figures.number(total.fteLow, 1)}–${figures.number(total.fteHigh, 1)}</small>`)
  })

  it('has a place in the heat map for each open interval, with the agents of the plan', () => {
    const heat = markup.slice(markup.indexOf('id="slot-heat"'), markup.indexOf('id="slot-day"'))
    const { agents } = wholePlan(plan)
    const tips = [...heat.matchAll(/<title>(.*?)\n[^:]*: ([\d,]+)\n/g)]
    expect(tips).toHaveLength(agents.filter((value) => value > 0).length)
    const at = plan.groups[0].agents.indexOf(plan.groups[0].total.peakAgents)
    expect(tips.find(([, time]) => time === 'Tue 7 Apr 10:00')?.[2]).toBe(figures.number(agents[at]))
  })

  describe('with what has come of today', () => {
    const today = knownUntilNoon(plan)
    const made = planPage(today, history, { title: 'x' }).replace(/<script.*<\/script>/s, '')
    const section = /<section id="slot-today">(.*?)<\/section>/s.exec(made)?.[1] as string
    const rows = (html: string) =>
      [...html.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/g)].map(([, head, cells]) => [
        head.replace(/<[^>]*>/g, ''),
        ...[...cells.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell),
      ])
    const sum = (valuesOf: (group: (typeof today.groups)[number]) => Float64Array, from: number, to: number) =>
      today.groups.reduce(
        (all, group) =>
          all +
          valuesOf(group)
            .subarray(from, to)
            .reduce((so, value) => so + (value || 0), 0),
        0,
      )

    it('says what came and what is left, and shows by interval how many agents to add or to release', () => {
      expect(section).toContain('The rest of Mon 6 Apr, known until 12:00')
      expect(section).toContain(`${figures.volume(sum(({ volume }) => volume, 0, 24))} contacts came until 12:00`)
      const hours = sum(({ agents }) => agents, 24, 48) / 2
      expect(section).toContain(`Agent hours from 12:00 on: ${figures.number(hours, 1)}`)
      for (const i of [24, 30, 47]) {
        const now = sum(({ agents }) => agents, i, i + 1)
        const before = sum(({ morning, agents }) => morning?.agents ?? agents, i, i + 1)
        const row = rows(section).find(([head]) => head === figures.clock(i * 1800))
        expect(row?.slice(1, 4)).toEqual([
          now >= before ? (now > before ? `+${now - before}` : '0') : String(now - before),
          figures.number(before),
          figures.number(now),
        ])
      }
      expect(rows(section).some(([head]) => head === '11:30')).toBe(false)
    })

    it('lists the groups that are moved, the most moved first, and none of which nothing is known', () => {
      const names = rows(section)
        .map(([head]) => head)
        .filter((head) => !/^\d\d:/.test(head))
      expect(names).toEqual([today.groups[0].name, today.groups[2].name])
      const [, released] = rows(section).filter(([head]) => names.includes(head))
      const { agents } = today.groups[2]
      expect(released[1]).toBe(`-${figures.number(agents.subarray(24, 48).filter((value) => value > 0).length, 1)}`)
    })

    it('draws morning and now, with what is known apart, in Chinese too', () => {
      expect(section).toMatch(/<svg role="img" aria-label="The day as planned in the morning and now"/)
      expect(section.match(/class="split"/g)).toHaveLength(2)
      expect(section).toMatch(/<title>Mon 6 Apr 12:00, add or release: \+\d+\n/)
      expect(section).toMatch(/<title>Mon 6 Apr 11:30\n/)
      const zh = planPage(today, history, { title: 'x', language: 'zh' })
      const seen = /<section id="slot-today">(.*?)<\/section>/s.exec(zh)?.[1] as string
      expect(seen).toContain('各时段增减坐席')
      expect(seen).not.toMatch(/morning|now|Agents|release/)
    })

    it('and nothing of it without', () => {
      expect(markup).not.toContain('slot-today')
    })
  })

  it('shows the past verdict, assumptions, remarks and findings', () => {
    const { plan: one, history: past } = samplePlan(SAMPLE_QUEUES.slice(0, 1))
    const single = planPage(one, past, { title: 'x' })
    for (const part of [
      'The model against the past',
      '87.2%',
      '85.8%',
      '3.1 points',
      '90% answered within 10s',
      'Erlang A',
      '2m23s (estimated from the history)',
      'Meets target',
      '93%',
    ]) {
      expect(single).toContain(part)
    }
    expect(single).not.toContain('id="pick-view"')
    expect(text).toContain('Patience is estimated from 1,204 abandoned calls.')
    expect(text).toContain('What was found in the history')
    expect(text).toContain('Made 2026-04-05 18:00')
  })

  it('is accessible: every chart has a name, every table headings, one main heading', () => {
    for (const [svg] of markup.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]+/)
    for (const [table] of markup.matchAll(/<table>.*?<\/thead>/g)) expect(table).toContain('<th scope="col">')
    expect(markup.match(/<h1>/g)).toHaveLength(1)
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
  })

  it('works without script: totals, and the largest groups drawn', () => {
    const without = /<noscript><section>(.*?)<\/section><\/noscript>/s.exec(markup)?.[1] as string
    expect(without.match(/<svg/g)).toHaveLength(plan.groups.length)
    expect(without).toContain('VIP 贵宾')
  })

  it('speaks Chinese', () => {
    const zh = planPage(plan, history, { title: '省级热线', language: 'zh' })
    expect(zh).toContain('<html lang="zh-CN">')
    for (const heading of ['坐席需求', '服务水平', '接通率', '付薪工时', '4月7日 周二', '90%在10秒内接通']) {
      expect(zh).toContain(heading)
    }
    const seen = zh.replace(/<style>.*?<\/style>/s, '').replace(/<script.*<\/script>/s, '')
    for (const english of ['Service level', 'Agents', 'Contacts', 'Week of']) expect(seen).not.toContain(english)
  })

  it('speaks German, and gives its script the language that numbers are written in', () => {
    const de = planPage(plan, history, { title: 'Hotline', language: 'de' })
    expect(de).toContain('<html lang="de">')
    for (const text of [
      'Personalbedarf',
      'Servicelevel',
      'Erreichbarkeit',
      'Di 07.04.',
      '90\u00a0% angenommen in 10\u00a0s',
    ])
      expect(de).toContain(text)
    expect(de).toMatch(/\d,\d\u00a0%/)
    expect(de).toContain('"language":"de"')
    const seen = de.replace(/<style>.*?<\/style>/s, '').replace(/<script.*<\/script>/s, '')
    expect(seen).not.toMatch(/\d\.\d%/)
    for (const english of ['Service level', 'Agents', 'Contacts', 'Week of']) expect(seen).not.toContain(english)
  })

  it('has the same words in both languages, with the same places to fill', () => {
    const [en, zh] = [words('en'), words('zh')]
    expect(Object.keys(zh)).toEqual(Object.keys(en))
    const places = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort()
    for (const name of Object.keys(en) as (keyof typeof en)[]) expect(places(zh[name]), name).toEqual(places(en[name]))
  })

  it('does without a history, with closed days and an overloaded interval', () => {
    const { plan: odd } = samplePlan(SAMPLE_QUEUES.slice(1, 2), 8)
    odd.groups[0].asa.fill(Number.POSITIVE_INFINITY)
    odd.groups[0].total.asa = Number.POSITIVE_INFINITY
    const bare = planPage(odd, { interval: 1800, queues: [] }, { title: 'x' })
    expect(bare).toContain('<dt>ASA</dt><dd>∞')
    expect(bare.replace(/<script.*<\/script>/s, '')).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('leaves nights out of the week: a place for each open interval, none for the closed', () => {
    const day = { plan: samplePlan(SAMPLE_QUEUES.slice(1, 2), 7).plan, history }
    const html = planPage(day.plan, day.history, { title: 'x' })
    const week = html.slice(html.indexOf('id="slot-week"'), html.indexOf('id="slot-heat"'))
    expect(week.match(/<title>/g)).toHaveLength(day.plan.groups[0].open.reduce((sum, open) => sum + open, 0))
  })

  it('calls limits that are added up outer limits, and leaves them out where they miss the mean', () => {
    const daily = (html: string) => html.slice(html.indexOf('id="slot-daily"'), html.indexOf('id="slot-week"'))
    const { plan: sparse } = samplePlan(SAMPLE_QUEUES.slice(0, 2), 7)
    const bare = { interval: 1800, queues: [] }
    expect(daily(planPage(sparse, bare, { title: 'x' })).match(/Outer limits: [\d,]+ –/g)).toHaveLength(7)
    // So few contacts that nine intervals of ten have none: both quantiles are 0, the mean is not.
    for (const queue of sparse.queues) {
      queue.low.fill(0)
      queue.high.fill(0)
    }
    expect(daily(planPage(sparse, bare, { title: 'x' }))).not.toContain('Outer limits')
    const { plan: alone } = samplePlan(SAMPLE_QUEUES.slice(0, 1), 7)
    expect(daily(planPage(alone, bare, { title: 'x' })).match(/10% and 90% limits: [\d,]+ –/g)).toHaveLength(7)
    alone.queues[0].dayLow.fill(Number.NaN)
    expect(daily(planPage(alone, bare, { title: 'x' }))).not.toContain('90% limits')
  })

  it('holds 600 groups in 3 MB', { tags: ['slow'] }, () => {
    const many = samplePlan(manyQueues(600))
    const big = planPage(many.plan, many.history, { title: '600' })
    expect(new TextEncoder().encode(big).length).toBeLessThan(3_000_000)
  })
})

describe('planSvg', () => {
  const svg = planSvg(plan, history, { title: 'A <plan>' })

  it('stands alone', () => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|var\(|href|<script/)
    expect(svg).toContain('A &lt;plan&gt;')
    expect(svg).not.toContain('NaN')
  })

  it('says its figures to those who cannot see it', () => {
    expect(svg).toContain(`Service level ${figures.percent(wholePlan(plan).total.serviceLevel)}`)
  })

  it('draws without a history', () => {
    expect(planSvg(plan)).not.toContain('Typical past week')
  })
})
