import { describe, expect, it } from 'vitest'
import { possessionStatus } from '../../../indexer/src/possession.ts'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { getInbox } from '../../../sdk/src/actions/getInbox.ts'
import { getInboxOf } from '../../../sdk/src/actions/getInboxOf.ts'
import { createInbox } from '../../../sdk/src/flows/createInbox.ts'
import { createKey } from '../../../sdk/src/keys/createKey.ts'
import { refusal } from '../support/refusal.ts'
import { eventsOf, registryScene } from '../support/registryScene.ts'

const scene = registryScene()

describe('createInbox', () => {
  it('gives the id of an inbox that is there', async () => {
    const { stranger, contracts } = scene()
    const { inboxId, receipt } = await createInbox(stranger, { contracts })
    expect(inboxId).toBe(inboxIdOf(stranger.account.address, 0n))
    expect(receipt.status).toBe('success')
    const wallet = stranger.account.address
    expect(await getInboxOf(stranger, { wallet, contracts })).toBe(inboxId)
    expect(await getInbox(stranger, { inboxId, contracts })).toMatchObject({
      ...{ recovery: wallet, keyCount: 0 },
    })
  })

  it('takes another nonce, recovery and account', async () => {
    const { stranger, recovery, contracts } = scene()
    const { account, ...client } = stranger
    const given = { account, inboxNonce: 7n, recovery: recovery.account.address }
    const { inboxId } = await createInbox(client as never, { ...given, contracts })
    expect(inboxId).toBe(inboxIdOf(account.address, 7n))
    const inbox = await getInbox(stranger, { inboxId, contracts })
    expect(inbox?.recovery).toBe(recovery.account.address)
  })

  it('adds keys that the indexer finds to be valid, and vouched for by the first that signs', async () => {
    const { stranger, contracts } = scene()
    const sealing = await createKey('xWing')
    const [first, second] = [await createKey('ed25519'), await createKey('p256')]
    const keys = [sealing, first, second]
    const { receipt } = await createInbox(stranger, { keys, contracts })
    const known = new Map<string, { kind: number; publicKey: `0x${string}` }>()
    const statuses: Record<string, string> = {}
    for (const { eventName, args } of await eventsOf(scene(), receipt.transactionHash)) {
      if (eventName !== 'KeyAdded') continue
      statuses[args.keyId] = await possessionStatus({
        ...{ ...args, chainId: 31_337, registry: contracts.InboxRegistry },
        activeKey: (keyId: string) => Promise.resolve(known.get(keyId)),
      })
      known.set(args.keyId, args)
    }
    expect(statuses).toEqual({
      ...{ [first.keyId]: 'valid', [second.keyId]: 'valid', [sealing.keyId]: 'vouched' },
    })
  })

  it('takes a key that nobody can vouch for', async () => {
    const { stranger, contracts } = scene()
    const keys = [await createKey('x25519')]
    const { inboxId } = await createInbox(stranger, { keys, contracts })
    expect(await getInbox(stranger, { inboxId, contracts })).toMatchObject({ keyCount: 1 })
  })

  it('is refused where the account has an inbox already', async () => {
    const { wallet, inboxId, contracts } = scene()
    const again = createInbox(wallet, { inboxNonce: 1n, contracts })
    expect(await refusal(again)).toMatchObject({
      ...{ errorName: 'WalletAlreadyLinked', args: [wallet.account.address, inboxId] },
    })
  })
})
