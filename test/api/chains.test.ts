import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Chains } from '../../api/chains.ts'
import { openChains } from '../../api/chains.ts'
import { parseEnv } from '../../api/env.ts'
import { createMetrics } from '../../api/metrics.ts'

/*
openChains
├── serves what the variables and the file name and what is deployed; the file's word comes first
├── takes up a chain whose deployment appears, and one that the file names anew, without touching the others
├── opens a chain anew whose settings or deployment have changed; what was in hand stays open
├── gives up a chain that the file names no more
├── given the file or a deployment is faulty → all stays, it says so once, and goes on once it is mended
├── given a file that is a symbolic link to another → sees the exchange
└── given it cannot tell at the start → throws
*/

let dir: string
let file: string
let log: Record<string, unknown>[]
let metrics: ReturnType<typeof createMetrics>
let chains: Chains | undefined

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pennypost-chains-'))
  file = join(dir, 'chains.file')
  log = []
  metrics = createMetrics()
})

afterEach(async () => {
  await chains?.close()
  chains = undefined
  await rm(dir, { recursive: true, force: true })
})

/** Nothing answers there: what is looked at is which chains are served, not how. */
const lookInterval = 100
const nowhere = 'http://127.0.0.1:1'
const names = () => [...(chains?.served.keys() ?? [])].sort()
const get = (id: number) => chains?.served.get(`eip155:${id}`)
const wait = { timeout: 15_000, interval: 50 }
const messages = () => log.map(({ msg }) => msg).filter((msg) => msg !== 'polling fails')

describe('openChains', () => {
  it('serves what has both settings and a deployment, the file before the variables', async () => {
    await deploy(1, 2, 3, 4)
    await name({ 2: { rpcUrls: [nowhere], nativeSymbol: 'TWO' }, 5: { rpcUrls: [nowhere] } })
    await open({
      CHAINS_FILE: file,
      RPC_URL_1: nowhere,
      NATIVE_SYMBOL_1: 'ONE',
      RPC_URL_2: nowhere,
      NATIVE_SYMBOL_2: 'OTHER',
      BLOCK_TIME_SECONDS_2: '2',
      RPC_URL_6: nowhere,
    })
    expect(names()).toEqual(['eip155:1', 'eip155:2'])
    expect([get(1)?.nativeSymbol, get(2)?.nativeSymbol]).toEqual(['ONE', 'TWO'])
    expect(get(2)?.blockTimeSeconds).toBeUndefined()
  })

  it('serves none but those that CHAIN_IDS names', async () => {
    await deploy(1, 2)
    await name({ 1: { rpcUrls: [nowhere] }, 2: { rpcUrls: [nowhere] } })
    await open({ CHAINS_FILE: file, CHAIN_IDS: '2,3' })
    expect(names()).toEqual(['eip155:2'])
  })

  it('takes up a chain once it is deployed, and touches no other', async () => {
    await deploy(1)
    await open({ RPC_URL_1: nowhere, RPC_URL_2: nowhere })
    const first = get(1)
    expect(names()).toEqual(['eip155:1'])
    await deploy(2)
    await expect.poll(names, wait).toEqual(['eip155:1', 'eip155:2'])
    expect(get(1)).toBe(first)
    expect(log).toContainEqual(expect.objectContaining({ msg: 'chain added', chain: 'eip155:2' }))
  })

  it('takes up, opens anew and gives up what the file says', async () => {
    await deploy(1, 2, 3)
    await name({ 1: { rpcUrls: [nowhere] }, 2: { rpcUrls: [nowhere] } })
    await open({ CHAINS_FILE: file })
    const [first, second] = [get(1), get(2)]
    await name({
      1: { rpcUrls: [nowhere] },
      2: { rpcUrls: [nowhere], nativeSymbol: 'NEW' },
      3: { rpcUrls: [nowhere] },
    })
    await expect.poll(names, wait).toEqual(['eip155:1', 'eip155:2', 'eip155:3'])
    await expect.poll(() => get(2)?.nativeSymbol, wait).toBe('NEW')
    expect(get(1)).toBe(first)
    expect(get(2)).not.toBe(second)
    await name({ 1: { rpcUrls: [nowhere] } })
    await expect.poll(names, wait).toEqual(['eip155:1'])
    expect(get(1)).toBe(first)
    const told = messages().sort()
    expect(told).toEqual(['chain added', 'chain changed', 'chain removed', 'chain removed'])
  })

  it('opens a chain anew that was deployed to another place', async () => {
    await deploy(1)
    await open({ RPC_URL_1: nowhere })
    const before = get(1)
    await writeDeployment(1, 'b')
    await expect.poll(() => get(1)?.deployment.contracts.PostOffice.address[2], wait).toBe('b')
    expect(get(1)).not.toBe(before)
  })

  it.each([
    ['the file is no JSON', () => writeFile(file, '{"2": {"rpcUrls": ["http://hunter2"')],
    ['the file is gone', () => rm(file)],
    ['the file names no url', () => name({ 2: { rpcUrls: [] } })],
    ['a deployment is half written', () => writeFile(join(dir, '1.json'), '{"chainId": 1, "con')],
    ['a deployment is of another chain', () => writeDeployment(1, 'a', 7)],
    ['a deployment lacks a contract', () => writeFile(join(dir, '1.json'), '{"chainId": 1}')],
    ['a deployment is nothing', () => writeFile(join(dir, '1.json'), 'null')],
  ])('leaves all as it is while %s', async (_, spoil) => {
    await deploy(1, 2)
    await name({ 1: { rpcUrls: [nowhere] } })
    await open({ CHAINS_FILE: file })
    const first = get(1)
    await spoil()
    await expect.poll(fitness, wait).toBe(0)
    // The next look says nothing more.
    const looks = await lookAgain()
    expect([names(), get(1)]).toEqual([['eip155:1'], first])
    expect(looks).toBe(1)
    expect(JSON.stringify(log)).not.toContain('hunter2')
    await deploy(1)
    await name({ 1: { rpcUrls: [nowhere] }, 2: { rpcUrls: [nowhere] } })
    await expect.poll(names, wait).toEqual(['eip155:1', 'eip155:2'])
    expect([await fitness(), get(1)]).toEqual([1, first])
    expect(messages()).toContain('chains can be read again')
  })

  it('sees that a symbolic link leads elsewhere, as Kubernetes exchanges files', async () => {
    await deploy(1, 2)
    const version = async (id: number) => {
      await writeFile(join(dir, `v${id}.file`), JSON.stringify({ [id]: { rpcUrls: [nowhere] } }))
      await symlink(`v${id}.file`, join(dir, 'next'))
      await rename(join(dir, 'next'), file)
    }
    await version(1)
    await open({ CHAINS_FILE: file })
    expect(names()).toEqual(['eip155:1'])
    await version(2)
    await expect.poll(names, wait).toEqual(['eip155:2'])
  })

  it('begins with no chain where a file may bring one', async () => {
    await name({})
    await open({ CHAINS_FILE: file })
    expect([names(), messages()]).toEqual([[], ['no chain to serve yet']])
  })

  it('throws where it cannot tell at the start', async () => {
    await expect(open({ CHAINS_FILE: file })).rejects.toThrow('cannot be read (ENOENT)')
    await expect(open({ RPC_URL_1: nowhere })).rejects.toThrow('No chain to serve')
    await expect(open({ RPC_URL_1: nowhere, CHAIN_IDS: '1' })).rejects.toThrow(
      'No Pennypost deployment on chain 1. Known: none.',
    )
  })
})

async function open(variables: Record<string, string>): Promise<void> {
  const env = parseEnv({
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    DEPLOYMENTS_DIR: dir,
    ...variables,
  })
  const write = (line: string) => void log.push(JSON.parse(line))
  chains = openChains({ env, now: Date.now, log: pino({}, { write }), metrics, lookInterval })
  await chains.start()
}

const name = (content: object) => writeFile(file, JSON.stringify(content))
const fitness = async () => (await metrics.chainsFit.get()).values[0]?.value

/** Waits until a chain that appears beside a fault would have been seen, had it been read; returns how often the fault was told. */
async function lookAgain(): Promise<number> {
  const start = performance.now()
  await expect.poll(() => performance.now() - start > 3 * lookInterval, wait).toBe(true)
  return log.filter(({ msg }) => msg === 'chains cannot be read; all stays').length
}

async function deploy(...ids: number[]): Promise<void> {
  for (const id of ids) await writeDeployment(id)
}

async function writeDeployment(id: number, digit = 'a', chainId = id): Promise<void> {
  const contract = {
    address: `0x${digit.repeat(40)}`,
    block: 1,
    transaction: `0x${'c'.repeat(64)}`,
  }
  const contracts = { InboxRegistry: contract, RelayRegistry: contract, PostOffice: contract }
  const deployment = { chainId, network: 'test', commit: '0'.repeat(40), contracts }
  await writeFile(join(dir, `${id}.json`), JSON.stringify(deployment))
}
