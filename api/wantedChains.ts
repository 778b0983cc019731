import { isAddress } from 'viem'
import type { Deployment } from '../index.ts'
import { knownChains, readDeployment } from '../index.ts'
import type { ChainSettings } from './chainSettings.ts'
import { readChainsFile } from './chainsFile.ts'
import type { Env } from './env.ts'

/** A chain that can be served. */
export type WantedChain = { chainId: number; settings: ChainSettings; deployment: Deployment }

/**
 * Which chains are to be served now: those with both a deployment and settings, of the environment or of `CHAINS_FILE`, where an
 * entry of the file takes the place of the chain's variables. `CHAIN_IDS` leaves no other, and without a file wants each of them.
 *
 * @throws {Error} The file or a deployment is faulty, or, where no file could bring one later, there is no chain.
 */
export function wantedChains(env: Env): WantedChain[] {
  const { chainIds, chainsFile, deploymentsDir } = env
  const ofFile = chainsFile === undefined ? [] : readChainsFile(chainsFile)
  const settings = new Map<number, ChainSettings>([...env.chains, ...ofFile])
  const known = new Set(knownChains(deploymentsDir))
  const isDue = (id: number) =>
    known.has(id) || (chainIds !== undefined && chainsFile === undefined)
  const ids = [...new Set(chainIds ?? [...settings.keys()].sort((a, b) => a - b))].filter(isDue)
  const wanted = ids.flatMap((chainId) => {
    const found = settings.get(chainId)
    return found ? [{ chainId, settings: found, deployment: deploymentOf(chainId, env) }] : []
  })
  if (wanted.length > 0 || chainsFile !== undefined) return wanted
  throw new Error(
    `No chain to serve: none has both RPC_URL_<id> and ${deploymentsDir}/<id>.json. Deploy first, or set both.`,
  )
}

function deploymentOf(chainId: number, { deploymentsDir }: Env): Deployment {
  const faulty = (cause?: unknown) =>
    new Error(`${deploymentsDir}/${chainId}.json is no deployment on chain ${chainId}`, { cause })
  let deployment: Deployment
  try {
    deployment = readDeployment(chainId, deploymentsDir)
  } catch (error) {
    throw error instanceof SyntaxError ? faulty(error) : error
  }
  const { InboxRegistry, RelayRegistry, PostOffice } = deployment?.contracts ?? {}
  const addresses = [InboxRegistry, RelayRegistry, PostOffice].map((contract) => contract?.address)
  const isWhole = addresses.every((address) => address && isAddress(address, { strict: false }))
  if (deployment.chainId !== chainId || !isWhole) throw faulty()
  return deployment
}
