import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { consentResponse } from '../../../protocol/wire/inbox.ts'
import { ask, askProblem } from '../ask.ts'
import type { Scene } from '../verifyScene.ts'
import {
  address,
  bytes32,
  head,
  recipient,
  sender,
  startScene,
  subjectOf,
  timeOf,
} from '../verifyScene.ts'

/*
getConsent
├── given no such inbox → inbox_not_found
├── given no word → none, since ever
├── given a word → it, and since when; also none, where another came before
└── given an address, also as 32 bytes, or an inbox id, in any case → the same subject
*/

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

const path = (subject: string, query = '') =>
  `/v1/inboxes/${recipient}/consents/${subject}?chain=eip155:31337${query}`
const read = (subject: string) => ask(scene.world.app, path(subject), consentResponse)

describe('getConsent', () => {
  it('does not find an inbox that is not there', async () => {
    const problem = await askProblem(scene.world.app, path(sender), 'inbox_not_found')
    expect(problem.detail).toContain(`up to block ${head}`)
  })

  it('has none where none was given', async () => {
    await scene.inbox()
    await scene.consent({ inboxId: bytes32('another'), consent: 'denied' })
    const { asOf, ...rest } = await read(sender)
    expect(asOf.blockNumber).toBe(String(head))
    expect(rest).toEqual({
      inboxId: recipient,
      subject: subjectOf(sender),
      consent: 'none',
      sinceBlock: null,
      sinceTime: null,
    })
  })

  it.each(['allowed', 'denied', 'none'] as const)('has %s since it was said', async (consent) => {
    await scene.inbox()
    await scene.consent({ consent })
    expect(await read(sender)).toMatchObject({
      consent,
      sinceBlock: '10',
      sinceTime: timeOf(10),
    })
  })

  it('takes an address in either form, in any case', async () => {
    await scene.inbox()
    await scene.consent({ consent: 'allowed' })
    const upper = (text: string) => text.toUpperCase().replace('0X', '0x')
    for (const subject of [upper(sender), subjectOf(sender), upper(subjectOf(sender))]) {
      expect(await read(subject)).toMatchObject({
        subject: subjectOf(sender),
        consent: 'allowed',
      })
    }
  })

  it('says no more of an inbox than was said of it: not what was said of its wallet', async () => {
    await scene.inbox()
    await scene.wallet({ inboxId: bytes32('inbox of the sender') })
    await scene.consent({ consent: 'denied' })
    expect((await read(bytes32('inbox of the sender'))).consent).toBe('none')
    await scene.consent({ subject: bytes32('inbox of the sender'), consent: 'allowed' })
    expect((await read(bytes32('inbox of the sender'))).consent).toBe('allowed')
  })

  it.each([
    [path('0x12'), '/subject'],
    [path(`${address('x')}00`), '/subject'],
    [path(sender, '&limit=1'), '/limit'],
    [path(sender).replace(recipient, '0x'), '/inboxId'],
  ])('refuses %s', async (bad, pointer) => {
    const problem = await askProblem(scene.world.app, bad, 'invalid_request')
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })
})
