/**
 * The digits before a point in groups of three from the right, from five digits on: `12345` is `12` and `345`, `1234` stays whole.
 */
export function inThrees(whole: string): readonly string[] {
  if (whole.length < 5) return [whole]
  return whole.match(/\d{1,3}(?=(\d{3})*$)/g) ?? [whole]
}
