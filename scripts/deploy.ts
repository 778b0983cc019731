/**
 * Deploys the contracts to a network of hardhat.config.ts, or finds that they are there already:
 * `npm run deploy -- --network <name>`. They get the same three addresses on every chain.
 */
import { parseArgs } from 'node:util'
import hre from 'hardhat'
import type { NetworkConnection } from 'hardhat/types/network'
import { formatEther, getAddress } from 'viem'
import { build } from './stack/build.ts'
import { deployThrough, localChains } from './stack/deploy.ts'
import { hasUncommittedContracts } from './stack/deployment/commit.ts'
import { readStackEnv } from './stack/env.ts'
import { StackError } from './stack/StackError.ts'

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { network: { type: 'string' } } })
  const name = nameOf(values.network)
  const { deploymentsDir } = readStackEnv()
  const connection = await connect(name)
  try {
    await requireFunds(connection, name)
    await build()
    const deployment = await deployThrough(connection, deploymentsDir)
    const { chainId, contracts, sent } = deployment
    const file = `${deploymentsDir}/${chainId}.json`
    console.log(sent ? `Deployed to ${name} (chain ${chainId}):` : `Already deployed on ${name}:`)
    for (const [contract, { address, block }] of Object.entries(contracts)) {
      console.log(`  ${contract.padEnd(14)} ${address}  block ${block}`)
    }
    console.log(`${file} says so.`)
  } finally {
    await connection.close()
  }
}

/** @throws {StackError} When no network is named so. */
function nameOf(name: string | undefined): string {
  const networks = Object.entries(hre.config.networks)
  const known = networks.filter(([, { type }]) => type === 'http').map(([known]) => known)
  if (name !== undefined && known.includes(name)) return name
  const lead =
    name === undefined ? 'Say which network to deploy to.' : `No network is called ${name}.`
  throw new StackError(
    `${lead} npm run deploy -- --network <name>, with one of: ${known.join(', ')}.`,
  )
}

/** @throws {StackError} When a variable of the network is not set, or its node is not there. */
async function connect(name: string): Promise<NetworkConnection> {
  try {
    const connection = await hre.network.create(name)
    await connection.provider.request({ method: 'eth_chainId' })
    return connection
  } catch (cause) {
    const { message } = cause as Error
    const variable = /variable (?:with name )?"?(\w+)"?/i.exec(message)?.[1]
    if (variable) {
      throw new StackError(
        `Set ${variable} to deploy to ${name}, in the environment or by ` +
          `npm run node node_modules/.bin/hardhat keystore set ${variable}.`,
        { cause },
      )
    }
    throw new StackError(`The node of ${name} does not answer: ${message}`, { cause })
  }
}

/** @throws {StackError} When the deployer cannot pay, or what it would deploy is not committed. */
async function requireFunds({ provider }: NetworkConnection, name: string): Promise<void> {
  const ask = (method: string, params: unknown[] = []) => provider.request({ method, params })
  const [account] = (await ask('eth_accounts')) as string[]
  if (!account)
    throw new StackError(`The node of ${name} has no account. Set DEPLOYER_PRIVATE_KEY.`)
  const deployer = getAddress(account)
  const balance = BigInt((await ask('eth_getBalance', [deployer, 'latest'])) as string)
  if (balance === 0n)
    throw new StackError(`Send some of ${name}'s native token to ${deployer} first.`)
  const chainId = Number(await ask('eth_chainId'))
  if (!localChains.includes(chainId) && hasUncommittedContracts()) {
    throw new StackError(
      'Commit the contracts first, so that deployments/ can say what is deployed.',
    )
  }
  console.log(`From ${deployer}, which has ${formatEther(balance)} of the native token of ${name}.`)
}

try {
  await main()
} catch (error) {
  console.error(error instanceof StackError ? error.message : error)
  process.exitCode = 1
}
