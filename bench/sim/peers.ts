/** The npm simulators on one queue and one group, exponential everything: how long a call takes them. Their models have no tallies by interval. */
import { createRequire } from 'node:module'
import { Entity as Customer, Exponential, Queue, Simulation } from 'simscript'

interface Request {
  waitUntil(delay: number): Request
  done(callback: () => void): Request
}
interface SimJs {
  Entity: new () => { useFacility(facility: object, duration: number): Request; setTimer(duration: number): Request }
  Facility: { new (name: string, discipline: number, servers: number): object; FCFS: number }
  Sim: new () => { addEntity(entity: object, name: string): void; simulate(endTime: number): void }
}

// The package is made for a page: it leaves its classes on `window` and exports nothing.
const page = globalThis as { window?: { Sim?: SimJs } }
page.window = {}
createRequire(import.meta.url)('simjs')
const { Entity, Facility, Sim } = page.window.Sim as SimJs
delete page.window

const exponential = (mean: number) => -mean * Math.log(1 - Math.random())

/** simjs: 20 agents, 300 s, callers who hang up after an exponential time of 120 s. Calls of a run. */
export function simjs(seconds: number): number {
  let calls = 0
  const agents = new Facility('agents', Facility.FCFS, 20)
  class Calls extends Entity {
    start() {
      calls++
      this.useFacility(agents, exponential(300)).waitUntil(exponential(120))
      this.setTimer(exponential(18)).done(this.start)
    }
  }
  const sim = new Sim()
  sim.addEntity(Calls, 'calls')
  sim.simulate(seconds)
  return calls
}

/** simscript: the same without hanging up. */
export async function simscript(seconds: number): Promise<number> {
  let calls = 0
  class Centre extends Simulation {
    agents = new Queue('agents', 20)
    override onStarting() {
      super.onStarting()
      this.timeEnd = seconds
      this.generateEntities(Call, new Exponential(18))
    }
  }
  class Call extends Customer<Centre> {
    override async script() {
      calls++
      await this.enterQueue(this.simulation.agents)
      await this.delay(exponential(300))
      this.leaveQueue(this.simulation.agents)
    }
  }
  // It yields to the page now and then.
  Object.assign(globalThis, { requestAnimationFrame: setImmediate })
  const centre = new Centre()
  await new Promise<void>((resolve) => {
    centre.finished.addEventListener(() => resolve())
    centre.start()
  })
  return calls
}
