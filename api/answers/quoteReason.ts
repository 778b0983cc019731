import type { Address, Hex } from 'viem'
import { getAddress, pad, zeroAddress } from 'viem'
import type { QuoteReason } from '../../protocol/wire/quote.ts'
import type { QuoteRow } from '../queries/quote.ts'

/** `sender` is a wallet or an inbox id; undefined: nobody in particular. Likewise `relay`. */
type Asked = { sender?: Hex | undefined; relay?: Address | undefined }

/**
 * What `verify` would say of a letter without postage from this sender, if proven: the rows of its table that ask for none,
 * in their order.
 *
 * @returns `payable`, the terms that postage could meet: those in a token that the relay accepts, with its carriage.
 */
export function judgeQuote(
  row: QuoteRow,
  asked: Asked,
): { reason: QuoteReason; detail: string; payable: QuoteRow['terms'] } {
  const payable = findPayable(row, asked.relay)
  return { ...findReason(row, payable, asked), payable }
}

/** The terms that can be met: all while no relay is named, else those in a token that it accepts. */
function findPayable(row: QuoteRow, relay: Address | undefined): QuoteRow['terms'] {
  if (relay === undefined) return row.terms
  if (relay === zeroAddress) return row.terms.map((terms) => ({ ...terms, carriage: '0' }))
  return row.isRelayActive ? row.terms.filter((terms) => terms.carriage !== null) : []
}

function findReason(
  row: QuoteRow,
  payable: QuoteRow['terms'],
  { sender, relay }: Asked,
): { reason: QuoteReason; detail: string } {
  if (row.consents.some(({ consent }) => consent === 'denied')) {
    const detail = 'The inbox denies the sender, or another identity of it. No postage helps.'
    return { reason: 'sender_denied', detail }
  }
  if (sender && isAllowed(row, sender)) {
    const detail = 'The inbox allows the sender. Prove to the relay who you are; it costs nothing.'
    return { reason: 'consented', detail }
  }
  if (row.door === 'free') {
    const detail = 'The inbox takes letters from strangers free of postage.'
    return { reason: 'no_postage_required', detail }
  }
  if (row.door === 'closed') {
    return { reason: 'closed', detail: 'The inbox takes no letters from strangers.' }
  }
  if (row.terms.length === 0) {
    const detail =
      'The inbox asks strangers for postage, but accepts no token. It is closed to them.'
    return { reason: 'closed', detail }
  }
  if (payable.length === 0) return { reason: 'no_common_token', detail: explainNoToken(row, relay) }
  const detail = 'Post a stamp by one of the options, then hand the letter to its relay.'
  return { reason: 'postage_required', detail }
}

/** Whether a proven sender is allowed: by itself or, a wallet, by its inbox; never by its siblings. */
function isAllowed(row: QuoteRow, sender: Hex): boolean {
  const subjects = [pad(sender, { size: 32 }), row.senderInboxId]
  return row.consents.some(
    ({ subject, consent }) => consent === 'allowed' && subjects.includes(subject),
  )
}

function explainNoToken(row: QuoteRow, relay: Address = zeroAddress): string {
  const tokens = row.terms.map(({ token }) => getAddress(token)).join(', ')
  const name = getAddress(relay)
  if (row.isRelayActive === null) {
    return `${name} is not registered as a relay, so it accepts no token. Choose a relay that accepts one of ${tokens}.`
  }
  const why = row.isRelayActive ? "accepts none of the inbox's tokens" : 'is out of service'
  return `The relay ${name} ${why}. Choose a relay that accepts one of ${tokens}.`
}
