/** Where the number of the account is kept, in the tab's storage and, for new tabs, in the browser's. */
export const developmentStorageKey = 'pennypost.development.account'

/** Which account of the development wallet this tab is at; undefined: none, it is not connected. */
export const developmentStorage = {
  read(): number | undefined {
    for (const storage of storages()) {
      const index = Number.parseInt(storage.getItem(developmentStorageKey) ?? '', 10)
      if (index >= 0 && index < 20) return index
    }
    return undefined
  },
  write(index: number): void {
    for (const storage of storages()) storage.setItem(developmentStorageKey, String(index))
  },
  clear(): void {
    for (const storage of storages()) storage.removeItem(developmentStorageKey)
  },
}

/** Where storage is forbidden, there is none, and nothing is remembered. */
function storages(): readonly Storage[] {
  return [() => sessionStorage, () => localStorage].flatMap((get) => {
    try {
      return [get()]
    } catch {
      return []
    }
  })
}
