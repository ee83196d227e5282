import { findSourceMap } from 'node:module'

/** Modules that Node loads by itself are one long line each: frames of stack traces get the places of the sources. Vitest does so for the modules that it loads. */
const written = Error.prepareStackTrace as typeof Error.prepareStackTrace & { placed?: true }
if (written && !written.placed) {
  const placed: typeof written = (error, frames) =>
    String(written(error, frames)).replaceAll(
      /(\/\S+\/src\/\S+(?<!\.test)\.ts):(\d+):(\d+)/g,
      (frame, path, line, column) => {
        const place = findSourceMap(path)?.findOrigin(Number(line), Number(column))
        return place && 'lineNumber' in place ? `${path}:${place.lineNumber}:${place.columnNumber}` : frame
      },
    )
  placed.placed = true
  Error.prepareStackTrace = placed
}
