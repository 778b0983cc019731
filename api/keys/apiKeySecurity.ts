/** Of operations that need an API key, for a route's `security`. The scheme is described in `api/limits/describeLimits.ts`. */
export const apiKeySecurity: Record<string, string[]>[] = [{ apiKey: [] }]
