import type {
  Contracts,
  PennypostClient,
  Stamp,
  StampRequirements,
  StampTerms,
} from '@pennypost/sdk'
import { stampIdOf } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import type { Caip2 } from '../config/caip2.ts'
import type { Store } from '../storage/Store.ts'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import type { WalletWatcher } from '../wallet/walletTransport.ts'
import { askRelayPrice } from './askRelayPrice.ts'
import { deliveryOf, handOver } from './handOver.ts'
import { OtherAccountError, PaymentUnsureError, SignatureNeededError } from './letterProblems.ts'
import type { LetterPostage, OwnLetter } from './OwnLetter.ts'
import { payStamp, stampStatusOf } from './payStamp.ts'
import type { SendingPhase } from './SendingPhase.ts'
import { isFresh, signLetter } from './signLetter.ts'

export type SendContext = {
  chain: { id: number; caip2: Caip2; contracts: Contracts }
  /** Reads of the chain. */
  client: PennypostClient
  store: Store<OwnLetter>
  /** The wallet of now. */
  wallet: (watcher: WalletWatcher) => Promise<WalletClient>
  /** Whether the person has just asked to go on, so that the wallet may ask for what it may have been asked before. */
  mayAsk: boolean
  onPhase: (phase: SendingPhase) => void
  signal: AbortSignal
}

/**
 * Takes a letter on from wherever it is to its relay. What may be paid is written down before a wallet is asked; whether it is, only the chain
 * says; and nothing but this one stamp is ever paid for it. Call it under the letter's lock.
 *
 * @param key - Of the letter in the store.
 * @throws {PaymentUnsureError} The wallet was asked before, and the chain does not have the stamp.
 * @throws {SignatureNeededError} The wallet has to sign, and may not be asked now.
 * @throws {OtherAccountError} The wallet is at another account.
 * @throws {StorageError} The browser keeps nothing: nothing was paid now.
 * @throws What the relay, the chain and the wallet are the cause of.
 */
export async function sendLetter(key: string, context: SendContext): Promise<void> {
  const { store } = context
  let letter = await store.get(key)
  if (!letter || letter.delivery) return
  const save = async (change: Partial<OwnLetter>) => {
    const saved = await store.update(key, (known) => known && { ...known, ...change })
    if (!saved) throw new Error('The letter is not kept any more: it was removed in another tab.')
    return saved
  }
  if (letter.postage) letter = await settled(letter, context, save)
  if (!letter.postage?.isPosted) letter = await signed(letter, context, save)
  if (!letter.postage) {
    context.onPhase({ phase: 'relay' })
    const { client, chain, signal } = context
    const price = await askRelayPrice(client, letter, { contracts: chain.contracts, signal })
    if ('taken' in price) {
      const delivery = await deliveryOf(client, letter, price.taken, chain.contracts)
      await save({ delivery })
      return
    }
    // Before anything is asked of the wallet: from here on the letter may be paid for.
    letter = await save({ postage: postageOf(letter, price.requirements, context) })
  }
  if (!letter.postage?.isPosted) letter = await paid(letter, context, save)
  context.onPhase({ phase: 'relay' })
  const delivery = await handOver(context.client, letter, {
    ...{ contracts: context.chain.contracts, signal: context.signal },
    onWait: (reason) => context.onPhase({ phase: 'relay', waiting: reason }),
  })
  await save({ delivery })
}

type Save = (change: Partial<OwnLetter>) => Promise<OwnLetter>

/** Looks at the chain for a stamp that a wallet may have been asked for. */
async function settled(letter: OwnLetter, context: SendContext, save: Save): Promise<OwnLetter> {
  const { postage } = letter
  if (!postage || postage.isPosted) return letter
  context.onPhase({ phase: 'looking' })
  const { client, chain, mayAsk } = context
  const { stampId, timesAsked } = postage
  const status = await stampStatusOf(client, { stampId, contracts: chain.contracts })
  if (status !== 'none') return await save({ postage: { ...postage, isPosted: true } })
  if (timesAsked > 0 && !mayAsk) throw new PaymentUnsureError()
  return letter
}

async function signed(letter: OwnLetter, context: SendContext, save: Save): Promise<OwnLetter> {
  const now = Math.floor(Date.now() / 1_000)
  if (!letter.isSigned || isFresh(letter.statement, now)) return letter
  if (!context.mayAsk) throw new SignatureNeededError()
  context.onPhase({ phase: 'signing' })
  const client = await walletOf(letter, context, {})
  return await save({ statement: await signLetter(client, context.chain, letter) })
}

async function paid(letter: OwnLetter, context: SendContext, save: Save): Promise<OwnLetter> {
  const { chain, onPhase } = context
  onPhase({ phase: 'checking' })
  const client = await walletOf(letter, context, {
    onAsk: () => onPhase({ phase: 'asking' }),
  })
  const before = letter.postage as LetterPostage
  let postage: LetterPostage = { ...before, timesAsked: before.timesAsked + 1 }
  await save({ postage })
  const hash = await payStamp(client, postage, {
    contracts: chain.contracts,
    onStep: ({ name, state, hash }) => {
      if (name === 'post' && state === 'sent') onPhase({ phase: 'mining', hash })
      else if (name !== 'post') onPhase({ phase: state === 'asking' ? 'approving' : 'mining' })
    },
    onHash: async (hash) => {
      postage = { ...postage, hash }
      await save({ postage })
    },
  })
  return await save({ postage: { ...postage, isPosted: true, ...(hash && { hash }) } })
}

/** @throws {OtherAccountError} */
async function walletOf(
  { wallet }: OwnLetter,
  context: SendContext,
  watcher: WalletWatcher,
): Promise<WalletClient> {
  const client = await context.wallet(watcher)
  if (!isAddressEqual(client.account.address, wallet)) throw new OtherAccountError(wallet)
  return client
}

/** The stamp that the letter is to be paid with. */
export function postageOf(
  { wallet }: Pick<OwnLetter, 'wallet'>,
  { asset, extra }: StampRequirements & { extra: StampTerms },
  { chain }: Pick<SendContext, 'chain'>,
): LetterPostage {
  const { inboxId, letterHash, relay, carriage, stake, expiresAt } = extra
  const stamp: Stamp = {
    ...{ sender: wallet, relay: lowerCase(relay), token: lowerCase(asset) },
    ...{ inboxId, letterHash, expiresAt },
    ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
  }
  const stampId = stampIdOf({ chainId: chain.id, postOffice: chain.contracts.PostOffice, stamp })
  return { stamp, stampId, timesAsked: 0, isPosted: false }
}

/** A relay may write a checksum that is none, which encoding would refuse. */
function lowerCase(address: string): Address {
  return address.toLowerCase() as Address
}
