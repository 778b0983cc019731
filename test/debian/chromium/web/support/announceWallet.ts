/** Of the page. */
declare const window: Record<
  string,
  (method: string, params: unknown) => Promise<{ result?: unknown; error?: WalletFault }>
>
declare function dispatchEvent(event: CustomEvent): void
declare function addEventListener(type: string, listener: (event: CustomEvent) => void): void

type WalletFault = { code: number; message: string; data?: unknown }

/** In the page, before anything of it runs: a wallet that tells of itself as EIP-6963 has it, and asks the test what to answer. */
export function announceWallet(about: {
  id: string
  uuid: string
  name: string
  rdns: string
  icon: string
}): void {
  const { id, uuid, name, rdns, icon } = about
  const listeners = new Map<string, Set<(value: unknown) => void>>()
  const provider = {
    async request({ method, params = [] }: { method: string; params?: unknown }) {
      const { result, error } = (await window[`wallet_${id}`]?.(method, params)) ?? {}
      if (error) throw Object.assign(new Error(error.message), error)
      return result
    },
    on(event: string, listener: (value: unknown) => void) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    removeListener(event: string, listener: (value: unknown) => void) {
      listeners.get(event)?.delete(listener)
    },
  }
  addEventListener('test-wallet', ({ detail }) => {
    if (detail.id === id)
      for (const listener of listeners.get(detail.event) ?? []) listener(detail.value)
  })
  const announce = () => {
    const detail = Object.freeze({
      info: {
        uuid,
        name,
        rdns,
        icon,
      },
      provider,
    })
    dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  }
  addEventListener('eip6963:requestProvider', announce)
  announce()
}
