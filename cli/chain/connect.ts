import type { Contracts, PennypostClient } from '@pennypost/sdk'
import { contractsOn, UnknownChainError } from '@pennypost/sdk'
import type { Account, Chain, Client, HttpTransport } from 'viem'
import { createClient, defineChain, http } from 'viem'
import { getChainId, getCode } from 'viem/actions'
import { CliError } from '../errors/CliError.ts'
import { readDeploymentFile } from './deploymentFile.ts'
import { isLocalChain, knownChain } from './knownChains.ts'

/** A client that signs with an account of its own. */
export type Signer = Client<HttpTransport, Chain, Account>

/** A chain that a node was found to be on, with the contracts on it. */
export type ConnectedChain = {
  id: number
  caip2: `eip155:${number}`
  name: string
  /** What the native token is called; undefined: only `native` will do. */
  nativeSymbol: string | undefined
  contracts: Contracts
  /** Reads. */
  client: PennypostClient
  /** A client that signs with an account. */
  signerOf(account: Account): Signer
}

export type ConnectParameters = {
  rpcUrl: string
  /** Chain that is meant; undefined: that of the node. */
  chainId?: number | undefined
  /** File with the contracts' addresses; undefined: those that the SDK knows. */
  deployment?: string | undefined
}

/** Milliseconds that the node may take for one answer. */
const timeout = 15_000

/**
 * Asks a node which chain it is on, and holds that against what is meant.
 *
 * @throws {CliError} It is another chain, or the contracts are not there.
 */
export async function connect(parameters: ConnectParameters): Promise<ConnectedChain> {
  const { rpcUrl, chainId, deployment } = parameters
  const transport = http(rpcUrl, { timeout, retryCount: 2 })
  const id = await getChainId(createClient({ transport }))
  const node = `the node at ${new URL(rpcUrl).origin}`
  if (chainId !== undefined && chainId !== id)
    throw new CliError(`--chain is ${chainId}, and ${node} is on chain ${id}.`)
  const contracts = contractsFor(id, deployment)
  const { name, symbol } = knownChain(id) ?? { name: `chain ${id}`, symbol: undefined }
  const chain = defineChain({
    ...{ id, name, rpcUrls: { default: { http: [] } } },
    nativeCurrency: { name: symbol ?? 'native', symbol: symbol ?? 'native', decimals: 18 },
  })
  const common = { chain, transport, pollingInterval: isLocalChain(id) ? 100 : 2_000 }
  const client = createClient(common)
  if (!(await getCode(client, { address: contracts.PostOffice })))
    throw new CliError(
      `There is no PostOffice at ${contracts.PostOffice} on chain ${id} of ${node}. Has it been deployed there? For another deployment give --deployment.`,
    )
  return {
    ...{ id, caip2: `eip155:${id}`, name, nativeSymbol: symbol, contracts, client },
    signerOf: (account) => createClient({ ...common, account }),
  }
}

function contractsFor(id: number, file: string | undefined): Contracts {
  if (file === undefined) return knownContracts(id)
  const { chainId, contracts } = readDeploymentFile(file)
  if (chainId === id) return contracts
  throw new CliError(`${file} is of chain ${chainId}, and the node is on chain ${id}.`)
}

function knownContracts(id: number): Contracts {
  try {
    return contractsOn(id)
  } catch (cause) {
    if (!(cause instanceof UnknownChainError)) throw cause
    throw new CliError(
      `No deployment of Pennypost is known on chain ${id}. Known: ${cause.known.join(', ')}. For one that you trust give --deployment.`,
      { cause },
    )
  }
}
