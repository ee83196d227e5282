import { fill, h, scrolling, section, table } from '../shared/dom.ts'
import { number, percent, seconds } from '../shared/units.ts'
import { sumOf } from './groups-section.ts'
import type { GroupSummary, Settings } from './types.ts'

/** Settings with the figures that they lead to. */
export interface Variant {
  settings: Settings
  cost: number
  groups: readonly GroupSummary[]
}

const said = ({ share, within, patience, shrinkage, growth, days }: Settings): [string, string][] => [
  ['Target', `${percent(share, 0)} within ${within} s`],
  [
    'Patience',
    patience === undefined ? 'from the history' : patience === 'infinite' ? 'without end' : seconds(patience),
  ],
  ['Shrinkage', percent(shrinkage, 0)],
  ['Growth', percent(growth - 1, 0)],
  ['Days', String(days)],
]

const FIGURES: readonly (readonly [string, (one: GroupSummary, cost: number) => number, (value: number) => string])[] =
  [
    ['Contacts', (one) => one.volume, number],
    ['Most agents', (one) => one.peakAgents, number],
    ['Agent hours', (one) => one.agentHours, (value) => number(value, 1)],
    ['FTE', (one) => one.fte, (value) => number(value, 1)],
    ['Cost', (one, cost) => one.paidHours * cost, number],
    ['Service level', (one) => one.serviceLevel, percent],
    ['Mean wait', (one) => one.asa, seconds],
    ['Hang up', (one) => one.abandonment, percent],
    ['Days on target', (one) => one.sure, (value) => percent(value, 0)],
  ]

/** Two settings side by side: A, which was kept, and the one at hand. */
export function compareSection(keep: () => void): {
  element: HTMLElement
  show(kept: Variant | undefined, now: Variant | undefined, group: string): void
} {
  const place = h('div', { 'aria-live': 'polite' })
  const button = h('button', { type: 'button', onclick: keep, disabled: true }, 'Keep these settings as A')
  return {
    element: section('compare', 'Two settings side by side', h('div', { class: 'buttons' }, button), place),
    show(kept, now, group) {
      button.disabled = now === undefined
      if (!kept || !now) {
        fill(
          place,
          h(
            'p',
            { class: 'note' },
            'Keep the settings at hand as A, then move a slider: both are shown here with the difference.',
          ),
        )
        return
      }
      const rows = [said(kept.settings), said(now.settings)]
      const settingsRows = rows[0].map(([name, text], i) => [name, text, rows[1][i][1], ''])
      const figuresOf = (a: GroupSummary, b: GroupSummary, of: string) =>
        FIGURES.flatMap(([name, value, format]) => {
          const [one, other] = [value(a, kept.cost), value(b, now.cost)]
          if (Number.isNaN(one) && Number.isNaN(other)) return []
          const change = other - one
          return [
            [
              `${name}${of}`,
              format(one),
              format(other),
              `${change > 0 ? '+' : change < 0 ? '−' : '±'}${format(Math.abs(change))}`,
            ],
          ]
        })
      const find = ({ groups }: Variant) => groups.find(({ name }) => name === group)
      const [a, b] = [find(kept), find(now)]
      const own = a && b ? figuresOf(a, b, now.groups.length > 1 ? `, ${group}` : '') : []
      const all = now.groups.length > 1 ? figuresOf(sumOf(kept.groups), sumOf(now.groups), ', all queues') : []
      const content = table('A and the settings at hand', ['', 'A', 'Now', 'Change'], [...settingsRows, ...own, ...all])
      fill(place, scrolling(content, 'A and the settings at hand'))
    },
  }
}
