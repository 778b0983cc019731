/** Seconds of `Retry-After`, which may be a date; undefined where there is none, or none that can be read. */
export function retryAfterOf({ headers }: Response): number | undefined {
  const given = headers.get('retry-after')
  if (given === null) return undefined
  if (/^\d+(\.\d+)?$/.test(given)) return Number(given)
  const seconds = Math.ceil((Date.parse(given) - Date.now()) / 1_000)
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
