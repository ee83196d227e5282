/** Ten shades from fewest to most: one hue, lightness in even steps. */
const HEAT_LIGHT = [
  '#eaf4f6',
  '#d3e8ec',
  '#b8dae1',
  '#9acad4',
  '#79b8c6',
  '#52a0b2',
  '#338399',
  '#25788d',
  '#135f75',
  '#07465a',
]
const HEAT_DARK = [
  '#16262d',
  '#19323b',
  '#1c404b',
  '#1f4f5d',
  '#236072',
  '#2b7388',
  '#378aa0',
  '#4ea3b9',
  '#74bfd2',
  '#a5dcea',
]

const LIGHT = {
  page: '#f4f6f8',
  paper: '#ffffff',
  ink: '#16202a',
  soft: '#52606d',
  faint: '#7b8794',
  rule: '#e1e6eb',
  base: '#a9b4bf',
  accent: '#0f6f8c',
  band: 'rgba(15,111,140,.17)',
  past: '#8794a1',
  area: 'rgba(15,111,140,.14)',
  level: '#3f6d2a',
  goal: '#b4470c',
  zone: 'rgba(15,111,140,.035)',
  hover: 'rgba(22,32,42,.07)',
  edge: 'rgba(22,32,42,.22)',
  'cell-low': '#16323c',
  'cell-high': '#ffffff',
}
const DARK: typeof LIGHT = {
  page: '#0d1216',
  paper: '#151c22',
  ink: '#e7edf2',
  soft: '#a9b6c2',
  faint: '#7f8d9a',
  rule: '#27323b',
  base: '#4a5865',
  accent: '#5cbfda',
  band: 'rgba(92,191,218,.2)',
  past: '#7d8b99',
  area: 'rgba(92,191,218,.16)',
  level: '#9ccc7c',
  goal: '#f0975a',
  zone: 'rgba(92,191,218,.05)',
  hover: 'rgba(231,237,242,.1)',
  edge: 'rgba(0,0,0,.5)',
  'cell-low': '#eaf6fa',
  'cell-high': '#031419',
}

const variables = (colours: typeof LIGHT, heat: readonly string[]) =>
  [
    ...Object.entries(colours).map(([name, colour]) => `--${name}:${colour}`),
    ...heat.map((colour, i) => `--h${i}:${colour}`),
  ].join(';')

const FONT =
  'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'

const SHADES = Array.from({ length: 10 }, (_, i) => i)

/** The classes that charts are drawn with. */
export const CHART_STYLE = `
text{font:11.5px ${FONT};font-variant-numeric:tabular-nums}
.ax{fill:var(--soft)}text.strong{fill:var(--ink);font-weight:600}
.grid{stroke:var(--rule)}.grid.faint{stroke-opacity:.6}.base{stroke:var(--base)}
.split{stroke:var(--base);stroke-dasharray:2 3}.zone{fill:var(--zone)}
.past,.ahead,.level,.step,.step-dashed{fill:none;stroke-linejoin:round;stroke-linecap:round}
.past{stroke:var(--past);stroke-width:1.5}.ahead{stroke:var(--accent);stroke-width:2}.level{stroke:var(--level);stroke-width:1.7}
.step{stroke:var(--accent);stroke-width:1.8;stroke-linecap:butt}.step-dashed{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3;stroke-linecap:butt}
.band{fill:var(--band)}.area{fill:var(--area)}
.goal{stroke:var(--goal);stroke-width:1.2;stroke-dasharray:5 4}.goal-text{fill:var(--goal)}
.dot-past{fill:var(--past)}.dot-ahead{fill:var(--accent)}.dot-level{fill:var(--level)}.dot-gap{fill:var(--paper);stroke:var(--past);stroke-width:1.3}
.column{fill:transparent}.hit:hover .column,.column.hit:hover{fill:var(--hover)}.hit:hover .heat,.heat.hit:hover{stroke:var(--ink);stroke-width:1.5}
.chosen{fill:none;stroke:var(--ink);stroke-width:1.4}
.cell{font-size:9.5px;fill:var(--cell-low);pointer-events:none}
.h-none{fill:var(--rule);fill-opacity:.35}
${SHADES.map((i) => `.h-${i}{fill:var(--h${i})}`).join('')}
${SHADES.filter((i) => i >= 6)
  .map((i) => `.t-${i}`)
  .join(',')}{fill:var(--cell-high)}
`

const LIGHT_VARIABLES = variables(LIGHT, HEAT_LIGHT)

/** For pictures, which other programs than browsers show too: the light colours themselves in place of variables. */
export function lightColours(text: string): string {
  const heat = Object.fromEntries(HEAT_LIGHT.map((colour, i) => [`h${i}`, colour]))
  const colours: Record<string, string> = { ...LIGHT, ...heat }
  return text.replace(/var\(--([\w-]+)\)/g, (whole, name) => colours[name] ?? whole)
}

export const PAGE_STYLE = `
:root{color-scheme:light dark;${LIGHT_VARIABLES}}
@media (prefers-color-scheme:dark){:root{${variables(DARK, HEAT_DARK)}}}
@media print{:root{color-scheme:light;${LIGHT_VARIABLES};--page:#fff}}
*{box-sizing:border-box}
svg{display:block;max-width:100%;height:auto}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:64px}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 ${FONT}}
main,header.top{max-width:1160px;margin:0 auto;padding:0 24px}
header.top{padding-top:36px;padding-bottom:10px}
h1{font-size:28px;line-height:1.2;letter-spacing:-.015em;margin:0 0 6px;overflow-wrap:anywhere}
h2{font-size:19px;letter-spacing:-.01em;margin:0 0 4px}
h3{font-size:14px;margin:22px 0 4px}
p{margin:0 0 8px}.sub{color:var(--soft);margin:0}
.note{color:var(--soft);font-size:13px;max-width:100ch}.note:empty{display:none}
section{background:var(--paper);border:1px solid var(--rule);border-radius:10px;padding:20px 24px 22px;margin:0 0 18px;min-width:0}
.bar{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--rule);margin-bottom:18px}
.bar>div{max-width:1160px;margin:0 auto;padding:10px 24px;display:flex;gap:10px;align-items:center}
html:not(.scripted) .controls{display:none!important}
label{color:var(--soft);font-size:13px}
select,input,button{font:inherit;font-size:14px;color:var(--ink);background:var(--paper);border:1px solid var(--base);border-radius:7px;padding:6px 10px;min-height:36px;max-width:100%}
select{min-width:0;flex:0 1 340px;text-overflow:ellipsis}button{cursor:pointer}button:disabled{opacity:.4;cursor:default}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.figures{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:1px;margin:14px 0 0;background:var(--rule);border:1px solid var(--rule);border-radius:8px;overflow:hidden}
.figure{background:var(--paper);padding:12px 14px;min-width:0}.figure dt{color:var(--soft);font-size:12.5px}
.figure dd{margin:2px 0 0;font-size:25px;line-height:1.2;font-weight:600;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.figure small{display:block;font-size:12px;line-height:1.35;letter-spacing:0;font-weight:400;color:var(--soft);margin-top:3px;overflow-wrap:anywhere}
.key-figure dd{color:var(--accent)}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:6px 0 8px;font-size:12.5px;color:var(--soft)}
.legend span{display:inline-flex;align-items:center;gap:6px}
.key{display:inline-block;flex:none;width:18px;height:0;border-top:2px solid var(--accent)}
.k-past{border-color:var(--past)}.k-level{border-color:var(--level)}.k-goal{border-top:2px dashed var(--goal)}.k-dashed{border-top:2px dashed var(--soft)}
.k-band{height:10px;border:0;background:var(--band)}.k-area{height:10px;background:var(--area)}
.scale{justify-content:flex-end;gap:8px;margin:4px 0 0}.swatches{gap:0!important}.swatch{width:16px;height:9px}
${SHADES.map((i) => `.s-${i}{background:var(--h${i})}`).join('')}
.daybar{display:flex;gap:8px;align-items:center;margin:6px 0 4px}.daybar select{flex:0 1 240px}
.scroll{overflow-x:auto;-webkit-overflow-scrolling:touch;margin:6px 0 4px;background:linear-gradient(to left,var(--paper) 30%,transparent) right/44px 100% no-repeat local,linear-gradient(to left,var(--edge),transparent) right/16px 100% no-repeat scroll}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:6px 9px;text-align:right;white-space:nowrap;border-bottom:1px solid var(--rule)}
th:first-child{text-align:left;position:sticky;left:0;background:var(--paper)}
thead th{color:var(--soft);font-weight:500;font-size:12px;vertical-align:bottom;white-space:normal}
tbody th{font-weight:500}tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:1.5px solid var(--base)}
tbody tr:hover>*{background-image:linear-gradient(var(--hover),var(--hover))}
th small{color:var(--soft);font-weight:400}
details{margin-top:8px;font-size:13px}summary{cursor:pointer;color:var(--soft);width:max-content}
details .scroll{max-height:420px;overflow:auto}
a{color:var(--accent)}
ul{margin:4px 0 0;padding-left:20px}li{margin:2px 0;overflow-wrap:anywhere}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:10px 24px;margin:8px 0 0}
.facts dt{color:var(--soft);font-size:12.5px}.facts dd{margin:0;overflow-wrap:anywhere}
.row{cursor:pointer}.chart{overflow-x:auto}
html:not(.scripted) .chart svg{min-width:640px}
.tip{position:fixed;z-index:3;pointer-events:none;background:var(--ink);color:var(--paper);border-radius:7px;padding:7px 10px;font-size:12.5px;line-height:1.45;white-space:pre;max-width:92vw;overflow:hidden;font-variant-numeric:tabular-nums;box-shadow:0 4px 14px rgba(0,0,0,.25)}
.tip::first-line{font-weight:600}
footer{color:var(--soft);font-size:12.5px;max-width:1160px;margin:0 auto;padding:2px 24px 36px}
[hidden]{display:none!important}
@media (max-width:900px){.figures{grid-template-columns:repeat(2,minmax(0,1fr))}.figure:last-child:nth-child(odd){grid-column:span 2}}
@media (max-width:600px){main,header.top,.bar>div,footer{padding-left:14px;padding-right:14px}header.top{padding-top:22px}h1{font-size:23px}section{padding:16px 14px;border-radius:9px}.figure dd{font-size:22px}.bar select{flex:1}}
@page{size:A4;margin:12mm}
@media print{
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:11.5px;background:#fff}main,header.top,footer{padding:0;max-width:none}header.top{padding-bottom:8px}
section{border:0;border-top:1px solid var(--rule);border-radius:0;padding:12px 0 8px;margin:0}
.bar,.controls,details:not([open]),.tip{display:none!important}
h2,h3,.legend{break-after:avoid}svg,.figures,table,tr,.facts,.keep{break-inside:avoid}.scale{break-before:avoid;break-after:auto!important}.note{break-before:avoid}tfoot{display:table-row-group}
.figures{grid-template-columns:repeat(5,1fr)}.figure:last-child:nth-child(odd){grid-column:auto}.figure{padding:8px 9px}.figure dd{font-size:18px}.figure small{font-size:9.5px}
table{font-size:9.5px}th,td{padding:3px 4px}thead th{font-size:9px}.scroll,.chart{overflow:visible}th:first-child{position:static}
.chart svg{min-width:0!important;width:100%}
h1{font-size:22px}h2{font-size:15px}h3{margin-top:10px}.note{font-size:10px;margin:2px 0}.legend{margin:3px 0}
}
${CHART_STYLE}`

/** Colours that tell the series of a chart apart, and the classes that `pointsChart` draws them with. */
const SERIES_LIGHT = ['#0f6f8c', '#b4470c', '#3f6d2a', '#7a4fa3', '#8a6d00', '#5a6672']
const SERIES_DARK = ['#5cbfda', '#f0975a', '#9ccc7c', '#c4a0e8', '#d9bd4a', '#a9b6c2']
/** Series that can be told apart. */
export const MOST_SERIES = SERIES_LIGHT.length
const seriesVariables = (colours: readonly string[]) =>
  `:root{${colours.map((colour, k) => `--p${k}:${colour}`).join(';')}}`
export const POINTS_STYLE = `
${seriesVariables(SERIES_LIGHT)}
@media (prefers-color-scheme:dark){${seriesVariables(SERIES_DARK)}}
@media print{${seriesVariables(SERIES_LIGHT)}}
${SERIES_LIGHT.map((_, k) => `.p${k}{stroke:var(--p${k});fill:none;stroke-width:1.8;stroke-linejoin:round}.pd${k}{fill:var(--p${k})}.pk${k}{border-color:var(--p${k})}`).join('')}
.whisker{stroke-width:1.3}
.answer{fill:none;stroke:var(--goal);stroke-width:2.5}.frontier{fill:var(--goal);stroke:var(--paper);stroke-width:1.2}
.k-answer{width:16px;height:12px;border:2px solid var(--goal);border-radius:2px}.k-frontier{width:8px;height:8px;border:0;border-radius:50%;background:var(--goal)}
`
