import type { Reason } from '../../protocol/reasons.ts'
import type { DataSizes } from './names.ts'
import { address, chain, consentEvery, hash, inboxOf, relayOf, relays, senderOf } from './names.ts'

/** A question to `POST /v1/verify` without its chain, and the reason that the answer must give. */
export type Letter = { item: Record<string, unknown>; reason: Reason }

/**
 * The n-th letter of the mix that all benchmarks ask about, of a stamp drawn from all there are: of ten, seven are paid and found by
 * their hash, one is paid and names its stamp, one is consented to, one is refused, for four reasons by turns.
 */
export function letter(n: number, sizes: DataSizes): Letter {
  const turn = n % 10
  const tens = Math.floor((draw(n) * sizes.stamps) / 10)
  if (turn < 7) return { item: ofStamp(10 * tens + 1 + (turn % 6), sizes), reason: 'paid' }
  if (turn === 7) {
    const i = 10 * tens + 7
    return { item: { ...ofStamp(i, sizes), stampId: hash(`stamp ${i}`) }, reason: 'paid' }
  }
  const anyone = Math.floor(draw(n) * sizes.inboxes)
  const chooser = anyone - (anyone % consentEvery)
  const unpaid = { letterHash: hash(`unpaid ${n}`), relay: address(`relay ${n % relays}`) }
  const toChooser = { inboxId: hash(`inbox ${chooser}`), ...unpaid }
  if (turn === 8) {
    const item = {
      ...toChooser,
      sender: address(`friend ${chooser}`),
      senderAuthenticated: true,
    }
    return { item, reason: 'consented' }
  }
  const refusals: (() => Letter)[] = [
    () => {
      const inboxId = hash(`inbox ${anyone}`)
      const sender = address(`stranger ${n}`)
      return { item: { inboxId, ...unpaid, sender }, reason: 'postage_required' }
    },
    () => ({
      item: { ...toChooser, sender: address(`foe ${chooser}`) },
      reason: 'sender_denied',
    }),
    () => ({ item: ofStamp(10 * tens + 8, sizes), reason: 'already_settled' }),
    () => {
      const i = 10 * tens + 1
      const relay = address(`relay ${relayOf(i + 1)}`)
      return { item: { ...ofStamp(i, sizes), relay }, reason: 'wrong_relay' }
    },
  ]
  return (refusals[Math.floor(n / 10) % refusals.length] as () => Letter)()
}

/** The body of `POST /v1/verify` about the n-th letter. */
export function singleBody(n: number, sizes: DataSizes): string {
  return JSON.stringify({ chain, ...letter(n, sizes).item })
}

/** The body of `POST /v1/verify/batch` about `size` letters, the n-th such. */
export function batchBody(n: number, size: number, sizes: DataSizes): string {
  const items = Array.from({ length: size }, (_, i) => letter(n * size + i, sizes).item)
  return JSON.stringify({ chain, items })
}

function ofStamp(i: number, sizes: DataSizes): Record<string, unknown> {
  return {
    inboxId: hash(`inbox ${inboxOf(i, sizes)}`),
    sender: address(`wallet ${senderOf(i, sizes)}`),
    letterHash: hash(`letter ${i}`),
    relay: address(`relay ${relayOf(i)}`),
  }
}

/** From 0 to below 1, the same for the same n: a step of Weyl's sequence hashed by Murmur's finalizer. */
function draw(n: number): number {
  let bits = Math.imul(n + 1, 0x9e3779b9)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32
}
