import type { CapacityQuestion, Cohort } from './question.ts'

/** Weeks of a year by the calendar, divided by 12. */
export const WEEKS_A_MONTH = 365.25 / 7 / 12
/** Weeks since the first day of people of whom no first day is known: they have learnt all. */
const LONG_AGO = 10_000

/** What becomes of people by the number of weeks since their first day. */
export interface Careers {
  /** Weeks of training. */
  trained: number
  /** Share of those who are there in a week who are there a week later. */
  stays(age: number): number
  /** Speed beside an agent who has learnt all; 0 takes no contacts. */
  speed(age: number): number
  /** Still in training. */
  isInTraining(age: number): boolean
}

/** Careers as the training, the learning and the attrition of a question say. */
export function careersOf({
  training,
  learning,
  attrition,
}: Pick<CapacityQuestion, 'training' | 'learning' | 'attrition'>): Careers {
  const stages = training.flatMap(({ weeks, speed }) => new Array<number>(weeks).fill(speed))
  const trained = stages.length
  return {
    trained,
    stays: (age) => {
      const leave = attrition.findLast(({ month }) => month * WEEKS_A_MONTH <= age)?.rate ?? 0
      return (1 - leave) ** (1 / WEEKS_A_MONTH)
    },
    speed: (age) =>
      age < trained ? stages[age] : (learning.findLast(({ week }) => week - 1 <= age - trained)?.speed ?? 1),
    isInTraining: (age) => age < trained,
  }
}

/** Weeks since the first day at the beginning of the plan; below 0 for people who are yet to come. */
export function ageOf({ since }: Cohort, start: number): number {
  return since === undefined ? LONG_AGO : Math.floor((start - since) / 7)
}

/** The share of people of an age who are still there, by week from now on. */
export function survival(careers: Careers, age: number, weeks: number): Float64Array {
  const share = new Float64Array(weeks)
  let left = 1
  for (let week = 0; week < weeks; week++) {
    share[week] = left
    left *= careers.stays(age + week)
  }
  return share
}
