#!/usr/bin/env bash
# chinese-days 1.5.7: asked about dates as text, it answers for the day before where the machine's clock is west of Greenwich, and takes 1 October of a year that it does not know for a working day.
#
# Expected: '2025-10-01' in is '2025-10-01' out, wherever the machine stands, for the text names a day and no moment; a year without a list is an error, or at least no answer.
# Found: in Los Angeles the days off from 29 September to 10 October end on 7 October and begin with Sunday 28 September, which is a working day in China and not even in the range; Saturday the 27th is a
# working Friday. 1 October 2035 is a working Monday, with the same certainty as a date of this year. A roster planned in the Americas for a centre in China is a day off.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chinese-days@1.5.7
cat >run.mjs <<'JS'
import days from 'chinese-days'
const holidays = days.getHolidaysInRange('2025-09-29', '2025-10-10')
const saturday = days.getDayDetail('2025-09-27')
console.log(process.env.TZ)
console.log(`  holidays of the range: ${holidays[0]} to ${holidays.at(-1)}`)
console.log(`  Saturday 2025-09-27: isHoliday ${days.isHoliday('2025-09-27')}, getDayDetail ${saturday.date} ${saturday.name} work ${saturday.work}`)
console.log(`  2035-10-01: isHoliday ${days.isHoliday('2035-10-01')}, getDayDetail ${days.getDayDetail('2035-10-01').name}`)
JS
for zone in Asia/Shanghai America/Los_Angeles; do TZ=$zone node run.mjs; done | tee seen.txt
diff - seen.txt <<'SEEN'
Asia/Shanghai
  holidays of the range: 2025-10-01 to 2025-10-08
  Saturday 2025-09-27: isHoliday true, getDayDetail 2025-09-27 Saturday work false
  2035-10-01: isHoliday false, getDayDetail Monday
America/Los_Angeles
  holidays of the range: 2025-09-28 to 2025-10-07
  Saturday 2025-09-27: isHoliday false, getDayDetail 2025-09-26 Friday work true
  2035-10-01: isHoliday true, getDayDetail Sunday
SEEN
