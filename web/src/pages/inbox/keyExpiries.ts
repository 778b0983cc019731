/** How long a key may be good for, as it is offered; seconds, 0: without end. */
export const keyExpiries = [
  { value: '0', label: 'Without end' },
  { value: '2592000', label: '30 days' },
  { value: '7776000', label: '90 days' },
  { value: '31536000', label: '365 days' },
] as const satisfies readonly { value: string; label: string }[]

export type KeyExpiry = (typeof keyExpiries)[number]['value']

/** The end of a key as the contract takes it: Unix seconds, 0 for none. */
export function keyEnd(expiry: KeyExpiry, now: number): number {
  const seconds = Number(expiry)
  return seconds === 0 ? 0 : now + seconds
}
