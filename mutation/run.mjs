/**
 * Mutation tests, room by room: how many small faults, put into the code one at a time, the tests notice.
 *
 * npm run mutants -- erlang                 every mutant of a room
 * npm run mutants -- erlang --sample 150    so many of them, drawn by chance from `--seed` (1), for an estimate with its 95 % interval
 * npm run mutants -- erlang --only erlang-c.ts --least 90
 *
 * Texts are not mutated: messages are read by people, and tests hold the words that matter. Tests tagged slow are left out:
 * with them more mutants would be noticed, and a run would take a day.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What is mutated and which tests judge it: those of the room itself, and such beyond it as compare its figures with theory. */
const ROOMS = {
  erlang: { code: ['src/erlang'], tests: ['src/erlang/*.test.ts', 'conformance/*.test.ts'] },
  general: { code: ['src/erlang/general'], tests: ['src/erlang/general/*.test.ts'] },
  day: { code: ['src/erlang/day'], tests: ['src/erlang/day/*.test.ts'] },
  // two loops are held to each other and to a textbook's list of events, contact by contact
  kernel: {
    code: ['src/sim/kernel', 'src/sim/agents/contact/booking.ts'],
    tests: [
      'src/sim/kernel/*.test.ts',
      'src/sim/agents/contact/booking.test.ts',
      'src/sim/agents/centre.test.ts',
      'src/sim/run/textbook.test.ts',
    ],
  },
  plan: { code: ['src/plan'], tests: ['src/plan/**/*.test.ts'] },
  // the examples of bad files and of vendors say what is read of them
  judges: {
    code: ['src/io/cells', 'src/io/history'],
    tests: [
      'src/io/cells/*.test.ts',
      'src/io/history/*.test.ts',
      'fixtures/make-bad.test.ts',
      'fixtures/make-vendors.test.ts',
    ],
  },
}

/** Installed when they are first asked for. */
const PACKAGES = 'mutation/node_modules'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    least: { type: 'string' },
    concurrency: { type: 'string', default: '2' },
  },
})
const room = ROOMS[positionals[0]]
const sample = values.sample === undefined ? Infinity : Number(values.sample)
if (!room || positionals.length > 1 || !(sample >= 1)) {
  console.error(
    `npm run mutants -- ${Object.keys(ROOMS).join('|')} [--sample N] [--seed N] [--only FILE] [--least PERCENT]`,
  )
  process.exit(2)
}
process.chdir(new URL('..', import.meta.url).pathname)
if (!existsSync(PACKAGES)) {
  const { status } = spawnSync('npm', ['ci', '--prefix', 'mutation'], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
const files = room.code.flatMap((path) => filesOf(path))
if (files.length === 0) throw new Error(`no file of ${positionals[0]} is called ${values.only}`)
mkdirSync('build', { recursive: true })
// what the packages bring is loaded once they are there
const { chosenMutants, keyOf } = await import('./sample.mjs')
const { chosen, all } = await chosenMutants(files, sample, values.seed)
const [SAMPLE, RANGES] = ['build/mutants-sample.json', 'build/mutants-ranges.json'].map((file) => resolve(file))
writeFileSync(SAMPLE, JSON.stringify(chosen.map(({ key }) => key)))
writeFileSync(RANGES, JSON.stringify(chosen.length < all ? chosen.map(({ range }) => range) : files))
console.log(`${positionals[0]}: ${chosen.length} of ${all} mutants`)
const stryker = spawn(
  `${PACKAGES}/.bin/stryker`,
  ['run', 'mutation/stryker.config.mjs', '--concurrency', values.concurrency],
  {
    stdio: 'inherit',
    env: { ...process.env, MUTANTS_TESTS: room.tests.join(','), MUTANTS_SAMPLE: SAMPLE, MUTANTS_RANGES: RANGES },
  },
)
stryker.on('exit', (status) => {
  if (status !== 0) process.exit(status ?? 1)
  report(JSON.parse(readFileSync('build/mutants.json', 'utf8')))
})

function filesOf(path) {
  const found = path.endsWith('.ts') ? [path] : readdirSync(path).map((file) => `${path}/${file}`)
  return found
    .filter((file) => file.endsWith('.ts') && !/(\.(test|testing)|\/index)\.ts$/.test(file))
    .filter((file) => values.only === undefined || file.endsWith(`/${values.only}`))
    .sort()
}

/** What no test noticed, and the share that was noticed, with the chance of the sample (Wilson, 1927). */
function report({ files }) {
  const count = { Killed: 0, Timeout: 0, Survived: 0, NoCoverage: 0 }
  const drawn = new Set(chosen.map(({ key }) => key))
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const lines = source.split('\n')
    for (const { status, location, replacement, mutatorName } of mutants) {
      // what no test reaches is told of mutants that were not drawn too
      if (!(status in count && drawn.has(keyInReport(file, { location, replacement, mutatorName })))) continue
      count[status]++
      if (status === 'Killed' || status === 'Timeout') continue
      const { start, end } = location
      const line = lines[start.line - 1]
      const was = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1)
      const reached = status === 'NoCoverage' ? ' (reached by no test)' : ''
      console.log(`\n${file}:${start.line}:${start.column} ${mutatorName}${reached}\n  ${line.trim()}`)
      console.log(`  ${was.trim()} -> ${replacement.split('\n')[0]}`)
    }
  }
  const tried = Object.values(count).reduce((a, b) => a + b)
  const noticed = count.Killed + count.Timeout
  const share = noticed / tried
  const score = (100 * share).toFixed(1)
  const range =
    tried < all
      ? ` (${wilson(share, tried)
          .map((p) => (100 * p).toFixed(1))
          .join(' to ')})`
      : ''
  console.log(
    `\n${positionals[0]}: ${noticed} of ${tried} mutants noticed, ${score} %${range}; ${count.Timeout} by time`,
  )
  if (values.least !== undefined && 100 * share < Number(values.least)) {
    console.error(`fewer than ${values.least} % were noticed`)
    process.exit(1)
  }
}

/** A report counts lines and columns from 1. */
function keyInReport(fileName, { location: { start, end }, ...mutant }) {
  const before = ({ line, column }) => ({ line: line - 1, column: column - 1 })
  return keyOf({ fileName, location: { start: before(start), end: before(end) }, ...mutant })
}

/** The 95 % interval of a share of `n`. */
function wilson(share, n) {
  const z = 1.96
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  return [middle - half, middle + half]
}
