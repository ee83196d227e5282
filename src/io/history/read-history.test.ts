import { existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import {
  DAY_SECONDS,
  formatDay,
  formatPlainDateTime,
  KrarupError,
  type QueueHistory,
  STATE,
} from '../../domain/index.ts'
import { describeFindings, type ReadHistoryOptions, type RejectedRow, readHistory } from '../index.ts'

const bytes = (text: string) => Buffer.from(text)
const read = (text: string | Uint8Array, options: ReadHistoryOptions = {}) =>
  readHistory(typeof text === 'string' ? bytes(text) : text, options)

/** Values of one measure at wall-clock times such as `03-02 08:30`. */
function at(queue: QueueHistory, measure: keyof QueueHistory['measures'], ...times: string[]): number[] {
  return times.map((time) => queue.measures[measure]?.[indexOf(queue, time)] ?? Number.NaN)
}

function indexOf(queue: QueueHistory, time: string): number {
  for (let i = 0; i < queue.state.length; i++) {
    if (formatPlainDateTime(queue.start + i * queue.interval).slice(5, 16) === time.replace(' ', 'T')) return i
  }
  throw new Error(`${time} is not in the history`)
}

const stateAt = (queue: QueueHistory, time: string) =>
  Object.entries(STATE).find(([, value]) => value === queue.state[indexOf(queue, time)])?.[0]

/** Rows of 30 min from 8:00 to 10:00 on so many days from Monday 2026-03-02, without those that are left out. */
function office(
  days: number,
  without: (day: number, slot: number) => boolean = () => false,
  offered = (day: number, slot: number) => 40 + day + slot,
): string {
  const lines = ['start,offered']
  for (let day = 0; day < days; day++) {
    for (let slot = 0; slot < 4; slot++) {
      if (without(day, slot)) continue
      const time = formatPlainDateTime(Date.UTC(2026, 2, 2) / 1000 + day * DAY_SECONDS + 28_800 + slot * 1800)
      lines.push(`${time},${offered(day, slot)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

describe('columns', () => {
  test.each([
    ['start,queue,offered,answered,abandoned', '2026-03-02 08:00,A,12,10,2'],
    ['START , Queue Name,CALLS OFFERED,Calls_Answered,Abandoned Calls', '2026-03-02 08:00,A,12,10,2'],
    ['Abandons,Handled,callVolume,Skill,Interval Start', '2,10,12,A,2026-03-02 08:00'],
    ['开始时间,技能组,呼入量,接通量,放弃量', '2026-03-02 08:00,A,12,10,2'],
    ['日期,时段,队列,人工呼入量,人工接通量,放弃数', '2026-03-02,08:00-08:30,A,12,10,2'],
    ['Date,Time,Split/Skill,Contacts Offered,ACD Calls,Aband', '2026-03-02,8:00 AM,A,12,10,2'],
  ])('%s', async (heading, row) => {
    const { history } = await read(`${heading}\n${row}\n`, { interval: 1800 })
    const [queue] = history.queues
    expect(queue.queue).toBe('A')
    expect(at(queue, 'offered', '03-02 08:00')).toEqual([12])
    expect(at(queue, 'answered', '03-02 08:00')).toEqual([10])
    expect(at(queue, 'abandoned', '03-02 08:00')).toEqual([2])
  })

  test('extra columns are kept out of the way and named; --map overrules; the rival is named too', async () => {
    const text = 'start,calls,Colour,Calls in\n2026-03-02 08:00,1,red,40\n2026-03-02 08:30,2,blue,41\n'
    const plain = await read(text)
    expect(plain.findings.aside.map(({ heading }) => heading)).toEqual(['Colour', 'Calls in'])
    expect(plain.history.queues[0].measures.offered[16]).toBe(1)
    const mapped = await read(text, { map: { offered: 'calls IN' } })
    expect(mapped.history.queues[0].measures.offered[16]).toBe(40)
    expect(mapped.findings.aside).toEqual([
      { heading: 'calls', reason: 'Calls in is taken for offered' },
      { heading: 'Colour' },
    ])
    expect(describeFindings(mapped.findings).join('\n')).toContain('offered from Calls in')
  })

  test('a file without headings is read by column numbers; what is absent is zero where the export leaves zeros out', async () => {
    const rows = [0, 1, 2, 3].flatMap((day) =>
      [8, 9, 10].flatMap((hour) =>
        day === 1 && hour === 9 ? [] : [`2026-03-0${2 + day} ${String(hour).padStart(2, '0')}:00;Sales;${hour}`],
      ),
    )
    const { history, findings } = await read(rows.join('\n'), {
      map: { start: '1', queue: '2', offered: '3' },
      absent: 'zero',
      interval: 3600,
    })
    expect(findings.rows).toBe(11)
    const [queue] = history.queues
    expect(queue.queue).toBe('Sales')
    expect(at(queue, 'offered', '03-02 08:00', '03-02 09:00')).toEqual([8, 9])
  })

  test('one lone count column is the offered', async () => {
    for (const heading of ['calls', 'Volume', '来电量', 'contacts']) {
      const { history } = await read(`start,${heading}\n2026-03-02 08:00,7\n2026-03-02 08:30,8\n`)
      expect(history.queues[0].measures.offered[16]).toBe(7)
    }
  })

  test('without offered: answered + abandoned; with offered and abandoned: answered = offered - abandoned', async () => {
    const one = await read('start,answered,abandoned,aht\n2026-03-02 08:00,10,2,120\n2026-03-02 08:30,0,1,\n')
    const [queue] = one.history.queues
    expect(at(queue, 'offered', '03-02 08:00', '03-02 08:30')).toEqual([12, 1])
    expect(at(queue, 'handleTotal', '03-02 08:00', '03-02 08:30')).toEqual([1200, 0])
    const two = await read('start,offered,abandoned,aht\n2026-03-02 08:00,12,2,120\n2026-03-02 08:30,1,1,\n')
    expect(at(two.history.queues[0], 'answered', '03-02 08:00', '03-02 08:30')).toEqual([10, 0])
    expect(at(two.history.queues[0], 'handleTotal', '03-02 08:00')).toEqual([1200])
  })

  test('AHT as average or total, in seconds, milliseconds, minutes or h:mm:ss', async () => {
    for (const [heading, cell] of [
      ['AHT', '120'],
      ['AHT (ms)', '120000'],
      ['Avg handle time [min]', '2'],
      ['average handling time', '0:02:00'],
      ['平均处理时长（秒）', '120'],
      ['Total handle time', '1200'],
      ['handle_s_total', '1200'],
      ['总处理时长', '0:20:00'],
      ['tHandle total (ms)', '1200000'],
    ]) {
      const { history } = await read(
        `start,offered,answered,${heading}\n2026-03-02 08:00,12,10,${cell}\n2026-03-02 08:30,0,0,\n`,
      )
      expect(at(history.queues[0], 'handleTotal', '03-02 08:00', '03-02 08:30'), heading).toEqual([1200, 0])
    }
  })

  test('talk + hold + wrap', async () => {
    const { history, findings } = await read(
      'start,offered,answered,avg talk time,avg hold time,total ACW\n2026-03-02 08:00,12,10,100,5,150\n2026-03-02 08:30,3,3,60,,30\n',
    )
    expect(at(history.queues[0], 'handleTotal', '03-02 08:00', '03-02 08:30')).toEqual([1200, 210])
    expect(findings.derived.join('\n')).toContain('handle time = talk + hold + wrap')
    const part = await read(
      'start,offered,answered,avg talk time\n2026-03-02 08:00,12,10,100\n2026-03-02 08:30,3,3,60\n',
    )
    expect(part.findings.derived.join('\n')).toContain('no hold, no wrap')
  })

  test('a bare "handle time" is an average or a total by how it grows with the calls', async () => {
    const rows = (time: (n: number) => number) =>
      `start,offered,answered,handle time\n${Array.from({ length: 48 }, (_, i) => {
        const n = 5 + ((i * 7) % 23)
        return `2026-03-02 ${String(i >> 1).padStart(2, '0')}:${i % 2 ? '30' : '00'},${n},${n},${time(n) + (i % 5)}`
      }).join('\n')}\n`
    const average = await read(rows(() => 180))
    expect(average.findings.columns.find(({ heading }) => heading === 'handle time')?.role).toBe('aht')
    const total = await read(rows((n) => 180 * n))
    expect(total.findings.columns.find(({ heading }) => heading === 'handle time')?.role).toBe('handleTotal')
    expect(at(total.history.queues[0], 'handleTotal', '03-02 00:00')).toEqual([900])
  })

  test('answered within the threshold, with the threshold from the heading', async () => {
    for (const [heading, seconds] of [
      ['answered_in_20s', 20],
      ['Answered within 10 s', 10],
      ['10秒接通量', 10],
      ['20秒内接通量', 20],
    ] as const) {
      const { history } = await read(
        `start,offered,answered,${heading}\n2026-03-02 08:00,12,10,9\n2026-03-02 08:30,12,10,8\n`,
      )
      expect(history.threshold, heading).toBe(seconds)
      expect(at(history.queues[0], 'answeredWithin', '03-02 08:00')).toEqual([9])
    }
    const given = await read(
      'start,offered,answered,answered within SL\n2026-03-02 08:00,12,10,9\n2026-03-02 08:30,12,10,9\n',
      { threshold: 15 },
    )
    expect(given.history.threshold).toBe(15)
    const none = await read(
      'start,offered,answered,answered within SL\n2026-03-02 08:00,12,10,9\n2026-03-02 08:30,12,10,9\n',
    )
    expect(none.findings.warnings.join()).toContain('--threshold')
  })

  test('a service level as share, percentage or both', async () => {
    for (const [first, second] of [
      ['0.75', '0.5'],
      ['75%', '50%'],
      ['75', '50'],
      ['0.75', '50%'],
    ]) {
      const { history } = await read(
        `start,offered,10秒服务水平\n2026-03-02 08:00,12,${first}\n2026-03-02 08:30,10,${second}\n`,
      )
      expect(at(history.queues[0], 'answeredWithin', '03-02 08:00', '03-02 08:30'), first).toEqual([9, 5])
      expect(history.threshold).toBe(10)
    }
  })

  test('the total wait: given, from the average, or from those of the answered and of the abandoned', async () => {
    for (const [headings, cells] of [
      ['total wait', '240'],
      ['average wait', '20'],
      ['ASA,avg time to abandon', '18,30'],
      ['平均应答速度,平均放弃等待时长', '18,30'],
    ]) {
      const { history } = await read(
        `start,offered,answered,abandoned,${headings}\n2026-03-02 08:00,12,10,2,${cells}\n2026-03-02 08:30,12,10,2,${cells}\n`,
      )
      expect(at(history.queues[0], 'waitTotal', '03-02 08:00'), headings).toEqual([240])
    }
    const asaAlone = await read(
      'start,offered,answered,abandoned,ASA\n2026-03-02 08:00,12,10,2,18\n2026-03-02 08:30,12,10,2,18\n',
    )
    expect(asaAlone.history.queues[0].measures.waitTotal).toBeUndefined()
    expect(asaAlone.findings.aside[0].reason).toContain('only a part of the waits')
  })
})

describe('dialects', () => {
  test('a file of another country: semicolons, decimal commas, thousands, d.m.yyyy', async () => {
    const { history, findings } = await read(
      'Start;Offered;AHT\r\n31.3.2026 08:00;1.234;180,5\r\n31.3.2026 08:30;987;90,25\r\n',
    )
    expect(at(history.queues[0], 'offered', '03-31 08:00', '03-31 08:30')).toEqual([1234, 987])
    expect(at(history.queues[0], 'handleTotal', '03-31 08:30')).toEqual([987 * 90.25])
    expect(findings).toMatchObject({ delimiter: ';', decimalMark: 'comma', dateOrder: 'dmy' })
  })

  test('thousands before the mark is known are put right afterwards', async () => {
    const { history } = await read('Start;Offered;AHT\n31.3.2026 08:00;1000;180,125\n31.3.2026 08:30;1.234;90,5\n')
    expect(at(history.queues[0], 'handleTotal', '03-31 08:00')).toEqual([180_125])
    expect(at(history.queues[0], 'offered', '03-31 08:30')).toEqual([1234])
  })

  test('UTF-16, as a spreadsheet writes "Unicode text"; a byte order mark; GB18030', async () => {
    const text = 'start\tqueue\toffered\n2026-03-02 08:00\t英语\t40\n2026-03-02 08:30\t英语\t41\n'
    const gb = Buffer.concat([
      bytes('start\tqueue\toffered\n2026-03-02 08:00\t'),
      Buffer.from([0xd3, 0xa2, 0xd3, 0xef]),
      bytes('\t40\n2026-03-02 08:30\t'),
      Buffer.from([0xd3, 0xa2, 0xd3, 0xef]),
      bytes('\t41\n'),
    ])
    for (const [content, encoding] of [
      [bytes(text), 'utf-8'],
      [bytes(`\ufeff${text}`), 'utf-8'],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
      [Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
      [gb, 'gb18030'],
    ] as const) {
      const { history, findings } = await read(content)
      expect(findings.encoding).toBe(encoding)
      expect(history.queues.map(({ queue }) => queue)).toEqual(['英语'])
    }
  })

  test('an encoding that shows only beyond the first megabyte', async () => {
    const lines = ['start,queue,offered']
    for (let i = 0; i < 40_000; i++) lines.push(`${formatPlainDateTime(1_772_409_600 + i * 900)},General,${i % 50}`)
    const late = bytes(`${lines.join('\n')}\n2027-06-01 00:00,`)
    const gb = await read(Buffer.concat([late, Buffer.from([0xd3, 0xa2, 0xd3, 0xef]), bytes(',4\n')]))
    expect(late.length).toBeGreaterThan(1 << 20)
    expect(gb.findings.encoding).toBe('gb18030')
    expect(gb.history.queues[1].queue).toBe('英语')
    const utf8 = await read(Buffer.concat([late, bytes('英语,4\n')]))
    expect(utf8.findings.encoding).toBe('utf-8')
    expect(utf8.history.queues[1].queue).toBe('英语')
  })

  test('lines above the heading, sep=, rows of sums and of delimiters alone are left out and said', async () => {
    const { history, findings } = await read(
      'sep=;\r\nReport of the hotline;;\r\n\r\nstart;offered;answered\r\n2026-03-02 08:00;40;38\r\n;;\r\n2026-03-02 08:30;41;39\r\nTotal;81;77\r\n合计;81;77\r\n',
    )
    expect(history.queues[0].measures.offered[16]).toBe(40)
    expect(findings).toMatchObject({ preamble: ['Report of the hotline'], sumRows: 2, emptyRows: 1, rows: 2 })
    expect(describeFindings(findings)).toContain('2 rows of sums left out')
  })

  test('quoted cells, a delimiter and a line end within them; places count on', async () => {
    const good =
      '"start","queue","offered"\r\n"2026-03-02 08:00","VIP, day","1,040"\r\n"2026-03-02 08:30","two\r\nlines",41\r\n'
    const { history } = await read(good)
    expect(history.queues.map(({ queue }) => queue)).toEqual(['VIP, day', 'two\r\nlines'])
    expect(history.queues[0].measures.offered[16]).toBe(1040)
    const rejects: RejectedRow[] = []
    await read(`${good}"2026-03-02 09:00","VIP, day",x\r\n`, { rejects })
    expect(rejects).toMatchObject([
      { line: 5, column: 3, heading: 'offered', value: 'x', text: '"2026-03-02 09:00","VIP, day",x' },
    ])
  })
})

describe('dates', () => {
  test.each([
    ['2026-03-31 08:00', '2026-03-31 08:30'],
    ['2026-03-31T08:00:00.000', '2026-03-31T08:30:00.000'],
    ['31-3-2026 8:00', '31-3-2026 8:30'],
    ['31.03.2026 08:00', '31.03.2026 08:30'],
    ['3/31/2026 8:00 AM', '3/31/2026 8:30 AM'],
    ['3-31-2026 08:00', '3-31-2026 08:30'],
    ['2026/3/31 8:00', '2026/3/31 8:30'],
    ['2026年3月31日 8:00', '2026年3月31日 8:30'],
    ['2026年3月31日8时', '2026年3月31日8时30分'],
    ['2026年3月31日 上午8:00', '2026年3月31日 上午8:30'],
    ['２０２６-０３-３１ ０８：００', '２０２６-０３-３１ ０８：３０'],
    ['260331 0800', '260331 0830'],
    ['20260331 08:00', '20260331 08:30'],
    ['202603310800', '202603310830'],
    ['31 Mar 2026 08:00', '31 Mar 2026 08:30'],
    ['31-MAR-26 08:00', '31-MAR-26 08:30'],
    ['2026-03-31 08:00 - 08:30', '2026-03-31 08:30 - 09:00'],
    ['2026-03-31 08:00+08:00', '2026-03-31 08:30+08:00'],
  ])('%s', async (first, second) => {
    const { history } = await read(`start;offered\n${first};40\n${second};41\n`)
    expect(history.interval).toBe(1800)
    expect(at(history.queues[0], 'offered', '03-31 08:00', '03-31 08:30')).toEqual([40, 41])
  })

  test('six digits are yymmdd', async () => {
    const { history, findings } = await read('date,offered\n990201,40\n990202,41\n')
    expect(formatDay(history.queues[0].start / DAY_SECONDS)).toBe('1999-02-01')
    expect(history.interval).toBe(DAY_SECONDS)
    expect(describeFindings(findings).join()).toContain('yymmdd')
  })

  test('one date of the whole file tells the order, and puts right what was read before it', async () => {
    const { history, findings } = await read('date;offered\n1/2/2026;40\n1/3/2026;41\n1/13/2026;42\n')
    expect(findings.dateOrder).toBe('mdy')
    const [queue] = history.queues
    expect(formatDay(queue.start / DAY_SECONDS)).toBe('2026-01-02')
    expect([...queue.measures.offered].filter((value) => value > 0)).toEqual([40, 41, 42])
  })

  test('the option tells it where the file does not', async () => {
    const text = 'date;offered\n1/2/2026;40\n2/2/2026;41\n'
    const dmy = await read(text, { dateOrder: 'dmy' })
    expect(formatDay(dmy.history.queues[0].start / DAY_SECONDS)).toBe('2026-02-01')
    const mdy = await read(text, { dateOrder: 'mdy' })
    expect(formatDay(mdy.history.queues[0].start / DAY_SECONDS)).toBe('2026-01-02')
    const short = await read('date;offered\n26/02/01;40\n26/02/02;41\n', { dateOrder: 'ymd' })
    expect(formatDay(short.history.queues[0].start / DAY_SECONDS)).toBe('2026-02-01')
  })
})

describe('the interval', () => {
  test.each([5, 10, 15, 20, 30, 60])('%d min is found', async (minutes) => {
    const rows = Array.from(
      { length: 30 },
      (_, i) => `${formatPlainDateTime(1_772_409_600 + i * minutes * 60)},${i + 1}`,
    )
    const { history } = await read(`start,offered\n${rows.join('\n')}\n`)
    expect(history.interval).toBe(minutes * 60)
    expect(history.queues[0].state.length % (1440 / minutes)).toBe(0)
    expect(history.queues[0].start % DAY_SECONDS).toBe(0)
  })

  test('given, it may be finer than the rows show and not coarser', async () => {
    const text = 'start,offered\n2026-03-02 08:00,40\n2026-03-02 09:00,41\n'
    expect((await read(text, { interval: 1800 })).history.interval).toBe(1800)
    await expect(read(text, { interval: 7200 })).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('order, duplicates and what is absent', () => {
  test('rows out of order are put in order and counted; a row repeated exactly counts once', async () => {
    const { history, findings } = await read(
      'start,offered\n2026-03-02 09:00,42\n2026-03-02 08:00,40\n2026-03-02 08:30,41\n2026-03-02 08:00,40\n',
    )
    expect(at(history.queues[0], 'offered', '03-02 08:00', '03-02 08:30', '03-02 09:00')).toEqual([40, 41, 42])
    expect(findings).toMatchObject({ outOfOrder: 2, duplicates: 1 })
  })

  test('rows that contradict each other are both left out with rejects, with their text, from a path, bytes or a stream', async () => {
    const text =
      'start,offered,note\n2026-03-02 08:00,40,"first, one"\n2026-03-02 08:30,41,b\n2026-03-02 08:00,44,c\n2026-03-02 09:00,42,d\n'
    for (const source of [bytes(text), Readable.from([bytes(text.slice(0, 40)), bytes(text.slice(40))])]) {
      const rejects: RejectedRow[] = []
      const { history, findings } = await readHistory(source, { rejects })
      expect(rejects.map(({ line, text: row, code }) => [line, row, code])).toEqual([
        [2, '2026-03-02 08:00,40,"first, one"', 'CONFLICT'],
        [4, '2026-03-02 08:00,44,c', 'CONFLICT'],
      ])
      expect(findings.rejected).toBe(2)
      expect(at(history.queues[0], 'offered', '03-02 08:00', '03-02 08:30')).toEqual([Number.NaN, 41])
    }
  })

  test('closed hours, a holiday and an outage are told apart', async () => {
    // four weeks of weekdays; Wednesday of the second week is a holiday, an hour is lost on the Tuesday of the third
    const { history, findings } = await read(
      office(26, (day, slot) => day % 7 > 4 || day === 9 || (day === 15 && (slot === 1 || slot === 2))),
    )
    const [queue] = history.queues
    expect(stateAt(queue, '03-02 07:30')).toBe('closed')
    expect(stateAt(queue, '03-07 08:30')).toBe('closed')
    expect(stateAt(queue, '03-11 08:30')).toBe('closed')
    expect(stateAt(queue, '03-17 08:30')).toBe('missing')
    expect(stateAt(queue, '03-17 08:00')).toBe('observed')
    expect(findings.absentDays.map(({ day }) => formatDay(day))).toEqual(['2026-03-11'])
    // 26 days of 48 half hours, of which 20 are weekdays, one a holiday, with four half hours each, two of them lost
    const observed = (20 - 1) * 4 - 2
    expect(findings.queues).toMatchObject([{ observed, missing: 2, closed: 26 * 48 - observed - 2 }])
    expect(findings.missingSpans.map(({ from, to }) => [formatPlainDateTime(from), formatPlainDateTime(to)])).toEqual([
      ['2026-03-17T08:30:00', '2026-03-17T09:30:00'],
    ])
    expect(Number.isNaN(queue.measures.offered[indexOf(queue, '03-17 08:30')])).toBe(true)
    expect(describeFindings(findings).join('\n')).toMatch(/2026-03-11[\s\S]*2026-03-17 08:30 to 09:30/)
  })

  test('opening hours that change in the middle are not an outage', async () => {
    const { findings } = await read(office(140, (day, slot) => day % 7 > 4 || (day < 70 && slot === 3)))
    expect(findings.missingSpans).toEqual([])
  })

  test('zeros outside the opening hours are closed hours, zeros in quiet ones are not', async () => {
    const rows: string[] = []
    for (let day = 0; day < 28; day++) {
      for (let hour = 0; hour < 24; hour++) {
        const offered = hour >= 8 && hour < 18 ? 30 + hour : 0
        rows.push(`${formatPlainDateTime(1_772_409_600 + (day * 24 + hour) * 3600)},Office,${offered}`)
        rows.push(
          `${formatPlainDateTime(1_772_409_600 + (day * 24 + hour) * 3600)},Quiet,${(day + hour) % 19 === 0 ? 1 : 0}`,
        )
      }
    }
    const { history, findings } = await read(`start,queue,offered\n${rows.join('\n')}\n`)
    const [office24, quiet] = history.queues
    expect(stateAt(office24, '03-02 03:00')).toBe('closed')
    expect(stateAt(office24, '03-02 08:00')).toBe('observed')
    expect(quiet.state.every((state) => state === STATE.observed)).toBe(true)
    expect(findings.zeroHours).toEqual({ queues: 1, intervals: 28 * 14 })
  })

  test('a day of nothing but zeros on a busy weekday is a closed day with its zeros, and named', async () => {
    const { history, findings } = await read(
      office(
        28,
        (day) => day % 7 > 4,
        (day, slot) => (day === 9 ? 0 : 40 + slot),
      ),
    )
    expect(stateAt(history.queues[0], '03-11 08:30')).toBe('closed')
    expect(findings.zeroDays).toEqual([{ day: Date.UTC(2026, 2, 11) / 86_400_000, queues: 1 }])
    expect(describeFindings(findings).join('\n')).toContain(
      'nothing but zeros on 1 usually busy day, left out: 2026-03-11',
    )
    // Cleaning needs what was recorded: only it knows the calendar. A closed place without a row has nothing.
    expect(at(history.queues[0], 'offered', '03-11 08:30', '03-11 07:00')).toEqual([0, Number.NaN])
  })

  test('a queue whose counts are all 0 is told', async () => {
    const rows = ['03-02', '03-03', '03-04'].flatMap((day) => [`2026-${day} 08:00,sales,5`, `2026-${day} 08:00,mail,0`])
    const { findings } = await read(`start,queue,offered\n${rows.join('\n')}\n`, { interval: 1800 })
    expect(describeFindings(findings)).toContain('every count of contacts is 0: mail')
  })

  test('blank rows for future dates are left out with a remark; #N/A is no value', async () => {
    const { history, findings } = await read(
      'start,offered,answered,aht\n2026-03-02 08:00,40,38,180\n2026-03-02 08:30,0,0,#N/A\n2026-03-02 09:00,,,\n2026-03-02 09:30,41,39,#DIV/0!\n2026-03-03 08:00,,,\n2026-03-03 08:30,,#N/A,0\n',
    )
    expect(findings).toMatchObject({ rows: 3, blankAfterEnd: 2, blankWithin: 1 })
    expect(history.queues[0].state).toHaveLength(48)
    expect(at(history.queues[0], 'handleTotal', '03-02 08:30', '03-02 09:30')).toEqual([0, Number.NaN])
    expect(describeFindings(findings).join('\n')).toContain(
      '2 blank rows after the last values (future dates) left out',
    )
  })
})

describe('doubts', () => {
  test('an export that leaves out zeros is suspected, and read with the option', async () => {
    const text = office(
      28,
      (day, slot) => day % 7 > 4 || (day * 4 + slot) % 9 === 0,
      () => 2,
    )
    const suspected = await read(text)
    expect(suspected.findings.warnings.join()).toContain('--absent zero')
    const told = await read(text, { absent: 'zero' })
    expect(told.findings.warnings).toEqual([])
    expect(told.findings.missingSpans).toEqual([])
    expect(told.findings.absentAsZero).toBe(suspected.findings.missingSpans.length)
    expect(at(told.history.queues[0], 'offered', '03-04 08:30')).toEqual([0])
  })

  test('a service of 61 437 s, more answered than offered, handle times that are not there', async () => {
    const { findings } = await read(
      'start,offered,answered,aht\n2026-03-02 08:00,3,2,61437\n2026-03-02 08:30,3,4,100\n2026-03-02 09:00,3,3,\n',
    )
    expect(findings.warnings.join('\n')).toMatch(
      /answered than offered in 1 row \(line 3\)[\s\S]*beyond 4h in 1 intervals \(the first: all, 2026-03-02 08:00\)[\s\S]*1 intervals have answered contacts and no handle time/,
    )
  })
})

describe('time zones', () => {
  const night = (day: string, hours: string[]) =>
    `start,queue,offered,answered,aht\n${hours.map((hour, i) => `${day} ${hour}:00,A,${10 + i},${10 + i},${100 + i}`).join('\n')}\n`

  test('the day of 23 hours: the skipped hour is closed', async () => {
    const { history, findings } = await read(night('2026-03-29', ['00', '01', '03', '04', '05']), {
      timezone: 'Europe/Berlin',
    })
    const [queue] = history.queues
    expect(queue.state).toHaveLength(24)
    expect(stateAt(queue, '03-29 02:00')).toBe('closed')
    expect(findings.clockChanges).toMatchObject([{ kind: 'skipped' }])
    expect(history.timezone).toBe('Europe/Berlin')
    expect(describeFindings(findings).join('\n')).toContain(
      '2026-03-29 has 23 hours: 2026-03-29 02:00 to 03:00 does not exist',
    )
  })

  test('the day of 25 hours, local time: the hour that comes twice holds the mean of both', async () => {
    const { history, findings } = await read(night('2026-10-25', ['00', '01', '02', '02', '03']), {
      timezone: 'Europe/Berlin',
    })
    const [queue] = history.queues
    expect(queue.state).toHaveLength(24)
    expect(at(queue, 'offered', '10-25 01:00', '10-25 02:00', '10-25 03:00')).toEqual([11, 12.5, 14])
    expect(at(queue, 'handleTotal', '10-25 02:00')).toEqual([(12 * 102 + 13 * 103) / 2])
    expect(findings.clockChanges).toMatchObject([{ kind: 'doubled', rows: 1 }])
    expect(findings.duplicates).toBe(0)
  })

  test('the same two rows alike are two hours, not one row twice', async () => {
    const { history, findings } = await read(
      'start,offered\n2026-10-25 01:00,5\n2026-10-25 02:00,7\n2026-10-25 02:00,7\n2026-10-25 03:00,5\n',
      { timezone: 'Europe/Berlin' },
    )
    expect(at(history.queues[0], 'offered', '10-25 02:00')).toEqual([7])
    expect(findings.duplicates).toBe(0)
    expect(findings.clockChanges[0].rows).toBe(1)
  })

  test('without a zone the doubled hour is a contradiction whose hint names the option', async () => {
    await expect(read(night('2026-10-25', ['00', '01', '02', '02', '03']))).rejects.toThrow('--timezone')
  })

  test('instants (Genesys: ISO, UTC, 15 min, total handle seconds) go to the wall clock of the zone', async () => {
    const rows = Array.from(
      { length: 5 * 4 },
      (_, i) => `${new Date(Date.UTC(2026, 9, 24, 22) + i * 900_000).toISOString()},A,${i},${i},${i * 100}`,
    )
    const text = `Interval Start,Queue Name,Offer,tHandle,nOffered\n${rows.map((row) => row.split(',').join(',')).join('\n')}\n`
    const { history, findings } = await read(
      text.replace(
        'Interval Start,Queue Name,Offer,tHandle,nOffered',
        'Interval Start,Queue Name,Offered,Answered,Total Handle',
      ),
      { timezone: 'Europe/Berlin' },
    )
    const [queue] = history.queues
    expect(history.interval).toBe(900)
    expect(queue.state).toHaveLength(96)
    // 22:00Z is midnight; 00:00Z is 02:00 for the first, 01:00Z for the second time
    expect(at(queue, 'offered', '10-25 00:00', '10-25 02:00', '10-25 02:45', '10-25 03:00')).toEqual([
      0,
      (8 + 12) / 2,
      (11 + 15) / 2,
      16,
    ])
    expect(at(queue, 'handleTotal', '10-25 02:00')).toEqual([(800 + 1200) / 2])
    expect(findings.clockChanges[0].rows).toBe(4)
    const asWritten = await read(
      text.replace(
        'Interval Start,Queue Name,Offer,tHandle,nOffered',
        'Interval Start,Queue Name,Offered,Answered,Total Handle',
      ),
    )
    expect(asWritten.findings.warnings.join()).toContain('--timezone')
  })

  test('an offset is taken away, whichever side of Greenwich it is', async () => {
    const starts = ['2026-03-03T08:00:00+03:00', '2026-03-03T01:00:00-05:00', '2026-03-03T08:00:00+01:00']
    const { history } = await read(`start,offered\n${starts.map((start, i) => `${start},${i + 1}`).join('\n')}\n`, {
      timezone: 'Europe/Berlin',
      interval: 3600,
    })
    expect(at(history.queues[0], 'offered', '03-03 06:00', '03-03 07:00', '03-03 08:00')).toEqual([1, 2, 3])
  })

  test('rows of zeros in the hour that does not exist are left out', async () => {
    const { history } = await read('start,offered\n2026-03-29 01:00,5\n2026-03-29 02:00,0\n2026-03-29 03:00,5\n', {
      timezone: 'Europe/Berlin',
    })
    expect(stateAt(history.queues[0], '03-29 02:00')).toBe('closed')
  })
})

describe('errors', () => {
  test('the first twenty bad rows are listed, with place, heading, value and hint', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `2026-03-02 ${String(i % 24).padStart(2, '0')}:00,x${i}`)
    const error = (await read(`start,offered\n${rows.join('\n')}\n`).catch((one) => one)) as KrarupError
    expect(error).toBeInstanceOf(KrarupError)
    expect(error.code).toBe('UNREADABLE')
    expect(error.message.match(/line \d+, column 2 \(offered\): not a number/g)).toHaveLength(20)
    expect(error.message).toContain('at least 20 rows')
    expect(error.message).toContain('--rejects FILE')
    expect(error.where).toMatchObject({ file: 'input', line: 2, column: 2, heading: 'offered' })
  })

  test('with rejects nothing is lost: every line is read, rejected or left out with a remark', async () => {
    const lines = [
      'start,queue,offered',
      '2026-03-02 08:00,A,1',
      '2026-03-02 08:30,A,x',
      '31.31.26 08:00,A,3',
      '2026-03-02 09:00,A,4,5',
      '2026-03-02 09:30,A',
      '2026-03-02 10:00,A,6',
      '',
      'Total,,14',
      '2026-03-02 10:30,A,',
    ]
    const rejects: RejectedRow[] = []
    const { findings } = await read(lines.join('\n'), { rejects, interval: 1800 })
    expect(rejects.map(({ line, text }) => [line, text])).toEqual([3, 4, 5, 6].map((line) => [line, lines[line - 1]]))
    expect(rejects.every(({ reason, hint }) => reason && hint)).toBe(true)
    expect(findings.rows + findings.rejected + findings.sumRows + findings.blankAfterEnd).toBe(8)
  })

  test('a missing file, a directory', async () => {
    await expect(readHistory('/no/such/file.csv')).rejects.toMatchObject({
      code: 'FILE',
      where: { file: '/no/such/file.csv' },
    })
    await expect(readHistory('/')).rejects.toMatchObject({ code: 'FILE' })
  })

  test('an error of the stream itself comes through', async () => {
    const broken = Readable.from(
      (async function* () {
        yield bytes('start,offered\n"2026-03-02 08:00",40\n')
        throw new Error('the line went dead')
      })(),
    )
    await expect(readHistory(broken)).rejects.toThrow('the line went dead')
  })

  test('cancelling', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(read(office(3), { signal: controller.signal })).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

test('progress comes with bytes and rows', async () => {
  const seen: { bytes: number; totalBytes?: number; rows: number }[] = []
  const text = office(5)
  await read(text, { onProgress: (progress) => seen.push(progress) })
  expect(seen.at(-1)).toEqual({ bytes: text.length, totalBytes: text.length, rows: 20 })
})

test('chunks may end anywhere', async () => {
  const text = 'start;queue;offered\r\n2026-03-02 08:00;英语;40\r\n2026-03-02 08:30;英语;41\r\n'
  const whole = await read(text)
  for (let size = 1; size < 8; size++) {
    const chunks = Array.from({ length: Math.ceil(bytes(text).length / size) }, (_, i) =>
      bytes(text).subarray(i * size, (i + 1) * size),
    )
    const { history } = await readHistory(Readable.from(chunks))
    expect(history).toEqual(whole.history)
  }
})

const shared = new URL('../../../../shared/data/', import.meta.url)
const sharedPath = (name: string) => new URL(name, shared).pathname

describe.skipIf(!existsSync(shared))('real exports (skipped where ../shared/data is missing)', () => {
  const column = (name: string, index: number) =>
    readFileSync(sharedPath(name), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .reduce((sum, line) => sum + Number(line.split(/[,;]/)[index]), 0)
  const sum = (queue: QueueHistory, measure: keyof QueueHistory['measures']) =>
    queue.measures[measure]?.reduce((total, value) => total + (value || 0), 0)

  test('the bank of 2003: opening hours learnt, four closed weekdays named, nothing missing', async () => {
    const { history, findings } = await readHistory(sharedPath('bank_na_2003_30min.csv'))
    const [queue] = history.queues
    expect(history.interval).toBe(1800)
    expect(findings.rows).toBe(3528)
    expect(findings.absentDays.map(({ day }) => formatDay(day))).toEqual([
      '2003-04-04',
      '2003-04-07',
      '2003-05-26',
      '2003-07-04',
    ])
    expect(findings.missingSpans).toEqual([])
    expect(queue.queue).toBe('bank_na_2003_30min')
    expect(queue.state.filter((state) => state === STATE.observed)).toHaveLength(3528)
    expect(sum(queue, 'offered')).toBe(column('bank_na_2003_30min.csv', 1))
  })

  test('the bank of 1999 and its KPIs', async () => {
    const calls = await readHistory(sharedPath('anonbank_il_1999_30min.csv'))
    expect(sum(calls.history.queues[0], 'offered')).toBe(column('anonbank_il_1999_30min.csv', 1))
    const kpis = await readHistory(sharedPath('anonbank_il_1999_30min_kpis.csv'))
    const [queue] = kpis.history.queues
    for (const [index, measure] of [
      [1, 'offered'],
      [2, 'answered'],
      [3, 'abandoned'],
      [4, 'handleTotal'],
      [5, 'waitTotal'],
      [6, 'answeredWithin'],
    ] as const) {
      expect(sum(queue, measure), measure).toBe(column('anonbank_il_1999_30min_kpis.csv', index))
    }
    expect(kpis.history.threshold).toBe(20)
    expect(queue.measures.agents).toBeDefined()
    expect(kpis.findings.aside.map(({ heading }) => heading)).toEqual(['busy_s', 'occupancy_est', 'aht_s'])
  })

  test('the odd files: one is daily, one is a shift table', async () => {
    const daily = await readHistory(sharedPath('odd-files/case_data_calls.csv'))
    expect(daily.history.interval).toBe(DAY_SECONDS)
    expect(daily.findings).toMatchObject({ encoding: 'utf-8', delimiter: ';', dateOrder: 'dmy' })
    expect(sum(daily.history.queues[0], 'offered')).toBe(column('odd-files/case_data_calls.csv', 1))
    await expect(readHistory(sharedPath('odd-files/data_anonymous_bank_shifts.csv'))).rejects.toThrow(
      /shift table \(8 shifts, one row an hour, no dates\)/,
    )
  })
})
