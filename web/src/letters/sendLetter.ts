import type { Contracts, PennypostClient } from '@pennypost/sdk'
import { isAddressEqual } from 'viem'
import type { Caip2 } from '../config/caip2.ts'
import type { Store } from '../storage/Store.ts'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import type { WalletWatcher } from '../wallet/walletTransport.ts'
import { askRelayPrice } from './askRelayPrice.ts'
import { deliveryOf, handOver } from './handOver.ts'
import { isDelivered } from './isDelivered.ts'
import {
  NoReceiptError,
  OtherAccountError,
  PaymentUnsureError,
  SignatureNeededError,
} from './letterProblems.ts'
import type { LetterPostage, OwnLetter } from './OwnLetter.ts'
import { payStamp } from './payStamp.ts'
import { postageOf } from './postageOf.ts'
import type { SendingPhase } from './SendingPhase.ts'
import { settled } from './settled.ts'
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
 * @throws {NoReceiptError} The relay took what is paid for without a receipt that holds: it is to be handed over again.
 * @throws {SignatureNeededError} The wallet has to sign, and may not be asked now.
 * @throws {OtherAccountError} The wallet is at another account.
 * @throws {StorageError} The browser keeps nothing: nothing was paid now.
 * @throws What the relay, the chain and the wallet are the cause of.
 */
export async function sendLetter(key: string, context: SendContext): Promise<void> {
  const { store } = context
  let letter = await store.get(key)
  if (!letter || isDelivered(letter)) return
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
  letter = await save({ delivery })
  if (!isDelivered(letter)) throw new NoReceiptError(delivery.receipt)
}

export type Save = (change: Partial<OwnLetter>) => Promise<OwnLetter>

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
  delete postage.strayHash
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
  }).catch(async (error: unknown) => {
    const strayHash = error instanceof PaymentUnsureError ? error.strayHash : undefined
    if (strayHash) await save({ postage: { ...postage, hash: undefined, strayHash } })
    throw error
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
