import { type BuildOptions, buildSync } from 'esbuild'
import { ROOT } from './repository.ts'

/** What pages do not have. A free use of one of these names would be a `ReferenceError` there, perhaps long after loading. */
const NODE_GLOBALS = ['process', 'Buffer', 'global', 'require', 'module', '__dirname', '__filename', 'setImmediate']
const MARK = 'NOT_IN_A_BROWSER_'

/** A subpath of the built package as one minified script that leaves its exports in a global, `krarup` unless another is named. Throws where it imports a module of Node's. */
export function bundleForBrowser(
  subpath: string,
  {
    ofPackages = [],
    ...options
  }: Pick<BuildOptions, 'globalName' | 'target' | 'keepNames'> & {
    /** Names that packages ask for in ways that a bundle answers, such as \`require\` in a CommonJS module. */
    ofPackages?: readonly string[]
  } = {},
): string {
  const { outputFiles } = buildSync({
    stdin: { contents: `export * from '${subpath}'`, resolveDir: ROOT },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'krarup',
    target: 'es2022',
    ...options,
    logLevel: 'silent',
    // Loaded by itself, and only for expressions; it asks for Node's `require` where there is one.
    external: ['mathjs/number'],
    // Only free names are replaced: a local variable called "module" is not.
    define: Object.fromEntries(
      NODE_GLOBALS.filter((global) => !ofPackages.includes(global)).map((global) => [global, `${MARK}${global}`]),
    ),
  })
  return outputFiles[0].text
}

/** The globals of Node's that a bundle uses. */
export function nodeGlobalsIn(bundle: string): string[] {
  return NODE_GLOBALS.filter((global) => bundle.includes(`${MARK}${global}`))
}
