import type { KeptMailing } from './mailingStore.ts'

/** What all letters of a mailing take, in the token's smallest unit. */
export function totalOf({ mailing: { count, stake, carriage } }: Pick<KeptMailing, 'mailing'>) {
  return BigInt(count) * (stake + carriage)
}
