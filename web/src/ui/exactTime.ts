/**
 * A time to the second, in the language and time zone of the reader, with the zone's name.
 *
 * @param at - Unix seconds.
 */
export function exactTime(at: number): string {
  return new Date(at * 1000).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'long',
  })
}
