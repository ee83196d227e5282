import { describe, expect, it } from 'vitest'
import type { Target } from '../../domain/index.ts'
import * as domain from '../../domain/messages/index.ts'
import { requiredAgents } from '../../erlang/index.ts'
import { figuresIn } from '../format.ts'
import { inLanguage, MESSAGE_TEXTS, remarksIn } from './in-language.ts'

const { placesOf, readerSays, planSays } = domain

/** Words without which hardly an English sentence is said; none of them is German. */
const ENGLISH = /\b(the|and|of|is|are|with|not|for|were|it|its|that|this|by|to|from|than|there|which|who|read|left)\b/i

/** What stays in Chinese: options, commands, names of systems and files, measures as --map names them, marks of places. */
const STAYS =
  /\{[^}]*\}|--[\w-]+( (aht=min|zero|80\/20|2m|60s|china|[A-Z][a-z]+\/[A-Z][a-z]+|FILE))?|krarup \w+|costs: agent-hour|Erlang [AC]|Asterisk|queue_log|Amazon Connect|Twilio TaskRouter|Vicidial|closer log|Talkdesk|Aircall|FreeSWITCH|mod_callcenter|Avaya|External Call History|Calabrio|Genesys Cloud|planning group|QueueId|ChannelType|VOICE|CHAT|DISPTIME|ASCII|CSV|UTC|like|gzip( -dc)?|krarup plan -|PDF|XML|JSON|UTF-8|UTF-16|GB18030|\.xlsx?|\.csv|Excel|soffice --headless --convert-to xlsx|Unix|start=|date=|time=|offered=|queue=|point|comma|(answered|abandoned|aht)(?=[、同])|, abandoned|\d+m|1d/g

describe.each(Object.entries(MESSAGE_TEXTS))('messages of %s', (_, texts) => {
  const english = texts('en')
  describe.each(['zh', 'de'] as const)('in %s', (language) => {
    const own = texts(language)

    it('have the places of the English text', () => {
      for (const [name, text] of Object.entries(english))
        expect([name, placesOf(own[name])]).toEqual([name, placesOf(text)])
    })

    it('are said in that language', () => {
      for (const text of Object.values(own)) {
        if (language === 'de') expect(text.replace(/\{[^}]*\}|--[\w-]+|costs: agent-hour/g, '')).not.toMatch(ENGLISH)
        else expect(text.replace(STAYS, '')).not.toMatch(/[A-Za-z]{3}/)
      }
    })
  })

  it('are Chinese in Chinese: half-width brackets and commas stand with ASCII alone', () => {
    for (const text of Object.values(texts('zh'))) expect(text).not.toMatch(/[\u4e00-\u9fff] ?[,;:(]/)
  })
})

it('every sentence of the rooms below is in the table', () => {
  const exported: unknown[] = Object.values(domain)
  const tables = exported.filter((one): one is Record<string, string> => typeof one === 'object')
  const names = Object.values(MESSAGE_TEXTS).flatMap((texts) =>
    Object.keys(texts('en')).filter((name) => name !== 'language'),
  )
  expect(names.sort()).toEqual(tables.flatMap((table) => Object.keys(table)).sort())
})

it('warnings of the calculator are known as the closed formulas say them', () => {
  const target: Target = { serviceLevel: { within: 20, share: 0.8, definition: 'answered/answered' } }
  const { warnings } = requiredAgents({ load: 5, aht: 300, patience: 120 }, target)
  expect(warnings.map((text) => inLanguage(domain.staffWarning(text), 'de'))).toEqual([
    expect.stringContaining('Aufleger'),
  ])
})

describe('a message in a language', () => {
  const message = readerSays('absentDays', {
    count: 2,
    days: { list: [readerSays('dayOfQueues', { day: { day: 20_000 }, queues: 1 }), { day: 20_001 }], most: 8 },
  })
  const spans = readerSays('missingSpans', {
    spans: { list: [{ from: 20_000 * 86_400 + 36_000, to: 20_000 * 86_400 + 41_400 }, 'b', 'c'], most: 2 },
  })

  it('has numbers, days, stretches and lists as that language writes them', () => {
    expect(inLanguage(message)).toBe(
      'no rows on 2 usually open days, taken as closed: 2024-10-04 (1 queue), 2024-10-05',
    )
    expect(inLanguage(message, 'zh')).toBe('2个通常营业的日子没有记录，按休息处理：2024-10-04（1个队列）、2024-10-05')
    expect(inLanguage(message, 'de')).toBe(
      'keine Zeilen an 2 sonst geöffneten Tagen, als geschlossen behandelt: 04.10.2024 (1 Warteschlange), 05.10.2024',
    )
    expect(inLanguage(spans, 'zh')).toMatch(/：2024-10-04 10:00至11:30、b，另有1个$/)
    expect(inLanguage(spans, 'de')).toMatch(/: 04\.10\.2024 10:00 bis 11:30, b und 1 weitere$/)
    const hours = planSays('rosterClosed', { hours: { tenths: 1234.56 }, groups: 'a' })
    expect(inLanguage(hours, 'de')).toContain(`${figuresIn('de').number(1234.6, 1)} (a)`)
    const longAht = { limit: { seconds: 14_400 }, count: 3, queue: 'a', first: { moment: 0 } }
    expect(inLanguage(readerSays('longAht', longAht), 'zh')).toContain('超过4小时（首个：a，1970-01-01 00:00）')
  })

  it('stays as it is where krarup did not say it', () => {
    const ended = planSays('ended', { days: 28, queues: 'old' })
    const plan = { remarks: [ended.text, 'mine'], messages: [ended] }
    expect(remarksIn(plan, 'en')).toEqual(plan.remarks)
    expect(remarksIn(plan, 'zh')).toEqual(['最近28天没有呼入，未列入计划：old', 'mine'])
    expect(remarksIn({ remarks: plan.remarks }, 'zh')).toEqual(plan.remarks)
    expect(inLanguage({ id: 'plan.toString', text: 'x' }, 'zh')).toBe('x')
    expect(inLanguage({ id: 'constructor.name', text: 'x' }, 'zh')).toBe('x')
  })
})
