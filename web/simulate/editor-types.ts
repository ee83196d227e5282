import type { Completions } from './completions.ts'
import type { Wrong } from './types.ts'

export interface EditorOptions {
  label: string
  /** How it is used, for screen readers. */
  hint: string
  /** What the editor says itself, by its English words. */
  phrases: Readonly<Record<string, string>>
  text: string
  /** The user has changed the text. */
  changed(text: string): void
  /** The cursor has moved. */
  moved(at: number): void
  completions: Completions
}

export interface ScenarioEditor {
  /** Shows a text that was changed elsewhere. */
  set(text: string): void
  complain(wrong: Wrong | undefined): void
  goTo(line: number, column: number | undefined): void
}

export type MakeEditor = (place: HTMLElement, options: EditorOptions) => ScenarioEditor
