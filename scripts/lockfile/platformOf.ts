/** What npm compares with the machine: no list means any. */
export type Platform = {
  os?: string[] | undefined
  cpu?: string[] | undefined
  libc?: string[] | undefined
}

const OS: Record<string, string> = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  macos: 'darwin',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
}

const CPU: Record<string, string> = {
  aarch64: 'arm64',
  amd64: 'x64',
  arm: 'arm',
  arm64: 'arm64',
  armv7: 'arm',
  ia32: 'ia32',
  loong64: 'loong64',
  mips64el: 'mips64el',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
}

const LIBC: Record<string, string> = {
  gnu: 'glibc',
  gnueabihf: 'glibc',
  linuxmusl: 'musl',
  musl: 'musl',
  musleabihf: 'musl',
}

/**
 * Reads from a native package's name which machines it is for.
 *
 * @param name - As on npm: `@esbuild/linux-x64`, `@rollup/rollup-win32-x64-gnu`.
 * @returns Undefined if the name speaks of no platform. `libc` is set on Linux only: elsewhere `gnu`
 * names a compiler.
 *
 * @example
 * platformOf('@nomicfoundation/edr-linux-arm64-gnu')
 * // { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }
 */
export function platformOf(name: string): Platform | undefined {
  const words = name.slice(name.indexOf('/') + 1).split(/[-_.]/)
  const found = (table: Record<string, string>) => words.map((word) => table[word]).find(Boolean)
  const os = found(OS)
  const cpu = found(CPU)
  const libc = os === 'linux' ? found(LIBC) : undefined
  if (!os && cpu !== 'wasm32') return undefined
  return {
    ...(os && { os: [os] }),
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc] }),
  }
}
