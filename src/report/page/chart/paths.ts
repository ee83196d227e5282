import { pixels } from './svg.ts'

/** A line that breaks where there is no value; a lone value is a dot (of a round line cap). */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  let path = ''
  let open = false
  for (const [x, y] of points) {
    if (Number.isNaN(y)) open = false
    else {
      path += `${open ? 'L' : 'M'}${pixels(x)} ${pixels(y)}${open ? '' : 'h0'}`
      open = true
    }
  }
  return path
}

type Spread = readonly [x: number, low: number, high: number]

/** The area between two lines, a piece for each stretch with values. */
export function bandPath(points: readonly Spread[]): string {
  let path = ''
  let run: Spread[] = []
  const close = () => {
    if (run.length > 0) {
      const there = run.map(([x, low]) => `${pixels(x)} ${pixels(low)}`)
      const back = [...run].reverse().map(([x, , high]) => `${pixels(x)} ${pixels(high)}`)
      path += `M${[...there, ...back].join('L')}Z`
    }
    run = []
  }
  for (const point of points) {
    if (Number.isNaN(point[1]) || Number.isNaN(point[2])) close()
    else run.push(point)
  }
  close()
  return path
}

/** Steps: a value holds over its interval, from `x(i)` to `x(i + 1)`. */
export function stepPath(
  values: ArrayLike<number>,
  x: (border: number) => number,
  y: (value: number) => number,
): string {
  let path = ''
  let open = false
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      open = false
      continue
    }
    path += open ? `V${pixels(y(values[i]))}` : `M${pixels(x(i))} ${pixels(y(values[i]))}`
    path += `H${pixels(x(i + 1))}`
    open = true
  }
  return path
}

/** What lies below the steps of {@link stepPath}. */
export function stepArea(
  values: ArrayLike<number>,
  x: (border: number) => number,
  y: (value: number) => number,
): string {
  let path = ''
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] > 0)) continue
    path += `M${pixels(x(i))} ${pixels(y(0))}`
    for (; i < values.length && values[i] > 0; i++) path += `V${pixels(y(values[i]))}H${pixels(x(i + 1))}`
    path += `V${pixels(y(0))}Z`
  }
  return path
}
