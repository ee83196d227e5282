#!/usr/bin/env bash
# opening_hours 3.15.0: a night line that is closed on Tuesday night is closed on Tuesday morning and open on Wednesday morning instead, and the hours of the week are right all the same.
#
# Expected: in opening hours of OpenStreetMap `22:00-06:00` of a day goes on into the next morning, and a later rule for a weekday takes the place of what an earlier one said of that weekday. "Mo-Su 22:00-06:00; Tu off" leaves six
# nights; the one from Tuesday to Wednesday is closed, and only that one.
# Found: the rule takes away what falls on the calendar's Tuesday. The night from Monday ends at midnight, and the morning of Wednesday, the second half of the night that is off, is open. "Tu 22:00-02:00" cannot end a night early: Wednesday is
# open until 6 as ever, and Monday's night is cut instead. Likewise a centre closed on public holidays is open from 0 to 6 on the Saturday after Good Friday. The sum over the week is
# right, 48 hours, which a test would look at; six hours of staff are on the wrong morning, and for weekdays there is no warning.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opening_hours@3.15.0
cat >run.js <<'JS'
process.env.TZ = 'Europe/Berlin'
const OpeningHours = require('opening_hours')
const place = { lat: 52.5, lon: 13.4, address: { country_code: 'de', state: 'Berlin' } }
const show = (time) => time.toLocaleString('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' }).replace(',', '')
function print(rules, from, to) {
  const hours = new OpeningHours(rules, place)
  console.log(`${rules}, from ${from}: ${hours.getWarnings().length === 0 ? 'no warning' : 'a warning'}`)
  for (const [start, end] of hours.getOpenIntervals(new Date(`${from}T12:00`), new Date(`${to}T12:00`))) console.log(`  ${show(start)} to ${show(end)}`)
}
print('Mo-Su 22:00-06:00; Tu off', '2026-03-02', '2026-03-05')
print('Mo-Su 22:00-06:00; Tu 22:00-02:00', '2026-03-02', '2026-03-05')
print('Mo-Fr 22:00-06:00; PH off', '2026-04-02', '2026-04-05')
const [open] = new OpeningHours('Mo-Su 22:00-06:00; Tu off', place).getOpenDuration(new Date('2026-03-02T12:00'), new Date('2026-03-09T12:00'))
console.log(`hours of a week with Tuesday off: ${open / 3_600_000}`)
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
Mo-Su 22:00-06:00; Tu off, from 2026-03-02: no warning
  Mon 22:00 to Tue 00:00
  Wed 00:00 to Wed 06:00
  Wed 22:00 to Thu 06:00
Mo-Su 22:00-06:00; Tu 22:00-02:00, from 2026-03-02: no warning
  Mon 22:00 to Tue 00:00
  Tue 22:00 to Wed 06:00
  Wed 22:00 to Thu 06:00
Mo-Fr 22:00-06:00; PH off, from 2026-04-02: a warning
  Thu 22:00 to Fri 00:00
  Sat 00:00 to Sat 06:00
hours of a week with Tuesday off: 48
SEEN
