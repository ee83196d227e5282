import { fill, h, scrolling, section, table } from '../shared/dom.ts'
import { number, percent, seconds } from '../shared/units.ts'
import type { GroupSummary } from './types.ts'
import { words } from './words.ts'

export interface GroupsSection {
  element: HTMLElement
  /** The names, before anything is known of them. */
  begin(names: readonly string[]): void
  put(summary: GroupSummary, cost: number): void
  choose(name: string): void
  /** The sum over all that are known. */
  total(all: readonly GroupSummary[], cost: number): void
}

/** Every queue in a row, with a filter over them. */
export function groupsSection(chosen: (name: string) => void): GroupsSection {
  const say = words()
  const rows = new Map<string, HTMLTableRowElement>()
  const place = h('div')
  const filter = h('input', { type: 'search', id: 'filter', autocomplete: 'off', placeholder: say.filterHint })
  const counted = h('p', { class: 'note', 'aria-live': 'polite' })
  const filterField = h('p', {}, h('label', { for: 'filter' }, say.filter), filter)
  const show = () => {
    const wanted = filter.value.trim().toLowerCase()
    let shown = 0
    for (const [name, row] of rows) {
      row.hidden = !name.toLowerCase().includes(wanted)
      if (!row.hidden) shown++
    }
    counted.textContent = wanted === '' ? '' : say.shownOf(number(shown), number(rows.size))
  }
  filter.addEventListener('input', show)
  let foot: HTMLTableRowElement | undefined
  return {
    element: section('queues', say.queues, filterField, counted, place),
    begin(names) {
      rows.clear()
      const content = table(
        say.planByQueue,
        [
          say.queue,
          say.contacts,
          say.mostAgents,
          say.agentHours,
          say.fte,
          say.costs,
          say.serviceLevel,
          say.meanWait,
          say.occupancy,
          say.daysOnTarget,
        ],
        names.map((name) => [
          h('button', { type: 'button', class: 'link', onclick: () => chosen(name) }, name),
          ...Array.from({ length: 9 }, () => '…'),
        ]),
      )
      for (const [i, row] of [...content.tBodies[0].rows].entries()) rows.set(names[i], row)
      foot = h('tr', {}, h('th', { scope: 'row' }, say.all), ...Array.from({ length: 9 }, () => h('td', {}, '…')))
      if (names.length > 1) content.append(h('tfoot', {}, foot))
      fill(place, scrolling(content, say.queuesOfPlan))
      // Of a few queues none is hard to find.
      filterField.hidden = names.length < 8
      show()
    },
    put(summary, cost) {
      const row = rows.get(summary.name)
      if (row) putCells(row, summary, cost)
    },
    choose(name) {
      for (const [each, row] of rows) {
        row.classList.toggle('chosen', each === name)
        if (each === name) row.querySelector('button')?.setAttribute('aria-current', 'true')
        else row.querySelector('button')?.removeAttribute('aria-current')
      }
    },
    total(all, cost) {
      if (foot) putCells(foot, sumOf(all), cost)
    },
  }
}

function putCells(row: HTMLTableRowElement, summary: GroupSummary, cost: number): void {
  const { volume, peakAgents, agentHours, fte, paidHours, serviceLevel, asa, occupancy, sure } = summary
  const texts = [
    number(volume),
    number(peakAgents),
    number(agentHours, 1),
    number(fte, 1),
    number(paidHours * cost),
    percent(serviceLevel),
    seconds(asa),
    percent(occupancy),
    percent(sure, 0),
  ]
  for (const [k, text] of texts.entries())
    if (row.cells[k + 1].textContent !== text) row.cells[k + 1].textContent = text
}

/** All groups together; shares and waits are weighted by contacts. */
export function sumOf(all: readonly GroupSummary[]): GroupSummary {
  const sum = (of: (one: GroupSummary) => number) => all.reduce((before, one) => before + (of(one) || 0), 0)
  const volume = sum((one) => one.volume)
  const mean = (of: (one: GroupSummary) => number) => sum((one) => of(one) * one.volume) / volume
  return {
    name: '',
    volume,
    peakAgents: Number.NaN,
    agentHours: sum((one) => one.agentHours),
    paidHours: sum((one) => one.paidHours),
    fte: sum((one) => one.fte),
    serviceLevel: mean((one) => one.serviceLevel),
    asa: mean((one) => one.asa),
    occupancy: Number.NaN,
    abandonment: mean((one) => one.abandonment),
    sure: Number.NaN,
  }
}
