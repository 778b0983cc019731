import type { Address, Hex } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import { mailingIdOf } from '../../../../protocol/ids.ts'
import { mailingTree } from '../../../../protocol/mailingTree.ts'
import { letterHash } from '../../../../sdk/src/letters/letterHash.ts'
import type { MailingFile } from '../../../../sdk/src/mailings/mailingFile.ts'

const address = (byte: string): Address => getAddress(`0x${byte.repeat(20)}`)

/** The deployment that {@link exampleMailing} is of, unless it is told another. */
export const deployment = { chainId: 31337, postOffice: address('a3') } as const

export type ExampleMailingParameters = {
  count: number
  bodyBytes?: number | undefined
  chainId?: number | undefined
  postOffice?: Address | undefined
  relay?: Address | undefined
}

/** A mailing of letters with any bytes in them, and large amounts. */
export async function exampleMailing({
  count,
  bodyBytes = 300,
  chainId = deployment.chainId,
  postOffice = deployment.postOffice,
  relay = address('b2'),
}: ExampleMailingParameters): Promise<MailingFile> {
  const letters = Array.from({ length: count }, (_, place) => {
    const body = Uint8Array.from({ length: bodyBytes }, (_, at) => (at * 7 + place) % 256)
    const inboxId: Hex = `0x${String(place + 1).padStart(64, '0')}`
    const recipient = place % 2 === 0 ? inboxId : address('c1')
    return { line: place + 2, recipient, inboxId, letterHash: letterHash(body), body }
  })
  const { root } = await mailingTree(letters)
  const mailing = {
    ...{ sender: address('b1'), relay, token: zeroAddress, root },
    ...{ carriage: 2n ** 96n - 1n, stake: 1n, count, expiresAt: 1_795_000_000 },
  }
  const mailingId = mailingIdOf({ chainId, postOffice, mailing })
  return { chain: `eip155:${chainId}`, postOffice, mailingId, mailing, uri: '', letters }
}
