// The house: arrows point down only. docs/architecture.md draws the same rules.
const rooms = {
  domain: [],
  numeric: ['domain'],
  scenario: ['domain'],
  solver: ['domain'],
  erlang: ['numeric', 'domain'],
  forecast: ['numeric', 'domain'],
  sim: ['scenario', 'numeric', 'domain'],
  whatif: ['sim', 'scenario', 'numeric', 'domain'],
  optimise: ['sim', 'scenario', 'solver', 'numeric', 'domain'],
  calibrate: ['sim', 'scenario', 'numeric', 'domain'],
  plan: ['erlang', 'forecast', 'sim', 'scenario', 'numeric', 'domain'],
  io: ['calibrate', 'plan', 'erlang', 'forecast', 'sim', 'scenario', 'domain'],
  report: ['optimise', 'whatif', 'calibrate', 'plan', 'erlang', 'forecast', 'sim', 'scenario', 'numeric', 'domain'],
  cli: [
    'report',
    'io',
    'optimise',
    'whatif',
    'calibrate',
    'plan',
    'erlang',
    'forecast',
    'sim',
    'scenario',
    'numeric',
    'domain',
  ],
}
/** Chapters of rooms, each with the chapters below it. A chapter's door is its index.ts; what lies beside the chapters is for all of them. */
const chapters = {
  report: {
    plan: [],
    page: ['plan'],
    forecast: [],
    staff: [],
    simulation: ['page'],
    whatif: ['simulation', 'page'],
    optimise: ['simulation', 'page'],
    workbook: ['plan'],
    contract: [],
    review: ['contract', 'page'],
  },
  forecast: {
    history: [],
    clean: ['history'],
    models: ['history'],
    past: ['models', 'history'],
    choose: ['past', 'models', 'history'],
    forecaster: ['choose', 'past', 'models', 'history'],
    evaluate: ['forecaster', 'past', 'models', 'history'],
    queues: ['forecaster', 'clean', 'models', 'history'],
  },
  sim: {
    model: [],
    menu: ['model'],
    kernel: ['model'],
    compile: ['menu', 'model'],
    agents: ['kernel', 'menu', 'model'],
    estimate: ['menu', 'model'],
    run: ['estimate', 'agents', 'compile', 'kernel', 'model'],
  },
  'sim/agents': {
    state: [],
    contact: ['state'],
    journey: ['contact', 'state'],
    cases: ['contact', 'state'],
    deferred: ['cases', 'journey', 'contact', 'state'],
    duty: ['deferred', 'contact', 'state'],
    campaign: ['deferred', 'contact', 'state'],
    chat: ['duty', 'journey', 'contact', 'state'],
    service: ['chat', 'campaign', 'duty', 'deferred', 'cases', 'journey', 'contact', 'state'],
    trouble: ['service', 'chat', 'duty', 'deferred', 'state'],
    arrivals: ['service', 'contact', 'state'],
    menu: ['arrivals', 'service', 'contact', 'state'],
  },
  io: {
    source: [],
    cells: [],
    workbook: ['cells'],
    layout: ['cells', 'source'],
    calls: ['cells', 'source'],
    history: ['calls', 'layout', 'workbook', 'cells', 'source'],
    dated: ['workbook', 'cells', 'source'],
    write: ['source'],
    points: ['source'],
    queue: ['points', 'source'],
  },
}
/** Chapters without a door: their files are plain types and tables, each of which stands for itself. */
const withoutDoor = ['sim/model']
const doorOf = (room, chapter) =>
  `^src/${room}/${chapter}/${withoutDoor.includes(`${room}/${chapter}`) ? '' : 'index\\.ts$'}`
const chapterRules = Object.entries(chapters).flatMap(([room, own]) =>
  Object.entries(own).flatMap(([chapter, below]) => [
    {
      name: `${room}-${chapter}-imports-only-what-is-below-it`,
      severity: 'error',
      from: { path: `^src/${room}/${chapter}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: [`^src/${room}/[^/]+/`, `^src/${room}/index\\.ts$`],
        pathNot: [`^src/${room}/${chapter}/`, ...below.map((one) => doorOf(room, one))],
      },
    },
  ]),
)
const pure = [
  'domain',
  'numeric',
  'scenario',
  'solver',
  'erlang',
  'forecast',
  'sim',
  'whatif',
  'optimise',
  'calibrate',
  'plan',
]

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `${room}-imports-only-what-is-below-it`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: `^src/(${[room, ...below].join('|')})/` },
    })),
    ...chapterRules,
    {
      name: 'nothing-below-io-touches-the-machine',
      comment: 'Files, clock, environment and workers come in as arguments.',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: '(\\.test\\.ts$|^src/sim/run/(node|browser)/)' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-need-no-package',
      severity: 'error',
      from: { path: '^src/(domain|numeric|scenario|erlang|sim)/', pathNot: '\\.(test|testing)\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional'] },
    },
    {
      name: 'mathjs-is-for-expressions',
      comment: 'It takes half a second to load.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/whatif/expression\\.ts$' },
      to: { path: '(^|/)mathjs/' },
    },
    {
      name: 'highs-is-behind-one-file',
      comment: 'It is 3.5 MB of WebAssembly, and calls answers good that are none.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/solver/solve\\.ts$' },
      to: { path: '(^|/)highs/' },
    },
    {
      name: 'the-network-is-for-queues',
      comment: 'Nothing else connects to anything.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/io/queue/' },
      to: { path: ['(^|/)(bullmq|ioredis)/', '^(node:)?(net|tls|http|https|http2|dgram|dns)$'] },
    },
    {
      name: 'no-cycles',
      comment: 'Types alone make a circle too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'other-rooms-are-entered-by-their-index',
      comment: "A folder's index.ts is its public face; numeric has none, its files are the words themselves.",
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/(domain|scenario|erlang|forecast|sim|whatif|optimise|calibrate|plan|io|report)/',
        pathNot: [
          '^src/$1/',
          '^src/[^/]+/index\\.ts$',
          '^src/[^/]+/[^/]+/index\\.ts$',
          '^src/sim/run/(node|browser)/index\\.ts$',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
}
