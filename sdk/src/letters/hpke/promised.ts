/** A promise of what a function returns, or throws: HPKE's parts may take their time, and those of JavaScript alone do not. */
export function promised<value>(make: () => value): Promise<value> {
  return new Promise((resolve) => resolve(make()))
}
