/** What a statistician would write in an afternoon: day totals in logarithms on weekdays, special days, a straight trend and Fourier terms of the year, by least squares. */
import { type Calendar, dayOf, type IntervalSeries, weekdayOf } from 'krarup/domain'
import { choleskyInPlace, solveCholesky } from '../src/numeric/linear-cholesky.ts'

const YEAR = 365.25
/** Numbers of waves that are tried from a year of history on; Akaike's criterion chooses. */
const WAVES = [0, 1, 2, 3, 4, 6, 8, 10]
/** Added to the diagonal, for columns that are never 1. */
const RIDGE = 1e-3

/** Expected contacts of the coming days. */
export function fourierRegression(past: IntervalSeries, { specialDays }: Calendar, horizon: number): Float64Array {
  const first = dayOf(past.start)
  const special = new Map(specialDays.map((one) => [one.day, one]))
  const known = Array.from(past.values.keys()).filter((row) => past.values[row] > 0)
  const names = [...new Set(known.flatMap((row) => special.get(first + row)?.name ?? []))]
  const waves = past.values.length >= 330 ? WAVES : [0]
  const y = known.map((row) => Math.log(past.values[row]))
  const fits = waves.map((count) => {
    const rows = known.map((row) => columnsOf(row, count))
    const coefficients = leastSquares(rows, y)
    const squares = rows.reduce((sum, row, i) => sum + (y[i] - product(row, coefficients)) ** 2, 0)
    return { count, coefficients, akaike: y.length * Math.log(squares / y.length) + 2 * coefficients.length }
  })
  const { count, coefficients } = fits.reduce((a, b) => (b.akaike < a.akaike ? b : a))
  return Float64Array.from({ length: horizon }, (_, ahead) =>
    Math.exp(product(columnsOf(past.values.length + ahead, count), coefficients)),
  )

  function columnsOf(row: number, count: number): number[] {
    const day = first + row
    const one = special.get(day)
    const weekday = one?.like ?? weekdayOf(day)
    return [
      ...[0, 1, 2, 3, 4, 5, 6].map((each) => (each === weekday ? 1 : 0)),
      ...names.map((name) => (name === one?.name ? 1 : 0)),
      row / YEAR,
      ...Array.from({ length: count }, (_, k) => (2 * Math.PI * (k + 1) * day) / YEAR).flatMap((angle) => [
        Math.cos(angle),
        Math.sin(angle),
      ]),
    ]
  }
}

function leastSquares(rows: readonly number[][], y: readonly number[]): Float64Array {
  const columns = rows[0].length
  const matrix = new Float64Array(columns * columns)
  const right = new Float64Array(columns)
  rows.forEach((row, i) => {
    for (let j = 0; j < columns; j++) {
      if (row[j] === 0) continue
      right[j] += row[j] * y[i]
      for (let k = 0; k <= j; k++) matrix[j * columns + k] += row[j] * row[k]
    }
  })
  for (let j = 0; j < columns; j++) matrix[j * (columns + 1)] += RIDGE
  choleskyInPlace(matrix, columns)
  return solveCholesky(matrix, columns, right)
}

function product(row: readonly number[], coefficients: Float64Array): number {
  return row.reduce((sum, value, j) => sum + value * coefficients[j], 0)
}
