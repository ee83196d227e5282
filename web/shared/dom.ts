type Child = Node | string | undefined | false
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>

/** An element with attributes, listeners (`onclick` and the like) and children. What is undefined or false is left out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(key.slice(2), value)
    else element.setAttribute(key, value === true ? '' : String(value))
  }
  fill(element, ...children)
  return element
}

/** Puts children in the place of those that are there. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => child !== undefined && child !== false))
}

/** A section of a page under its heading, which names it for screen readers. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', { id, 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title), ...children)
}

let ids = 0

/** A field with its label above and a hint below; errors of it go into `complain`. */
export interface Field<Input extends HTMLElement> {
  element: HTMLElement
  input: Input
  hint: string
  complain(text: string | undefined): void
}

export function field<Input extends HTMLElement>(label: string, input: Input, hint = ''): Field<Input> {
  const id = input.id || `field-${++ids}`
  input.id = id
  const note = h('small', { id: `${id}-hint` }, hint)
  input.setAttribute('aria-describedby', note.id)
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, label), input, note),
    input,
    hint,
    complain(text) {
      note.textContent = text ?? hint
      note.classList.toggle('error', text !== undefined)
      if (text === undefined) input.removeAttribute('aria-invalid')
      else input.setAttribute('aria-invalid', 'true')
    },
  }
}

export function select(options: readonly (readonly [value: string, text: string])[], value = ''): HTMLSelectElement {
  const element = h('select', {}, ...options.map(([one, text]) => h('option', { value: one }, text)))
  element.value = value
  return element
}

/** A table; the first cell of each row is its heading. */
export function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLTableElement {
  return h(
    'table',
    {},
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, ...headings.map((text) => h('th', { scope: 'col' }, text)))),
    h(
      'tbody',
      {},
      ...rows.map(([first, ...cells]) =>
        h('tr', {}, h('th', { scope: 'row' }, first), ...cells.map((cell) => h('td', {}, cell))),
      ),
    ),
  )
}

/** A table that may be wider than its place: it scrolls, by keyboard too. */
export function scrolling(content: HTMLElement, label: string): HTMLElement {
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, content)
}

/** Key figures: what it is, the figure, a remark. */
export function figures(all: readonly (readonly [name: string, value: string, remark?: string])[]): HTMLElement {
  return h(
    'dl',
    { class: 'figures' },
    ...all.map(([name, value, remark]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, value, remark === undefined ? undefined : h('small', {}, remark))),
    ),
  )
}
