import type { Target } from '../domain/index.ts'
import { type LoadCurve, openStretches } from './load-curve.ts'
import type { GroupPlan } from './plan.ts'
import { type ServiceModel, serviceLevel, steadyState } from './service-model.ts'
import { transientStretch } from './transient-stretch.ts'

export type ServiceCurve = Pick<GroupPlan, 'serviceLevel' | 'connectRate' | 'asa' | 'occupancy' | 'abandonment'>

/** The service to expect of a staffing curve: every interval in its steady state, or by the transient solution, which carries a queue from one interval into the next. */
export function serviceCurve(
  load: LoadCurve,
  agents: Float64Array,
  model: ServiceModel,
  target: Target,
  interval: number,
  solution: GroupPlan['solution'],
): ServiceCurve {
  const none = () => new Float64Array(agents.length).fill(Number.NaN)
  const curve = { serviceLevel: none(), connectRate: none(), asa: none(), occupancy: none(), abandonment: none() }
  const put = (i: number, figures: Record<keyof ServiceCurve, number>) => {
    for (const name of Object.keys(curve) as (keyof ServiceCurve)[]) curve[name][i] = figures[name]
  }
  if (solution === 'transient') {
    for (const [from, to] of openStretches(load.open)) {
      const { intervals } = transientStretch(load, agents.subarray(from, to), [from, to], model, target, interval)
      for (const [k, figures] of intervals.entries()) put(from + k, figures)
    }
    return curve
  }
  for (let i = 0; i < agents.length; i++) {
    if (!load.open[i]) continue
    const state = steadyState(model, load.volume[i] / interval, load.aht[i], agents[i])
    put(i, {
      serviceLevel: serviceLevel(state, target),
      connectRate: state.connectRate,
      asa: state.asa,
      occupancy: state.occupancy,
      abandonment: state.abandonment,
    })
  }
  return curve
}
