import { toCsv } from 'krarup/io/browser'
import { type SimulatedScenario, simulationCsvRows, simulationReport } from 'krarup/report'
import type { Simulation } from 'krarup/sim'
import { answer } from '../shared/worker-host.ts'

interface Whole {
  file: SimulatedScenario
  simulation: Simulation
}

/** What can be taken away of a simulation. It is loaded when it is asked for. */
answer({
  csv: ({ file, simulation }: Whole) => {
    const { headings, rows } = simulationCsvRows(file, simulation)
    return toCsv(headings, rows)
  },
  page: ({ file, simulation }: Whole) => simulationReport(file, simulation),
})
