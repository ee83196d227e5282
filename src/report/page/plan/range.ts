/** `215–245`: what eight of ten courses of the forecast end between; empty where none were drawn. */
export function rangeText(low: number, high: number, write: (value: number) => string): string {
  return Number.isNaN(low) || Number.isNaN(high) ? '' : `${write(low)}–${write(high)}`
}
