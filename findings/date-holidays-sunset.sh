#!/usr/bin/env bash
# date-holidays 3.37.0: public holidays of the Islamic calendar end at six in the evening, and the date of one carries "-0600", which is no time zone.
#
# Expected: the public holiday of Eid al-Adha in Indonesia, or of the Prophet's birthday in the Emirates, is a calendar day on which offices are closed, from midnight to midnight, as Christmas is in the same list.
# Found: it goes from 18:00 of the eve to 18:00. `isHoliday` says that the evening of the eve, an ordinary working one, is a public holiday and that the holiday's own evening is none. Six hours of intervals are on the wrong side, twice.
# Its `date` is "2026-05-27 00:00:00 -0600", where "-0600" means "begins six hours earlier", but has the form of an offset from UTC: read by Date it is 06:00 UTC and, for a holiday in Jakarta (+0700), one at
# 13:00. Whoever makes a list of days from `date` or from `start` gets two different ones: `start` is on the day before.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund date-holidays@3.37.0
cat >run.js <<'JS'
const Holidays = require('date-holidays')
const clock = (date, timeZone) => date.toLocaleString('sv-SE', { timeZone }).slice(0, 16)
for (const [country, timeZone, offset, day] of [['ID', 'Asia/Jakarta', '+07:00', '2026-05-27'], ['AE', 'Asia/Dubai', '+04:00', '2026-08-25'], ['ID', 'Asia/Jakarta', '+07:00', '2026-12-25']]) {
  const holidays = new Holidays(country)
  const { date, start, end } = holidays.getHolidays(2026).find((each) => each.type === 'public' && each.date.startsWith(day))
  const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
  const holiday = (on, hour) => (holidays.isHoliday(new Date(`${on}T${hour}:00:00${offset}`)) ? 'holiday' : 'working day')
  console.log(`${country}: date "${date}", start ${clock(start, timeZone)}, end ${clock(end, timeZone)}`)
  console.log(`  the eve at 20:00: ${holiday(before, 20)}; the day at 12:00: ${holiday(day, 12)}, at 20:00: ${holiday(day, 20)}`)
}
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
ID: date "2026-05-27 00:00:00 -0600", start 2026-05-26 18:00, end 2026-05-27 18:00
  the eve at 20:00: holiday; the day at 12:00: holiday, at 20:00: working day
AE: date "2026-08-25 00:00:00 -0600", start 2026-08-24 18:00, end 2026-08-25 18:00
  the eve at 20:00: holiday; the day at 12:00: holiday, at 20:00: working day
ID: date "2026-12-25 00:00:00", start 2026-12-25 00:00, end 2026-12-26 00:00
  the eve at 20:00: working day; the day at 12:00: holiday, at 20:00: holiday
SEEN
