#!/usr/bin/env bash
# parse-duration 2.1.9: 00:03:30, as reports of call centres write a handle time, is three thousandths of a millisecond, and 1,5h is fifteen hours.
#
# Expected: a parser of durations in words takes hh:mm:ss as 3 min 30 s, or gives null, as it does for text that it does not understand; with a decimal comma, 1,5h is an hour and a half.
# Found: each part between colons is a number of the unit asked for, over a thousand to the power of its place and without an error, so that a handle time of 3:30 is 3.03 of it; 0:45 asked for in seconds is .045. A comma is taken out
# wherever it stands: 1,5h is 54 000 s. An AHT column read that way is small but not zero, so that "no data" checks pass and the work of the day is gone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund parse-duration@2.1.9
cat >run.mjs <<'JS'
import parse from 'parse-duration'
for (const text of ['3m30s', 'PT3M30S', '00:03:30', '3:30', '0:45', '08:00:00', '1,5h', 'three minutes']) {
  const seconds = parse(text, 's')
  console.log(`${text}: ${seconds === null ? 'null' : `${Number(seconds.toFixed(6))} s`}`)
}
JS
node run.mjs | tee seen.txt
diff - seen.txt <<'SEEN'
3m30s: 210 s
PT3M30S: 210 s
00:03:30: 0.00303 s
3:30: 3.03 s
0:45: 0.045 s
08:00:00: 8 s
1,5h: 54000 s
three minutes: null
SEEN
