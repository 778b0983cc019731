import type { Address, Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import type { SenderStatementParameters } from '../../../protocol/senderStatement.ts'
import {
  senderStatementDigest,
  senderStatementTypedData,
} from '../../../protocol/senderStatement.ts'
import { isSenderStatementSignature } from '../../../protocol/senderStatementSignature.ts'
import type { ContractsOption } from '../chain/client.ts'
import { contractsOn } from '../chain/contracts.ts'
import { publicKeyOf } from '../keys/publicKeyOf.ts'
import type { SigningKey } from '../keys/signingKey.ts'
import { signWithKey } from '../keys/signWithKey.ts'
import type { WalletSigner } from '../signing/signByWallet.ts'
import { accountOfWallet, signByWallet } from '../signing/signByWallet.ts'
import { checkStatement } from './checkStatement.ts'
import { SenderStatementError } from './SenderStatementError.ts'

export type SignSenderStatementParameters = ContractsOption & {
  /** The chain that the recipient's inbox is on. */
  chainId: number
  /** The recipient. */
  inboxId: Hex
  /** `letterHash(sealed)`. */
  letterHash: Hex
  /** The relay that the letter is handed to, by its operator address: no other can use the statement. */
  relay: Address
  /** The sender's own inbox. By a key: the one whose key it is, needed. By a wallet: its inbox, if consent to that shall count. */
  senderInboxId?: Hex | undefined
  /** Unix seconds; now, unless told. It counts from 60 s before to one day after. */
  issuedAt?: number | undefined
  /** A wallet, as a client with an account or as a local account; or a key of the sender's inbox. */
  signer: WalletSigner | SigningKey
}

/** As `senderStatement` of `POST /v1/verify` takes it. */
export type SignedSenderStatement = {
  /** The wallet that signed; 0x0…0: a key did. */
  wallet: Address
  senderInboxId: Hex
  /** The key that signed; 0x0…0: a wallet did. */
  keyId: Hex
  issuedAt: number
  signature: Hex
}

/**
 * Signs that a letter is the signer's own, for one relay: what makes a recipient's consent count, so that friends write free.
 *
 * A wallet is asked to sign typed data. A wallet that is a contract cannot make the signature that relays take: sign by a key of its inbox. That the
 * key or wallet belongs to `senderInboxId`, whoever verifies looks up; here it is taken as given.
 *
 * Source: `SenderStatement` in docs/api.md.
 *
 * @throws {SenderStatementError} A parameter makes no sense, or the wallet's signature is none that relays take.
 * @throws {InvalidParameterError} Keys of the kind cannot sign, or the secret is none.
 * @throws {UnknownChainError} No addresses are known for the chain, and no `contracts` were given.
 * @throws {AccountRequiredError} The client has no account.
 *
 * @example
 * const senderStatement = await signSenderStatement({
 *   chainId: 8453,
 *   inboxId,
 *   letterHash: letterHash(sealed),
 *   relay,
 *   senderInboxId,
 *   signer: { kind: keyKinds.ed25519, secretKey },
 * })
 */
export async function signSenderStatement(
  parameters: SignSenderStatementParameters,
): Promise<SignedSenderStatement> {
  const { chainId, inboxId, letterHash, relay, signer } = parameters
  const { InboxRegistry: registry } = parameters.contracts ?? contractsOn(chainId)
  const { issuedAt = Math.floor(Date.now() / 1_000), senderInboxId = zeroHash } = parameters
  const key = 'secretKey' in signer ? signer : undefined
  const wallet = 'secretKey' in signer ? zeroAddress : accountOfWallet(signer).address
  const keyId = key ? keyIdOf(key.kind, publicKeyOf(key)) : zeroHash
  const statement = { inboxId, wallet, senderInboxId, keyId, letterHash, relay, issuedAt }
  checkStatement(statement)
  const signature = await sign(signer, { chainId, registry, statement })
  return { wallet, senderInboxId, keyId, issuedAt, signature }
}

async function sign(
  signer: WalletSigner | SigningKey,
  parameters: SenderStatementParameters,
): Promise<Hex> {
  if ('secretKey' in signer) return signWithKey(signer, senderStatementDigest(parameters))
  const signature = await signByWallet(signer, senderStatementTypedData(parameters))
  if (isSenderStatementSignature({ ...parameters, signature })) return signature
  throw new SenderStatementError(
    `The signature is not a plain one of ${parameters.statement.wallet}, 65 bytes by its own key. A wallet that is a contract, or signs by another, has to use a key of its inbox as \`signer\`.`,
  )
}
