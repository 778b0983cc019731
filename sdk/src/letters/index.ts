export { keyKinds } from '../../../protocol/keyKinds.ts'
export { LetterError, type LetterErrorCode } from '../errors/LetterError.ts'
export { NoEncryptionKeyError } from '../errors/NoEncryptionKeyError.ts'
export {
  type ActiveEncryptionKeysParameters,
  activeEncryptionKeys,
} from './activeEncryptionKeys.ts'
export { createEncryptionKey } from './createEncryptionKey.ts'
export type { EncryptionKey, EncryptionKeyPair } from './encryptionKey.ts'
export type { LetterAddress } from './letterAddress.ts'
export { letterHash } from './letterHash.ts'
export { contentOfText, textOfContent } from './letterText.ts'
export { maxContentBytes, maxLetterBytes, maxLetterKeys } from './limits.ts'
export { type OpenLetterParameters, openLetter } from './openLetter.ts'
export { type SealLetterParameters, sealLetter } from './sealLetter.ts'
