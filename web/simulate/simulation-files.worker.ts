import { toCsv } from 'krarup/io/browser'
import { type Language, type SimulatedScenario, simulationCsvRows, simulationReport } from 'krarup/report'
import type { Simulation } from 'krarup/sim'
import { answer } from '../shared/worker-host.ts'

interface Whole {
  file: SimulatedScenario
  simulation: Simulation
  language: Language
}

/** What can be taken away of a simulation. It is loaded when it is asked for. */
answer({
  csv: ({ file, simulation }: Whole) => {
    const { headings, rows } = simulationCsvRows(file, simulation)
    return toCsv(headings, rows)
  },
  page: ({ file, simulation, language }: Whole) => simulationReport(file, simulation, { language }),
})
