/** What a cell of a table says, whether it is text or a value with a type: one judge a kind. */
export { type Cell, isRefusal, type Refusal, refuseUnknown, showCell } from './cell.ts'
export { judgeClock, judgeMoment } from './judge-moment.ts'
export { judgeName } from './judge-name.ts'
export { judgeDuration, judgeNumber, judgeShare } from './judge-number.ts'
export { type DateForm, type DateOrder, DateReader, isWeekday } from './read-dates.ts'
export { type DecimalMark, type DurationForm, NumberReader } from './read-numbers.ts'
export { isSumLabel, sumNameOf } from './sum-words.ts'
