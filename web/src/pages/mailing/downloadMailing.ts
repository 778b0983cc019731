import { mailingText } from '@pennypost/sdk/mailings'
import { createBreather } from './createBreather.ts'
import type { KeptMailing } from './mailingStore.ts'
import { lettersOf, noteMailing } from './mailingStore.ts'

/** Offers the file of a mailing to be saved, and notes that. @throws {Error} Its letters are not in this browser. */
export async function downloadMailing(kept: KeptMailing): Promise<void> {
  const letters = await lettersOf(kept)
  const breathe = createBreather()
  const parts: string[] = []
  for (const part of mailingText({ ...kept, letters })) {
    await breathe()
    parts.push(part)
  }
  const url = URL.createObjectURL(new Blob(parts, { type: 'application/x-ndjson' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileNameOf(kept)
  link.click()
  // Once the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  await noteMailing(kept, { isSaved: true })
}

/** Such as `readers-1a2b3c4d.mailing`. */
export function fileNameOf({ name, mailingId }: Pick<KeptMailing, 'name' | 'mailingId'>): string {
  const plain = name
    .replace(/\.[a-z]{1,7}$/i, '')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|-+$/g, '')
    .slice(0, 60)
  return `${plain || 'mailing'}-${mailingId.slice(2, 10)}.mailing`
}
