import { fillExponential } from '../numeric/random/exponential.ts'
import { fillSamples } from '../numeric/random/sample.ts'
import { STREAM_WORDS, uniform } from '../numeric/random/stream.ts'
import { onGrid } from './grid.ts'
import {
  AFTER_CALL,
  ARRIVAL,
  BATCH,
  CHOICE,
  DRAWN_AFTER_CALL,
  DRAWN_GAP,
  DRAWN_PATIENCE,
  DRAWN_REDIAL_CHOICE,
  DRAWN_REDIAL_DELAY,
  DRAWN_SERVICE,
  FIRST_ATTEMPTS,
  PATIENCE,
  REDIAL_DELAY,
  REDIALS,
  SERVICE,
  STREAMS,
  type Workspace,
} from './workspace.ts'

/**
 * Everything that chance decides about a contact, when it arrives, in a fixed order, whatever becomes of it: the place of its row in `drawn`. As every source of chance
 * has a stream of its own, rows are drawn many at a time.
 *
 * @param source 2 * queue for a first attempt, 2 * queue + 1 for a redial
 */
export function drawContact(work: Workspace, source: number): number {
  const { drawnNext, drawnFields } = work
  let row = drawnNext[source]
  if (row === (source + 1) * BATCH * drawnFields) {
    row = source * BATCH * drawnFields
    drawBatch(work, source, row)
  }
  drawnNext[source] = row + drawnFields
  return row
}

function drawBatch(work: Workspace, source: number, from: number): void {
  const { model, streams, drawn, drawnFields } = work
  const { shapeStart, serviceShapes, afterCall, patience, balking, redialDelay, distributions } = model
  const q = source >> 1
  const isRedial = (source & 1) === 1
  const at = (q * STREAMS + (isRedial ? REDIALS : FIRST_ATTEMPTS)) * STREAM_WORDS
  const end = from + BATCH * drawnFields

  if (!isRedial)
    fillExponential(streams, (q * STREAMS + ARRIVAL) * STREAM_WORDS, drawn, from + DRAWN_GAP, end, drawnFields)
  const shapes = shapeStart[q + 1] - shapeStart[q]
  // A queue's shapes share a stream: then they are drawn contact by contact.
  const rows = shapes === 1 ? end - from : drawnFields
  for (let row = from; row < end; row += rows)
    for (let s = 0; s < shapes; s++) {
      const shape = serviceShapes[shapeStart[q] + s]
      const place = row + DRAWN_SERVICE + s
      fillSamples(distributions, shape, streams, at + SERVICE * STREAM_WORDS, drawn, place, row + rows, drawnFields)
    }
  fillTimes(work, afterCall[q], 0, at + AFTER_CALL * STREAM_WORDS, from + DRAWN_AFTER_CALL, end)
  fillTimes(work, patience[q], Number.POSITIVE_INFINITY, at + PATIENCE * STREAM_WORDS, from + DRAWN_PATIENCE, end)
  fillTimes(work, redialDelay[q], 0, at + REDIAL_DELAY * STREAM_WORDS, from + DRAWN_REDIAL_DELAY, end)
  const choice = at + CHOICE * STREAM_WORDS
  const balks = balking[q] > 0
  const redials = redialDelay[q] >= 0
  for (let row = from; row < end; row += drawnFields) {
    if (balks && uniform(streams, choice) < balking[q]) drawn[row + DRAWN_PATIENCE] = 0
    drawn[row + DRAWN_REDIAL_CHOICE] = redials ? uniform(streams, choice) : 1
  }
}

/** A column of times on the grid; `none` where there is no distribution. */
function fillTimes(
  { model, streams, drawn, drawnFields }: Workspace,
  distribution: number,
  none: number,
  at: number,
  from: number,
  end: number,
): void {
  if (distribution < 0) for (let k = from; k < end; k += drawnFields) drawn[k] = none
  else {
    fillSamples(model.distributions, distribution, streams, at, drawn, from, end, drawnFields)
    for (let k = from; k < end; k += drawnFields) drawn[k] = onGrid(drawn[k])
  }
}
