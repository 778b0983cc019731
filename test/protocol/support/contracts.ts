import { chainsHere } from '../../helpers/chainsHere.ts'

/** The contracts on a chain within this process, with some accounts. */
export async function deployContracts() {
  const { viem, close } = await chainsHere.create('default')
  const registry = await viem.deployContract('InboxRegistry')
  const postOffice = await viem.deployContract('PostOffice', [registry.address])
  const client = await viem.getPublicClient()
  const [sender] = await viem.getWalletClients()
  if (!sender) throw new Error('The chain has no accounts.')
  return { registry, postOffice, client, sender, chainId: client.chain.id, close }
}

export type Contracts = Awaited<ReturnType<typeof deployContracts>>
