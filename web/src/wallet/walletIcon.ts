/** A picture that a wallet brings, if it is one that the page may show: in the address itself, and not fetched from anywhere. */
export function walletIcon(icon: string | undefined): string | undefined {
  const trimmed = icon?.trim()
  if (!trimmed || trimmed.length > 200_000) return undefined
  return /^data:image\/(svg\+xml|png|webp|jpeg|gif)[;,]/i.test(trimmed) ? trimmed : undefined
}
