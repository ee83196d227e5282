#!/usr/bin/env bash
# probability-distributions 0.9.1: negative binomial counts asked for by their mean come out too high by the size less one.
#
# Expected: rnbinom(n, size, undefined, mu) has the arguments of R's function and, as there, a mean of mu: the usual way to draw the calls of an interval that vary more than Poisson counts. Size is the shape: the
# larger it is, the closer the counts are to Poisson.
# Found: it counts all trials up to the last success and takes one off, whatever the size; neither the failures (R) nor the trials (some textbooks) are counted. With size 1 the counts are right. With size 20
# a half-hour of 30 calls has 49 of them, and the closer to Poisson one asks for, the more calls come. The variance is right, so a look at the spread says nothing. A simulation of such a day staffs for half as many calls again.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund probability-distributions@0.9.1
cat >run.js <<'JS'
const distributions = require('probability-distributions')
// The package draws from its `prng`: a small generator with a seed makes the run the same each time.
let state = 1
distributions.prng = () => {
  state = (state * 48271) % 2147483647
  return state / 2147483647
}
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
for (const size of [1, 5, 20]) {
  const counts = distributions.rnbinom(20_000, size, undefined, 30)
  const centre = mean(counts)
  const variance = mean(counts.map((count) => (count - centre) ** 2))
  const wide = 30 + 30 ** 2 / size
  console.log(`size ${size}: mean 30 asked for, ${Math.round(centre)} drawn; variance within 5 % of ${wide}: ${Math.abs(variance / wide - 1) < 0.05}`)
}
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
size 1: mean 30 asked for, 30 drawn; variance within 5 % of 930: true
size 5: mean 30 asked for, 34 drawn; variance within 5 % of 210: true
size 20: mean 30 asked for, 49 drawn; variance within 5 % of 75: true
SEEN
