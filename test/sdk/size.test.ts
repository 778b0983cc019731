import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Metafile } from 'esbuild'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const sdk = join(root, 'sdk')

/** All that an app of a sender takes of the package. */
const sender = `
  export { createApiClient, fetchWithPostage, payPostage, signSenderStatement } from './src/index.ts'
  export { letterHash, sealLetter } from './src/letters/index.ts'`

type Load = {
  /** Minified and compressed, each file by itself. */
  bytes: number
  /** The modules in it. */
  modules: string[]
}

let first: Load
let later: Load

beforeAll(async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: sender, resolveDir: sdk, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    splitting: true,
    outdir: 'out',
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    external: ['viem', 'viem/*'],
    logLevel: 'silent',
  })
  const atFirst = filesOfFirstLoad(metafile)
  const loadOf = (isIn: (file: string) => boolean): Load => {
    const files = Object.keys(metafile.outputs).filter(isIn)
    const texts = outputFiles.filter(({ path }) => files.some((file) => path.endsWith(file)))
    return {
      bytes: texts.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0),
      modules: files.flatMap((file) => modulesIn(metafile, file)),
    }
  }
  first = loadOf((file) => atFirst.has(file))
  later = loadOf((file) => !atFirst.has(file))
}, 60_000)

/** The entry and what it imports, but for what it imports only once it is needed. */
function filesOfFirstLoad({ outputs }: Metafile): Set<string> {
  const files = new Set(
    Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === '<stdin>'),
  )
  for (const file of files) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[path]) files.add(path)
    }
  }
  return files
}

function modulesIn({ outputs }: Metafile, file: string): string[] {
  const inputs = Object.entries(outputs[file]?.inputs ?? {})
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path)
}

describe('what a sender loads of the package, without viem', () => {
  it('is below 60 kB, minified and compressed', () => {
    const loads = `A sender loads ${first.bytes} bytes, and ${later.bytes} with the first X-Wing key.`
    expect(first.bytes, loads).toBeLessThan(60_000)
    expect(later.bytes, loads).toBeLessThan(10_000)
  })

  it('has the code of X-Wing only once there is such a key', () => {
    const postQuantum = (path: string) => path.includes('@noble/post-quantum')
    expect(first.modules.filter(postQuantum)).toEqual([])
    expect(later.modules.filter(postQuantum)).not.toEqual([])
  })

  it('has no contract that a sender does not call, nor what checks answers of others', () => {
    const abis = first.modules.filter((path) => /generated\/.*Abi/.test(path))
    expect(abis).toEqual(['generated/postOfficeAbi.ts'])
    expect(first.modules.filter((path) => /zod|@ethereumjs/.test(path))).toEqual([])
  })

  it('has one copy of each library', () => {
    const folders = [...first.modules, ...later.modules].flatMap(
      (path) => /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path)?.slice(1, 3).join(' ') ?? [],
    )
    const names = [...new Set(folders)].map((folder) => folder.split(' ')[1])
    expect(names).toEqual([...new Set(names)])
    expect(names).toContain('@noble/curves')
  })
})
