import type { FigureFormats } from '../format.ts'
import type { Words } from '../words.ts'
import type { PageData } from './page-data.ts'
import type { ViewKit } from './view-kit.ts'

/** The little of a browser that the page's script uses; spelled out here because the library itself is compiled without a browser's types. */
interface PageElement {
  innerHTML: string
  textContent: string | null
  value: string
  hidden: boolean
  clientWidth: number
  clientHeight: number
  disabled: boolean
  style: Record<string, string>
  addEventListener(type: string, listener: (event: PageEvent) => void): void
  closest(selector: string): PageElement | null
  getAttribute(name: string): string | null
  scrollIntoView(options: { behavior: 'smooth' | 'auto'; block: string }): void
}
interface PageEvent {
  target: PageElement
  clientX: number
  clientY: number
  preventDefault(): void
}
interface PageWindow {
  document: {
    getElementById(id: string): PageElement | null
    body: PageElement
    documentElement: PageElement & { className: string }
    addEventListener(type: string, listener: (event: PageEvent) => void): void
  }
  innerWidth: number
  innerHeight: number
  addEventListener(type: string, listener: () => void): void
  requestAnimationFrame(task: () => void): number
}

/**
 * The page's script: pickers, tooltips, drawing at the window's width and at the paper's. Self-contained but for its arguments, because the page carries its source text.
 */
export function pageController(
  window: PageWindow,
  data: PageData,
  words: Words,
  format: FigureFormats,
  kit: ViewKit,
  printWidth: number,
): void {
  const { document } = window
  const element = (id: string) => document.getElementById(id)
  const pick = element('pick-view')
  const pickDay = element('pick-day')
  const find = element('find-group')
  const tip = element('tip') as PageElement
  const chosen = { view: 0, day: kit.busiestDay(0) }

  const draw = (width: number) => {
    const slots = kit.slots(chosen.view, chosen.day, { width, tips: 'data' })
    for (const [name, html] of Object.entries(slots)) {
      const slot = element(`slot-${name}`)
      if (!slot) continue
      slot.innerHTML = html
      slot.hidden = html === ''
    }
    if (pickDay) pickDay.value = String(chosen.day)
    const back = element('previous-day')
    const on = element('next-day')
    if (back) back.disabled = chosen.day === 0
    if (on) on.disabled = chosen.day === data.dayCount - 1
  }
  const chartWidth = () => Math.max(280, (element('slot-daily') as PageElement).clientWidth)
  const redraw = () => draw(chartWidth())
  const showView = (view: number) => {
    chosen.view = view
    chosen.day = kit.busiestDay(view)
    if (pick) pick.value = String(view)
    redraw()
  }
  const showDay = (day: number) => {
    chosen.day = Math.min(Math.max(day, 0), data.dayCount - 1)
    redraw()
  }
  const list = () => {
    const slot = element('slot-groups')
    if (!slot) return
    const filter = find ? find.value : ''
    const { html, shown, all } = kit.groups(filter, filter ? 100 : 20)
    slot.innerHTML = html
    const count = element('group-count')
    if (count) count.textContent = format.fill(words.shownOf, { shown, all })
  }

  document.documentElement.className = 'scripted'
  pick?.addEventListener('change', () => showView(Number(pick.value)))
  pickDay?.addEventListener('change', () => showDay(Number(pickDay.value)))
  find?.addEventListener('input', list)
  element('previous-day')?.addEventListener('click', () => showDay(chosen.day - 1))
  element('next-day')?.addEventListener('click', () => showDay(chosen.day + 1))
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-view]')
    if (link) {
      event.preventDefault()
      showView(Number(link.getAttribute('data-view')))
      element('top')?.scrollIntoView({ behavior: 'smooth', block: 'start' })
    }
    const row = event.target.closest('[data-day]')
    if (row) showDay(Number(row.getAttribute('data-day')))
  })

  const show = (event: PageEvent) => {
    const mark = event.target.closest ? event.target.closest('[data-tip]') : null
    tip.hidden = mark === null
    if (!mark) return
    tip.textContent = mark.getAttribute('data-tip')
    const { clientWidth: wide, clientHeight: high } = tip
    const right = event.clientX + 14 + wide < window.innerWidth
    tip.style.left = `${Math.max(4, right ? event.clientX + 14 : event.clientX - 14 - wide)}px`
    const below = event.clientY + 18 + high < window.innerHeight
    tip.style.top = `${Math.max(4, below ? event.clientY + 18 : event.clientY - 14 - high)}px`
  }
  document.addEventListener('pointermove', show)
  document.addEventListener('pointerdown', show)
  document.addEventListener('scroll', () => {
    tip.hidden = true
  })

  let width = 0
  let waiting = false
  window.addEventListener('resize', () => {
    if (waiting || chartWidth() === width) return
    waiting = true
    window.requestAnimationFrame(() => {
      waiting = false
      width = chartWidth()
      redraw()
    })
  })
  window.addEventListener('beforeprint', () => draw(printWidth))
  window.addEventListener('afterprint', redraw)
  list()
  width = chartWidth()
  redraw()
}
