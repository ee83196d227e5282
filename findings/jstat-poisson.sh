#!/usr/bin/env bash
# jstat 1.9.6: Poisson probabilities of a mean of 144 and more are Infinity or NaN.
#
# Expected: P(X = 144) and P(X <= 144) for a mean of 144 are .0332 and .522, as for every mean before it. Erlang B is the first over the second, so that a calculator made from these two functions
# would size hundreds of agents.
# Found: the probability is computed as mean^k * exp(-mean) / k!, and mean^k leaves the range of a double: Infinity from a mean of 144 on, NaN from 171 on, where k! leaves it too. There is no error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jstat@1.9.6
cat >run.js <<'JS'
const { jStat } = require('jstat')
for (const mean of [143, 144, 170, 171]) {
  const probability = jStat.poisson.pdf(mean, mean)
  const sum = jStat.poisson.cdf(mean, mean)
  console.log(mean, probability, sum)
}
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
143 0.03334179386334991 0.5222209587713792
144 Infinity Infinity
170 Infinity Infinity
171 NaN NaN
SEEN
