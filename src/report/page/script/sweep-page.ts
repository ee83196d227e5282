// The script of a page of what-ifs. Bundled to `script-text.ts`; the page carries it, with what it shows in front of it.
import type { PageContent, SweepChart } from '../chart/content.ts'
import { drawSweep } from '../chart/draw-sweep.ts'
import { pageContent } from './page-content.ts'
import { redrawCharts } from './redraw-charts.ts'

redrawCharts(pageContent<PageContent<SweepChart>>(), drawSweep)
