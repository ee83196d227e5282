/** Speed of the closed-form models beside textbook code in the same run: recursions and sums whose time grows with the agents, and a scan for the requirement. */
import { erlangA, erlangC, requiredAgents, requirements } from 'krarup/erlang'
import { type Claim, finish, race } from './harness.ts'

const AHT = 300
const PATIENCE = 120
const WITHIN = 10
const SHARE = 0.9
const TARGET = { serviceLevel: { within: WITHIN, share: SHARE } }
const LOADS = [1, 16.7, 500, 5000, 50_000]

/** Erlang C's service level by the recursion of Erlang B. */
function textbookC(load: number, agents: number): number {
  if (agents <= load) return 0
  let blocking = 1
  for (let n = 1; n <= agents; n++) blocking = (load * blocking) / (n + load * blocking)
  const wait = (agents * blocking) / (agents - load * (1 - blocking))
  return 1 - wait * Math.exp((-(agents - load) * WITHIN) / AHT)
}

/** From the first stable number upwards. */
function textbookScanC(load: number): number {
  let agents = Math.floor(load) + 1
  while (textbookC(load, agents) < SHARE) agents++
  return agents
}

/** 1 + y / (x + 1) + y^2 / ((x + 1) (x + 2)) + ... */
function series(x: number, y: number): number {
  let term = 1
  let sum = 1
  for (let j = 1; term > sum * 1e-16; j++) {
    term *= y / (x + j)
    sum += term
  }
  return sum
}

/** Erlang A's service level by the same recursion and the confluent hypergeometric series (Mandelbaum and Zeltyn 2007), in logarithms where a factor could overflow. */
function textbookA(load: number, agents: number): number {
  let blocking = 1
  for (let n = 1; n <= agents; n++) blocking = (load * blocking) / (n + load * blocking)
  const x = (agents * PATIENCE) / AHT
  const y = (load * PATIENCE) / AHT
  const queue = series(x, y)
  const allBusy = blocking / (1 + (queue - 1) * blocking)
  const later = (t: number) => {
    const z = y * Math.exp(-t / PATIENCE)
    const exponent = y - z - ((x + 1) * t) / PATIENCE
    return (x / (x + 1)) * Math.exp(Math.log(allBusy) + exponent + Math.log(series(x + 1, z)))
  }
  return 1 - (allBusy * queue - later(0)) - later(WITHIN)
}

/** From one agent upwards: callers who hang up may leave fewer agents than Erlangs. */
function textbookScanA(load: number): number {
  let agents = 1
  while (!(textbookA(load, agents) >= SHARE)) agents++
  return agents
}

/** Our calls take about as long as the clock's own: so many are timed together. */
const BATCH = 32
function batch(call: () => unknown): () => unknown {
  return () => {
    let last: unknown
    for (let i = 0; i < BATCH; i++) last = call()
    return last
  }
}

const claims: Claim[] = []
const patient = (load: number) => requiredAgents({ load, aht: AHT, patience: PATIENCE }, TARGET).agents
const sized = new Map(LOADS.map((load) => [load, requiredAgents({ load, aht: AHT }, TARGET).agents]))
const sizedA = new Map(LOADS.map((load) => [load, patient(load)]))

// the compiler sees every model before the clock starts, or the first claims measure it
for (let i = 0; i < 30_000; i++)
  requiredAgents({ load: LOADS[i % LOADS.length], aht: AHT, ...(i % 2 && { patience: PATIENCE }) }, TARGET)

for (const load of LOADS) {
  const scanned = textbookScanC(load)
  if (scanned !== sized.get(load)) throw new Error(`the textbook needs ${scanned} agents for ${load} Erlangs`)
  claims.push(
    await race({
      name: `C requirement at ${load}`,
      ours: batch(() => requiredAgents({ load, aht: AHT }, TARGET)),
      oursPerCall: BATCH,
      reference: () => textbookScanC(load),
      referenceName: 'textbook scan from the load',
      time: 200,
      rounds: 7,
    }),
  )
}
for (const load of LOADS) {
  const slow = load >= 5000
  const scans = load <= 500
  if (scans && textbookScanA(load) !== sizedA.get(load)) throw new Error(`the textbook disagrees at ${load} Erlangs`)
  const agents = sizedA.get(load) as number
  claims.push(
    await race({
      name: `A requirement at ${load}`,
      ours: batch(() => requiredAgents({ load, aht: AHT, patience: PATIENCE }, TARGET)),
      oursPerCall: BATCH,
      reference: scans ? () => textbookScanA(load) : () => textbookA(load, agents),
      referenceName: scans ? 'textbook scan from 1' : 'one textbook evaluation',
      rounds: slow ? 3 : 5,
    }),
  )
}
for (const load of LOADS) {
  const agents = sized.get(load) as number
  claims.push(
    await race({
      name: `C evaluation at ${load}`,
      ours: batch(() => erlangC({ load, aht: AHT, agents }).serviceLevel(WITHIN)),
      oursPerCall: BATCH,
      reference: () => textbookC(load, agents),
      referenceName: 'textbook recursion',
      rounds: 3,
    }),
  )
}
for (const load of LOADS) {
  const agents = sizedA.get(load) as number
  claims.push(
    await race({
      name: `A evaluation at ${load}`,
      ours: batch(() => erlangA({ load, aht: AHT, agents, patience: PATIENCE }).serviceLevel(WITHIN)),
      oursPerCall: BATCH,
      reference: () => textbookA(load, agents),
      referenceName: 'textbook recursion and series',
      rounds: 3,
    }),
  )
}

const [small, large] = [16.7, 50_000]
claims.push(
  await race({
    name: 'C evaluation: 50 000 beside 16.7 Erlangs',
    ours: () => erlangC({ load: large, aht: AHT, agents: sized.get(large) as number }).serviceLevel(WITHIN),
    reference: () => erlangC({ load: small, aht: AHT, agents: sized.get(small) as number }).serviceLevel(WITHIN),
    referenceName: 'the same at 16.7',
  }),
  await race({
    name: 'A evaluation: 50 000 beside 16.7 Erlangs',
    ours: () =>
      erlangA({ load: large, aht: AHT, agents: sizedA.get(large) as number, patience: PATIENCE }).serviceLevel(WITHIN),
    reference: () =>
      erlangA({ load: small, aht: AHT, agents: sizedA.get(small) as number, patience: PATIENCE }).serviceLevel(WITHIN),
    referenceName: 'the same at 16.7',
  }),
)

/** Half hours of a year for queues from 2 to 500 Erlangs at their peaks, with a day's and a week's shape. */
function yearOfHalfHours(queues: number): Float64Array {
  const perQueue = 365 * 48
  return Float64Array.from({ length: queues * perQueue }, (_, i) => {
    const queue = Math.floor(i / perQueue)
    const slot = i % 48
    const weekday = Math.floor((i % perQueue) / 48) % 7
    const peak = 2 * 250 ** (queue / Math.max(1, queues - 1))
    const ofDay = Math.max(0, Math.sin((Math.PI * (slot - 12)) / 32)) * (1 + 0.2 * Math.sin(i))
    return Math.round((peak * ofDay * (weekday < 5 ? 1 : 0.5) * 1800) / AHT)
  })
}

const hundredQueues = yearOfHalfHours(100)
const tenQueues = yearOfHalfHours(10)
/** Every 997th interval: the textbook's time for an interval, in a sample that takes a second. */
const sample = hundredQueues.filter((_, i) => i % 997 === 0)
claims.push(
  await race({
    name: 'a year of half hours of 100 queues, C',
    ours: () => requirements({ volumes: hundredQueues, ahts: AHT, interval: 1800 }, TARGET),
    oursPerCall: hundredQueues.length,
    reference: () => sample.map((volume) => (volume > 0 ? textbookScanC((volume * AHT) / 1800) : 0)),
    referencePerCall: sample.length,
    referenceName: 'textbook scans of a sample',
    rounds: 1,
  }),
  await race({
    name: 'a year of half hours of 10 queues, A',
    ours: () => requirements({ volumes: tenQueues, ahts: AHT, interval: 1800, patience: PATIENCE }, TARGET),
    oursPerCall: tenQueues.length,
    reference: () => sample.map((volume) => (volume > 0 ? textbookScanA((volume * AHT) / 1800) : 0)),
    referencePerCall: sample.length,
    referenceName: 'textbook scans of a sample',
    rounds: 1,
  }),
)

finish(import.meta.url, claims)
