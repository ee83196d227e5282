import { fillSamples } from '../../numeric/random/sample.ts'
import { STREAM_SIZE, uniform } from '../../numeric/random/stream.ts'
import { onGrid } from '../model/grid.ts'
import {
  AFTER_CALL,
  CHOICE,
  DRAWN_AFTER_CALL,
  DRAWN_AHEAD,
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
 * Everything that chance decides about a contact, when it arrives, in a fixed order, whatever becomes of it: its place in `drawn`. As every source of chance has a stream of
 * its own, contacts are drawn many at a time.
 *
 * @param source 2 * queue for a first attempt, 2 * queue + 1 for a redial
 */
export function drawContact(work: Workspace, source: number): number {
  const { drawnNext, drawnSize } = work
  let contact = drawnNext[source]
  if (contact === source * drawnSize + DRAWN_AHEAD) {
    contact = source * drawnSize
    drawContacts(work, source)
  }
  drawnNext[source] = contact + 1
  return contact
}

/** The same of the next contacts of a source, `DRAWN_AHEAD` of them, from the first place of the source on. */
export function drawContacts(work: Workspace, source: number): void {
  const { model, streams, drawn, drawnSize } = work
  const from = source * drawnSize
  const { shapeStart, serviceShapes, afterCall, patience, balking, redialDelay, distributions } = model
  const q = source >> 1
  const isRedial = (source & 1) === 1
  const at = (q * STREAMS + (isRedial ? REDIALS : FIRST_ATTEMPTS)) * STREAM_SIZE

  const shapes = shapeStart[q + 1] - shapeStart[q]
  const service = from + DRAWN_SERVICE
  if (shapes === 1) {
    const shape = serviceShapes[shapeStart[q]]
    fillSamples(distributions, shape, streams, at + SERVICE * STREAM_SIZE, drawn, service, service + DRAWN_AHEAD)
  } else {
    // They share a stream, so they are drawn contact by contact.
    for (let k = service; k < service + DRAWN_AHEAD; k++)
      for (let s = 0; s < shapes; s++) {
        const shape = serviceShapes[shapeStart[q] + s]
        const place = k + s * DRAWN_AHEAD
        fillSamples(distributions, shape, streams, at + SERVICE * STREAM_SIZE, drawn, place, place + 1)
      }
  }
  fillTimes(work, afterCall[q], at + AFTER_CALL * STREAM_SIZE, from + DRAWN_AFTER_CALL)
  if (patience[q] < 0) drawn.fill(Number.POSITIVE_INFINITY, from + DRAWN_PATIENCE, from + DRAWN_PATIENCE + DRAWN_AHEAD)
  fillTimes(work, patience[q], at + PATIENCE * STREAM_SIZE, from + DRAWN_PATIENCE)
  fillTimes(work, redialDelay[q], at + REDIAL_DELAY * STREAM_SIZE, from + DRAWN_REDIAL_DELAY)
  if (balking[q] > 0 || redialDelay[q] >= 0) {
    const choice = at + CHOICE * STREAM_SIZE
    for (let k = from; k < from + DRAWN_AHEAD; k++) {
      if (balking[q] > 0 && uniform(streams, choice) < balking[q]) drawn[k + DRAWN_PATIENCE] = 0
      if (redialDelay[q] >= 0) drawn[k + DRAWN_REDIAL_CHOICE] = uniform(streams, choice)
    }
  }
}

/** Times on the grid for the contacts drawn ahead, where there is a distribution. */
function fillTimes({ model, streams, drawn }: Workspace, distribution: number, at: number, from: number): void {
  if (distribution < 0) return
  fillSamples(model.distributions, distribution, streams, at, drawn, from, from + DRAWN_AHEAD)
  for (let k = from; k < from + DRAWN_AHEAD; k++) drawn[k] = onGrid(drawn[k])
}
