import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
  startCompletion,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { EditorState, Transaction } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { EditorOptions, ScenarioEditor } from './editor-types.ts'
import type { Wrong } from './types.ts'

/** Colours are those of the site: they follow its light and dark. */
const THEME = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    fontSize: '13.5px',
    border: '1px solid var(--base)',
    borderRadius: '7px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': {
    fontFamily: 'ui-monospace, Consolas, monospace',
    maxHeight: '70vh',
    minHeight: '220px',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--page)', color: 'var(--soft)', border: '0' },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--base)',
    maxWidth: '60ch',
  },
  '.cm-tooltip > div, .cm-tooltip .cm-completionInfo': { padding: '4px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.85' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-selectionBackground, ::selection': { backgroundColor: 'var(--band)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnosticText': { whiteSpace: 'pre-wrap' },
})

const COLOURS = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--tone-0)' },
  { tag: tags.propertyName, color: 'var(--tone-0)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content], color: 'var(--ink)' },
  { tag: [tags.labelName, tags.typeName], color: 'var(--goal)' },
])

/**
 * The editor for a scenario's text. It stands in a shadow root: there its styles are sheets that the page adopts, which the site's policy allows; elsewhere they would be style elements, which it does not.
 */
function scenarioEditor(
  place: HTMLElement,
  { label, text, changed, moved, completions, hint, phrases }: EditorOptions,
): ScenarioEditor {
  const root = place.attachShadow({ mode: 'open' })
  const complete = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const { from, offers } = completions.offersAt(state.doc.toString(), pos)
    if (!explicit && from === pos) return null
    return {
      from,
      options: offers.map(({ label, detail, help }) => ({
        label,
        type: detail === 'word' ? 'property' : 'constant',
        ...(help === '' ? {} : { info: help }),
        ...(detail === 'word' ? { apply: `${label}: ` } : {}),
      })),
      validFor: /^[\p{L}\p{N}_-]*$/u,
    }
  }
  const view = new EditorView({
    root,
    parent: root as unknown as HTMLElement,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorState.phrases.of(phrases),
        lineNumbers(),
        history(),
        yaml(),
        syntaxHighlighting(COLOURS),
        lintGutter(),
        autocompletion({ override: [complete], icons: false }),
        hoverTooltip((view, pos) => {
          const found = completions.helpAt(view.state.doc.toString(), pos)
          if (!found) return null
          return {
            pos,
            create: () => {
              const dom = document.createElement('div')
              dom.textContent = `${found.word}: ${found.help}`
              return { dom }
            },
          }
        }),
        // Tab takes an offer, and indents only after Escape has not been pressed: Escape then Tab leaves the editor.
        keymap.of([
          { key: 'Tab', run: acceptCompletion },
          { key: 'Ctrl-Space', run: startCompletion },
          ...completionKeymap,
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-description': hint, spellcheck: 'false' }),
        THEME,
        EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
          const own = transactions.some((each) => each.annotation(Transaction.remote))
          if (docChanged && !own) changed(state.doc.toString())
          if (docChanged || selectionSet) moved(state.selection.main.head)
        }),
      ],
    }),
  })
  return {
    set(next) {
      const now = view.state.doc.toString()
      if (now === next) return
      // Only what differs is replaced, so that the cursor and what can be taken back stay.
      let from = 0
      while (from < now.length && from < next.length && now[from] === next[from]) from++
      let end = 0
      while (end < now.length - from && end < next.length - from && now.at(-1 - end) === next.at(-1 - end)) end++
      view.dispatch({
        changes: { from, to: now.length - end, insert: next.slice(from, next.length - end) },
        annotations: Transaction.remote.of(true),
      })
    },
    complain(wrong) {
      view.dispatch(setDiagnostics(view.state, wrong ? [diagnosticOf(view.state, wrong)] : []))
    },
    goTo(line, column) {
      const at = placeIn(view.state, line, column)
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true })
      view.focus()
    },
  }
}

function placeIn({ doc }: EditorState, line: number, column = 1): number {
  const found = doc.line(Math.min(Math.max(1, line), doc.lines))
  return Math.min(found.from + column - 1, found.to)
}

function diagnosticOf(state: EditorState, { message, line = 1, column = 1 }: Wrong) {
  const from = placeIn(state, line, column)
  const { to: end } = state.doc.lineAt(from)
  const word = /^[^\s:,{}[\]]+/.exec(state.doc.sliceString(from, end))?.[0] ?? ''
  return { from, to: Math.min(end, from + word.length), severity: 'error' as const, message }
}

declare global {
  var krarupEditor: typeof scenarioEditor
}

globalThis.krarupEditor = scenarioEditor
