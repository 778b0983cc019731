/** A chain's name in urls and at the API: `eip155:8453`. */
export type Caip2 = `eip155:${number}`
