import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import hre from 'hardhat'
import type { Hex } from 'viem'
import { createPublicClient, createWalletClient, http, parseAbi } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { readDeployment } from '../../index.ts'
import { from } from '../../scripts/seed/world.ts'
import type { Chain } from '../../scripts/stack/chain.ts'
import { startChain } from '../../scripts/stack/chain.ts'
import { deployTo } from '../../scripts/stack/deploy.ts'
import { createX, ensureCreateX } from '../../scripts/stack/deployment/createX.ts'
import { plannedAddresses, salt } from '../../scripts/stack/deployment/plan.ts'
import { createServices } from '../../scripts/stack/processes/services.ts'
import { runScript } from '../helpers/runScript.ts'

const services = createServices()
let folder: string
let first: Chain
let second: Chain

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pennypost-deploy-'))
  const start = async (chainId: 31337 | 31338) =>
    services.add(await startChain({ chainId, logDir: folder }))
  ;[first, second] = await Promise.all([start(31337), start(31338)])
})

afterAll(async () => {
  await services.stop()
  rmSync(folder, { recursive: true, force: true })
})

const clientOf = ({ url }: Chain) => createPublicClient({ transport: http(url), cacheTime: 0 })
const fileOf = ({ chainId }: Chain) => readFileSync(join(folder, `${chainId}.json`), 'utf8')

describe('deployTo', () => {
  it('puts working contracts to the addresses planned, and says so in a file', async () => {
    const { sent, ...deployment } = await deployTo(first.url, 31337, folder)
    expect(sent).toBe(true)
    expect(deployment).toMatchObject({ chainId: 31337, network: 'local' })
    expect(readDeployment(31337, folder)).toEqual(deployment)

    const planned = await plannedAddresses()
    const client = clientOf(first)
    for (const [name, { address, block, transaction }] of Object.entries(deployment.contracts)) {
      expect(address).toBe(planned[name as keyof typeof planned])
      const receipt = await client.getTransactionReceipt({ hash: transaction })
      expect(receipt.blockNumber).toBe(BigInt(block))
    }
    const { PostOffice, InboxRegistry } = deployment.contracts
    const office = { abi: postOfficeAbi, address: PostOffice.address }
    const registry = await client.readContract({ ...office, functionName: 'registry' })
    expect(registry).toBe(InboxRegistry.address)
  })

  it('changes nothing when run again', async () => {
    const [file, block] = [fileOf(first), await clientOf(first).getBlockNumber()]
    expect(await deployTo(first.url, 31337, folder)).toMatchObject({ sent: false })
    expect(fileOf(first)).toBe(file)
    expect(await clientOf(first).getBlockNumber()).toBe(block)
  })

  it('finds block and transaction again when the file is lost', async () => {
    const [file, block] = [fileOf(first), await clientOf(first).getBlockNumber()]
    rmSync(join(folder, '31337.json'))
    expect(await deployTo(first.url, 31337, folder)).toMatchObject({ sent: false })
    expect(fileOf(first)).toBe(file)
    expect(await clientOf(first).getBlockNumber()).toBe(block)
  })

  it('gives the same addresses on another chain, even where a stranger was there before', async () => {
    const client = clientOf(second)
    await ensureCreateX(client)
    const { bytecode } = await hre.artifacts.readArtifact('InboxRegistry')
    const stranger = createWalletClient({ ...from(7), transport: http(second.url) })
    const hash = await stranger.writeContract({
      chain: null,
      address: createX,
      abi: parseAbi(['function deployCreate2(bytes32 salt, bytes initCode)']),
      functionName: 'deployCreate2',
      args: [salt, bytecode as Hex],
    })
    const { contracts, sent } = await deployTo(second.url, 31338, folder)
    expect(sent).toBe(true)
    expect(contracts.InboxRegistry.transaction).toBe(hash)
    const known = readDeployment(31337, folder).contracts
    for (const name of ['InboxRegistry', 'RelayRegistry', 'PostOffice'] as const) {
      expect(contracts[name].address).toBe(known[name].address)
      expect(await client.getCode(contracts[name])).toBeDefined()
    }
    expect(await deployTo(second.url, 31338, folder)).toMatchObject({ sent: false })
  })

  it('does not take the file of a local chain that is gone for that of this one', async () => {
    const file = fileOf(first)
    writeFileSync(join(folder, '31337.json'), file.replaceAll('"block": ', '"block": 1000'))
    expect(await deployTo(first.url, 31337, folder)).toMatchObject({ sent: false })
    expect(fileOf(first)).toBe(file)
  })
})

describe('npm run deploy', () => {
  const deploy = (network: string[], env = {}) =>
    runScript(['scripts/deploy.ts', ...network], { DEPLOYMENTS_DIR: folder, ...env })

  it('says that it is done where nothing is to do', async () => {
    const { code, output } = await deploy(['--network', 'localhost'], { RPC_URL_31337: first.url })
    expect(output).toContain('Already deployed on localhost')
    expect(output).toContain(readDeployment(31337, folder).contracts.PostOffice.address)
    expect(code).toBe(0)
  })

  it('names the networks there are', async () => {
    for (const network of [[], ['--network', 'nowhere']]) {
      const { code, output } = await deploy(network)
      expect(output).toContain('localhost, localhost31338, ethereum, sepolia, base, baseSepolia')
      expect(code).toBe(1)
    }
  })

  it('names the variable that is missing', async () => {
    const none = { SEPOLIA_RPC_URL: undefined, DEPLOYER_PRIVATE_KEY: undefined }
    const { code, output } = await deploy(['--network', 'sepolia'], none)
    expect(output).toMatch(/^Set SEPOLIA_RPC_URL to deploy to sepolia/)
    expect(code).toBe(1)
    const half = { ...none, SEPOLIA_RPC_URL: first.url }
    expect((await deploy(['--network', 'sepolia'], half)).output).toContain(
      'Set DEPLOYER_PRIVATE_KEY to deploy to sepolia',
    )
  })

  it('says who needs money', async () => {
    const key = generatePrivateKey()
    const env = { SEPOLIA_RPC_URL: first.url, DEPLOYER_PRIVATE_KEY: key }
    const { code, output } = await deploy(['--network', 'sepolia'], env)
    expect(output).toContain(`Send some of sepolia's native token to ${privateKeyToAddress(key)}`)
    expect(code).toBe(1)
  })

  it('says that a node does not answer', async () => {
    const env = { RPC_URL_31337: 'http://127.0.0.1:1' }
    const { code, output } = await deploy(['--network', 'localhost'], env)
    expect(output).toContain('The node of localhost does not answer')
    expect(code).toBe(1)
  })
})
