#!/usr/bin/env bash
# highs 1.15.3: in a model written as LP text, a variable named after an agent called Nancy, Nandini, Nan or Inf makes a model without a solution of one that has one.
#
# Expected: in the LP format of CPLEX a name may begin with any letter but e followed by a digit; a model means the same whatever its variables are called.
# Found: "2 Nancy" is read as two times "not a number" and a rest. Where the name stands second in its row, solve answers Infeasible with an objective of 0, without an error; where it stands
# first, and for names that are words of the format in any place (Max, Gen, Bin, Free), it says that it cannot read the model. Shifts of people need names of their own, x1, x2, or the model by numbers.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund highs@1.15.3
cat >run.cjs <<'JS'
const load = require('highs')
const model = (a, b) => `Minimize
 cost: ${a} + 2 ${b}
Subject To
 need: ${a} + ${b} >= 3
Bounds
 ${a} <= 2
End
`
load().then((highs) => {
  for (const pair of [['Anna', 'Bert'], ['Anna', 'Nancy'], ['Anna', 'Nandini'], ['Anna', 'Inf'], ['Nancy', 'Bert'], ['Anna', 'Max'], ['Anna', 'Gen']]) {
    let said
    try {
      const { Status, ObjectiveValue, Columns } = highs.solve(model(...pair))
      said = `${Status}, objective ${ObjectiveValue}, ${Object.keys(Columns).length} columns`
    } catch (error) {
      said = String(error.message).slice(0, 23)
    }
    console.log(`${pair.join(' and ')}: ${said}`)
  }
})
JS
node run.cjs | tee seen.txt
diff - seen.txt <<'SEEN'
Anna and Bert: Optimal, objective 4, 2 columns
Anna and Nancy: Infeasible, objective 0, 2 columns
Anna and Nandini: Infeasible, objective 0, 2 columns
Anna and Inf: Infeasible, objective 0, 1 columns
Nancy and Bert: Unable to read LP model
Anna and Max: Unable to read LP model
Anna and Gen: Unable to read LP model
SEEN
