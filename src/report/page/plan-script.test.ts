import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { samplePlan } from '../../../test/report-sample.ts'
import { words } from '../plan-words.ts'
import { planSlots } from './plan/slots.ts'
import { planContent } from './plan-content.ts'
import { planPage } from './plan-page.ts'

// How it looks and answers is tested in Chromium (test/report-page.test.ts). Here, where there may be none, the script runs on elements that hold texts and no more.

const { plan, history } = samplePlan()
const page = planPage(plan, history, { title: 'Hotline' })
const script = /<script>(.*)<\/script>/s.exec(page)?.[1] as string

class Element {
  innerHTML = ''
  textContent = ''
  value = ''
  hidden = false
  disabled = false
  clientWidth = 700
  style = {}
  readonly attributes: Record<string, string>
  readonly #listeners = new Map<string, (event: object) => void>()

  constructor(attributes: Record<string, string> = {}) {
    this.attributes = attributes
  }

  addEventListener(type: string, listener: (event: object) => void): void {
    this.#listeners.set(type, listener)
  }

  fire(type: string, event: object = {}): void {
    this.#listeners.get(type)?.(event)
  }

  closest(selector: string): Element | null {
    return selector.slice(1, -1) in this.attributes ? this : null
  }

  getAttribute(name: string): string {
    return this.attributes[name]
  }

  scrollIntoView(): void {}
}

/** The built-in functions that browsers of 2017 do not have. */
const NEWER = `
for (const name of ['at', 'flat', 'flatMap', 'findLast', 'toSorted', 'toReversed', 'with']) delete Array.prototype[name]
for (const name of ['at', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd']) delete String.prototype[name]
for (const name of ['fromEntries', 'groupBy', 'hasOwn']) delete Object[name]
delete globalThis.structuredClone`

function opened() {
  const elements = new Map([...page.matchAll(/ id="([\w-]+)"/g)].map(([, id]) => [id, new Element()]))
  const element = (id: string) => elements.get(id) ?? null
  element('content')!.textContent = / id="content">(.*?)<\/script>/s.exec(page)?.[1] as string
  const [document, window] = [new Element(), new Element()]
  Object.assign(document, { documentElement: new Element(), getElementById: element })
  const context = createContext({ document, window, Element })
  runInContext(NEWER, context)
  runInContext(script, context)
  return { document, window, element: (id: string) => element(id) as Element }
}

const content = planContent(plan, history, words('en'), 'en')
const drawn = (view: number, day: number) => planSlots(content, view, day, { width: 700, tips: 'data' })

describe("the script of a plan's page", () => {
  it('draws every slot at the width that it finds, with functions that browsers had in 2017', () => {
    const { element } = opened()
    for (const [name, html] of Object.entries(drawn(0, 1))) {
      if (name === 'today') continue
      expect(element(`slot-${name}`).innerHTML, name).toBe(html)
      expect(element(`slot-${name}`).hidden, name).toBe(html === '')
    }
  })

  it('shows the group and the day that are chosen', () => {
    const { document, element } = opened()
    element('pick-view').value = '1'
    element('pick-view').fire('change')
    expect(element('slot-figures').innerHTML).toBe(drawn(1, 1).figures)
    element('next-day').fire('click')
    expect(element('slot-day').innerHTML).toBe(drawn(1, 2).day)
    expect(element('pick-day').value).toBe('2')
    document.fire('click', { target: new Element({ 'data-day': '0' }) })
    expect(element('slot-day').innerHTML).toBe(drawn(1, 0).day)
    expect(element('previous-day').disabled).toBe(true)
    document.fire('click', { target: new Element({ 'data-view': '2' }), preventDefault() {} })
    expect(element('slot-name').innerHTML).toBe(drawn(2, 0).name)
  })

  it('draws for paper, and back', () => {
    const { window, element } = opened()
    const before = element('slot-daily').innerHTML
    window.fire('beforeprint')
    expect(element('slot-daily').innerHTML).toContain('width="702"')
    window.fire('afterprint')
    expect(element('slot-daily').innerHTML).toBe(before)
  })

  it('finds groups by name', () => {
    const { element } = opened()
    element('find-group').value = 'vip'
    element('find-group').fire('input')
    expect(element('slot-groups').innerHTML.match(/data-view/g)).toHaveLength(1)
    expect(element('group-count').textContent).toBe('1 of 3 groups')
  })

  it('is not ended by a name, whatever is in it', () => {
    const queue = { queue: '\u2028</script>\u2029', peak: 9, aht: 200, from: 16, to: 40 }
    const odd = samplePlan([queue], 7)
    const html = planPage(odd.plan, odd.history, { title: 'x' })
    expect(html.match(/<\/script/g)).toHaveLength(2)
    // Browsers of 2017 take the two separators for the end of a line, also in a string.
    expect(/<script.*[\u2028\u2029]/s.test(html)).toBe(false)
    expect(html).toContain('"name":"\\u2028\\u003c/script>\\u2029"')
  })
})
