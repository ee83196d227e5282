import { figures } from '../../format.ts'
import type { PlanContent } from '../plan/content.ts'
import { busiestDay } from '../plan/open-view.ts'
import { groupsTable } from '../plan/roll-ups.ts'
import { planSlots, type SlotName } from '../plan/slots.ts'

/** Groups that are listed: the largest, or those that were looked for. */
const LARGEST = 20
const FOUND = 100

/** What a plan's page shows: a group or a queue, a day, and how wide it is drawn. */
export interface Shown {
  content: PlanContent
  view: number
  day: number
  width: number
}

/** Makes the page's controls work, and fills its list of groups. The first group is shown, on its busiest day. */
export function startPicker(content: PlanContent): Shown {
  const shown = { content, view: 0, day: busiestDay(content, 0), width: 0 }
  when('pick-view', 'change', ({ value }) => showView(shown, Number(value)))
  when('pick-day', 'change', ({ value }) => showDay(shown, Number(value)))
  when('find-group', 'input', ({ value }) => listGroups(content, value))
  when('previous-day', 'click', () => showDay(shown, shown.day - 1))
  when('next-day', 'click', () => showDay(shown, shown.day + 1))
  document.addEventListener('click', (event) => follow(shown, event))
  listGroups(content, '')
  return shown
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLButtonElement

/** A control of the page; one group alone has no picker, a few have no search. */
function control(id: string): Control | null {
  return document.getElementById(id) as Control | null
}

function when(id: string, event: string, act: (it: Control) => void): void {
  const it = control(id)
  if (it) it.addEventListener(event, () => act(it))
}

export function drawAt(shown: Shown, width: number): void {
  shown.width = width
  draw(shown)
}

function draw({ content, view, day, width }: Shown): void {
  const slots = planSlots(content, view, day, { width, tips: 'data' })
  for (const name of Object.keys(slots) as SlotName[]) {
    const slot = document.getElementById(`slot-${name}`)
    if (!slot) continue
    slot.innerHTML = slots[name]
    slot.hidden = slots[name] === ''
  }
  const pick = control('pick-day')
  if (pick) pick.value = String(day)
  disable('previous-day', day === 0)
  disable('next-day', day === content.dayCount - 1)
}

function disable(id: string, disabled: boolean): void {
  const it = control(id)
  if (it) it.disabled = disabled
}

function showView(shown: Shown, view: number): void {
  shown.view = view
  shown.day = busiestDay(shown.content, view)
  const pick = control('pick-view')
  if (pick) pick.value = String(view)
  draw(shown)
}

function showDay(shown: Shown, day: number): void {
  shown.day = Math.min(Math.max(day, 0), shown.content.dayCount - 1)
  draw(shown)
}

/** Names of groups lead to their figures, rows of the heat map to their days. */
function follow(shown: Shown, event: MouseEvent): void {
  if (!(event.target instanceof Element)) return
  const link = event.target.closest('[data-view]')
  if (link) {
    event.preventDefault()
    showView(shown, Number(link.getAttribute('data-view')))
    const top = document.getElementById('top')
    if (top) top.scrollIntoView({ behavior: 'smooth', block: 'start' })
  }
  const row = event.target.closest('[data-day]')
  if (row) showDay(shown, Number(row.getAttribute('data-day')))
}

function listGroups(content: PlanContent, filter: string): void {
  const slot = document.getElementById('slot-groups')
  if (!slot) return
  const { html, shown, all } = groupsTable(content, filter, filter ? FOUND : LARGEST)
  slot.innerHTML = html
  const count = document.getElementById('group-count')
  if (count) count.textContent = figures.fill(content.words.shownOf, { shown, all })
}
