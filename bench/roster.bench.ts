/**
 * Rosters beside the best that is known of them, and column generation beside local search alone in the same number of shortest paths. Instances in the forms of schedulingbenchmarks.org (`nrp_Instance2.txt`) and of the first nurse rostering competition (`inrc1_sprint01.txt`) are read from the
 * folder that ROSTER_INSTANCES names, with ROSTER_SECONDS of processor time each (default 60); without it only a made one is solved.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../src/roster/compiled.ts'
import { judgeCurtois, readCompetition, readCurtois } from '../src/roster/instances.testing.ts'
import type { RosterProblem } from '../src/roster/model.ts'
import { search } from '../src/roster/search.ts'
import { type Claim, finish } from './harness.ts'

/** Best known penalties: benchmark/nrp.yml and benchmark/inrc.yml of wssuite/NurseScheduler. */
const BEST_KNOWN: Record<string, number> = {
  'nrp_Instance1.txt': 607,
  'nrp_Instance2.txt': 828,
  'nrp_Instance3.txt': 1001,
  'nrp_Instance6.txt': 1950,
  'nrp_Instance10.txt': 4631,
  'inrc1_sprint01.txt': 56,
  'inrc1_sprint04.txt': 59,
}
const PATHS = 3000

/** 30 people, 28 days, 4 shifts: as the instances are, with more asked for than can be given. */
function made(): RosterProblem {
  const shifts = ['E', 'D', 'L', 'N']
  return readCurtois(
    [
      'SECTION_HORIZON\n28\nSECTION_SHIFTS\nE,480,\nD,480,E\nL,480,E|D\nN,600,E|D|L\nSECTION_STAFF',
      ...Array.from(
        { length: 30 },
        (_, p) => `P${p},E=28|D=28|L=${p % 3 === 0 ? 0 : 28}|N=${p % 2 ? 0 : 5},8640,7200,5,2,2,2`,
      ),
      'SECTION_DAYS_OFF',
      ...Array.from({ length: 30 }, (_, p) => `P${p},${(p * 11) % 28}`),
      'SECTION_SHIFT_ON_REQUESTS',
      ...Array.from({ length: 60 }, (_, w) => `P${w % 30},${(w * 17) % 28},${shifts[(w * 7) % 3]},${1 + (w % 3)}`),
      'SECTION_COVER',
      ...Array.from({ length: 28 }, (_, day) =>
        shifts.map((shift, k) => `${day},${shift},${[5, 4, 5, 1][k] + ((day * (k + 3)) % 3) - 1},100,1`).join('\n'),
      ),
    ].join('\n'),
  )
}

const claims: Claim[] = []
const compiled = () => compile(made())
const whole = await search(compiled(), { paths: PATHS })
const local = await search(compiled(), { paths: PATHS, isLocalOnly: true })
const claim = (name: string, ours: number, reference: number, referenceName: string): Claim => ({
  name,
  unit: 'penalty',
  ours,
  reference,
  referenceName,
  ratio: reference / ours,
})
claims.push(
  claim('30 people, 28 days, 4 shifts, as many shortest paths', whole.cost, local.cost, 'local search alone'),
  claim('30 people, 28 days, 4 shifts, the bound', whole.cost, whole.bound, 'bound'),
)

const folder = process.env.ROSTER_INSTANCES
if (folder !== undefined && existsSync(folder))
  for (const file of readdirSync(folder).filter((each) => each in BEST_KNOWN)) {
    const text = readFileSync(join(folder, file), 'utf8')
    const problem = file.startsWith('nrp') ? readCurtois(text) : readCompetition(text)
    const from = process.cpuUsage()
    const spent = () => {
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }
    const { cost, bound, days } = await search(compile(problem), {
      seconds: Number(process.env.ROSTER_SECONDS ?? 60),
      now: spent,
    })
    if (file.startsWith('nrp') && judgeCurtois(text, days).broken > 0) throw new Error(`${file}: a hard rule is broken`)
    claims.push(
      claim(
        `${file}, bound ${Math.round(bound)}, ${Math.round(spent() / 1000)} s`,
        cost,
        BEST_KNOWN[file],
        'best known',
      ),
    )
  }
finish(import.meta.url, claims)
