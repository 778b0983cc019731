import type { Address, Hex } from 'viem'
import { numberToHex, parseEther } from 'viem'
import { chainsHere } from './chainsHere.ts'

import { mappingSlot } from './storageProof.ts'

const START = '2030-01-01T00:00:00Z'
/** Unix seconds. */
export const BARE_START = Date.parse(START) / 1_000
const ETHER = numberToHex(parseEther('1'))

export type BareContracts = Awaited<ReturnType<typeof createBareContracts>>

/** The contracts on a chain within this process, with nothing in them. */
export async function createBareContracts() {
  const { provider, viem, close } = await chainsHere.create({
    network: 'default',
    override: { initialDate: START },
  })
  const registry = await viem.deployContract('InboxRegistry')
  const office = await viem.deployContract('PostOffice', [registry.address])
  const token = await viem.deployContract('MockERC20', ['Dollar', 'USD', 6])
  const accounts = (await viem.getWalletClients()).map(({ account }) => account)
  const client = await viem.getPublicClient()

  /** Sends a transaction in the name of any account. */
  async function asAccount(owner: Address, send: (account: Address) => Promise<Hex>) {
    await provider.request({ method: 'hardhat_impersonateAccount', params: [owner] })
    await provider.request({ method: 'hardhat_setBalance', params: [owner, ETHER] })
    await send(owner)
    await provider.request({ method: 'hardhat_stopImpersonatingAccount', params: [owner] })
  }

  /** Makes `nonce` what the signer's next signature for a contract must carry. */
  async function setNonce(of: 'registry' | 'office', signer: Address, nonce: bigint) {
    const [contract, slot] = of === 'registry' ? [registry, 2] : [office, 5]
    const value = numberToHex(nonce, { size: 32 })
    await provider.request({
      method: 'hardhat_setStorageAt',
      params: [contract.address, compact(mappingSlot(slot, signer)), value],
    })
  }

  /** Runs `act` and undoes on the chain whatever it did. */
  async function undone<Result>(act: () => Promise<Result>): Promise<Result> {
    const snapshot = await provider.request({ method: 'evm_snapshot' })
    try {
      return await act()
    } finally {
      await provider.request({ method: 'evm_revert', params: [snapshot] })
    }
  }

  return { viem, registry, office, token, accounts, client, asAccount, setNonce, undone, close }
}

/** As JSON-RPC has quantities: without leading zeros. */
const compact = (slot: Hex): Hex => numberToHex(BigInt(slot))
