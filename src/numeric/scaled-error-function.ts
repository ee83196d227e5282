/** Rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), highest power first. */
const SMALL = 0.46875
const SMALL_NUMERATOR = [
  0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694,
]
const SMALL_DENOMINATOR = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171]
const MIDDLE_NUMERATOR = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
  1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
]
const MIDDLE_DENOMINATOR = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
  4362.619090143247, 3439.3676741437216, 1230.3393548037495,
]
const LARGE = 4
const LARGE_NUMERATOR = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  0.0006587491615298378,
]
const LARGE_DENOMINATOR = [
  1, 2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
]
const SQRT_PI = Math.sqrt(Math.PI)

/**
 * The scaled complementary error function exp(x^2) erfc(x) for x >= 0: the Mills ratio of the normal distribution, which neither under- nor overflows.
 * Relative error under 1e-15 on [0, 1e6] (`npx vitest run src/numeric/scaled-error-function.test.ts`).
 */
export function erfcx(x: number): number {
  if (x <= SMALL) {
    const square = x * x
    return Math.exp(square) * (1 - (x * polynomial(SMALL_NUMERATOR, square)) / polynomial(SMALL_DENOMINATOR, square))
  }
  if (x <= LARGE) return polynomial(MIDDLE_NUMERATOR, x) / polynomial(MIDDLE_DENOMINATOR, x)
  return (1 - largeGap(x)) / (SQRT_PI * x)
}

/**
 * 1 - sqrt(pi) x exp(x^2) erfc(x) for x >= 0: what the scaled error function lacks of its asymptote, as a share of it. Falls like 1 / (2 x^2) and keeps its relative accuracy (2e-14) there.
 */
export function erfcxGap(x: number): number {
  return x <= LARGE ? 1 - SQRT_PI * x * erfcx(x) : largeGap(x)
}

function largeGap(x: number): number {
  const inverseSquare = 1 / (x * x)
  return (
    (SQRT_PI * inverseSquare * polynomial(LARGE_NUMERATOR, inverseSquare)) /
    polynomial(LARGE_DENOMINATOR, inverseSquare)
  )
}

function polynomial(coefficients: number[], x: number): number {
  let sum = coefficients[0]
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i]
  return sum
}
