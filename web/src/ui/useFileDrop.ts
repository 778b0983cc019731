import type { DragEvent } from 'react'
import { useState } from 'react'

/** Takes files that are dropped on an element: the second way beside a {@link FileInput} within it. */
export function useFileDrop(onFile: (file: File) => void): {
  /** Whether something is held over the element. */
  isOver: boolean
  /** For the element itself. */
  target: {
    onDragOver(event: DragEvent): void
    onDragLeave(): void
    onDrop(event: DragEvent): void
  }
} {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    target: {
      onDragOver(event) {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop(event) {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onFile(file)
      },
    },
  }
}
