const pad = (part: number) => String(part).padStart(2, '0')

/**
 * What is left of a span, never more than there is: `2 days 3 h`, `3 h 04 min`, `4 min 09 s`, `9 s`; `over` from the end on.
 *
 * @param until - Unix seconds; at this second it is over.
 * @param now - Unix seconds.
 */
export function timeLeft(until: number, now: number): string {
  const left = until - now
  if (left <= 0) return 'over'
  const days = Math.floor(left / 86_400)
  const hours = Math.floor((left % 86_400) / 3600)
  const minutes = Math.floor((left % 3600) / 60)
  const seconds = left % 60
  if (days > 0) {
    const words = `${days} ${days === 1 ? 'day' : 'days'}`
    return hours === 0 || days > 6 ? words : `${words} ${hours} h`
  }
  if (hours > 0) return `${hours} h ${pad(minutes)} min`
  return minutes > 0 ? `${minutes} min ${pad(seconds)} s` : `${seconds} s`
}
