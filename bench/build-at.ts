import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))

/**
 * Builds a commit of this repository in a folder of its own, `build/against/HASH`, by that commit's own `npm run build` and with the packages that are installed here.
 * A commit that was built before is not built again. Returns its `dist` and what it is called in tables.
 */
export function buildAt(revision: string): { dist: string; name: string } {
  const commit = commitOf(revision)
  const folder = join(root, 'build', 'against', commit)
  const dist = join(folder, 'dist')
  const name = commit.slice(0, 7)
  if (existsSync(dist)) return { dist, name }

  // under another name until it is whole: a build that was broken off is not taken for one
  const making = `${folder}-${process.pid}`
  mkdirSync(making, { recursive: true })
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', commit], { cwd: root, maxBuffer: 1 << 30 })
    execFileSync('tar', ['-x'], { cwd: making, input: archive })
    symlinkSync(join(root, 'node_modules'), join(making, 'node_modules'))
    const { status } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: making, stdio: 'inherit' })
    if (status !== 0) throw new Error(`commit ${name} does not build with the packages that are installed here`)
    renameSync(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return { dist, name }
}

function commitOf(revision: string): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`there is no commit ${JSON.stringify(revision)} in this repository`)
  return stdout.trim()
}
