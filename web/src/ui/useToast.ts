import { toastManager } from './toastManager.ts'

export type ToastSayer = {
  /** Something went well: a sentence for some seconds, `role="status"`. */
  say(text: string): void
  /** Something did not, and is told nowhere else: stays longer, `role="alert"`. */
  warn(text: string): void
}

const sayer: ToastSayer = {
  say: (text) => void toastManager.add({ description: text, type: 'good', timeout: 6000 }),
  warn: (text) => void toastManager.add({ description: text, type: 'bad', timeout: 12_000 }),
}

/** Says in passing what has happened. The same object always. */
export function useToast(): ToastSayer {
  return sayer
}
