#!/usr/bin/env bash
# nostradamus 0.1.0 (Holt-Winters): a weekday without contacts makes every figure NaN, and a week that repeats exactly is not forecast exactly.
#
# Expected: eight equal weeks are the fixed point of exponential smoothing, whatever its constants: the ninth is the same week. A centre that is closed at weekends has zeros there, and so has its forecast.
# Found: its seasonal factors are right, but the level begins at the first day of the week as if that were an average day, so that the first fitted days of a steady 66 a day are -7, -19 and -4,
# and after eight weeks the forecast is still up to 3 % off. A factor of 0 is divided by: all days of the forecast are NaN, without an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund nostradamus@0.1.0
cat >run.js <<'JS'
const forecast = require('nostradamus')
const week = [100, 80, 70, 75, 90, 30, 20]
const weeks = (days) => Array.from({ length: 56 }, (_, day) => days[day % 7])
const show = (days) => console.log(days.map((each) => each.toFixed(1)).join(' '))
const all = forecast(weeks(week), 0.5, 0.1, 0.3, 7, 7)
show(all.slice(12, 15))
show(all.slice(-7))
show(forecast(weeks([100, 80, 70, 75, 90, 0, 0]), 0.5, 0.1, 0.3, 7, 7).slice(-7))
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
-7.0 -19.0 -4.0
100.0 78.1 68.6 74.5 90.7 30.5 20.5
NaN NaN NaN NaN NaN NaN NaN
SEEN
