import { checkNumber, type Distribution } from '../../domain/index.ts'
import { type StandardForm, scaled, standardForm } from '../../numeric/random/distribution.ts'
import type { RandomTime } from '../../scenario/index.ts'

/** Adds a time to the model's distributions; its index, or -1 for none. The name is its JSON pointer. */
export type AddTime = (time: RandomTime | undefined, name: string) => number

/** The distributions of a model, each once. */
export interface RandomTimes {
  forms: readonly StandardForm[]
  addForm: (form: StandardForm) => number
  addTime: AddTime
}

export function randomTimes(): RandomTimes {
  const forms: StandardForm[] = []
  const addForm = (form: StandardForm) => {
    const same = forms.findIndex((other) => sameForm(other, form))
    return same >= 0 ? same : forms.push(form) - 1
  }
  return {
    forms,
    addForm,
    addTime: (time, name) => (time === undefined ? -1 : addForm(standardForm(asDistribution(time, name), name))),
  }
}

export function asDistribution(time: RandomTime, name: string): Distribution {
  if (typeof time !== 'number') return time
  return { type: 'exponential', mean: checkNumber(name, time, { least: 0 }) }
}

/** The same shape with mean 1; a time that is always 0 becomes the constant 1 (its route multiplies by 0). */
export function standardised(form: StandardForm): StandardForm {
  return form.mean === 0 ? standardForm({ type: 'constant', value: 1 }) : scaled(form, 1 / form.mean)
}

/** Shapes that differ by rounding are one: their variates are drawn once and shared. */
const SAME_SHAPE = 1e-12

function sameForm(a: StandardForm, b: StandardForm): boolean {
  const same = (x: number, y: number) => Math.abs(x - y) <= SAME_SHAPE * Math.max(1, Math.abs(x))
  return (
    a.kind === b.kind &&
    same(a.first, b.first) &&
    same(a.second, b.second) &&
    same(a.third, b.third) &&
    a.values.length === b.values.length &&
    a.values.every((value, index) => same(value, b.values[index]))
  )
}
