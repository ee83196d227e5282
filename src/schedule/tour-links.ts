import type { Frame } from './frames.ts'

/** How the shifts of days are tied to weeks of people: each day, what the units ask of a link is what its shifts give. */
export interface TourLinks {
  links: readonly { day: number }[]
  units: readonly TourUnit[]
  /** Fewest and most people of some units. */
  limits: readonly { least: number; most: number; members: readonly number[] }[]
  /** The links that a shift may serve. */
  of(frame: Frame): readonly number[]
}

/** Weeks of one form: with so many people, who work these links. */
export interface TourUnit {
  people: number
  cost: number
  /** By link: how many of its people work it. */
  demands: ReadonlyMap<number, number>
}
