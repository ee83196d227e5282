import { STATE } from '../../domain/index.ts'
import { levelOfHeading, type RecognisedColumn } from '../layout/index.ts'
import type { LevelBase } from './derive-measures.ts'
import type { PlacedRows } from './place-rows.ts'

/** Rows in which somebody hung up, before figures tell what a share is of; and as many as are looked at. */
const TELLING_ROWS = 15
const MOST_ROWS = 5000

/** A share of more contacts than this is too coarse in hundredths of a percent, or in whole ones, to tell. */
const MOST_CONTACTS = 400

/** How far from a whole number the contacts may be on average if the base is right, and how much farther if it is wrong. */
const WHOLE = 0.12
const FARTHER = 2

/**
 * What the service level of a file is a share of. Vendors differ: of the offered, of the answered, or of all who left the queue. A number of contacts is
 * whole, so the right base gives whole numbers; where the shares are too coarse to tell, the heading does.
 */
export function levelBaseOf({ roles, grids }: PlacedRows, measures: readonly RecognisedColumn[]): LevelBase {
  const slot = roles.indexOf('serviceLevel')
  if (slot < 0) return 'offered'
  const ofHeading = levelOfHeading(
    measures[slot].heading,
    measures.map(({ heading }) => heading),
  )
  if (ofHeading === 'none') return 'none'
  const [offered, answered, abandoned] = (['offered', 'answered', 'abandoned'] as const).map((role) =>
    roles.indexOf(role),
  )
  let rows = 0
  let fromOffered = 0
  let fromAnswered = 0
  for (const { columns, state } of grids) {
    for (let i = 0; i < state.length && rows < MOST_ROWS; i++) {
      if (state[i] !== STATE.observed) continue
      const all = offered >= 0 ? columns[offered][i] : columns[answered][i] + columns[abandoned][i]
      const some = answered >= 0 ? columns[answered][i] : abandoned >= 0 ? all - columns[abandoned][i] : Number.NaN
      const share = columns[slot][i]
      if (!(some > 0 && some < all && all <= MOST_CONTACTS && share > 0 && share < 1)) continue
      rows++
      fromOffered += distanceFromWhole(share * all)
      fromAnswered += distanceFromWhole(share * some)
    }
  }
  if (rows >= TELLING_ROWS) {
    if (fromAnswered / rows < WHOLE && fromOffered > FARTHER * fromAnswered) return 'answered'
    if (fromOffered / rows < WHOLE && fromAnswered > FARTHER * fromOffered) return 'offered'
  }
  return ofHeading ?? 'offered'
}

function distanceFromWhole(value: number): number {
  return Math.abs(value - Math.round(value))
}
