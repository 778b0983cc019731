import type { ApiClient } from '@pennypost/sdk'
import { createApiClient } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { AccountSource } from './accounts/accountSource.ts'
import { accountSource } from './accounts/accountSource.ts'
import { checkLocalChain } from './accounts/devAccount.ts'
import { newPassword, passwordOf } from './accounts/passwords.ts'
import type { ConnectedChain, Signer } from './chain/connect.ts'
import { connect } from './chain/connect.ts'
import type { Env } from './env.ts'
import { CliError } from './errors/CliError.ts'
import type { Globals } from './globals.ts'
import { defaultApiUrl, defaultRpcUrl } from './globals.ts'
import type { Output } from './output.ts'
import { parseUrl } from './parse/parseUrl.ts'
import type { Journal } from './plan/journal.ts'

/** What commands work with. Nothing is opened, asked or connected before a command wants it; each once. */
export type Context = {
  env: Env
  globals: Globals
  output: Output
  /** What was sent so far. */
  journal: Journal
  /** What to tell of how to go on, if the command is interrupted now. A command that has begun what can be gone on with puts it here. */
  wayOn: { text(): string | undefined }
  /** The node's chain. @throws {CliError} It is not the one that is meant. */
  chain(): Promise<ConnectedChain>
  /** The API, asked about the node's chain. */
  api(): Promise<ApiClient<`eip155:${number}`>>
  /** The chosen account, not opened. @throws {CliError} None is chosen. */
  account(): AccountSource
  /** Of the chosen account. Asks for no password where the keystore says its address. */
  address(): Promise<Address>
  /** A client that signs with the chosen account. */
  signer(): Promise<Signer>
  /** The password of a file of inbox keys. */
  keyPassword(file: string): Promise<string>
  /** A password for a new file of an inbox key. */
  newKeyPassword(file: string): Promise<string>
}

/** @throws {CliError} The environment makes no sense. */
export function createContext(
  env: Env,
  globals: Globals,
  output: Output,
  journal: Journal = [],
): Context {
  const rpcUrl = globals.rpc ?? checkedUrl(env.rpcUrl, 'PENNYPOST_RPC_URL') ?? defaultRpcUrl
  const apiUrl = globals.api ?? checkedUrl(env.apiUrl, 'PENNYPOST_API_URL') ?? defaultApiUrl
  const { chain: chainId, deployment, passwordFile: file } = globals
  hideSecrets(output, env, rpcUrl)

  const chain = once(() => connect({ rpcUrl, chainId, deployment }))
  const account = once(() => accountSource(env, globals))
  const api = once(async () => {
    const { caip2 } = await chain()
    return createApiClient({ url: apiUrl, chain: caip2, apiKey: env.apiKey })
  })
  const signer = once(async () => {
    const source = await usableAccount(account(), chain)
    const { signerOf } = await chain()
    return signerOf(await source.open())
  })
  const address = once(async () => {
    const source = await usableAccount(account(), chain)
    return source.address ?? (await source.open()).address
  })
  const keyPasswords = {
    ...{ file, value: env.keyPassword ?? env.password },
    variable: 'PENNYPOST_KEY_PASSWORD',
  }
  return {
    ...{ env, globals, output, journal, chain, api, account, address, signer },
    wayOn: { text: () => undefined },
    keyPassword: (of) => passwordOf(of, keyPasswords),
    newKeyPassword: (of) => newPassword(of, keyPasswords),
  }
}

/** Keys that everybody has are refused on every chain but local ones, also where they would only be looked at. */
async function usableAccount(
  source: AccountSource,
  chain: () => Promise<ConnectedChain>,
): Promise<AccountSource> {
  if (source.isDev) checkLocalChain((await chain()).id)
  return source
}

function once<value>(make: () => value): () => value {
  let made: { value: value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function checkedUrl(url: string | undefined, name: string): string | undefined {
  if (url === undefined) return undefined
  try {
    return parseUrl(url)
  } catch (cause) {
    throw new CliError(`${name} is no url that begins with http:// or https://.`, { cause })
  }
}

/** Errors of libraries may quote what they were given. */
function hideSecrets(output: Output, env: Env, rpcUrl: string): void {
  const { privateKey, password, keyPassword, walletPassword, apiKey } = env
  for (const secret of [privateKey, password, keyPassword, walletPassword, apiKey]) {
    output.hide(secret)
    output.hide(secret?.replace(/^0x/, ''))
  }
  const { pathname, search } = new URL(rpcUrl)
  output.hide(`${pathname}${search}`)
}
