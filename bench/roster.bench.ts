/**
 * Rosters beside the best that is known of them, and the whole search beside local search alone with the same budget. Instances in the forms of schedulingbenchmarks.org (`nrp_Instance2.txt`) and of the first nurse rostering competition (`inrc1_sprint01.txt`) are read from the
 * folder that ROSTER_INSTANCES names, with ROSTER_SECONDS of processor time each (default 60); without it only a made one is solved. With ROSTER_LARGE two larger made ones are solved too, with the same time each.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../src/roster/compiled.ts'
import { judgeCurtois, readCompetition, readCurtois } from '../src/roster/instances.testing.ts'
import { type SearchBudget, search } from '../src/roster/search.ts'
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

/** As the instances are, with more asked for than can be given. */
function made(people: number, days: number, names: readonly string[], needs: readonly number[]): string {
  const each = Math.round((days * 5) / 7)
  const last = names.length - 1
  // The later a shift, the fewer shifts may follow it.
  const shifts = names.map((name, k) => `${name},${k === last ? 600 : 480},${names.slice(0, k).join('|')}`)
  const staff = Array.from({ length: people }, (_, p) => {
    const most = names.map((name, k) => {
      if (k === last) return `${name}=${p % 2 ? 0 : Math.round(days / 5)}`
      return `${name}=${k === last - 1 && p % 3 === 0 ? 0 : days}`
    })
    return `P${p},${most.join('|')},${(each - 2) * 480},${(each - 5) * 480},5,2,2,${Math.round((days * 3) / 28)}`
  })
  return [
    `SECTION_HORIZON\n${days}\nSECTION_SHIFTS`,
    ...shifts,
    'SECTION_STAFF',
    ...staff,
    'SECTION_DAYS_OFF',
    ...Array.from({ length: people }, (_, p) => `P${p},${(p * 11) % days}`),
    'SECTION_SHIFT_ON_REQUESTS',
    ...Array.from(
      { length: 2 * people },
      (_, w) => `P${w % people},${(w * 17) % days},${names[(w * 7) % last]},${1 + (w % 3)}`,
    ),
    'SECTION_COVER',
    ...Array.from({ length: days }, (_, day) =>
      names.map((name, k) => `${day},${name},${needs[k] + ((day * (k + 3)) % 3) - 1},100,1`).join('\n'),
    ),
  ].join('\n')
}

/** A clock of processor time, in milliseconds. */
function processorTime(): () => number {
  const from = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }
}

const claims: Claim[] = []
const claim = (name: string, ours: number, reference: number, referenceName: string): Claim => ({
  name,
  unit: 'penalty',
  ours,
  reference,
  referenceName,
  ratio: reference / ours,
})

/** The whole search, and local search alone with the same budget. */
async function beside(name: string, text: string, budget: () => SearchBudget): Promise<void> {
  const whole = await search(compile(readCurtois(text)), budget())
  const local = await search(compile(readCurtois(text)), { ...budget(), isLocalOnly: true })
  for (const { days } of [whole, local])
    if (judgeCurtois(text, days).broken > 0) throw new Error(`${name}: a hard rule is broken`)
  claims.push(
    claim(name, whole.cost, local.cost, 'local search alone'),
    claim(`${name}: the bound`, whole.cost, whole.bound, 'bound'),
  )
}

const seconds = Number(process.env.ROSTER_SECONDS ?? 60)
await beside('30 people, 28 days, 4 shifts', made(30, 28, ['E', 'D', 'L', 'N'], [5, 4, 5, 1]), () => ({ paths: PATHS }))
const LARGE: [string, string][] = [
  ['100 people, 28 days, 6 shifts', made(100, 28, ['E', 'F', 'D', 'G', 'L', 'N'], [14, 10, 12, 10, 12, 4])],
  ['50 people, 56 days, 4 shifts', made(50, 56, ['E', 'D', 'L', 'N'], [9, 8, 9, 4])],
]
if (process.env.ROSTER_LARGE !== undefined)
  for (const [name, text] of LARGE) await beside(name, text, () => ({ seconds, now: processorTime() }))

const folder = process.env.ROSTER_INSTANCES
if (folder !== undefined && existsSync(folder))
  for (const file of readdirSync(folder).filter((each) => each in BEST_KNOWN)) {
    const text = readFileSync(join(folder, file), 'utf8')
    const problem = file.startsWith('nrp') ? readCurtois(text) : readCompetition(text)
    const spent = processorTime()
    const { cost, bound, days } = await search(compile(problem), { seconds, now: spent })
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
