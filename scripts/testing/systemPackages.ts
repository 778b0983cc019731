import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What npm does not offer and some tests run: a program, and the Debian package that has it. */
type Needed = { name: string; package: string; files: readonly string[]; tests: string }

const needed: readonly Needed[] = [
  {
    name: 'Chromium',
    package: 'chromium',
    files: [process.env.CHROMIUM_PATH || '/usr/bin/chromium'],
    tests: 'test/debian/chromium',
  },
  {
    name: 'pg_basebackup',
    package: 'postgresql',
    files: [18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin/pg_basebackup`),
    tests: 'test/debian/postgresql',
  },
  {
    name: 'promtool',
    package: 'prometheus',
    files: ['/usr/bin/promtool'],
    tests: 'test/debian/prometheus',
  },
]

/**
 * Installs what tests need and npm does not offer, where this may be done: as root, with apt-get.
 *
 * @returns Tests that cannot be run here, each with a sentence why; empty where all can.
 */
export function installSystemPackages(): { tests: string; because: string }[] {
  const missing = needed.filter((each) => !isThere(each))
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const names = missing.map((each) => each.package)
    console.log(`Installing ${names.join(', ')} with apt-get`)
    // RUNLEVEL: an installed server is not started.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    const stdio = ['ignore', 'ignore', 'inherit'] as const
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: [...stdio] })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      env,
      stdio: [...stdio],
    })
  }
  return needed
    .filter((each) => !isThere(each))
    .map(({ name, package: debian, tests }) => ({
      tests,
      because: `${tests} was not run: there is no ${name} here. Install it (Debian: apt-get install ${debian}).`,
    }))
}

function isThere({ files }: Needed): boolean {
  return files.some((file) => existsSync(file))
}
