#!/usr/bin/env bash
# @bsull/augurs 0.10.2: a series that repeats every 7 days exactly has a season of 6 or 14 days, one of half-hours a season of 46 or 49, and a model told that the season is 7 forecasts no week at all.
#
# Expected: `seasonalities` of ten equal weeks gives 7, and of four equal weeks of half-hours 48 and 336. AutoETS(7, "ZZZ") chooses among models with and without a season, and of equal weeks forecasts the same week, or says that it has none.
# Found: the periods come from a grid of frequencies that misses most whole periods; half a year of days is needed to find 7, and a quarter of half-hours gives 49. The week of half-hours (336) is not found. A model of the season that it finds slides against the days: after a week Monday stands on Tuesday's place. AutoETS takes the 7 and a "Z" for the season and gives the mean for every day, with limits that have
# the whole week between them; asked for a season by name ("ANA") it finds no model. MSTL told the period by hand is right to 2 %.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @bsull/augurs@0.10.2
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import loadEts, { AutoETS } from '@bsull/augurs/ets'
import loadMstl, { MSTL } from '@bsull/augurs/mstl'
import loadSeasons, { seasonalities } from '@bsull/augurs/seasons'

const code = (name) => ({ module_or_path: readFileSync(fileURLToPath(import.meta.resolve(`@bsull/augurs/${name}`)).replace(/\.js$/, '_bg.wasm')) })
await Promise.all([loadEts(code('ets')), loadMstl(code('mstl')), loadSeasons(code('seasons'))])

const week = [500, 420, 400, 410, 460, 180, 120]
const days = (weeks) => Array.from({ length: 7 * weeks }, (_, day) => week[day % 7])
const day = Array.from({ length: 48 }, (_, slot) => (slot >= 16 && slot < 40 ? 60 + 30 * Math.sin(((slot - 16) / 12) * Math.PI) : 0))
const halfHours = (weeks) => Array.from({ length: 336 * weeks }, (_, i) => (Math.floor(i / 48) % 7 < 5 ? day[i % 48] : 0))
for (const weeks of [4, 8, 10, 13, 26]) console.log(`${weeks} equal weeks of days: season of ${[...seasonalities(days(weeks))].join(', ')}`)
for (const weeks of [4, 8, 13]) console.log(`${weeks} equal weeks of half-hours: season of ${[...seasonalities(halfHours(weeks))].join(', ')}`)

// The same days with a little noise, without which there is no variance to fit.
const past = days(10).map((calls, i) => calls + ((i * 5) % 13))
const show = ({ point }) => point.map(Math.round).join(' ')
const ets = new AutoETS(7, 'ZZZ')
ets.fit(past)
console.log(`AutoETS with season 7: ${show(ets.predict(7))}`)
try {
  new AutoETS(7, 'ANA').fit(past)
} catch (error) {
  console.log(`AutoETS with season 7, ANA: ${error.message ?? error}`)
}
const mstl = MSTL.ets([7])
mstl.fit(past)
const near = [...mstl.predict(7).point].filter((calls, i) => Math.abs(calls - week[i] - 6) < 10).length
console.log(`MSTL with season 7: ${near} of 7 days within 10 calls`)
JS
node run.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
4 equal weeks of days: season of 6
8 equal weeks of days: season of 14
10 equal weeks of days: season of 6
13 equal weeks of days: season of 6
26 equal weeks of days: season of 7
4 equal weeks of half-hours: season of 46
8 equal weeks of half-hours: season of 49
13 equal weeks of half-hours: season of 49
AutoETS with season 7: 362 362 362 362 362 362 362
AutoETS with season 7, ANA: no model found
MSTL with season 7: 7 of 7 days within 10 calls
SEEN
