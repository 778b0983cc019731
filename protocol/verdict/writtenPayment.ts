import type { Address } from 'viem'
import type { Postage } from '../wire/verify.ts'
import { checksummed } from './checksummed.ts'

/** What postage pays and to whom, as answers write it: addresses with their checksum, amounts in the token's smallest unit. */
export type WrittenPayment = Pick<Postage, 'relay' | 'token' | 'carriage' | 'stake'>

/** Writes a payment as answers do. Amounts are those of one letter; whoever answers about the same payment often keeps what this gives. */
export function writePayment(payment: {
  relay: Address
  token: Address
  carriage: bigint
  stake: bigint
}): WrittenPayment {
  return {
    relay: checksummed(payment.relay),
    token: checksummed(payment.token),
    carriage: String(payment.carriage),
    stake: String(payment.stake),
  }
}
