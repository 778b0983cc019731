/** Of the page. */
declare function walletNode(body: object): Promise<unknown>
declare function addEventListener(type: string, listener: () => void): void
declare function dispatchEvent(event: CustomEvent): void

/** In the page, before anything of it runs: a wallet with a node of its own, which only looks. */
export function announceNode(): void {
  const account = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
  let isIn = false
  const provider = {
    async request({ method, params = [] }: { method: string; params?: unknown }) {
      if (method === 'eth_requestAccounts') isIn = true
      if (/accounts$/i.test(method)) return isIn ? [account] : []
      return await walletNode({ method, params })
    },
    on() {},
    removeListener() {},
  }
  const info = {
    uuid: '00000000-0000-4000-8000-0000000000aa',
    name: 'Own node',
    rdns: 'test.pennypost.node',
    icon: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
  }
  const announce = () =>
    dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    )
  addEventListener('eip6963:requestProvider', announce)
  announce()
}
