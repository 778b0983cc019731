import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readChainsFile } from '../../api/chainsFile.ts'

/*
readChainsFile
├── given a good file → settings by chain id
├── given it is not there, no JSON, or not as it should be → an error that names every fault and no value
*/

let dir: string
let path: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-chains-file-'))
  path = join(dir, 'chains.json')
})

afterAll(() => rm(dir, { recursive: true, force: true }))

describe('readChainsFile', () => {
  it('reads settings by chain id', async () => {
    const base = {
      rpcUrls: ['https://one.example/key', 'http://two.example'],
      blockTimeSeconds: 0.25,
      safeConfirmations: 10,
      finalizedConfirmations: 20,
      nativeSymbol: 'POL',
    }
    const local = { rpcUrls: ['http://127.0.0.1:8545'] }
    expect(await read({ 8453: base, 31337: local })).toEqual(
      new Map([
        [8453, base],
        [31337, local],
      ]),
    )
    expect(await read({})).toEqual(new Map())
  })

  it('says that there is none', () => {
    const missing = join(dir, 'missing.json')
    expect(() => readChainsFile(missing)).toThrow(
      `CHAINS_FILE, ${missing}, cannot be read (ENOENT)`,
    )
    expect(() => readChainsFile(dir)).toThrow('cannot be read (EISDIR)')
  })

  it.each(['', '{"8453": {"rpcUrls": ["http://hunter2"', 'hunter2'])(
    'says that it is not JSON: %s',
    async (text) => {
      await writeFile(path, text)
      const read = () => readChainsFile(path)
      expect(read).toThrow(new Error(`CHAINS_FILE, ${path}, is not JSON`))
    },
  )

  const rpcUrls = ['http://a']
  it.each([
    [[], 'the whole'],
    [null, 'the whole'],
    [{ base: { rpcUrls } }, 'base'],
    [{ '01': { rpcUrls } }, '01'],
    [{ '0': { rpcUrls } }, '0'],
    [{ 1: {} }, '1.rpcUrls'],
    [{ 1: { rpcUrls: [] } }, '1.rpcUrls'],
    [{ 1: { rpcUrls: ['ws://node.example/hunter2'] } }, '1.rpcUrls.0'],
    [{ 1: { rpcUrls: 'http://hunter2' } }, '1.rpcUrls'],
    [{ 1: { rpcUrls, rpcUrl: 'http://hunter2' } }, '1 unrecognized key'],
    [{ 1: { rpcUrls, blockTimeSeconds: 0 } }, '1.blockTimeSeconds'],
    [{ 1: { rpcUrls, blockTimeSeconds: '2' } }, '1.blockTimeSeconds'],
    [{ 1: { rpcUrls, safeConfirmations: 0 } }, '1.safeConfirmations'],
    [{ 1: { rpcUrls, finalizedConfirmations: 1.5 } }, '1.finalizedConfirmations'],
    [
      { 1: { rpcUrls, safeConfirmations: 3, finalizedConfirmations: 2 } },
      '1.finalizedConfirmations must not be below safeConfirmations',
    ],
    [{ 1: { rpcUrls, nativeSymbol: 'two words' } }, '1.nativeSymbol'],
  ])('names what is wrong in %j', async (content, place) => {
    const error = await read(content).catch((thrown: Error) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect((error as Error).message).toContain(`CHAINS_FILE, ${path}, is faulty: ${place}`)
    expect((error as Error).message).not.toContain('hunter2')
  })

  it('names all that is wrong at once', async () => {
    await expect(read({ base: { rpcUrls }, 1: { rpcUrls: [] }, 2: {} })).rejects.toThrow(
      /base .*; 1\.rpcUrls .*; 2\.rpcUrls |1\.rpcUrls .*; 2\.rpcUrls .*; base /,
    )
  })
})

async function read(content: unknown): Promise<ReturnType<typeof readChainsFile>> {
  await writeFile(path, JSON.stringify(content))
  return readChainsFile(path)
}
