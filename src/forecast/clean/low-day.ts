import { dayOffRule } from './day-off.ts'
import { LOW_DAY_SHARE } from './usual.ts'

/** A day with a fraction of its usual contacts, though the calendar says nothing of it. */
export const lowDay = dayOffRule('low day', (share) => share < LOW_DAY_SHARE)
