#!/usr/bin/env bash
# highs 1.15.3: in a model written as LP text, a number beside the variables of a row counts for nothing, and beside those of the objective it counts.
#
# Expected: "early + late + 4 >= 12", four agents are there and twelve are needed, asks for eight more. A reader that does not take constants in a row, as the LP format of CPLEX does not, says so.
# Found: the 4 is left out without a word, in any place of the left side and whatever its sign, and the answer is Optimal with twelve. "early + late - 4 >= 8", four of them are in a meeting, gets eight instead of twelve, so that the interval is four short. A
# sum on the right side is refused, and the same constant in the objective is added to it, so that who tries it there first is sure that constants are read. Take constants to the right side by hand.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund highs@1.15.3
cat >run.cjs <<'JS'
const load = require('highs')
const model = (objective, row) => `Minimize
 cost: ${objective}
Subject To
 need: ${row}
End
`
load().then((highs) => {
  for (const [objective, row] of [
    ['early + 2 late', 'early + late >= 8'],
    ['early + 2 late', 'early + late + 4 >= 12'],
    ['early + 2 late', '4 + early + late >= 12'],
    ['early + 2 late', 'early + late - 4 >= 8'],
    ['early + 2 late', 'early + late >= 12 - 4'],
    ['early + 2 late + 100', 'early + late >= 8'],
  ]) {
    let said
    try {
      const { Status, ObjectiveValue, Columns } = highs.solve(model(objective, row))
      said = `${Status}, ${Columns.early.Primal + Columns.late.Primal} agents, objective ${ObjectiveValue}`
    } catch (error) {
      said = String(error.message).slice(0, 23)
    }
    console.log(`${objective} with ${row}: ${said}`)
  }
})
JS
node run.cjs | tee seen.txt
diff - seen.txt <<'SEEN'
early + 2 late with early + late >= 8: Optimal, 8 agents, objective 8
early + 2 late with early + late + 4 >= 12: Optimal, 12 agents, objective 12
early + 2 late with 4 + early + late >= 12: Optimal, 12 agents, objective 12
early + 2 late with early + late - 4 >= 8: Optimal, 8 agents, objective 8
early + 2 late with early + late >= 12 - 4: Unable to read LP model
early + 2 late + 100 with early + late >= 8: Optimal, 8 agents, objective 108
SEEN
