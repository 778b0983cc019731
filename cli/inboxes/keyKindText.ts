const names: Readonly<Record<number, string>> = {
  1: 'Ed25519',
  2: 'X25519',
  3: 'secp256k1',
  4: 'P-256',
  5: 'X-Wing',
  6: 'ML-KEM-768',
}

/** A kind of key for people; null is that of one that was banned before it was ever added. */
export function keyKindText(kind: number | null): string | undefined {
  if (kind === null) return undefined
  return names[kind] ?? `kind ${kind}`
}
