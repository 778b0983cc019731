/** Refusals that pass by themselves, once an index has followed the chain: nothing is to be paid for them. */
export const passing: ReadonlySet<string> = new Set(['postage_unknown', 'not_final'])
