// The stake of every stamp that waits for an answer, in as many transactions as it takes.

import type { Stamp } from '@pennypost/sdk'
import { collectAll, createApiClient, inboxIdOf, iterate } from '@pennypost/sdk'
import { createWalletClient, http } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

const words = 'test test test test test test test test test test test junk'
const account = mnemonicToAccount(words, { addressIndex: 3 }) // Chloe
const client = createWalletClient({ account, chain: hardhat, transport: http() })
const api = createApiClient({ url: 'http://127.0.0.1:8787', chain: 'eip155:31337' })
const inboxId = inboxIdOf(account.address, 0n)

const stamps: Stamp[] = []
for (const status of ['open', 'admitted'] as const) {
  for await (const stamp of iterate(api.listInboxStamps, { inboxId, status })) {
    if (stamp.canExpire) continue // too late: it goes back to its sender
    stamps.push({ ...stamp, carriage: BigInt(stamp.carriage), stake: BigInt(stamp.stake) })
  }
}
const onProgress = ({ done, total }: { done: number; total: number }) =>
  console.log(`${done} of ${total} collected`)
await collectAll(client, { stamps, onProgress })
