#!/usr/bin/env bash
# simjs 2.0.3: a job that is put aside for a more urgent one and taken up again is reported as done once for each start of work on it.
#
# Expected: a Facility of the discipline LCFS interrupts the job at hand for the newest one, as an agent leaves a mail for a call, and goes on with the old one afterwards; `done` is called when it is finished, once.
# Found: every start sets a callback of its own and none is taken back, so that a mail interrupted by three calls says four times, at the same second, that it was done. The moment is right, and so are the statistics of the
# facility itself (four jobs, 13 busy seconds), so that only what a model counts or does in `done` is wrong: handled contacts, service level, the next step of the contact, which then exists four times.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund simjs@2.0.3
cat >run.js <<'JS'
// The package is a script for a page: it puts its names into `window`.
globalThis.window = {}
require('node:vm').runInThisContext(require('node:fs').readFileSync(require.resolve('simjs'), 'utf8'))
const { Sim, Facility, Entity } = window.Sim

function run(calls) {
  const agent = new Facility('agent', Facility.LCFS, 1)
  const done = []
  class Contact extends Entity {
    start(name, at, work) {
      this.setTimer(at).done(() => this.useFacility(agent, work).done(() => done.push(`${name} at ${this.time()}`)))
    }
  }
  const sim = new Sim()
  sim.addEntity(Contact, null, 'mail', 0, 10)
  for (const at of calls) sim.addEntity(Contact, null, 'call', at, 1)
  sim.simulate(1000)
  console.log(`calls that interrupt a mail: ${calls.length}; done: ${done.join(', ')}; the agent: ${agent.usage()} s busy, jobs: ${agent.systemStats().durationSeries.count()}`)
}
run([])
run([4])
run([2, 5, 7])
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
calls that interrupt a mail: 0; done: mail at 10; the agent: 10 s busy, jobs: 1
calls that interrupt a mail: 1; done: call at 5, mail at 11, mail at 11; the agent: 11 s busy, jobs: 2
calls that interrupt a mail: 3; done: call at 3, call at 6, call at 8, mail at 13, mail at 13, mail at 13, mail at 13; the agent: 13 s busy, jobs: 4
SEEN
