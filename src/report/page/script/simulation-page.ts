// The script of a simulation's page. Bundled to `script-text.ts`; the page carries it, with what it shows in front of it.
import type { SimulationContent } from '../chart/content.ts'
import { drawSimulation } from '../chart/draw-simulation.ts'
import { redrawCharts } from './redraw-charts.ts'

declare const CONTENT: SimulationContent

redrawCharts(CONTENT, drawSimulation)
