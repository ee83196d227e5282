import { describe, expect, it } from 'vitest'
import { erfcx, erfcxGap } from './scaled-error-function.ts'

// From the definition in multiple-precision arithmetic, on both sides of the hand-overs at 0.46875 and 4.
const TABLE = [
  [0, 1, 1],
  [1e-9, 0.9999999988716208, 0.9999999982275461],
  [0.25, 0.7703465477309966, 0.6586490737356062],
  [0.46875, 0.6320696892495561, 0.4748526462104553],
  [0.46876, 0.6320643311493123, 0.474845894873789],
  [1, 0.427583576155807, 0.2421278438586879],
  [2, 0.25539567631050575, 0.09464590003765085],
  [3.999, 0.13703184859827122, 0.028712371648914936],
  [4, 0.13699945762506138, 0.028699135041971514],
  [4.001, 0.1369670815827188, 0.02868590737448173],
  [10, 0.05614099274382259, 0.00492681217553025],
  [1000, 0.0005641893014533877, 4.999992500018749e-7],
] as const

describe.each(TABLE)('at %d', (x, scaled, gap) => {
  it('erfcx', () => expect(Math.abs(erfcx(x) / scaled - 1)).toBeLessThan(1e-15))
  it('erfcxGap', () => expect(Math.abs(erfcxGap(x) / gap - 1)).toBeLessThan(2e-14))
})
