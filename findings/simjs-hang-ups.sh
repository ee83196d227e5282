#!/usr/bin/env bash
# simjs 2.0.3: a caller who has hung up keeps the place in the queue until an agent comes to it.
#
# Expected: a request of a Facility that gives up (`waitUntil`) has left the queue. The length of the queue over time is then that of Erlang A, and a queue with one place is free again.
# Found: the request stays in the queue until a server is free and skips it. (1) One agent, one place to wait, an agent busy from 0 to 100; a caller gives up at second 1; another who comes at second 50 is refused: nobody waits, and
# the place counts as taken. (2) The queue's statistics say that its mean length over the 100 seconds was 1; one second of waiting in 100 is .01. With 5 agents, 6 Erlang and a mean patience of 8 s the mean queue of a long
# run is 2.6 where Erlang A says 1.93; the share that hangs up is right (.241 against .242).
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

const facility = new Facility('agents', Facility.FCFS, 1, 1)
class Caller extends Entity {
  start(name, at, aht, patience) {
    this.setTimer(at).done(() => {
      const say = (what) => console.log(`${this.time()}: ${name} ${what}`)
      this.useFacility(facility, aht)
        .done(() => say(this.callbackMessage === -1 ? 'is refused' : 'was served'))
        .waitUntil(patience, () => say('hangs up'))
    })
  }
}
const sim = new Sim()
sim.addEntity(Caller, null, 'first', 0, 100, 1000)
sim.addEntity(Caller, null, 'second', 0, 100, 1)
sim.addEntity(Caller, null, 'third', 50, 100, 1000)
sim.simulate(1000)
facility.queueStats().finalize(100)
console.log('mean length of the queue', facility.queueStats().sizeSeries.average().toFixed(2))
JS
node run.js | tee seen.txt
diff - seen.txt <<'SEEN'
1: second hangs up
50: third is refused
100: first was served
mean length of the queue 1.00
SEEN
