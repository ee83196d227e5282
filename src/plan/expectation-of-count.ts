import { type ServiceModel, steadyState } from './service-model.ts'

/** How an interval's contacts are served. */
export interface Served {
  model: ServiceModel
  interval: number
  aht: number
  /** A mean over the interval: may be a fraction. */
  agents: number
  threshold: number
}

export interface Expected {
  /** Contacts answered within the threshold, contacts lost, seconds waited. */
  within: number
  lost: number
  waited: number
}

/**
 * What is to be expected where so many contacts came. Their number is a draw from a Poisson rate that nobody knows: to take it for the rate would count its noise twice.
 * 2 f(x) - (f(x + sqrt x) + f(x - sqrt x)) / 2 has, over the Poisson noise of x, nearly the expectation f(rate).
 */
export function expectationOfCount(volume: number, served: Served): Expected {
  const at = (x: number) => expectation(x, served)
  // less than one contact, as a mean over days may be, has no room for its whole spread below
  const spread = Math.min(Math.sqrt(volume), volume)
  const [middle, below, above] = [at(volume), at(volume - spread), at(volume + spread)]
  const fair = (name: keyof Expected) => {
    const value = 2 * middle[name] - (below[name] + above[name]) / 2
    return Number.isFinite(value) ? value : middle[name]
  }
  return { within: fair('within'), lost: fair('lost'), waited: fair('waited') }
}

/** What is to be expected of contacts that come at a known rate: so many an interval. */
export function expectation(volume: number, { model, interval, aht, agents, threshold }: Served): Expected {
  if (volume === 0) return { within: 0, lost: 0, waited: 0 }
  const below = figures(Math.floor(agents))
  const share = agents - Math.floor(agents)
  if (share === 0) return below
  const above = figures(Math.floor(agents) + 1)
  const mix = (name: keyof Expected) => below[name] * (1 - share) + above[name] * share
  return { within: mix('within'), lost: mix('lost'), waited: mix('waited') }

  function figures(n: number): Expected {
    const state = steadyState(model, volume / interval, aht, n)
    return {
      within: volume * state.serviceLevel(threshold),
      lost: volume * state.abandonment,
      waited: volume * state.meanWait,
    }
  }
}
