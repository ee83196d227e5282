import type { TimeAxis } from './time-axis.ts'

/**
 * Charts as the page of a simulation or of what-ifs holds them, for whatever width they are drawn at: written when the page is made, read by what draws them there and by its script. Values are places on
 * the vertical scale, from 0 to 1, in columns of `encodeColumn` at `PLACES`. What a mark says to the pointer is not in here: it stands in the page once, and is handed over beside.
 */
export type ChartContent = SimulationChart | SweepChart
export type SimulationChart = GlanceContent | IntervalsContent
export type SweepChart = GridContent | PointsContent

/** What a page of charts gives its script. */
export interface PageContent<Chart extends ChartContent> {
  charts: readonly Chart[]
}

export interface SimulationContent extends PageContent<SimulationChart> {
  /** When the intervals of all charts begin. */
  times: TimeAxis
}

/** A place on a scale, and what is written there. */
export type Mark = readonly [at: number, text: string]

/** A tenth of a pixel is exact enough, for scales of some hundred pixels. */
export const PLACES = 2000

interface Scaled {
  title: string
  levels: readonly Mark[]
  /** Horizontal lines: targets, or the scenario as it is. */
  goals: readonly Mark[]
}

/** Figures by interval: `low` and `high` bound what lines are known to; steps have neither. */
export interface IntervalsContent extends Scaled {
  kind: 'intervals'
  series: readonly { steps?: boolean; values: string; low?: string; high?: string }[]
}

/** A figure against a factor; places along the axis are from 0 to 1 too. */
export interface PointsContent extends Scaled {
  kind: 'points'
  across: string
  places: readonly Mark[]
  series: readonly { at: string; values: string; low: string; high: string }[]
}

/** A row of shades for each name, with its worst interval. Shades are in columns at scale 1. */
export interface GlanceContent {
  kind: 'glance'
  title: string
  rows: readonly { name: string; shades: string; worst: number; remark: string }[]
}

/** A shade for each pair of values of two factors. */
export interface GridContent {
  kind: 'grid'
  title: string
  across: string
  down: string
  columns: readonly string[]
  rows: readonly string[]
  /** By rows; shades and texts of cells, NaN and an empty text where nothing was looked at. */
  shades: string
  texts: readonly string[]
  /** Cells that are marked, by their place: the answer, and those of the frontier. */
  answer: number
  frontier: readonly number[]
}
