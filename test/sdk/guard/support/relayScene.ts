import { keccak256, parseEther, zeroAddress, zeroHash } from 'viem'
import { inboxIdOf } from '../../../../protocol/ids.ts'
import { post } from '../../../../sdk/src/actions/post.ts'
import { registerInbox } from '../../../../sdk/src/actions/registerInbox.ts'
import { registerRelay } from '../../../../sdk/src/actions/registerRelay.ts'
import { setCarriage } from '../../../../sdk/src/actions/setCarriage.ts'
import { setConsents } from '../../../../sdk/src/actions/setConsents.ts'
import { setTerms } from '../../../../sdk/src/actions/setTerms.ts'
import type { PostInput } from '../../../../sdk/src/postage/postInput.ts'
import { signSenderStatement } from '../../../../sdk/src/statements/signSenderStatement.ts'
import type { LiveClient } from './liveChain.ts'
import { startLiveChain } from './liveChain.ts'

export const native = zeroAddress
export const stake = parseEther('0.003')
export const carriage = parseEther('0.0004')
export const window = 7_200

export type RelayScene = Awaited<ReturnType<typeof startRelayScene>>

/** A recipient that asks strangers for postage, allows a friend and denies a spammer; and two relays, at a price each. */
export async function startRelayScene() {
  const chain = await startLiveChain()
  const [recipient, sender, friend, spammer, relay, otherRelay] = [1, 2, 3, 4, 5, 6].map((index) =>
    chain.clientOf(index),
  ) as [LiveClient, LiveClient, LiveClient, LiveClient, LiveClient, LiveClient]
  const inboxId = inboxIdOf(recipient.account.address, 0n)
  await chain.sent(registerInbox(recipient, {}))
  await chain.sent(
    setTerms(recipient, { inboxId, token: native, stake, window, relayMayCollect: false }),
  )
  await chain.sent(
    setConsents(recipient, {
      inboxId,
      consents: [
        { subject: friend.account.address, consent: 'allowed' },
        { subject: spammer.account.address, consent: 'denied' },
      ],
    }),
  )
  for (const [client, amount] of [
    [relay, carriage] as const,
    [otherRelay, 2n * carriage] as const,
  ]) {
    const signer = client.account.address
    await chain.sent(registerRelay(client, { signer, endpoint: 'https://relay.example' }))
    await chain.sent(setCarriage(client, { token: native, amount, accepted: true }))
  }
  await chain.caughtUp()
  return {
    ...chain,
    ...{ inboxId, recipient, sender, friend, spammer, relay, otherRelay },
    /** Another letter each time. */
    letter: letterOf,
    /** Posts a stamp for a letter, at the price of the relay. */
    async pay(bytes: Uint8Array, fields: Partial<PostInput> = {}, by: LiveClient = sender) {
      const { timestamp } = await chain.reader.getBlock()
      const { hash, ...posted } = await post(by, {
        input: {
          ...{ relay: relay.account.address, token: native, inboxId, carriage, stake },
          ...{ letterHash: keccak256(bytes), expiresAt: Number(timestamp) + window + 86_400 },
          ...fields,
        },
      })
      await chain.sent(hash)
      return posted
    },
    /** What a wallet signs of a letter, for the relay. */
    statement: (signer: LiveClient, bytes: Uint8Array, to: LiveClient = relay) =>
      signSenderStatement({
        ...{ chainId: chain.chainId, inboxId, letterHash: keccak256(bytes), signer },
        ...{ relay: to.account.address, senderInboxId: zeroHash },
      }),
  }
}

let letters = 0

function letterOf(): Uint8Array {
  letters += 1
  return new TextEncoder().encode(`Letter ${letters} of ${process.pid}, ${Date.now()}`)
}
