import type { Address } from 'viem'

import type { Setup, State } from './state.ts'
import type { Transaction } from './transaction.ts'
import { refuse, requireThat } from './transaction.ts'

/** What is signed, in the domain of one of the contracts. */
export type Struct = {
  domain: 'registry' | 'office'
  primaryType: string
  message: Record<string, unknown>
}

/** A signature as the model sees it: who signed what. Nobody has signed garbage. */
export type Signature = { by: Address | 'nobody'; struct: Struct }

/** As `ISigned` has it: the signer itself by ECDSA, or what a smart account takes for its signature. */
export function requireSignature(
  { setup }: Transaction,
  signer: Address,
  struct: Struct,
  signature: Signature,
) {
  const by = signatoryOf(setup, signer)
  const isTheirs = signature.by === by && asText(signature.struct) === asText(struct)
  if (!isTheirs) refuse('InvalidSignature', signer)
}

/** The same where there is a nonce, which is used up, and a deadline, inclusive, which comes first. */
export function requireNoncedSignature(
  tx: Transaction,
  signer: Address,
  struct: Struct,
  signature: Signature,
) {
  const deadline = struct.message.deadline as bigint
  requireInTime(tx, deadline)
  const nonce = nonceOf(tx.state, struct.domain, signer)
  requireSignature(tx, signer, { ...struct, message: { ...struct.message, nonce } }, signature)
  tx.state[struct.domain].nonces.set(signer, nonce + 1n)
}

export function requireInTime({ now }: Transaction, deadline: bigint) {
  requireThat(now <= deadline, 'SignatureHasExpired', deadline)
}

export function nonceOf(state: State, domain: Struct['domain'], signer: Address): bigint {
  return state[domain].nonces.get(signer) ?? 0n
}

export function useNonce(domain: Struct['domain']) {
  return (tx: Transaction): bigint => {
    const nonce = nonceOf(tx.state, domain, tx.caller)
    tx.state[domain].nonces.set(tx.caller, nonce + 1n)
    tx.emit('NonceVoided', { signer: tx.caller, nonce })
    return nonce
  }
}

/** Whose ECDSA signature counts as the account's. */
export function signatoryOf(setup: Setup, account: Address): Address {
  return setup.smartWallets.get(account) ?? account
}

/** Two structs with the same text are the same struct, in whatever order their fields were written. */
function asText(struct: Struct): string {
  const { domain, primaryType, message } = struct
  const fields = Object.entries(message).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([domain, primaryType, fields], (_, value: unknown) =>
    typeof value === 'bigint' || typeof value === 'number' ? `${value}` : value,
  )
}
