#!/usr/bin/env bash
# arima 0.2.8: the two plainest forecasts, "as the last day" and "as the same weekday of last week", come back as scraps of the history and zeros.
#
# Expected: the model (0,1,0) forecasts the last value, and (0,0,0)(0,1,0) with a season of 7 the last week: the naive forecasts that every other method is measured against. (0,0,0) forecasts the mean.
# Found: a model without AR and MA terms is taken as trained, and its forecast is whatever stands in the memory: zeros, days of the history in no order, or differences of them; for a (0,0,0) the mean is added to such
# scraps. There is no error. With one term more, (1,0,0)(0,1,0), the week is there. Who takes this for the baseline of a method of their own finds that the method is better by far.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund arima@0.2.8
cat >run.js <<'JS'
const ARIMA = require('arima')
const week = [500, 420, 400, 410, 460, 180, 120]
const days = Array.from({ length: 70 }, (_, day) => week[day % 7] + ((day * 5) % 13))
const near = (values, truth) => values.filter((value, i) => Math.abs(value - truth[i]) <= 15).length
const lastWeek = days.slice(-7)
const models = [
  ['(0,1,0)', { p: 0, d: 1, q: 0 }, lastWeek.map(() => days.at(-1))],
  ['(0,0,0)(0,1,0) of 7', { p: 0, d: 0, q: 0, P: 0, D: 1, Q: 0, s: 7 }, lastWeek],
  ['(1,0,0)(0,1,0) of 7', { p: 1, d: 0, q: 0, P: 0, D: 1, Q: 0, s: 7 }, lastWeek],
]
for (const [name, order, truth] of models) {
  const [forecast] = new ARIMA({ ...order, verbose: false }).train(days).predict(7)
  const right = near(forecast, truth)
  console.log(`${name}: ${right === 7 ? 'all days' : right < 4 ? 'fewer than half of the days' : 'most days'} within 15 contacts of the naive forecast`)
}
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
(0,1,0): fewer than half of the days within 15 contacts of the naive forecast
(0,0,0)(0,1,0) of 7: fewer than half of the days within 15 contacts of the naive forecast
(1,0,0)(0,1,0) of 7: all days within 15 contacts of the naive forecast
SEEN
