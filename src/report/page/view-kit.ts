import type { FigureFormats } from '../format.ts'
import type { Words } from '../words.ts'
import type { Canvas, ChartKit, Strip } from './charts.ts'
import type { ColumnCodec } from './codec.ts'
import type { FORECAST_SCALES, INTERVAL_SCALES, PageData, PageView, ROLL_UP_SCALES, TODAY_SCALES } from './page-data.ts'

export interface ViewKitParts {
  data: PageData
  words: Words
  scales: {
    rollUp: typeof ROLL_UP_SCALES
    interval: typeof INTERVAL_SCALES
    forecast: typeof FORECAST_SCALES
    today: typeof TODAY_SCALES
  }
}

/** The parts of a page that change with the group and the day chosen, by the id of the element that holds them. */
export type Slots = Record<string, string>

export interface ViewKit {
  slots(view: number, day: number, canvas: Canvas): Slots
  /** The first week of a group, or of the whole plan: agents and service, with contacts above them where wanted. */
  week(view: number, canvas: Canvas, withContacts: boolean): string
  groups(filter: string, most: number): { html: string; shown: number; all: number }
  /** The day that needs most agents. */
  busiestDay(view: number): number
}

/**
 * Turns a page's data into its sections. Self-contained but for its arguments, because the page carries its source text:
 * what is there before the script runs and what the script draws come from the same lines.
 */
export function viewKit(format: FigureFormats, charts: ChartKit, codec: ColumnCodec, parts: ViewKitParts): ViewKit {
  const { data, words, scales } = parts
  const { safe, number, percent, duration, volume, clock, fill } = format
  const { perDay, interval, days } = data
  const time = (slot: number) => clock((slot % perDay) * interval)

  const unpacked = <Scale extends Record<string, number>>(text: string, scale: Scale) => {
    const columns = text.split(' ')
    return Object.fromEntries(
      Object.keys(scale).map((name, i) => [name, codec.decode(columns[i] ?? '', scale[name])]),
    ) as { [Name in keyof Scale]: number[] }
  }
  const rowsOf = (text: string) => {
    const columns = unpacked(text, scales.rollUp)
    return columns.volume.map(
      (_, i) =>
        Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[i]])) as Record<
          keyof typeof columns,
          number
        >,
    )
  }
  type Row = ReturnType<typeof rowsOf>[number]
  const factsOf = (view: PageView) =>
    view.facts.flatMap((place, i) => (i % 2 ? [] : [[data.texts[place], data.texts[view.facts[i + 1]]] as const]))
  /** The 10 % and 90 % limits of one queue are its own; those of several are added up. */
  const limitsOf = (view: PageView) => (view.queues.length === 1 ? words.limits : words.outerLimits)
  const staffingOf = (view: PageView) => (view.servedBy === undefined ? view : data.views[view.servedBy])
  const busiestDay = (view: number) => {
    const rows = rowsOf(staffingOf(data.views[view]).days)
    return rows.reduce((best, row, i) => (row.peakAgents > rows[best].peakAgents ? i : best), 0)
  }
  /** Intervals of some days from the first open slot to the last, with a gap (-1) between days where nights are left out. */
  const placesOf = (group: PageView, day: number, dayCount: number) => {
    const { volume: contacts } = unpacked(group.intervals, scales.interval)
    const slots = Array.from({ length: perDay }, (_, slot) => slot)
    const chosen = Array.from({ length: dayCount }, (_, i) => day + i)
    const open = slots.filter((slot) => chosen.some((one) => !Number.isNaN(contacts[one * perDay + slot])))
    const first = open[0] ?? 0
    const last = open[open.length - 1] ?? perDay - 1
    const gap = dayCount > 1 && last - first + 1 < perDay ? [-1] : []
    const width = last - first + 1 + gap.length
    return {
      first,
      last,
      width,
      places: chosen.flatMap((one) => [...slots.slice(first, last + 1).map((slot) => one * perDay + slot), ...gap]),
    }
  }
  const pick = (values: number[], places: readonly number[]) =>
    values.length === 0 ? [] : places.map((place) => values[place] ?? Number.NaN)
  /** The typical week begins with the weekday of the plan's first day. */
  const typicalAt = (typical: number[], places: readonly number[]) =>
    typical.every(Number.isNaN) ? [] : places.map((place) => typical[place % typical.length] ?? Number.NaN)

  const table = (headings: readonly string[], rows: readonly (readonly string[])[], foot?: readonly string[]) => {
    const cells = (row: readonly string[], tag: string) =>
      row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<${tag}>${cell}</${tag}>`)).join('')
    return (
      `<div class="scroll"><table><thead><tr>${headings.map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead>` +
      `<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody>` +
      `${foot ? `<tfoot><tr>${cells(foot, 'td')}</tr></tfoot>` : ''}</table></div>`
    )
  }
  const details = (body: string) => `<details><summary>${safe(words.asTable)}</summary>${body}</details>`
  const legend = (...items: readonly (readonly [string, string])[]) =>
    `<p class="legend">${items.map(([key, name]) => `<span><i class="key ${key}"></i>${safe(name)}</span>`).join('')}</p>`
  const at = (slot: number) =>
    Number.isFinite(slot) && slot >= 0 ? `${days[Math.floor(slot / perDay)]?.short ?? ''} ${time(slot)}` : ''

  const rollUpHeadings = [
    words.contacts,
    words.aht,
    words.peakAgents,
    words.peakAt,
    words.agentHours,
    words.paidHours,
    words.fte,
    words.serviceLevel,
    words.connectRate,
    words.asa,
    words.occupancy,
  ].map(safe)
  const rollUpCells = (row: Row, peak: (slot: number) => string) => [
    volume(row.volume),
    duration(row.aht),
    number(row.peakAgents),
    row.peakAgents > 0 ? safe(peak(row.peakAt)) : '–',
    number(row.agentHours, 1),
    number(row.paidHours, 1),
    number(row.fte, 1),
    percent(row.serviceLevel),
    percent(row.connectRate),
    duration(row.asa),
    percent(row.occupancy),
  ]

  const figureCards = (view: PageView) => {
    const [total] = rowsOf(view.total)
    const card = (name: string, value: string, note = '', key = '') =>
      `<div class="figure${key}"><dt>${safe(name)}</dt><dd>${safe(value)}${note ? `<small>${safe(note)}</small>` : ''}</dd></div>`
    const target = factsOf(view).find(([name]) => name === words.target)?.[1] ?? ''
    return `<dl class="figures">${[
      card(words.contacts, volume(total.volume), `${words.aht} ${duration(total.aht)}`),
      card(words.peakAgents, number(total.peakAgents), at(total.peakAt), ' key-figure'),
      card(words.agentHours, number(total.agentHours)),
      card(words.paidHours, number(total.paidHours)),
      card(words.fte, number(total.fte, 1)),
      card(words.serviceLevel, percent(total.serviceLevel), target, ' key-figure'),
      card(words.connectRate, percent(total.connectRate)),
      card(words.asa, duration(total.asa)),
      card(words.occupancy, percent(total.occupancy)),
      card(words.abandonment, percent(total.abandonment)),
    ].join('')}</dl>`
  }

  /** Forecast contacts with their limits, beside the typical past week. */
  const contacts = (view: PageView, places: readonly number[], height: number, title: string): Strip => {
    const own = unpacked(view.intervals, scales.interval)
    const { typical } = unpacked(view.forecast, scales.forecast)
    const past = typicalAt(typical, places)
    const low = pick(own.low, places)
    return {
      title,
      height,
      scale: 'number',
      series: [
        ...(past.length > 0
          ? [{ name: words.typicalPast, values: past, style: 'thin', format: 'volume' } as const]
          : []),
        { name: words.forecast, values: pick(own.volume, places), style: 'line', format: 'volume' },
      ],
      ...(low.length > 0 ? { band: { name: limitsOf(view), low, high: pick(own.high, places) } } : {}),
    }
  }
  const when = (place: number) => `${days[Math.floor(place / perDay)].short} ${time(place)}`
  const dayTicks = (day: number, count: number, width: number, canvas: Canvas) =>
    days.slice(day, day + count).map((one, i) => ({
      at: i * width,
      text: canvas.width < 520 ? one.weekday : one.short,
      middle: true,
    }))

  const hourTicks = (first: number, count: number, canvas: Canvas) => {
    const hourly = Math.max(1, Math.round(3600 / interval))
    const every = count / hourly > 14 && canvas.width < 700 ? 3 : 1
    return Array.from({ length: count + 1 }, (_, i) => i)
      .filter((i) => (first + i) % (hourly * every) === 0)
      .map((i) => ({ at: i, text: clock((first + i) * interval) }))
  }

  const signed = (text: string) => (/^[-–∞]/.test(text) || /^0(\.0+)?$/.test(text) ? text : `+${text}`)
  const change = (now: number, before: number, decimals = 0) => signed(number(now - before, decimals))

  /** The rest of today, in the morning and now: what is said of it, the day drawn, agents to add or release by interval, and by group where there are several. */
  const today = (group: PageView, canvas: Canvas) => {
    const { known } = data
    if (known === undefined || !group.today) return ''
    const staff = unpacked(group.intervals, scales.interval)
    const morning = unpacked(group.today.morning, scales.today)
    const { first, width: count, places } = placesOf(group, 0, 1)
    const cut = (values: number[]) => pick(values, places)
    const rest = places.filter((i) => i >= known && !Number.isNaN(staff.agents[i]))
    const chart = charts.strips(
      {
        label: words.morningAndNow,
        count,
        ticks: hourTicks(first, count, canvas),
        times: (i) => {
          const place = places[i]
          const moved = change(staff.agents[place], morning.agents[place])
          return place < known || Number.isNaN(staff.agents[place])
            ? when(place)
            : `${when(place)}, ${words.addOrRelease}: ${moved}`
        },
        split: Math.min(Math.max(0, known - first), count),
        strips: [
          {
            title: words.contacts,
            height: 100,
            scale: 'number',
            series: [
              { name: words.morningContacts, values: cut(morning.volume), style: 'thin', format: 'volume' },
              { name: words.contactsNow, values: cut(staff.volume), style: 'line', format: 'volume' },
            ],
          },
          {
            title: words.agents,
            height: 130,
            scale: 'number',
            series: [
              { name: words.agentsNow, values: cut(staff.agents), style: 'area', format: 'agents' },
              { name: words.morningAgents, values: cut(morning.agents), style: 'dashed', format: 'agents' },
            ],
          },
        ],
      },
      canvas,
    )
    return (
      `<h2>${safe(fill(words.today, { day: days[0].short, time: clock(known * interval) }))}</h2>` +
      group.today.sentences.map((sentence) => `<p>${safe(sentence)}</p>`).join('') +
      legend(
        ['k-past', words.morningContacts],
        ['k-ahead', words.contactsNow],
        ['k-dashed', words.morningAgents],
        ['k-area', words.agentsNow],
      ) +
      `<div class="chart">${chart}</div>` +
      (group.kind === 'all' ? `<h3>${safe(words.agentsByGroup)}</h3>${todayOfGroups(known)}` : '') +
      (rest.length === 0
        ? ''
        : `<h3>${safe(words.agentsByInterval)}</h3>` +
          table(
            [
              words.time,
              words.addOrRelease,
              words.morningAgents,
              words.nowAgents,
              words.morningContacts,
              words.nowContacts,
              words.serviceLevel,
            ].map(safe),
            rest.map((i) => [
              time(i),
              change(staff.agents[i], morning.agents[i]),
              number(morning.agents[i]),
              number(staff.agents[i]),
              volume(morning.volume[i]),
              volume(staff.volume[i]),
              percent(staff.serviceLevel[i]),
            ]),
          ))
    )
  }

  /** The groups whose agents are moved most over the rest of today. */
  const todayOfGroups = (known: number) => {
    const rows = data.views.flatMap((view, index) => {
      if (view.kind !== 'group' || !view.today) return []
      const staff = unpacked(view.intervals, scales.interval)
      const morning = unpacked(view.today.morning, scales.today)
      const rest = Array.from({ length: perDay }, (_, i) => i).filter((i) => i >= known)
      const sum = (values: number[]) => rest.reduce((total, i) => total + (values[i] || 0), 0)
      const moved = rest.reduce((total, i) => total + (Math.abs(staff.agents[i] - morning.agents[i]) || 0), 0)
      const hours = (values: number[]) => (sum(values) * interval) / 3600
      return [
        {
          moved,
          cells: [
            `<a href="#figures" data-view="${index}">${safe(view.name)}</a>`,
            change(hours(staff.agents), hours(morning.agents), 1),
            number(hours(morning.agents), 1),
            number(hours(staff.agents), 1),
            volume(sum(morning.volume)),
            volume(sum(staff.volume)),
          ],
        },
      ]
    })
    const shown = [...rows].sort((a, b) => b.moved - a.moved).slice(0, 20)
    return (
      table(
        [
          words.group,
          words.addOrRelease,
          words.hoursMorning,
          words.nowAgents,
          words.morningContacts,
          words.nowContacts,
        ].map(safe),
        shown.map(({ cells }) => cells),
      ) +
      (rows.length > shown.length
        ? `<p class="note">${safe(fill(words.shownOf, { shown: shown.length, all: rows.length }))}</p>`
        : '')
    )
  }

  const dayStrips = (view: PageView, group: PageView, day: number, canvas: Canvas) => {
    const staff = unpacked(group.intervals, scales.interval)
    const { first, width: count, places } = placesOf(group, day, 1)
    const cut = (values: number[]) => pick(values, places)
    const ticks = hourTicks(first, count, canvas)
    return charts.strips(
      {
        label: `${words.dayCurve}: ${days[day].long}`,
        count,
        ticks,
        times: (i) => when(places[i]),
        strips: [
          contacts(view, places, 90, words.contacts),
          {
            title: words.agents,
            height: 150,
            scale: 'number',
            series: [
              { name: words.agentsOnDuty, values: cut(staff.agents), style: 'area', format: 'agents' },
              { name: words.scheduled, values: cut(staff.scheduled), style: 'dashed', format: 'agents' },
            ],
          },
          {
            title: words.serviceLevel,
            height: 80,
            scale: 'share',
            series: [{ name: words.serviceLevel, values: cut(staff.serviceLevel), style: 'dots', format: 'share' }],
            lines: group.targets,
          },
        ],
      },
      canvas,
    )
  }

  const dayTable = (view: PageView, group: PageView, day: number) => {
    const own = unpacked(view.intervals, scales.interval)
    const staff = unpacked(group.intervals, scales.interval)
    const rich = staff.asa.length > 0
    const rows = Array.from({ length: perDay }, (_, i) => day * perDay + i)
      .filter((i) => !Number.isNaN(staff.volume[i]))
      .map((i) => [
        time(i),
        volume(own.volume[i]),
        ...(own.low.length > 0 ? [`${volume(own.low[i])} – ${volume(own.high[i])}`] : []),
        ...(rich ? [duration(staff.aht[i])] : []),
        number(staff.agents[i]),
        ...(rich ? [number(staff.scheduled[i])] : []),
        percent(staff.serviceLevel[i]),
        ...(rich ? [duration(staff.asa[i]), percent(staff.occupancy[i])] : []),
      ])
    const headings = [
      words.time,
      words.contacts,
      ...(own.low.length > 0 ? [limitsOf(view)] : []),
      ...(rich ? [words.aht] : []),
      words.agents,
      ...(rich ? [words.scheduled] : []),
      words.serviceLevel,
      ...(rich ? [words.asa, words.occupancy] : []),
    ]
    return table(headings.map(safe), rows)
  }

  const weekStrip = (view: PageView, group: PageView, day: number, canvas: Canvas) => {
    const start = Math.min(Math.floor(day / 7) * 7, Math.max(0, data.dayCount - 7))
    const count = Math.min(7, data.dayCount)
    const { width, places } = placesOf(group, start, count)
    return charts.strips(
      {
        label: words.typicalWeek,
        count: places.length,
        ticks: dayTicks(start, count, width, canvas),
        times: (i) => when(places[i]),
        strips: [contacts(view, places, canvas.width < 800 ? 140 : 180, '')],
      },
      canvas,
    )
  }

  const heat = (group: PageView, day: number, canvas: Canvas) => {
    const staff = unpacked(group.intervals, scales.interval)
    const slots = Array.from({ length: perDay }, (_, slot) => slot)
    const { first, last } = placesOf(group, 0, data.dayCount)
    const hourly = Math.max(1, Math.round(3600 / interval))
    const rows = days.map((_, one) => staff.agents.slice(one * perDay + first, one * perDay + last + 1))
    const columns = slots
      .filter((slot) => slot >= first && slot <= last && slot % hourly === 0)
      .map((slot) => ({ at: slot - first, text: clock(slot * interval) }))
    // Rows of more than a month are too low for a label each: Mondays keep theirs.
    const rowLabels = days.map((one, i) => (data.dayCount <= 31 || (data.weekday + i) % 7 === 0 ? one.short : ''))
    const tip = (row: number, column: number) => {
      const i = row * perDay + first + column
      return [
        `${days[row].short} ${time(i)}`,
        `${words.agentsOnDuty}: ${number(staff.agents[i])}`,
        ...(staff.scheduled.length > 0 ? [`${words.scheduled}: ${number(staff.scheduled[i])}`] : []),
        `${words.contacts}: ${volume(staff.volume[i])}`,
        `${words.serviceLevel}: ${percent(staff.serviceLevel[i])}`,
        ...(staff.occupancy.length > 0 ? [`${words.occupancy}: ${percent(staff.occupancy[i])}`] : []),
      ].join('\n')
    }
    const known = rows.flat().filter((value) => !Number.isNaN(value))
    const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    const most = known.reduce((a, b) => Math.max(a, b), 0)
    const shades = Array.from({ length: 10 }, (_, shade) => `<i class="swatch s-${shade}"></i>`).join('')
    return {
      chart:
        charts.heat({ label: words.heat, rows, rowLabels, columns, chosen: day, tip }, canvas) +
        (known.length > 0
          ? `<p class="legend scale"><span>${number(least)}</span><span class="swatches">${shades}</span><span>${number(most)}</span></p>`
          : ''),
      table: table(
        [words.time, ...days.map((one) => one.short)].map(safe),
        slots
          .slice(first, last + 1)
          .map((slot) => [time(slot), ...days.map((_, one) => number(staff.agents[one * perDay + slot]))]),
      ),
    }
  }

  return {
    busiestDay,

    slots(index, day, canvas) {
      const view = data.views[index]
      const group = staffingOf(view)
      const own = unpacked(view.forecast, scales.forecast)
      const dayRows = rowsOf(group.days)
      const weekRows = rowsOf(group.weeks)
      const [total] = rowsOf(group.total)
      const known = dayRows.some((row) => !Number.isNaN(row.targetMet))
      const banded = own.dayLow.some((value) => !Number.isNaN(value))
      const limited = unpacked(view.intervals, scales.interval).low.length > 0
      const gaps = own.incomplete.length > 0
      const { chart: heatChart, table: heatTable } = heat(group, day, canvas)
      const dayCells = (row: Row) => [...rollUpCells(row, time), ...(known ? [percent(row.targetMet, 0)] : [])]
      return {
        name: view.kind === 'all' ? '' : safe(view.name),
        served:
          view.servedBy === undefined ? '' : `<p class="note">${safe(fill(words.servedBy, { group: group.name }))}</p>`,
        figures: figureCards(group),
        today: today(group, canvas),
        daily:
          legend(
            ['k-past', words.history],
            ['k-ahead', words.forecast],
            ...(banded ? [['k-band', limitsOf(view)] as const] : []),
          ) +
          charts.daily(
            {
              label: words.daily,
              words: { ...words, limits: limitsOf(view) },
              past: own.past,
              incomplete: own.incomplete,
              pastLabels: data.pastDays,
              mean: own.dayVolume,
              low: own.dayLow,
              high: own.dayHigh,
              labels: days.map((one) => one.short),
              ticks: data.dailyTicks,
            },
            canvas,
          ) +
          `<p class="note">${safe([banded && view.queues.length !== 1 ? words.limitsNote : '', gaps ? words.incompleteNote : ''].filter(Boolean).join(' '))}</p>` +
          details(
            table([words.day, words.contacts, ...(banded ? [limitsOf(view)] : [])].map(safe), [
              ...own.past.map((value, i) => [safe(data.pastDays[i]), volume(value), ...(banded ? [''] : [])]),
              ...own.dayVolume.map((value, i) => [
                safe(days[i].short),
                volume(value),
                ...(banded ? [`${volume(own.dayLow[i])} – ${volume(own.dayHigh[i])}`] : []),
              ]),
            ]),
          ),
        week:
          legend(
            ['k-past', words.typicalPast],
            ['k-ahead', words.forecast],
            ...(limited ? [['k-band', limitsOf(view)] as const] : []),
          ) + weekStrip(view, group, day, canvas),
        heat: heatChart + details(heatTable),
        day:
          legend(
            ['k-ahead', words.forecast],
            ['k-past', words.typicalPast],
            ['k-area', words.agentsOnDuty],
            ['k-dashed', words.scheduled],
            ['k-level', words.serviceLevel],
            ...(group.targets.length > 0 ? [['k-goal', words.target] as const] : []),
          ) +
          dayStrips(view, group, day, canvas) +
          details(dayTable(view, group, day)),
        service:
          legend(
            ['k-level', words.serviceLevel],
            ['k-past', words.connectRate],
            ...(group.targets.length > 0 ? [['k-goal', words.target] as const] : []),
          ) +
          charts.service(
            {
              label: words.serviceByDay,
              words,
              serviceLevel: dayRows.map((row) => row.serviceLevel),
              connectRate: dayRows.map((row) => row.connectRate),
              targetMet: dayRows.map((row) => row.targetMet),
              targets: group.targets,
              labels: days.map((one) => one.long),
              ticks: days.map((one) => [one.weekday, one.date] as const),
            },
            canvas,
          ) +
          `<p class="note">${safe([known ? words.meetsTargetNote : '', group.kind === 'all' ? words.serviceMixed : ''].filter(Boolean).join(' '))}</p>`,
        days: table(
          [safe(words.day), ...rollUpHeadings, ...(known ? [safe(words.meetsTarget)] : [])],
          dayRows.map((row, i) => [safe(days[i].short), ...dayCells(row)]),
          [safe(words.total), ...rollUpCells(total, at), ...(known ? [''] : [])],
        ),
        weeks: table(
          [safe(words.week), ...rollUpHeadings],
          weekRows.map((row, i) => [
            safe(data.weeks[i]?.name ?? '') +
              (data.weeks[i] && data.weeks[i].days < 7
                ? ` <small>${safe(fill(words.planned, { days: data.weeks[i].days }))}</small>`
                : ''),
            ...rollUpCells(row, at),
          ]),
        ),
        facts:
          factsOf(group).length > 0
            ? `<dl class="facts">${factsOf(group)
                .map(([name, value]) => `<div><dt>${safe(name)}</dt><dd>${safe(value)}</dd></div>`)
                .join('')}</dl>`
            : '',
        verdict: group.verdict
          ? `<h3>${safe(words.verdict)}</h3><p class="note">${safe(group.verdict.before)}</p>` +
            table(
              group.verdict.headings.map(safe),
              group.verdict.rows.map((row) => row.map(safe)),
            ) +
            (group.verdict.after ? `<p class="note">${safe(group.verdict.after)}</p>` : '')
          : '',
      }
    },

    week(index, canvas, withContacts) {
      const group = data.views[index]
      const staff = unpacked(group.intervals, scales.interval)
      const count = Math.min(7, data.dayCount)
      const { width, places } = placesOf(group, 0, count)
      return charts.strips(
        {
          label: `${group.name}: ${words.weekAtAGlance}`,
          count: places.length,
          ticks: dayTicks(0, count, width, canvas),
          times: (i) => when(places[i]),
          strips: [
            ...(withContacts ? [contacts(group, places, 80, words.contacts)] : []),
            {
              title: words.agents,
              height: withContacts ? 130 : 90,
              scale: 'number',
              series: [
                { name: words.agentsOnDuty, values: pick(staff.agents, places), style: 'area', format: 'agents' },
              ],
            },
            {
              title: words.serviceLevel,
              height: 56,
              scale: 'share',
              series: [
                {
                  name: words.serviceLevel,
                  values: pick(staff.serviceLevel, places),
                  style: 'dots',
                  format: 'share',
                },
              ],
              lines: group.targets,
            },
          ],
        },
        canvas,
      )
    },

    groups(filter, most) {
      const wanted = filter.trim().toLowerCase()
      const found = data.views
        .map((view, index) => ({ view, index }))
        .filter(
          ({ view }) =>
            view.kind === 'group' && [view.name, ...view.queues].some((name) => name.toLowerCase().includes(wanted)),
        )
      const all = data.views.filter((view) => view.kind === 'group').length
      const rows = found.slice(0, most).map(({ view, index }) => {
        const [total] = rowsOf(view.total)
        const met = rowsOf(view.days)
          .map((row) => row.targetMet)
          .filter((value) => !Number.isNaN(value))
        return [
          `<a href="#figures" data-view="${index}">${safe(view.name)}</a>`,
          ...rollUpCells(total, at),
          met.length > 0 ? percent(met.reduce((sum, value) => sum + value, 0) / met.length, 0) : '–',
        ]
      })
      return {
        html: table([safe(words.group), ...rollUpHeadings, safe(words.meetsTarget)], rows),
        shown: rows.length,
        all,
      }
    },
  }
}
