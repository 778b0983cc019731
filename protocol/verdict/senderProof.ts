import type { Address, Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { canSign } from '../keyKinds.ts'
import { isSenderStatementSignature } from '../senderStatementSignature.ts'
import { isSenderStatementInTime } from '../senderStatementTimes.ts'
import type { VerifyItem } from '../wire/verify.ts'
import type { SenderProof, StatementKeyFact, VerifyFacts } from './facts.ts'

/** Where statements hold: a chain, and the InboxRegistry on it. */
export type StatementDomain = { chainId: number; registry: Address }

const byRelay: SenderProof = { by: 'relay' }
const byWallet: SenderProof = { by: 'wallet' }
const byNobody: SenderProof = { by: null, because: null }

type Statement = NonNullable<VerifyItem['senderStatement']>

/**
 * Whom a request proves to have written the letter. The relay's own word goes first: then no statement is looked at. What a
 * statement lacks is no error, but keeps it from proving anything; its signature, which takes about a millisecond, is
 * checked last.
 */
export function senderProof(
  domain: StatementDomain,
  request: VerifyItem,
  facts: VerifyFacts,
): SenderProof {
  if (request.senderAuthenticated) return byRelay
  const { senderStatement: statement } = request
  if (!statement) return byNobody
  const isByKey = statement.wallet === zeroAddress
  const because = isByKey
    ? (lackOfTime(statement, facts) ?? lackOfKey(statement, request.sender, facts))
    : (lackOfTime(statement, facts) ?? lackOfWallet(statement, request.sender, facts))
  if (because) return { by: null, because }

  const { signature, ...signed } = statement
  const key = isByKey ? (facts.statementKey as StatementKeyFact) : undefined
  const isSigned = isSenderStatementSignature({
    ...domain,
    statement: { ...signed, ...letterOf(request) },
    signature,
    key,
  })
  if (!isSigned)
    return { by: null, because: 'its signature is of another key, wallet or statement' }
  return key ? { by: 'key', sinceBlock: key.sinceBlock } : byWallet
}

function letterOf({ inboxId, letterHash, relay }: VerifyItem) {
  return { inboxId, letterHash, relay }
}

function lackOfTime({ issuedAt }: Statement, { now }: VerifyFacts): string | undefined {
  if (isSenderStatementInTime(issuedAt, now)) return undefined
  return now < issuedAt ? 'it is of the future' : 'it is more than a day old'
}

function lackOfKey(
  { senderInboxId, keyId }: Statement,
  sender: Hex,
  { statementKey: key, senderInboxId: own, now }: VerifyFacts,
): string | undefined {
  if (keyId === zeroHash) return 'it names neither a key nor a wallet'
  if (sender !== senderInboxId && own !== senderInboxId) return 'the sender is not of its inbox'
  if (!key) return 'its key is not a key of its inbox'
  if (key.isRevoked) return 'its key is revoked'
  if (key.expiresAt !== 0 && now >= key.expiresAt) return 'its key has expired'
  return canSign(key.kind) ? undefined : 'its key is of a kind that does not sign'
}

function lackOfWallet(
  { wallet, senderInboxId, keyId }: Statement,
  sender: Hex,
  { senderInboxId: own }: VerifyFacts,
): string | undefined {
  if (keyId !== zeroHash) return 'it names both a key and a wallet'
  if (sender !== wallet) return 'the sender is not its wallet'
  if (senderInboxId !== zeroHash && senderInboxId !== own) return 'its wallet is not of its inbox'
  return undefined
}
