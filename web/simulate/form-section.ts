import { type Field, field, fill, h } from '../shared/dom.ts'
import type { ScenarioText } from './in-text.ts'
import type { Checked, Wrong } from './types.ts'
import { words } from './words.ts'

/** Words that the form has fields for; what else a scenario says stays in its text. */
const TOP = ['name', 'interval', 'hours', 'queues', 'groups']
const QUEUE_WORDS = ['volume', 'profile', 'aht', 'after-call', 'patience', 'target']
const GROUP_WORDS = ['agents']
/** More intervals are changed as a list. */
const MOST_INTERVALS = 200

/** The label and the hint of a word's field. */
function labelOf(word: string): [label: string, hint: string] {
  const say = words()
  const labels: Readonly<Record<string, [label: string, hint: string]>> = {
    volume: [say.volume, say.volumeHint],
    profile: [say.profile, say.profileHint],
    aht: [say.aht, say.ahtHint],
    'after-call': [say.afterCall, say.afterCallHint],
    patience: [say.patience, say.patienceHint],
    target: [say.target, say.targetHint],
    agents: [say.agents, say.agentsHint],
  }
  return labels[word]
}

interface FormField extends Field<HTMLInputElement> {
  path: readonly string[]
}

export interface FormSection {
  element: HTMLElement
  /** Shows a text: one that the form itself has changed keeps its fields. */
  show(text: ScenarioText): void
  /** What the text comes to, by interval. */
  setChecked(checked: Checked): void
  complain(wrong: Wrong | undefined): void
}

/** The scenario as a form. Every change is a change of the text, which is handed over. */
export function formSection(changed: (text: string) => void): FormSection {
  const element = h('div', { class: 'scenario-form' })
  let shown: ScenarioText | undefined
  let built = ''
  let fields: FormField[] = []
  let checked: Checked | undefined
  let refreshers: (() => void)[] = []

  function textField(path: readonly string[], label: string, hint: string): HTMLElement {
    const id = `in-${path.join('-').replace(/[^\p{L}\p{N}]+/gu, '-')}`
    const input = h('input', { id, autocomplete: 'off', spellcheck: 'false' })
    const made: FormField = { ...field(label, input, hint), path }
    input.addEventListener('change', () => changed(shown!.with(path, input.value.trim())))
    fields.push(made)
    refreshers.push(() => {
      const written = shown!.read(path)
      if (document.activeElement !== input) input.value = written?.text ?? ''
      input.readOnly = written?.shared ?? false
      input.title = written?.shared ? words().sharedInText : ''
    })
    return made.element
  }

  function nameField(path: readonly string[]): HTMLElement {
    const old = path.at(-1)!
    const id = `in-name-${path.join('-').replace(/[^\p{L}\p{N}]+/gu, '-')}`
    const input = h('input', { id, autocomplete: 'off', value: old })
    const made = field(words().rename, input, words().renameHint)
    input.addEventListener('change', () => {
      const name = input.value.trim()
      if (name === '' || shown!.keys(path.slice(0, -1)).includes(name)) input.value = old
      else changed(shown!.renamed(path, name))
    })
    return made.element
  }

  function queueCard(name: string): HTMLElement {
    const path = ['queues', name]
    return h(
      'fieldset',
      { class: 'card' },
      h('legend', {}, words().queueNamed(name)),
      h(
        'div',
        { class: 'fields' },
        nameField(path),
        ...QUEUE_WORDS.map((word) => textField([...path, word], ...labelOf(word))),
      ),
      servedBy(name),
      byInterval(
        words().volumesByInterval(name),
        () => checked?.volumes[name],
        [...path, 'volume'],
        [...path, 'profile'],
      ),
      also(path, [...QUEUE_WORDS, 'groups']),
      removal(path),
    )
  }

  function groupCard(name: string): HTMLElement {
    const path = ['groups', name]
    return h(
      'fieldset',
      { class: 'card' },
      h('legend', {}, words().groupNamed(name)),
      h(
        'div',
        { class: 'fields' },
        nameField(path),
        ...GROUP_WORDS.map((word) => textField([...path, word], ...labelOf(word))),
      ),
      byInterval(words().agentsByInterval(name), () => checked?.agents[name], [...path, 'agents']),
      also(path, GROUP_WORDS),
      removal(path),
    )
  }

  /** Which groups serve a queue, by ticks; what is said of a group beside its name stays. */
  function servedBy(queue: string): HTMLElement {
    const path = ['queues', queue, 'groups']
    const place = h('div', { class: 'ticks' })
    const groupOf = (item: string) => unquoted(/group:\s*([^,}]+)/.exec(item)?.[1] ?? item)
    refreshers.push(() => {
      const items = shown!.items(path)
      const focused = (document.activeElement as HTMLElement | null)?.id
      fill(
        place,
        ...shown!.keys(['groups']).map((group, index) => {
          const rank = items.findIndex((item) => groupOf(item) === group)
          const id = `serves-${queue}-${index}`.replace(/[^\p{L}\p{N}]+/gu, '-')
          const box = h('input', { type: 'checkbox', id, checked: rank >= 0 })
          box.addEventListener('change', () => {
            const others = shown!.items(path).filter((item) => groupOf(item) !== group)
            const next = box.checked
              ? [...others, /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u.test(group) ? group : JSON.stringify(group)]
              : others
            changed(shown!.with(path, `[${next.join(', ')}]`))
          })
          const order = rank >= 0 && items.length > 1 ? ` (${rank + 1}.)` : ''
          return h('span', { class: 'tick' }, box, h('label', { for: id, class: 'inline' }, `${group}${order}`))
        }),
      )
      if (focused && place.querySelector(`#${CSS.escape(focused)}`)) document.getElementById(focused)?.focus()
    })
    return h(
      'fieldset',
      { class: 'served' },
      h('legend', {}, `${words().servedBy} `, h('small', {}, words().servedByOrder)),
      place,
    )
  }

  /** A number for each interval, made when it is opened. What stands in `instead` shares out the day, and goes with the first change. */
  function byInterval(
    title: string,
    values: () => number[] | undefined,
    path: readonly string[],
    instead?: readonly string[],
  ): HTMLElement {
    const place = h('div', { class: 'intervals' })
    const details = h(
      'details',
      {},
      h('summary', {}, words().byInterval, h('span', { class: 'unseen' }, `: ${title}`)),
      place,
    )
    const isWhole = path.at(-1) === 'agents'
    const refresh = () => {
      const list = values()
      details.hidden = !list || list.length > MOST_INTERVALS || shown!.read(path)?.shared === true
      if (!details.open || !list || !checked || place.contains(document.activeElement)) return
      const inputs = list.map((value, i) =>
        h('input', {
          type: 'number',
          min: 0,
          step: isWhole ? 1 : 'any',
          value,
          'aria-label': `${title}, ${checked!.starts[i]}`,
        }),
      )
      for (const input of inputs)
        input.addEventListener('change', () => {
          const numbers = inputs.map((each) => Number(each.value) || 0)
          const text = shown!.with(path, `[${numbers.join(', ')}]`)
          changed(instead ? new (shown!.constructor as typeof ScenarioText)(text).without(instead) : text)
        })
      fill(place, ...inputs.map((input, i) => h('label', {}, checked!.starts[i], input)))
    }
    details.addEventListener('toggle', refresh)
    refreshers.push(refresh)
    return details
  }

  function also(path: readonly string[], known: readonly string[]): HTMLElement {
    const note = h('p', { class: 'note' })
    refreshers.push(() => {
      const others = shown!.keys(path).filter((key) => !known.includes(key))
      note.hidden = others.length === 0
      note.textContent = words().alsoInText(others.join(', '))
    })
    return note
  }

  function removal(path: readonly string[]): HTMLElement {
    const name = path.at(-1)!
    return h(
      'div',
      { class: 'buttons' },
      h(
        'button',
        { type: 'button', class: 'small', onclick: () => changed(shown!.without(path)) },
        words().remove(name),
      ),
    )
  }

  function added(kind: 'queues' | 'groups'): void {
    const names = shown!.keys([kind])
    const word = kind === 'queues' ? words().newQueue : words().newGroup
    let number = names.length + 1
    while (names.includes(`${word}-${number}`)) number++
    const [group] = shown!.keys(['groups'])
    const lines =
      kind === 'groups'
        ? ['agents: 10']
        : [
            'volume: 500',
            'aht: 4m',
            'patience: 2m',
            `groups: [${group === undefined ? '' : JSON.stringify(group)}]`,
            'target: 80/20',
          ]
    changed(shown!.withRecord([kind, `${word}-${number}`], lines))
    document.getElementById(`in-name-${kind}-${word}-${number}`)?.focus()
  }

  function build(): void {
    fields = []
    refreshers = []
    const add = (kind: 'queues' | 'groups', label: string) =>
      h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => added(kind) }, label))
    fill(
      element,
      h(
        'div',
        { class: 'fields' },
        textField(['name'], words().name, ''),
        textField(['interval'], words().interval, words().intervalHint),
        textField(['hours'], words().hours, words().hoursHint),
      ),
      also([], TOP),
      h('h3', {}, words().queues),
      h('div', { class: 'cards' }, ...shown!.keys(['queues']).map(queueCard)),
      add('queues', words().addQueue),
      h('h3', {}, words().groups),
      h('div', { class: 'cards' }, ...shown!.keys(['groups']).map(groupCard)),
      add('groups', words().addGroup),
    )
  }

  return {
    element,
    show(text) {
      shown = text
      if (!text.legible) {
        built = ''
        fields = []
        refreshers = []
        fill(element, h('p', { class: 'note' }, words().illegible))
        return
      }
      const now = JSON.stringify([text.keys(['queues']), text.keys(['groups'])])
      if (now !== built) {
        const focused = (document.activeElement as HTMLElement | null)?.id
        build()
        built = now
        if (focused && element.querySelector(`#${CSS.escape(focused)}`)) document.getElementById(focused)?.focus()
      }
      for (const refresh of refreshers) refresh()
    },
    setChecked(next) {
      checked = next
      for (const refresh of refreshers) refresh()
    },
    complain(wrong) {
      const path = wrong?.path ?? ''
      const nearest = fields
        .filter((each) => path === each.path.join('.') || path.startsWith(`${each.path.join('.')}.`))
        .at(-1)
      for (const each of fields) each.complain(each === nearest ? wrong!.message.split('\n')[0] : undefined)
    },
  }
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, '$2')
}
