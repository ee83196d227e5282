/** Who is on duty: numbers by interval, shifts, breaks, absence, newcomers. */
export {
  awayDue,
  endDuty,
  endPause,
  newAgent,
  pauseDue,
  planDuty,
  startDuty,
  startInterval,
  takePause,
} from './duty.ts'
export { learn, learnToday } from './newcomers.ts'
export { bookOvertime, goOffDuty, isCounted, startPause } from './on-duty.ts'
export { planTrainings, train } from './training.ts'
