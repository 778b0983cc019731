/** Waits for a ring, also one that came before anybody waited. */
export function createTurn() {
  let isRung = false
  let wake = (): void => {}
  return {
    ring() {
      isRung = true
      wake()
    },
    /** @returns Whether there was one within the time. */
    async rung(milliseconds: number): Promise<boolean> {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      const was = isRung
      isRung = false
      return was
    },
  }
}
