import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where one contract lies: its address, and the block and transaction that created it. */
export type DeployedContract = { address: `0x${string}`; block: number; transaction: `0x${string}` }

/** Pennypost on one chain, as `deployments/<chainId>.json` has it. */
export type Deployment = {
  chainId: number
  /** Name in `hardhat.config.ts` of the network that it was deployed through. */
  network: string
  /** Git commit of the sources that the contracts were compiled from. */
  commit: string
  contracts: Record<'InboxRegistry' | 'RelayRegistry' | 'PostOffice', DeployedContract>
}

/** Thrown when asking for a chain that Pennypost is not deployed on. */
export class UnknownChainError extends Error {
  readonly chainId: number
  readonly known: readonly number[]

  constructor(chainId: number, known: readonly number[]) {
    super(`No Pennypost deployment on chain ${chainId}. Known: ${known.join(', ') || 'none'}.`)
    this.name = 'UnknownChainError'
    this.chainId = chainId
    this.known = known
  }
}

// Not import.meta.dirname: Ponder's module runner, which loads this for ponder.config.ts, has none.
const ownDeployments = fileURLToPath(new URL('deployments', import.meta.url))

/**
 * Addresses and start blocks of Pennypost's contracts on a chain.
 *
 * @param dir - Folder with a file for each chain; that of this repository unless told.
 * @throws {UnknownChainError} No file for `chainId`.
 *
 * @example
 * const { address } = readDeployment(31337).contracts.PostOffice
 */
export function readDeployment(chainId: number, dir: string = ownDeployments): Deployment {
  const known = knownChains(dir)
  if (!known.includes(chainId)) throw new UnknownChainError(chainId, known)
  return JSON.parse(readFileSync(join(dir, `${chainId}.json`), 'utf8')) as Deployment
}

/** Ids of the chains that a folder of deployments has files for, ascending. */
export function knownChains(dir: string = ownDeployments): number[] {
  return list(dir)
    .flatMap((file) => /^([1-9]\d*)\.json$/.exec(file)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
