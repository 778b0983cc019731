import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Address, LocalAccount } from 'viem'
import { numberToHex } from 'viem'
import { announceWallet } from './announceWallet.ts'
import type { WalletSetting } from './answerAsWallet.ts'
import { answerAsWallet } from './answerAsWallet.ts'

/** Of the page. */
declare function dispatchEvent(event: CustomEvent): void

/** A wallet as an extension of the browser puts it before pages, with a person that the test plays. */
export type InjectedWallet = {
  /** What the person was asked for so far: methods, in order. */
  readonly asked: readonly string[]
  /** What it does and knows: to be changed at will. */
  readonly setting: WalletSetting
  /** The next that is asked of the person ends so. */
  refuseNext(): void
  failNext(error: { code: number; message: string }): void
  /** The next that is asked waits until it is released: the person thinks it over. */
  holdNext(): { release(): void }
  /** The person takes another account, or locks the wallet with none. */
  switchAccount(account: LocalAccount | undefined): Promise<void>
  switchChain(chainId: number): Promise<void>
  /** Begins anew for another account, from the next load on: nothing was asked of it yet, and what the wallet can is as given. */
  beginAnew(setting: Partial<WalletSetting> & { account: LocalAccount }): void
}

type Options = Partial<Omit<WalletSetting, 'account'>> & {
  account: LocalAccount
  /** Of the chain's node, which the wallet asks by itself. */
  rpcUrl: string
  /** As it calls itself. */
  name?: string | undefined
  rdns?: string | undefined
  icon?: string | undefined
}

/** A red square. */
const picture =
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="red"/></svg>'

/** Puts a wallet into the profile of a page, which sees it from its next load on. */
export async function injectWallet(page: Page, options: Options): Promise<InjectedWallet> {
  const { name = 'Test wallet', rdns = 'test.pennypost.wallet', icon = picture } = options
  const setting: WalletSetting = { ...newSetting(), ...options }
  const asked: string[] = []
  const coming: (() => Promise<void>)[] = []
  const context = page.context()
  const id = rdns.replace(/\W/g, '_')

  async function emit(event: string, value: unknown): Promise<void> {
    for (const each of context.pages())
      await each.evaluate((detail) => dispatchEvent(new CustomEvent('test-wallet', { detail })), {
        id,
        event,
        value,
      })
  }

  await context.exposeFunction(`wallet_${id}`, async (method: string, params: unknown[]) => {
    try {
      const result = await answerAsWallet(setting, {
        ...{ method, params, rpcUrl: options.rpcUrl, emit },
        async ask() {
          asked.push(method)
          await coming.shift()?.()
        },
      })
      return { result: result ?? null }
    } catch (error) {
      const {
        code = -32603,
        message,
        data,
      } = error as Partial<Record<'code' | 'data', unknown>> & {
        message: string
      }
      return { error: { code, message, data } }
    }
  })
  await context.addInitScript(announceWallet, { id, uuid: randomUUID(), name, rdns, icon })

  const fail = (error: { code: number; message: string }) =>
    coming.push(() => Promise.reject(Object.assign(new Error(error.message), error)))
  return {
    asked,
    setting,
    refuseNext: () => void fail({ code: 4001, message: 'User rejected the request.' }),
    failNext: (error) => void fail(error),
    holdNext() {
      let release = () => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      coming.push(() => held)
      return { release }
    },
    async switchAccount(account) {
      setting.account = account
      const accounts: readonly Address[] = account ? [account.address] : []
      await emit('accountsChanged', accounts)
    },
    async switchChain(chainId) {
      setting.chainId = chainId
      setting.knownChains.add(chainId)
      await emit('chainChanged', numberToHex(chainId))
    },
    beginAnew(changed) {
      Object.assign(setting, newSetting(), changed)
      asked.length = 0
      coming.length = 0
    },
  }
}

/** Of a wallet that is on the chain of the stack, and knows no page. */
function newSetting(): Omit<WalletSetting, 'account'> {
  return {
    chainId: 31337,
    knownChains: new Set([31337]),
    isPermitted: false,
    batches: 'none',
    node: 'there',
  }
}
