import { createWalletClient, custom, publicActions, testActions } from 'viem'
import { hardhat } from 'viem/chains'
import { afterEach, describe, expect, it } from 'vitest'
import { setDoor } from '../../../sdk/src/actions/setDoor.ts'
import { TransactionFailedError } from '../../../sdk/src/errors/TransactionFailedError.ts'
import { waitUntilMined } from '../../../sdk/src/flows/waitUntilMined.ts'
import { failure, postOfficeScene } from '../support/postOfficeScene.ts'

const scene = postOfficeScene()
const gwei = 10n ** 9n

/** The inbox's wallet on a chain that makes no block by itself. */
async function withoutBlocks() {
  const { wallet, provider } = scene()
  await wallet.setAutomine(false)
  return createWalletClient({
    ...{ account: wallet.account, chain: hardhat, transport: custom(provider) },
    pollingInterval: 20,
  })
    .extend(publicActions)
    .extend(testActions({ mode: 'hardhat' }))
}

afterEach(() => scene().wallet.setAutomine(true))

/** Sets the door; with `nonce` given, in place of whatever was sent with it. */
async function sent(
  client: Awaited<ReturnType<typeof withoutBlocks>>,
  { nonce, maxFeePerGas }: { nonce: number; maxFeePerGas: bigint },
) {
  const { inboxId, contracts } = scene()
  return await setDoor(client, {
    ...{ inboxId, door: 'closed', nonce, contracts, maxFeePerGas },
    maxPriorityFeePerGas: maxFeePerGas / 2n,
    // Estimated on top of what waits, the second would be given too little.
    gas: 200_000n,
  })
}

describe('waitUntilMined', () => {
  it('waits for the block, also where the transaction was sent again at another price', async () => {
    const client = await withoutBlocks()
    const nonce = await client.getTransactionCount(client.account)
    const hash = await sent(client, { nonce, maxFeePerGas: 10n * gwei })
    const receipt = waitUntilMined(client, { hash })
    await client.getTransaction({ hash })
    const again = await sent(client, { nonce, maxFeePerGas: 20n * gwei })
    await client.mine({ blocks: 1 })
    expect((await receipt).transactionHash).toBe(again)
  })

  it('says that another transaction took its place', async () => {
    const client = await withoutBlocks()
    const nonce = await client.getTransactionCount(client.account)
    const hash = await sent(client, { nonce, maxFeePerGas: 10n * gwei })
    const waiting = failure(waitUntilMined(client, { hash }))
    await client.getTransaction({ hash })
    await client.sendTransaction({
      ...{ to: client.account.address, value: 0n, nonce },
      ...{ maxFeePerGas: 20n * gwei, maxPriorityFeePerGas: 10n * gwei },
    })
    await client.mine({ blocks: 1 })
    const error = await waiting
    expect(error).toBeInstanceOf(TransactionFailedError)
    expect(error).toMatchObject({ hash, reason: 'replaced' })
  })

  it('says that it was refused after all', async () => {
    const { contracts } = scene()
    const client = await withoutBlocks()
    const hash = await client.sendTransaction({
      ...{ to: contracts.PostOffice, data: '0x12345678', gas: 100_000n },
    })
    const waiting = failure(waitUntilMined(client, { hash }))
    await client.mine({ blocks: 1 })
    expect(await waiting).toMatchObject({ hash, reason: 'reverted' })
  })
})
