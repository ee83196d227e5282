import { figures } from '../../format.ts'
import { heading, note, table } from '../html.ts'
import type { PlanContent, PlanView } from './content.ts'
import { factsOf } from './open-view.ts'

const { safe } = figures

/** What a group's plan rests on. */
export function factsList(content: PlanContent, group: PlanView): string {
  const pairs = factsOf(content, group).map(
    ([name, value]) => `<div><dt>${safe(name)}</dt><dd>${safe(value)}</dd></div>`,
  )
  return pairs.length > 0 ? `<dl class="facts">${pairs.join('')}</dl>` : ''
}

/** The model against the past. */
export function verdictSection({ words }: PlanContent, { verdict }: PlanView): string {
  if (!verdict) return ''
  const { before, headings, rows, after } = verdict
  const numbers = table(
    headings.map(safe),
    rows.map((row) => row.map(safe)),
  )
  return heading(words.verdict, 3) + note(before) + numbers + (after ? note(after) : '')
}
