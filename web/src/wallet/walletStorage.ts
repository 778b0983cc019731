/** Where it is kept which wallet is connected. Where the browser forbids storage, until the page goes. */
export const walletStorage = {
  getItem(name: string): string | null {
    return tried(() => localStorage.getItem(name)) ?? null
  },
  setItem(name: string, value: string): void {
    tried(() => localStorage.setItem(name, value))
  },
  removeItem(name: string): void {
    tried(() => localStorage.removeItem(name))
  },
}

function tried<value>(use: () => value): value | undefined {
  try {
    return use()
  } catch {
    return undefined
  }
}
