import { comesAfter } from '../../model/clock.ts'
import type { Centre } from '../state/index.ts'

/** When so much time has passed as a queue counts it: by the clock, where what falls into a night comes at the next opening; or in the hours of the day alone. */
export function afterDelay({ model, now, isEvening }: Centre, queue: number, delay: number): number {
  return model.openHoursCount[queue] === 1 ? now + delay : comesAfter(model, now, delay, isEvening)
}
