/**
 * Parts of the site that are loaded when they are asked for. A page from `file://` may neither fetch a file nor start a worker by its address; a script it may load. So a part is a script that
 * hands over a text, and a worker is started from a blob of it.
 */
const known = new Map<string, Promise<string>>()
const waiting = new Map<string, (text: string) => void>()

declare global {
  var krarupPart: (name: string, text: string) => void
}

globalThis.krarupPart = (name, text) => {
  waiting.get(name)?.(text)
  waiting.delete(name)
}

/** The text of a part. */
export function loadPart(name: string): Promise<string> {
  const there = known.get(name)
  if (there) return there
  const loading = new Promise<string>((resolve, reject) => {
    waiting.set(name, resolve)
    const script = document.createElement('script')
    script.src = `parts/${name}.js`
    script.addEventListener('error', () => {
      known.delete(name)
      reject(new Error(`parts/${name}.js is not there: copy the whole folder of the site`))
    })
    document.head.append(script)
  })
  known.set(name, loading)
  return loading
}

/** Bytes that stand in base 64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** Runs a part of the site as a script of this page. */
export async function runPart(name: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([await loadPart(name)], { type: 'text/javascript' }))
  await new Promise<void>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => reject(new Error(`parts/${name}.js cannot be run`)))
    document.head.append(script)
  })
}
