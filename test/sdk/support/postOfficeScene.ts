import type { Address, Hex, TransactionReceipt } from 'viem'
import {
  createWalletClient,
  custom,
  getAddress,
  keccak256,
  numberToHex,
  publicActions,
  zeroAddress,
} from 'viem'
import { hardhat } from 'viem/chains'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { registerInbox } from '../../../sdk/src/actions/registerInbox.ts'
import { setTerms } from '../../../sdk/src/actions/setTerms.ts'
import type { Contracts } from '../../../sdk/src/chain/contracts.ts'
import type { PostInput } from '../../../sdk/src/postage/postInput.ts'
import type { SdkChain, SdkClient } from './chain.ts'
import { NOW, startSdkChain } from './chain.ts'
import { refusal } from './refusal.ts'

export const NATIVE = zeroAddress
export const STAKE = 1_000_000n
export const CARRIAGE = 20_000n
export const POSTAGE = STAKE + CARRIAGE
/** Seconds. */
export const WINDOW = 3 * 86_400
/** Unix seconds. */
export const EXPIRES_AT = NOW + 7 * 86_400

/** An inbox that accepts the native token and another one, and whoever has to do with it. The sender has both. */
export type PostOfficeScene = SdkChain & {
  inboxId: Hex
  sender: SdkClient
  /** The inbox's. */
  wallet: SdkClient
  relay: SdkClient
  stranger: SdkClient
  /** The inbox's. */
  recovery: SdkClient
}

/** A chain for the tests of a file. After each of them it is as it was before. */
export function postOfficeScene(): () => PostOfficeScene {
  let scene: PostOfficeScene | undefined
  let snapshot: Hex

  beforeAll(async () => {
    const chain = await startSdkChain()
    // As contracts answer them, to compare with.
    const contracts = mapped(chain.contracts, getAddress)
    const people = {
      ...{ sender: chain.clientOf(1), wallet: chain.clientOf(2), relay: chain.clientOf(3) },
      ...{ stranger: chain.clientOf(4), recovery: chain.clientOf(5) },
    }
    const inboxId = inboxIdOf(people.wallet.account.address, 0n)
    scene = { ...chain, ...people, contracts, inboxId }
    await registerInbox(people.wallet, {
      recovery: people.recovery.account.address,
      contracts: chain.contracts,
    })
    await accept(scene, NATIVE)
    await accept(scene, chain.token.address)
    await chain.mint(people.sender.account.address, 10n ** 12n)
  })
  afterAll(() => scene?.close())
  beforeEach(async () => {
    snapshot = await current().sender.snapshot()
  })
  afterEach(() => current().sender.revert({ id: snapshot }))

  function current(): PostOfficeScene {
    if (!scene) throw new Error('The scene is set before the first test of a file.')
    return scene
  }
  return current
}

function mapped(contracts: Contracts, change: (address: Address) => Address): Contracts {
  return {
    InboxRegistry: change(contracts.InboxRegistry),
    RelayRegistry: change(contracts.RelayRegistry),
    PostOffice: change(contracts.PostOffice),
  }
}

/** The inbox accepts a token, at the stake and window of all tests. */
export async function accept(
  { wallet, inboxId, contracts }: PostOfficeScene,
  token: Address,
  relayMayCollect = false,
): Promise<void> {
  const terms = { token, stake: STAKE, window: WINDOW, relayMayCollect }
  await setTerms(wallet, { inboxId, ...terms, contracts })
}

/** What is posted to the inbox; `letter` makes it another one. */
export function inputOf(
  { relay, inboxId }: PostOfficeScene,
  letter = 0,
  token: Address = NATIVE,
): PostInput {
  return {
    ...{ relay: relay.account.address, token, inboxId },
    letterHash: keccak256(numberToHex(letter, { size: 32 })),
    ...{ carriage: CARRIAGE, stake: STAKE, expiresAt: EXPIRES_AT },
  }
}

/** As many of them, each another one. */
export function inputsOf(scene: PostOfficeScene, count: number, token?: Address): PostInput[] {
  return Array.from({ length: count }, (_, letter) => inputOf(scene, letter, token))
}

/** What an account has in the PostOffice. */
export async function ledger(
  { office }: PostOfficeScene,
  { account }: SdkClient,
  token: Address = NATIVE,
): Promise<bigint> {
  return await office.read.balanceOf([account.address, BigInt(token)])
}

/** Moves the chain's clock, and makes a block there. */
export async function moveTo({ sender }: PostOfficeScene, time: number): Promise<void> {
  await sender.setNextBlockTimestamp({ timestamp: BigInt(time) })
  await sender.mine({ blocks: 1 })
}

/** The receipt of a transaction that did what it was sent for. */
export async function receiptOf(
  { sender }: PostOfficeScene,
  hash: Hex,
): Promise<TransactionReceipt> {
  const receipt = await sender.getTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`Transaction ${hash} failed.`)
  return receipt
}

/** A contract's error and its values. @throws As {@link refusal}. */
export async function refused(call: Promise<unknown>): Promise<unknown[]> {
  const { errorName, args } = await refusal(call)
  return [errorName, ...args]
}

/** What a call throws. @throws {Error} It throws nothing. */
export async function failure(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    () => ({ thrown: undefined, isThrown: false }),
    (thrown: unknown) => ({ thrown, isThrown: true }),
  )
  if (!outcome.isThrown) throw new Error('Nothing was thrown.')
  return outcome.thrown
}

/** A client of an account whose requests are written down. */
export function watchedClient({ provider }: PostOfficeScene, { account }: SdkClient) {
  const methods: string[] = []
  const signed: string[] = []
  const client = createWalletClient({
    account: {
      ...account,
      signTypedData: (typedData: never) => {
        signed.push('typedData')
        return account.signTypedData(typedData)
      },
    } as typeof account,
    chain: hardhat,
    transport: custom(
      {
        request: (request: { method: string }) => {
          methods.push(request.method)
          return provider.request(request as never)
        },
      },
      { retryCount: 0 },
    ),
  }).extend(publicActions)
  return {
    client,
    /** What was asked of the node, in order. */
    methods,
    /** How many transactions were sent and signatures made. */
    committed: () =>
      methods.filter((method) => method.startsWith('eth_send')).length + signed.length,
  }
}
