import { dayOffRule } from './day-off.ts'

/** A day is high above this share of its usual contacts. */
const HIGH_DAY_SHARE = 1.7

/** A day with far more than its usual contacts, though the calendar says nothing of it. */
export const highDay = dayOffRule('high day', (share) => share > HIGH_DAY_SHARE)
