import type { MailingFile } from '@pennypost/sdk/mailings'
import { mailingText } from '@pennypost/sdk/mailings'
import { writeNewFile } from '../files/writeNewFile.ts'

/**
 * Writes a new file, which only its owner may read: who gets letters from whom is nobody's business before they collect. Returns once it is
 * on the disk, under its name; what is half written is taken away.
 */
export function writeMailingFile(file: string, mailing: MailingFile): void {
  writeNewFile(file, mailingText(mailing))
}
