import { type ChildProcess, spawn } from 'node:child_process'
import { access, constants, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { KrarupError } from '../../domain/index.ts'

/** Names under which a Chromium is started, and places where systems without a search path for it keep one. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Where a Chromium is: the one that `CHROMIUM` names, which must then be there, or a usual one. Nothing is downloaded.
 *
 * @throws {KrarupError} MISSING
 */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { CHROMIUM: named, PATH = '' } = environment
  const searched = PATH.split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  for (const path of named ? [named] : [...searched, ...PLACES]) if (await isProgram(path)) return path
  throw new KrarupError({
    code: 'MISSING',
    what: named
      ? `a PDF or PNG is made by a Chromium, and there is no program ${named}, which CHROMIUM names`
      : 'a PDF or PNG is made by a Chromium, and none was found',
    how: `${named ? 'let CHROMIUM name' : 'install Chromium, Chrome or Edge, let CHROMIUM=/path/to/it name'} one, or write HTML (for a picture SVG), which any browser opens and prints`,
  })
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** CSS pixels that a picture of a page is wide; an SVG has its own. */
const PAGE_WIDTH = 1200
/** Dots of a picture for each CSS pixel: sharp where it is printed or shown on a fine screen. */
const DOTS = 2
/** Longest side of a picture that Chromium draws, in dots. */
const MOST_DOTS = 16_384
/** Seconds after which a browser that does not answer is given up. */
const PATIENCE = 60

/**
 * A page of HTML, or an SVG, as Chromium shows it: printed as a PDF of as many pages as it takes, or as a picture of the whole page. The browser runs without a window, with a profile of its own that is deleted afterwards, and is spoken to over pipes.
 *
 * @throws {KrarupError} MISSING where there is no Chromium; FILE where it fails
 */
export async function printPage(page: string, as: 'PDF' | 'PNG'): Promise<Uint8Array> {
  const chromium = await findChromium()
  const folder = await mkdtemp(join(tmpdir(), 'krarup-print-'))
  try {
    const isSvg = /^\s*(<\?xml[^>]*>\s*)?<svg\b/.test(page)
    const size = isSvg ? sizeOf(page) : { width: PAGE_WIDTH, height: 800 }
    const path = join(folder, 'page.html')
    await writeFile(
      path,
      isSvg ? `<!doctype html><meta charset="utf-8"><style>body{margin:0}svg{display:block}</style>${page}` : page,
    )
    return await withBrowser(chromium, join(folder, 'profile'), async (ask) => {
      const { targetId } = await ask('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true })
      const inPage = (method: string, parameters = {}) => ask(method, parameters, sessionId as string)
      await inPage('Page.enable')
      await inPage('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: DOTS, mobile: false })
      const loaded = inPage('Page.loadEventFired')
      await inPage('Page.navigate', { url: pathToFileURL(path).href })
      await loaded
      const { data } =
        as === 'PDF'
          ? await inPage('Page.printToPDF', { printBackground: true, preferCSSPageSize: true })
          : await inPage('Page.captureScreenshot', await wholePage(inPage))
      return Buffer.from(data as string, 'base64')
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** What a picture shows: the page from top to bottom, at fewer dots where it is very long. */
async function wholePage(inPage: (method: string) => Promise<Reply>): Promise<object> {
  const { cssContentSize } = (await inPage('Page.getLayoutMetrics')) as {
    cssContentSize: { width: number; height: number }
  }
  const { width, height } = cssContentSize
  const scale = Math.min(1, MOST_DOTS / DOTS / Math.max(width, height))
  return { format: 'png', captureBeyondViewport: true, clip: { x: 0, y: 0, width, height, scale } }
}

function sizeOf(svg: string): { width: number; height: number } {
  const side = (name: string) => Math.ceil(Number(new RegExp(`<svg[^>]*\\s${name}="([\\d.]+)"`).exec(svg)?.[1])) || 0
  return { width: side('width') || PAGE_WIDTH, height: side('height') || PAGE_WIDTH }
}

type Reply = Record<string, unknown>
/** Asks Chromium for something, or waits for something that it tells by itself: a method that ends in `Fired`. */
type Ask = (method: string, parameters?: object, sessionId?: string) => Promise<Reply>

/** A browser for some work, over the pipes of its DevTools protocol (messages of JSON, each ended by a zero byte); it is gone when the work is done. */
async function withBrowser<T>(chromium: string, profile: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  // Chromium's sandbox refuses to work for root, which is what a container's user often is.
  const root = process.getuid?.() === 0
  const words = [
    ...['--headless', '--remote-debugging-pipe', '--disable-gpu', '--hide-scrollbars', '--no-first-run'],
    ...['--no-default-browser-check', '--disable-background-networking', '--disable-component-update'],
    ...['--disable-extensions', '--disable-sync', '--disable-quic', `--user-data-dir=${profile}`],
    ...(root ? ['--no-sandbox'] : []),
  ]
  const browser = spawn(chromium, words, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], windowsHide: true })
  const { ask, failed } = conversation(browser)
  const late = setTimeout(() => browser.kill('SIGKILL'), PATIENCE * 1000)
  try {
    return await Promise.race([work(ask), failed])
  } finally {
    clearTimeout(late)
    if (browser.exitCode === null && browser.signalCode === null) {
      const gone = new Promise((resolve) => browser.once('exit', resolve))
      browser.kill('SIGKILL')
      await gone
    }
  }
}

function conversation(browser: ChildProcess): { ask: Ask; failed: Promise<never> } {
  const [, , errors, to, from] = browser.stdio as [null, null, Readable, Writable, Readable]
  const waiting = new Map<string, (message: { result?: Reply; error?: { message: string } }) => void>()
  let said = ''
  errors.on('data', (text) => {
    said = `${said}${text}`.slice(-2000)
  })
  // A pipe that breaks is told by the end of the process.
  to.on('error', () => {})
  let rest: Buffer = Buffer.alloc(0)
  from.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString('utf8'))
      rest = rest.subarray(end + 1)
      waiting.get(String(message.id ?? message.method))?.(message)
    }
  })
  const failure = (what: string) =>
    new KrarupError({
      code: 'FILE',
      what: `Chromium made no picture of the page: ${what}`,
      how: 'write HTML (for a picture SVG), or let CHROMIUM name another browser',
    })
  const failed = new Promise<never>((_, reject) => {
    browser.once('error', (cause) => reject(failure(cause.message)))
    browser.once('exit', (status) => {
      const last = said.trim().split('\n').at(-1)
      reject(failure(last || (status === null ? `no answer in ${PATIENCE} s` : `it ended with status ${status}`)))
    })
  })
  // Nobody may be waiting for it any more when the browser ends.
  failed.catch(() => {})
  let count = 0
  return {
    failed,
    ask: (method, parameters = {}, sessionId) =>
      new Promise((resolve, reject) => {
        const isTold = method.endsWith('Fired')
        const key = isTold ? method : String(++count)
        waiting.set(key, ({ result, error }) => {
          waiting.delete(key)
          if (error) reject(failure(error.message))
          else resolve(result ?? {})
        })
        if (!isTold)
          to.write(
            `${JSON.stringify({ id: count, method, params: parameters, ...(sessionId ? { sessionId } : {}) })}\0`,
          )
      }),
  }
}
