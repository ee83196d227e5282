// The script of a simulation's page. Bundled to `script-text.ts`; the page carries it, with what it shows in front of it.
import type { SimulationContent } from '../chart/content.ts'
import { drawSimulation } from '../chart/draw-simulation.ts'
import { pageContent } from './page-content.ts'
import { redrawCharts } from './redraw-charts.ts'

redrawCharts(pageContent<SimulationContent>(), drawSimulation)
