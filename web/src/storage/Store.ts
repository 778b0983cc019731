/** Values by key, kept on this device. Every function may throw a `StorageError`. */
export type Store<value> = {
  get(key: string): Promise<value | undefined>
  set(key: string, value: value): Promise<void>
  delete(key: string): Promise<void>
  /** Those whose key begins so; all unless told. */
  entries(prefix?: string): Promise<readonly (readonly [key: string, value: value])[]>
  /** Changes one value without anybody between; `undefined` leaves it as it is. Gives what is kept in the end. */
  update(
    key: string,
    change: (value: value | undefined) => value | undefined,
  ): Promise<value | undefined>
  /** Calls back after each change, of other tabs too. Gives what ends that. */
  watch(onChange: (key: string) => void): () => void
}
