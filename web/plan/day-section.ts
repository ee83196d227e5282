import { Chart } from '../shared/chart.ts'
import { field, fill, h, scrolling, section, select, table } from '../shared/dom.ts'
import { NewestOnly } from '../shared/newest-only.ts'
import { saidError } from '../shared/said.ts'
import { number, percent, seconds } from '../shared/units.ts'
import { longDayName } from './times.ts'
import type { DayAnswer, DayRequest, GroupDetail, Times } from './types.ts'
import { words } from './words.ts'

export interface DaySection {
  element: HTMLElement
  show(detail: GroupDetail, times: Times): void
  choose(day: number): void
  /** Goes on with the day, and the changed agents, of the section in another language that it takes the place of. */
  resume(before: DaySection): void
  state(): { day: string; agents: number[] | undefined }
}

/** One day, whose agents can be changed: the queue that an interval leaves is the next one's. */
export function daySection(): DaySection {
  const say = words()
  let detail: GroupDetail | undefined
  let times: Times | undefined
  let agents: number[] = []
  let planned: DayAnswer | undefined
  /** Answers may come late: only the last one asked for counts. */
  let asked = 0
  /** Agents that were changed already, for the day that is shown next. */
  let resumed: number[] | undefined
  const days = field(say.day, select([]))
  const day = days.input
  const place = h('div')
  const said = h('p', { 'aria-live': 'polite' })
  const [agentsChart, queueChart, serviceChart] = [new Chart(), new Chart(), new Chart()]
  const long = h(
    'p',
    { class: 'note', role: 'status', hidden: true },
    say.working,
    h('button', { type: 'button', class: 'small', onclick: cancel }, say.cancel),
  )
  const worker = new NewestOnly('day', (isLong) => {
    long.hidden = !isLong
    if (isLong) said.textContent = ''
  })
  const back = h('button', { type: 'button', onclick: () => void start() }, say.backToPlan)
  day.addEventListener('change', () => void start())

  const range = () => [times!.dayFrom[Number(day.value)], times!.dayFrom[Number(day.value) + 1]]

  /** Undefined where something newer took its place, or it was stopped. */
  function ask(): Promise<DayAnswer | undefined> {
    const [from, to] = range()
    const { volume, aht, open, patience, targets } = detail!.plan
    const request: DayRequest = {
      volume: volume.slice(from, to),
      aht: aht.slice(from, to),
      open: open.slice(from, to),
      patience,
      within: targets[0].serviceLevel?.within,
      interval: times!.interval,
      agents,
    }
    return worker.ask<DayAnswer>('serveDay', request).catch((error) => {
      said.textContent = saidError(error)
      return undefined
    })
  }

  function cancel(): void {
    asked++
    worker.cancel()
    said.textContent = say.stoppedDay
  }

  async function start(): Promise<void> {
    if (!detail || !times) return
    const [from, to] = range()
    const { plan } = detail
    agents = Array.from(plan.agents.subarray(from, to))
    planned = undefined
    const isOpen = plan.open.subarray(from, to).some((one) => one === 1)
    // Callers who may wait through several changes of staff take minutes to work out, and the planner would wait with them.
    const isLong = (plan.targets[0].serviceLevel?.within ?? 0) >= times.interval
    for (const chart of [agentsChart, queueChart, serviceChart]) chart.element.hidden = !isOpen || isLong
    const changes = resumed?.length === agents.length ? resumed : undefined
    resumed = undefined
    back.disabled = true
    // What is still being answered is of another day, or of other settings, also where nothing is asked now.
    const ours = ++asked
    if (!isOpen || plan.model === 'deferred') {
      fill(place)
      said.textContent = isOpen ? say.canWait : say.closedDay
      return
    }
    if (isLong) {
      fill(place)
      said.textContent = say.longTarget
      return
    }
    const answer = await ask()
    if (ours !== asked || !answer) return
    planned = answer
    if (changes) agents = changes
    fillTable(answer)
    draw(answer)
    if (changes) await changed()
  }

  async function changed(): Promise<void> {
    if (!detail) return
    back.disabled = false
    const ours = ++asked
    const answer = await ask()
    if (ours !== asked || !answer) return
    putAnswer(answer)
    draw(answer)
  }

  function fillTable(answer: DayAnswer): void {
    const { plan } = detail!
    const [from, to] = range()
    const open = Array.from({ length: to - from }, (_, k) => k).filter((k) => plan.open[from + k])
    const rows = open.map((k) => {
      const time = times!.clocks[from + k]
      return [time, number(plan.volume[from + k], 1), number(plan.agents[from + k]), stepper(k, time), '', '', '']
    })
    const content = table(
      say.dayTable,
      [say.from, say.contacts, say.planned, say.agents, say.serviceLevel, say.meanWait, say.leftWaiting],
      rows,
    )
    for (const [row, k] of open.entries()) content.tBodies[0].rows[row].dataset.place = String(k)
    fill(place, scrolling(content, say.dayByInterval))
    putAnswer(answer)
  }

  /** − and + beside the number, for one interval. */
  function stepper(k: number, time: string): HTMLElement {
    const input = h('input', { type: 'number', min: 0, step: 1, value: agents[k], 'aria-label': say.agentsAt(time) })
    const put = (value: number) => {
      agents[k] = Math.max(0, Math.round(value) || 0)
      input.value = String(agents[k])
      void changed()
    }
    input.addEventListener('change', () => put(input.valueAsNumber))
    const step = (by: number, sign: string, label: string) =>
      h('button', { type: 'button', class: 'small', 'aria-label': label, onclick: () => put(agents[k] + by) }, sign)
    return h('span', { class: 'stepper' }, step(-1, '−', say.lessAt(time)), input, step(1, '+', say.moreAt(time)))
  }

  function putAnswer(answer: DayAnswer): void {
    for (const row of place.querySelectorAll('tr')) {
      if (row.dataset.place === undefined) continue
      const k = Number(row.dataset.place)
      const texts = [percent(answer.serviceLevel[k]), seconds(answer.asa[k]), number(answer.backlog[k], 2)]
      for (const [i, text] of texts.entries()) row.cells[i + 4].textContent = text
    }
    const { serviceLevel, asa, abandonment } = answer.day
    const before =
      planned && planned !== answer ? say.dayBefore(percent(planned.day.serviceLevel), seconds(planned.day.asa)) : ''
    said.textContent = say.dayAnswer(percent(serviceLevel), seconds(asa), percent(abandonment), before)
  }

  function draw(answer: DayAnswer): void {
    const { plan } = detail!
    const [midnight, end] = range()
    // Nobody waits while nothing is open.
    const isOpen = plan.open.subarray(midnight, end)
    const [first, last] = [isOpen.indexOf(1), isOpen.lastIndexOf(1) + 1]
    const places = times!.clocks.slice(midnight + first, midnight + last)
    const shown = (all: ArrayLike<number>) => Array.from(all).slice(first, last)
    const common = { places, isTick: (i: number) => places[i].endsWith(':00'), placesName: say.from }
    const isOther = planned !== undefined && planned !== answer
    const both = (now: ArrayLike<number>, before: ArrayLike<number>, look: 'steps' | 'line') => [
      { name: isOther ? say.asChanged : say.asPlanned, values: shown(now), look },
      ...(isOther
        ? [
            {
              name: say.asPlanned,
              values: shown(before),
              look: look === 'steps' ? ('steps-dashed' as const) : ('dashed' as const),
            },
          ]
        : []),
    ]
    const onDuty = (all: ArrayLike<number>) => Array.from(all, (n, k) => (isOpen[k] ? n : Number.NaN))
    agentsChart.show({
      ...common,
      title: say.agentsOnDuty,
      format: (value) => number(value, value % 1 ? 1 : 0),
      series: both(onDuty(agents), onDuty(plan.agents.subarray(midnight, end)), 'steps'),
    })
    queueChart.show({
      ...common,
      title: say.leavesWaiting,
      format: (value) => number(value, 2),
      series: both(answer.backlog, planned?.backlog ?? answer.backlog, 'line'),
    })
    const { share } = plan.targets[0].serviceLevel ?? {}
    serviceChart.show({
      ...common,
      title: say.serviceLevel,
      format: (value) => percent(value),
      formatLevel: (value) => percent(value, 0),
      most: 1,
      series: both(answer.serviceLevel, planned?.serviceLevel ?? answer.serviceLevel, 'line'),
      ...(share === undefined ? {} : { goal: { name: say.target(percent(share, 0)), value: share } }),
    })
  }

  return {
    element: section(
      'day',
      say.dayTitle,
      h('div', { class: 'buttons' }, days.element, back),
      said,
      long,
      agentsChart.element,
      queueChart.element,
      serviceChart.element,
      place,
    ),
    show(shown, at) {
      const before = day.value
      detail = shown
      times = at
      const options = Array.from({ length: at.dayCount }, (_, k) => {
        const name = longDayName(at.days[k])
        const isOpen = !Number.isNaN(shown.plan.days[k].serviceLevel)
        return [String(k), isOpen ? name : say.dayClosed(name)] as const
      })
      day.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)))
      const firstOpen = shown.plan.days.findIndex((one) => !Number.isNaN(one.serviceLevel))
      day.value = Number(before) < at.dayCount && before !== '' ? before : String(Math.max(0, firstOpen))
      void start()
    },
    resume(before) {
      const { day: chosen, agents: changes } = before.state()
      day.append(h('option', { value: chosen }))
      day.value = chosen
      resumed = changes
    },
    state: () => ({ day: day.value, agents: back.disabled ? undefined : agents }),
    choose(k) {
      day.value = String(k)
      void start()
      day.focus()
    },
  }
}
