/** Bytes that are read at a time. */
const partBytes = 65_536

/**
 * Bytes that say how many of them were read, as a request does that brings them up.
 *
 * @param onRead - Called with how many were.
 */
export function countedBlob(bytes: Uint8Array<ArrayBuffer>, onRead: (read: number) => void): Blob {
  const stream = () => {
    let read = 0
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        const part = bytes.subarray(read, read + partBytes)
        if (part.length === 0) return controller.close()
        read += part.length
        onRead(read)
        controller.enqueue(part)
      },
    })
  }
  return Object.assign(new Blob([bytes]), { stream })
}
