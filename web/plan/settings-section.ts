import { formatDuration, formatGrowth, formatShare, formatTarget } from 'krarup/domain'
import { h, section, select } from '../shared/dom.ts'
import { languageOption } from '../shared/language.ts'
import type { Settings } from './types.ts'
import { words } from './words.ts'

interface Slider {
  unit: string
  least: number
  most: number
  step: number
  value: number
  /** What the field takes beyond the slider. */
  field: { min: number; max: number }
}

const SLIDERS = {
  share: { unit: '%', least: 50, most: 99, step: 1, value: 90, field: { min: 1, max: 99.99 } },
  within: {
    unit: 's',
    least: 0,
    most: 120,
    step: 1,
    value: 10,
    field: { min: 0, max: 86_400 },
  },
  patience: { unit: 's', least: 10, most: 900, step: 5, value: 120, field: { min: 1, max: 86_400 } },
  shrinkage: { unit: '%', least: 0, most: 60, step: 1, value: 30, field: { min: 0, max: 99 } },
  growth: {
    unit: '%',
    least: -50,
    most: 100,
    step: 1,
    value: 0,
    field: { min: -99, max: 300 },
  },
  cost: {
    unit: '',
    least: 0,
    most: 100,
    step: 1,
    value: 25,
    field: { min: 0, max: 1_000_000 },
  },
} satisfies Record<string, Slider>

type SliderName = keyof typeof SLIDERS
/** Plans longer than this take long, and their intervals say little. */
const MOST_DAYS = 92
const USUAL_DAYS = 14

export interface SettingsSection {
  element: HTMLElement
  settings(): Settings
  cost(): number
  texts(): Record<string, string>
  setTexts(texts: Readonly<Record<string, string>>): void
}

/** The sliders, each with a field for the exact number. */
export function settingsSection(changed: () => void): SettingsSection {
  const say = words()
  const labels: Readonly<Record<SliderName, string>> = {
    share: say.serviceLevel,
    within: say.within,
    patience: say.patience,
    shrinkage: say.shrinkage,
    growth: say.growth,
    cost: say.cost,
  }
  const inputs = Object.fromEntries(
    Object.entries(SLIDERS).map(([name, one]) => [name, sliderOf(name, labels[name as SliderName], one, changed)]),
  ) as Record<SliderName, ReturnType<typeof sliderOf>>
  const patienceFrom = select(
    [
      ['estimate', say.fromHistory],
      ['given', say.asSaid],
      ['infinite', say.nobodyHangsUp],
    ],
    'estimate',
  )
  patienceFrom.id = 'patience-from'
  const days = h('input', { type: 'number', id: 'days', min: 1, max: MOST_DAYS, value: USUAL_DAYS })
  const dayCount = () => Math.round(allowed(days.valueAsNumber, USUAL_DAYS, { min: 1, max: MOST_DAYS }))
  days.addEventListener('change', () => {
    days.value = String(dayCount())
  })
  const aht = h('input', { type: 'number', id: 'aht', min: 1, step: 'any', placeholder: say.ahtHint })
  const seesPatience = () => {
    inputs.patience.element.hidden = patienceFrom.value !== 'given'
  }
  for (const input of [patienceFrom, days, aht])
    input.addEventListener('input', () => {
      seesPatience()
      changed()
    })
  seesPatience()
  const value = (name: SliderName) => inputs[name].value()
  return {
    element: section(
      'settings',
      say.settings,
      inputs.share.element,
      inputs.within.element,
      h('label', { for: 'patience-from' }, say.patience),
      patienceFrom,
      inputs.patience.element,
      inputs.shrinkage.element,
      inputs.growth.element,
      inputs.cost.element,
      h('label', { for: 'days' }, say.days),
      days,
      h('label', { for: 'aht' }, say.aht),
      aht,
    ),
    settings: () => ({
      share: value('share') / 100,
      within: value('within'),
      patience:
        patienceFrom.value === 'given' ? value('patience') : patienceFrom.value === 'infinite' ? 'infinite' : undefined,
      shrinkage: value('shrinkage') / 100,
      growth: (100 + value('growth')) / 100,
      days: dayCount(),
      aht: Number(aht.value) > 0 ? Number(aht.value) : undefined,
    }),
    cost: () => value('cost'),
    texts: () => ({
      ...Object.fromEntries(Object.entries(inputs).map(([name, { number }]) => [name, number.value])),
      'patience-from': patienceFrom.value,
      days: days.value,
      aht: aht.value,
    }),
    setTexts(texts) {
      for (const [name, { set }] of Object.entries(inputs)) if (texts[name] !== undefined) set(texts[name])
      patienceFrom.value = texts['patience-from'] ?? patienceFrom.value
      days.value = texts.days ?? days.value
      aht.value = texts.aht ?? aht.value
      seesPatience()
    },
  }
}

/** What counts of a number that was typed: the nearest that is allowed; without a number, what stood there at first. */
function allowed(typed: number, first: number, { min, max }: Slider['field']): number {
  return Number.isFinite(typed) ? Math.min(max, Math.max(min, typed)) : first
}

function sliderOf(name: string, label: string, { unit, least, most, step, value, field }: Slider, changed: () => void) {
  const text = unit === '' ? label : words().unit(label, unit)
  const range = h('input', {
    type: 'range',
    id: `${name}-range`,
    min: least,
    max: most,
    step,
    value,
    'aria-label': text,
  })
  const number = h('input', { type: 'number', id: name, step: 'any', ...field, value })
  const counted = () => allowed(number.valueAsNumber, value, field)
  range.addEventListener('input', () => {
    number.value = range.value
    changed()
  })
  number.addEventListener('input', () => {
    range.value = number.value
    changed()
  })
  // Once typed, the field says what counts.
  number.addEventListener('change', () => {
    number.value = String(counted())
    range.value = number.value
  })
  return {
    element: h('div', { class: 'slider' }, h('label', { for: name }, text), number, range),
    number,
    value: counted,
    set: (said: string) => {
      number.value = said
      number.value = String(counted())
      range.value = number.value
    },
  }
}

/** The settings as a plan file of the command. */
export function planFile(name: string, { share, within, patience, shrinkage, growth, days, aht }: Settings): string {
  return [
    `# ${words().planFileHead(`krarup plan ${/\s/.test(name) ? `"${name}"` : name} --config plan.yaml${languageOption()}`)}`,
    `target: ${formatTarget({ serviceLevel: { share, within } })}`,
    `shrinkage: ${formatShare(shrinkage)}`,
    `patience: ${patience === undefined ? 'estimate' : patience === 'infinite' ? 'infinite' : formatDuration(patience)}`,
    ...(growth === 1 ? [] : [`growth: '${formatGrowth({ factor: growth })}'`]),
    ...(aht === undefined ? [] : [`aht: ${formatDuration(aht)}`]),
    `days: ${days}`,
    '',
  ].join('\n')
}
