/** What the environment says. Variables that are empty count as not set. */
export type Env = {
  rpcUrl: string | undefined
  apiUrl: string | undefined
  /** `pp_…`: lifts limits of the API. */
  apiKey: string | undefined
  keystore: string | undefined
  privateKey: string | undefined
  password: string | undefined
  keyPassword: string | undefined
  walletPassword: string | undefined
  /** Whether to print without colours on a terminal too: https://no-color.org. */
  isPlain: boolean
}

/** Each variable, for people. */
export const variables: readonly (readonly [name: string, meaning: string])[] = [
  ['PENNYPOST_RPC_URL', 'node to speak to, as --rpc'],
  ['PENNYPOST_API_URL', 'API to ask, as --api'],
  ['PENNYPOST_API_KEY', 'key of that API, pp_…, which lifts its limits'],
  ['PENNYPOST_KEYSTORE', 'account, as --keystore'],
  ['PENNYPOST_PRIVATE_KEY', 'account: 0x and 64 hexadecimal digits'],
  ['PENNYPOST_PASSWORD', 'password of the keystore'],
  ['PENNYPOST_KEY_PASSWORD', 'password of files of inbox keys; else that of the keystore'],
  ['PENNYPOST_WALLET_PASSWORD', 'password of --wallet-keystore; else that of the keystore'],
  ['NO_COLOR', 'no colours, on a terminal too'],
]

/** Reads the environment. */
export function readEnv(from: NodeJS.ProcessEnv = process.env): Env {
  const value = (name: string) => from[name] || undefined
  return {
    rpcUrl: value('PENNYPOST_RPC_URL'),
    apiUrl: value('PENNYPOST_API_URL'),
    apiKey: value('PENNYPOST_API_KEY'),
    keystore: value('PENNYPOST_KEYSTORE'),
    privateKey: value('PENNYPOST_PRIVATE_KEY'),
    password: value('PENNYPOST_PASSWORD'),
    keyPassword: value('PENNYPOST_KEY_PASSWORD'),
    walletPassword: value('PENNYPOST_WALLET_PASSWORD'),
    isPlain: value('NO_COLOR') !== undefined || value('TERM') === 'dumb',
  }
}
