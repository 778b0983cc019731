import { postOfficeAbi as abi } from '../../../generated/postOfficeAbi.ts'

/** PostOffice, for the actions that call it. */
export const postOffice = { name: 'PostOffice', abi } as const
