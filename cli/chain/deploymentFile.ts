import type { ContractName, Contracts } from '@pennypost/sdk'
import { getAddress, isAddress } from 'viem'
import { readJsonFile } from '../accounts/files.ts'
import { CliError } from '../errors/CliError.ts'

/** What a file says of where the contracts lie. */
export type DeploymentFile = { chainId: number; contracts: Contracts }

/**
 * Reads a file as `deployments/<chain id>.json` of the repository is: `{ chainId, contracts: { PostOffice: { address } } }`. Addresses may
 * also stand by themselves.
 *
 * @throws {CliError} It is another file.
 */
export function readDeploymentFile(file: string): DeploymentFile {
  const { chainId, contracts } = (readJsonFile(file) ?? {}) as Record<string, unknown>
  if (typeof chainId !== 'number') throw new CliError(`${file} has no \`chainId\` in it.`)
  const addressOf = (name: ContractName) => {
    const entry = (contracts as Record<string, unknown> | undefined)?.[name]
    const address = (entry as { address?: unknown } | undefined)?.address ?? entry
    if (typeof address === 'string' && isAddress(address, { strict: false }))
      return getAddress(address)
    throw new CliError(`${file} has no address of ${name} in it.`)
  }
  return {
    chainId,
    contracts: {
      InboxRegistry: addressOf('InboxRegistry'),
      RelayRegistry: addressOf('RelayRegistry'),
      PostOffice: addressOf('PostOffice'),
    },
  }
}
