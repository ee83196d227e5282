/**
 * A file of this package, by its path from the top. This module stays in `src/cli`: the build lays the modules of the command line together in files of `dist/cli`, from where
 * the top is as many folders up as from here.
 */
export function packageFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url)
}
