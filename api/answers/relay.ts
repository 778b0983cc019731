import { getAddress } from 'viem'
import type { RelayPrice, RelaySummary } from '../../protocol/wire/relay.ts'
import type { PriceRow, RelayRow } from '../queries/relays.ts'

/** Shapes a relay for an answer. */
export function toRelaySummary(row: RelayRow): RelaySummary {
  return {
    relay: getAddress(row.relay),
    signer: getAddress(row.signer),
    endpoint: row.endpoint,
    active: row.active,
    activeSinceBlock: String(row.sinceBlock),
    activeSinceTime: row.sinceTime,
    registeredBlock: String(row.registeredBlock),
    registeredAt: row.registeredAt,
  }
}

/** Shapes what a relay asks in a token. */
export function toRelayPrice({ token, amount, sinceBlock, sinceTime }: PriceRow): RelayPrice {
  return { token: getAddress(token), amount, sinceBlock: String(sinceBlock), sinceTime }
}
