import type { SiteConfig } from '../src/config/siteConfig.ts'

/** Whom the page may ask: its own server, the API, the nodes and the relays of the configuration. */
function connectSources({ apiUrl, chains, relayUrls }: SiteConfig): string[] {
  const urls = [apiUrl, ...chains.map(({ rpcUrl }) => rpcUrl), ...relayUrls]
  return [...new Set(["'self'", ...urls.map((url) => new URL(url).origin)])]
}

const shared = (config: SiteConfig) => [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'none'",
  `connect-src ${connectSources(config).join(' ')}`,
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
]

/** The policy as a page may state it of itself; who may put it into a frame, only a header can say. */
export function metaPolicy(config: SiteConfig): string {
  return shared(config).join('; ')
}

/**
 * What the server says with every answer: what the page may run and whom it may ask, and what the
 * browser keeps from it and from others.
 */
export function securityHeaders(config: SiteConfig): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [...shared(config), "frame-ancestors 'none'"].join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
}

/** For how long a path of the site may be kept: names of assets change with what is in them. */
export function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}
