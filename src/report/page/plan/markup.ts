import { figures } from '../../format.ts'
import type { Words } from '../../plan-words.ts'
import type { PlanView } from './content.ts'

const { safe } = figures

/** What is there for those who ask for it: the numbers behind a chart. */
export function details({ asTable }: Words, body: string): string {
  return `<details><summary>${safe(asTable)}</summary>${body}</details>`
}

/** A group's name, which shows the group when it is clicked. */
export function viewLink(index: number, { name }: PlanView): string {
  return `<a href="#figures" data-view="${index}">${safe(name)}</a>`
}
