import { postOfficeAbi as abi } from '../../../generated/postOfficeAbi.ts'

/** PostOffice with its ABI, for what calls it. */
export const postOffice = { name: 'PostOffice', abi } as const
