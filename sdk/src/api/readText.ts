/**
 * The text of an answer.
 *
 * @param mostBytes - Of the longest that is read; the rest of a longer one is let go of.
 * @returns Undefined: it is longer.
 */
export async function readText(
  { body }: Pick<Response, 'body'>,
  mostBytes: number,
): Promise<string | undefined> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > mostBytes) {
      void reader.cancel().catch(() => {})
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}
