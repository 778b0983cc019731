import type { Hex } from 'viem'
import type {
  ConsentFact,
  StatementKeyFact,
  VerifyFacts,
} from '../../../../protocol/verdict/facts.ts'
import type { VerifyItem } from '../../../../protocol/wire/verify.ts'
import type { InboxState } from '../state/inboxState.ts'
import type { ReplicaState } from '../state/replicaState.ts'
import { deniedAmong, wordOn } from './wordOn.ts'

/** Up to where the chain is known. */
export type Moment = {
  /** Number of the newest block that is known. */
  block: number
  levelBlock: number
  /** Unix seconds. */
  now: number
}

/** All that a verdict turns on but postage: the inbox, and its word on the sender. */
export function senderFacts(
  state: ReplicaState,
  inbox: InboxState | undefined,
  item: VerifyItem,
  { block, levelBlock, now }: Moment,
): VerifyFacts {
  const { sender } = item
  const isInbox = sender.length === 66
  const link = isInbox ? undefined : state.links.get(sender)
  const own = isInbox ? state.inboxes.get(sender) : link?.inbox
  const senderInboxId = link?.inboxId ?? (isInbox && own?.row ? own.inboxId : null)
  const facts: VerifyFacts = {
    block,
    levelBlock,
    now,
    inbox: inbox?.row ?? null,
    senderInboxId,
    denied: null,
    allowed: null,
    allowedInbox: null,
    statementKey: null,
    postage: null,
    payerDenied: null,
    tokens: null,
  }
  if (item.senderStatement && !item.senderAuthenticated) {
    facts.statementKey = keyOf(state, item.senderStatement)
  }
  if (!inbox?.row?.consentGiven || !inbox.consents) return facts

  const said = wordOn(inbox, sender)
  if (said?.consent === 'allowed') facts.allowed = said
  const saidOfInbox = link && wordOn(inbox, link.inboxId)
  if (saidOfInbox?.consent === 'allowed') facts.allowedInbox = since(saidOfInbox, link?.sinceBlock)
  facts.denied = deniedAmong(inbox, sender, own)
  return facts
}

/** A word that counts since both it and the link hold. */
function since({ subject, sinceBlock }: ConsentFact, linkedBlock = 0): ConsentFact {
  return { subject, sinceBlock: Math.max(sinceBlock, linkedBlock) }
}

function keyOf(
  state: ReplicaState,
  { senderInboxId, keyId }: { senderInboxId: Hex; keyId: Hex },
): StatementKeyFact | null {
  const owner = state.inboxes.get(senderInboxId)
  const key = owner?.keys?.get(keyId)
  if (!key || !owner?.row) return null
  const { kind, publicKey, expiresAt, sinceBlock } = key
  const isRevoked = key.isRevoked || key.epoch < owner.row.keyEpoch
  return { kind, publicKey, isRevoked, expiresAt, sinceBlock }
}
