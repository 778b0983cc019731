import type { Address } from 'viem'
import { createWalletClient, custom, publicActions, testActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { mnemonic } from '../../../scripts/seed/world.ts'
import type { Contracts } from '../../../sdk/src/chain/contracts.ts'
import { chainsHere } from '../../helpers/chainsHere.ts'

const START = '2030-01-01T00:00:00Z'
/** Unix seconds: the chain's clock begins here. */
export const NOW = Date.parse(START) / 1_000

export type SdkChain = Awaited<ReturnType<typeof startSdkChain>>

export type SdkClient = ReturnType<SdkChain['clientOf']>

/**
 * A chain in this process with the contracts and an ERC-20 token on it, and clients that sign by themselves, as the package's users have
 * them. The contracts do not lie where this version knows them to be: give `contracts` in each call.
 */
export async function startSdkChain() {
  const { provider, viem, close } = await chainsHere.create({
    network: 'default',
    override: { initialDate: START },
  })
  const registry = await viem.deployContract('InboxRegistry')
  const office = await viem.deployContract('PostOffice', [registry.address])
  const directory = await viem.deployContract('RelayRegistry')
  const token = await viem.deployContract('MockERC20', ['Dollar', 'USD', 6])
  const contracts: Contracts = {
    InboxRegistry: registry.address,
    RelayRegistry: directory.address,
    PostOffice: office.address,
  }

  /** A client of one of twenty accounts with 10,000 ether each; the first has deployed the contracts. */
  function clientOf(index: number) {
    return createWalletClient({
      account: mnemonicToAccount(mnemonic, { addressIndex: index }),
      chain: hardhat,
      // What a chain in this process refuses it refuses again.
      transport: custom(provider, { retryCount: 0 }),
    })
      .extend(publicActions)
      .extend(testActions({ mode: 'hardhat' }))
  }

  return {
    provider,
    viem,
    registry,
    office,
    directory,
    token,
    contracts,
    clientOf,
    /** Gives tokens to an account. */
    mint: async (to: Address, amount: bigint): Promise<void> => {
      await token.write.mint([to, amount])
    },
    close,
  }
}
