/**
 * Mutation tests, room by room: how many small faults, put into the code one at a time, the tests notice.
 *
 * npm run mutants -- erlang                 every mutant of a room
 * npm run mutants -- erlang --every 10      those within every tenth line, for an estimate
 * npm run mutants -- erlang --only erlang-c.ts --least 90
 *
 * Texts are not mutated: messages are read by people, and tests hold the words that matter. Tests tagged slow are left out:
 * with them more mutants would be noticed, and a run would take a day.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** What is mutated and which tests judge it: those of the room itself, and such beyond it as compare its figures with theory. */
const ROOMS = {
  erlang: { code: ['src/erlang'], tests: ['src/erlang/*.test.ts'] },
  general: { code: ['src/erlang/general'], tests: ['src/erlang/general/*.test.ts'] },
  day: { code: ['src/erlang/day'], tests: ['src/erlang/day/*.test.ts'] },
  kernel: { code: ['src/sim/kernel'], tests: ['src/sim/run/*.test.ts', 'src/sim/estimate/*.test.ts'] },
  plan: { code: ['src/plan'], tests: ['src/plan/**/*.test.ts'] },
  judges: { code: ['src/io/cells', 'src/io/history'], tests: ['src/io/cells/*.test.ts', 'src/io/history/*.test.ts'] },
}

/** Installed when they are first asked for. */
const PACKAGES = 'mutation/node_modules'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    only: { type: 'string' },
    least: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
  },
})
const room = ROOMS[positionals[0]]
const every = Number(values.every)
if (!room || positionals.length > 1 || !(every >= 1)) {
  console.error(`npm run mutants -- ${Object.keys(ROOMS).join('|')} [--every N] [--only FILE] [--least PERCENT]`)
  process.exit(2)
}
process.chdir(new URL('..', import.meta.url).pathname)
if (!existsSync(PACKAGES)) {
  const { status } = spawnSync('npm', ['ci', '--prefix', 'mutation'], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
const mutate = room.code.flatMap((folder) => filesOf(folder)).flatMap((file) => rangesOf(file))
if (mutate.length === 0) throw new Error(`no file of ${positionals[0]} is called ${values.only}`)
mkdirSync('build', { recursive: true })
const stryker = spawn(
  `${PACKAGES}/.bin/stryker`,
  ['run', 'mutation/stryker.config.mjs', '--mutate', mutate.join(','), '--concurrency', values.concurrency],
  { stdio: 'inherit', env: { ...process.env, MUTANTS_TESTS: room.tests.join(',') } },
)
stryker.on('exit', (status) => {
  if (status !== 0) process.exit(status ?? 1)
  const { noticed, all } = countOf(JSON.parse(readFileSync('build/mutants.json', 'utf8')))
  const score = (100 * noticed) / all
  // the sample's own chance: a share of so many
  const error = every > 1 ? ` +- ${(196 * Math.sqrt(((noticed / all) * (1 - noticed / all)) / all)).toFixed(1)}` : ''
  console.log(`${positionals[0]}: ${noticed} of ${all} mutants noticed, ${score.toFixed(1)}${error} %`)
  if (values.least !== undefined && score < Number(values.least)) {
    console.error(`fewer than ${values.least} % were noticed`)
    process.exit(1)
  }
})

function filesOf(folder) {
  return readdirSync(folder)
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !/(\.(test|testing)|\/index)\.ts$/.test(file))
    .filter((file) => values.only === undefined || file.endsWith(`/${values.only}`))
    .sort()
}

function rangesOf(file) {
  if (every === 1) return [file]
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.flatMap((_, i) => (i % every === every >> 1 ? [`${file}:${i + 1}-${i + 1}`] : []))
}

function countOf({ files }) {
  const counted = Object.values(files)
    .flatMap(({ mutants }) => mutants)
    .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
  return { all: counted.length, noticed: counted.filter(({ status }) => /Killed|Timeout/.test(status)).length }
}
