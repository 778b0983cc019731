/** What a value of an answer may look like, by what it is. */
const amount = (value: unknown) => typeof value === 'string' && /^\d{1,78}$/.test(value)
const count = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0
/** Seconds that a `Date` can hold. */
const seconds = (value: unknown) => count(value) && (value as number) <= 8_640_000_000_000
const address = (value: unknown) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value)
const word = (value: unknown) => typeof value === 'string' && /^0x[0-9a-fA-F]{64}$/.test(value)
const object = (value: unknown) => typeof value === 'object' && value !== null

type Form = (value: unknown) => boolean

const named = (form: Form, names: string): [string, Form][] =>
  names.split(' ').map((name) => [name, form])

/**
 * The form of fields of the API's answers, by name, or by the field that they lie in and their name; `.name` lies in none.
 * Source: generated/openapi.ts.
 */
export const answerForms: ReadonlyMap<string, Form> = new Map([
  ...named(amount, 'stake carriage amount refund carriageAsked blockNumber sinceBlock'),
  ...named(amount, 'activeSinceBlock addedBlock doorSinceBlock openedBlock postedBlock'),
  ...named(amount, 'recoverySinceBlock registeredBlock revokedBlock startedBlock'),
  ...named(amount, 'finalizedBlock headBlock indexedBlock safeBlock'),
  ...named(seconds, 'blockTimestamp timestamp from acceptableFrom acceptableUntil .to'),
  ...named(seconds, 'sinceTime activeSinceTime doorSinceTime recoverySinceTime'),
  ...named(seconds, 'addedAt closedAt expiresAt openedAt postedAt registeredAt revokedAt'),
  ...named(seconds, 'settledAt startedAt window buckets.start'),
  ...named(count, 'mailing.count admitted expired open posted returned stamps.collected'),
  ...named(count, 'buckets.inboxes buckets.letters buckets.mailings postage.stamps'),
  ...named(address, 'token relay sender wallet payout recovery creator signer spender'),
  ...named(address, 'operator startedBy counterparty current next carriageTo stakeTo .account'),
  ...named(object, '.relay inboxes.wallet options.transaction'),
  ...named(word, 'inboxId stampId mailingId keyId letterHash blockHash root'),
  ...named(word, 'postedBlockHash openedBlockHash transaction postedTransaction'),
  ...named(word, 'openedTransaction registeredTransaction subject'),
])

/** Those that may be null, named in the same way. */
export const nullableFields: ReadonlySet<string> = new Set([
  ...['refund', 'carriageAsked', 'closedAt', 'settledAt', 'carriageTo', 'stakeTo'],
  ...['addedAt', 'addedBlock', 'revokedAt', 'revokedBlock', 'current', 'next'],
  ...['keys.expiresAt', 'key.expiresAt', 'keys.wallet', 'key.wallet'],
  ...['chains.finalizedBlock', 'chains.headBlock', 'chains.indexedBlock', 'chains.safeBlock'],
  ...['.sinceBlock', '.sinceTime'],
])
