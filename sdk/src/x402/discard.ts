/** Lets go of an answer whose body nobody reads: its connection would stay taken. */
export async function discard({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => {})
}
