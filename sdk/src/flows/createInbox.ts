import type { Address, Hex, TransactionReceipt } from 'viem'
import { inboxIdOf } from '../../../protocol/ids.ts'
import { canSign } from '../../../protocol/keyKinds.ts'
import { registerInbox } from '../actions/registerInbox.ts'
import type { PennypostClient } from '../chain/client.ts'
import { chainIdOf } from '../chain/client.ts'
import type { KeyInput } from '../keys/keyInput.ts'
import { keyInputOf } from '../keys/keyInputOf.ts'
import type { KeyPair } from '../keys/keyPair.ts'
import type { FlowOptions } from './flowOptions.ts'
import { flowOf } from './flowOptions.ts'
import { waitUntilMined } from './waitUntilMined.ts'

export type CreateInboxParameters = FlowOptions & {
  /** What the inbox's id is derived from, with the account: 0 unless given. */
  inboxNonce?: bigint | undefined
  /** Account with the last word over the inbox; the account itself unless given. */
  recovery?: Address | undefined
  /** Keys that act for the inbox from the start, as `createKey` makes them. Their secrets go nowhere. */
  keys?: readonly KeyPair[] | undefined
}

/** An inbox that is registered. */
export type CreateInboxReturnType = {
  inboxId: Hex
  receipt: TransactionReceipt
}

/**
 * Registers an inbox of the account, with keys that prove whose they are, and waits until it is there.
 *
 * A key that cannot sign is vouched for by the first one that can. For keys whose secrets are elsewhere: `registerInbox`.
 *
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none.
 * @throws {ContractRefusalError} What `registerInbox` is refused with: `WalletAlreadyLinked` where the account has an inbox already.
 * @throws {TransactionFailedError} The transaction was refused after all, or replaced.
 *
 * @example
 * const keys = [await createKey('ed25519'), await createKey('xWing')]
 * const { inboxId } = await createInbox(client, { keys })
 */
export async function createInbox(
  client: PennypostClient,
  parameters: CreateInboxParameters,
): Promise<CreateInboxReturnType> {
  const { inboxNonce = 0n, recovery } = parameters
  const flow = await flowOf(client, parameters)
  const inboxId = inboxIdOf(flow.account.address, inboxNonce)
  const place = { chainId: await chainIdOf(client), inboxId, contracts: flow.contracts }
  const keys = provenKeys(parameters.keys ?? [], place)
  const hash = await registerInbox(client, { ...flow, inboxNonce, recovery, keys })
  return { inboxId, receipt: await waitUntilMined(client, { hash }) }
}

/** Those that sign come first: only what is added before can vouch. */
function provenKeys(
  keys: readonly KeyPair[],
  place: Omit<Parameters<typeof keyInputOf>[0], 'key'>,
): KeyInput[] {
  const signing = keys.filter(({ kind }) => canSign(kind))
  const others = keys.filter(({ kind }) => !canSign(kind))
  const [voucher] = signing
  return [...signing, ...others].map((key) => keyInputOf({ ...place, key, voucher }))
}
