/** How much luck is in a day, and what the formulas forget, for each part of the target. */
export interface Luck {
  /** Standard deviation of a day's surplus, by the root of its contacts. */
  spread: readonly number[]
  /** What simulated days have in common that the formulas do not know, by contact. */
  common: readonly number[]
}
