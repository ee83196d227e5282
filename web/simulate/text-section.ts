import { h } from '../shared/dom.ts'
import { runPart } from '../shared/parts.ts'
import { Completions } from './completions.ts'
import type { MakeEditor, ScenarioEditor } from './editor-types.ts'
import type { Wrong } from './types.ts'
import { words } from './words.ts'

export interface TextSection {
  element: HTMLElement
  /** Loads the editor with the first look. */
  open(): Promise<void>
  show(text: string): void
  complain(wrong: Wrong | undefined): void
  goTo(line: number, column: number | undefined): void
}

/** The scenario as text, with an editor that offers words and says what they mean. */
export function textSection(schema: () => Promise<object>, changed: (text: string) => void): TextSection {
  const place = h('div', { class: 'editor' })
  const help = h('p', { class: 'note word-help' }, words().textHelp)
  let editor: Promise<ScenarioEditor> | undefined
  let made: ScenarioEditor | undefined
  let text = ''
  let wrong: Wrong | undefined

  async function make(): Promise<ScenarioEditor> {
    place.textContent = words().editorLoading
    const [, of] = await Promise.all(['krarupEditor' in globalThis ? undefined : runPart('editor'), schema()])
    place.textContent = ''
    const completions = new Completions(of)
    made = (globalThis as unknown as { krarupEditor: MakeEditor }).krarupEditor(place, {
      label: words().textLabel,
      hint: words().textHint,
      phrases: words().phrases,
      text,
      completions,
      changed: (next) => {
        text = next
        changed(next)
      },
      moved: (at) => {
        const found = completions.helpAt(text, at)
        help.textContent = found ? `${found.word}: ${found.help}` : words().textHelp
      },
    })
    made.complain(wrong)
    return made
  }

  return {
    element: h('div', {}, place, help),
    open: async () => {
      editor ??= make()
      await editor
    },
    show(next) {
      text = next
      made?.set(next)
    },
    complain(next) {
      wrong = next
      made?.complain(next)
    },
    goTo(line, column) {
      void editor?.then((one) => one.goTo(line, column))
    },
  }
}
