import { sample } from '../numeric/random/sample.ts'
import { STREAM_WORDS, uniform } from '../numeric/random/stream.ts'
import { onGrid } from './grid.ts'
import { AFTER_CALL, CHOICE, PATIENCE, REDIAL_DELAY, SERVICE, type Workspace } from './workspace.ts'

/** Places in `Workspace.drawn`; the standardised handle times follow, one a shape. */
export const DRAWN_AFTER_CALL = 0
export const DRAWN_PATIENCE = 1
/** Uniform: less than the share of those who call again means yes. */
export const DRAWN_REDIAL_CHOICE = 2
export const DRAWN_REDIAL_DELAY = 3
export const DRAWN_SERVICE = 4

/**
 * Everything that chance decides about a contact of a special queue, when it arrives, in a fixed order, whatever becomes of it.
 *
 * @param at the first word of the queue's streams for first attempts or for redials
 */
export function drawContact(work: Workspace, q: number, at: number): void {
  const { model, streams, drawn } = work
  const { shapeStart, serviceShapes, afterCall, patience, balking, redialDelay, distributions } = model
  const from = shapeStart[q]
  const to = shapeStart[q + 1]
  for (let s = from; s < to; s++)
    drawn[DRAWN_SERVICE + s - from] = sample(distributions, serviceShapes[s], streams, at + SERVICE * STREAM_WORDS)
  drawn[DRAWN_AFTER_CALL] =
    afterCall[q] < 0 ? 0 : onGrid(sample(distributions, afterCall[q], streams, at + AFTER_CALL * STREAM_WORDS))
  drawn[DRAWN_PATIENCE] =
    patience[q] < 0
      ? Number.POSITIVE_INFINITY
      : onGrid(sample(distributions, patience[q], streams, at + PATIENCE * STREAM_WORDS))
  if (balking[q] > 0 && uniform(streams, at + CHOICE * STREAM_WORDS) < balking[q]) drawn[DRAWN_PATIENCE] = 0
  if (redialDelay[q] < 0) {
    drawn[DRAWN_REDIAL_CHOICE] = 1
    drawn[DRAWN_REDIAL_DELAY] = 0
  } else {
    drawn[DRAWN_REDIAL_CHOICE] = uniform(streams, at + CHOICE * STREAM_WORDS)
    drawn[DRAWN_REDIAL_DELAY] = onGrid(sample(distributions, redialDelay[q], streams, at + REDIAL_DELAY * STREAM_WORDS))
  }
}
