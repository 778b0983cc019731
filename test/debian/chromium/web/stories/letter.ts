import { setConsents, waitUntilMined } from '@pennypost/sdk'
import type { Page } from 'playwright-core'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebWorld } from '../support/webWorld.ts'

/*
A letter, from click to chain and back
├── a stranger writes and pays; it reaches the recipient by itself, who reads and collects
├── whom the recipient allows writes free
└── whom the recipient denies is told, and pays nothing
*/

const sender = 16
const recipient = 17
const addressOf = (world: WebWorld, index: number) => world.clientOf(index).account.address

export function letterStories(world: () => WebWorld): void {
  describe('a letter', () => {
    let theirs: Page
    let mine: Page

    beforeAll(async () => {
      theirs = await world().open({ path: '/inbox', account: recipient })
      mine = await world().open({
        path: `/write?to=${addressOf(world(), recipient)}`,
        account: sender,
      })
    }, 60_000)

    afterAll(async () => {
      await theirs.context().close()
      await mine.context().close()
    })

    it('of a stranger is paid for, arrives by itself, and is collected, within a minute', {
      timeout: 90_000,
    }, async () => {
      const begun = Date.now()
      await expectText(mine, 'This wallet has no inbox')
      await theirs.getByRole('button', { name: 'Register my inbox' }).click()
      await theirs.getByRole('button', { name: 'Save keys to a file' }).first().waitFor()
      const navigation = theirs.getByRole('navigation', { name: 'Main' })
      await navigation.getByRole('link', { name: 'Received' }).click()
      await expectText(theirs, 'Nothing waits for your answer')

      await mine.reload()
      await mine.getByRole('textbox', { name: 'Letter' }).fill('Good morning! We met in Lisbon.')
      await mine.getByRole('button', { name: /^Pay .*0\.0011.*and send$/s }).click()
      await expectText(mine, 'Postage paid')
      await expectText(mine, 'It has signed a receipt, which holds.')
      await world().shot(mine, 'letter-sent')

      // Nothing is loaded anew: it comes by itself.
      await theirs.getByText('Good morning! We met in Lisbon.').first().waitFor()
      await world().shot(theirs, 'letter-arrived')
      await theirs
        .getByRole('button', { name: /^Collect 0\.001/ })
        .first()
        .click()
      await expectText(mine, 'Answered: the recipient collected the stake')
      expect(Date.now() - begun).toBeLessThan(60_000)
    })

    it('of whom the recipient allows is free', { timeout: 60_000 }, async () => {
      await consent(world(), 'allowed')
      await mine.goto(`/write?to=${addressOf(world(), recipient)}`)
      await expectText(mine, 'Nothing: this letter is free')
      await mine.getByRole('textbox', { name: 'Letter' }).fill('It is me, and free.')
      const before = await stampsOf(world())
      await mine.getByRole('button', { name: 'Send for free' }).click()
      await expectText(mine, 'It has signed a receipt, which holds.')
      await theirs.getByText('It is me, and free.').first().waitFor()
      expect(await stampsOf(world())).toBe(before)
    })

    it('of whom the recipient denies goes nowhere, and costs nothing', async () => {
      await mine.goto(`/write?to=${addressOf(world(), recipient)}`)
      await expectText(mine, 'Nothing: this letter is free')
      await consent(world(), 'denied')
      // Without loading: the price follows what the chain says.
      await expectText(mine, 'This inbox denies your wallet')
      expect(await mine.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
    })
  })
}

async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor()
}

async function consent(world: WebWorld, word: 'allowed' | 'denied'): Promise<void> {
  const client = world.clientOf(recipient)
  const { inboxes } = (await ask(world, `/v1/inboxes?wallet=${addressOf(world, recipient)}`)) as {
    inboxes: { inboxId: Hex }[]
  }
  const inboxId = inboxes[0]?.inboxId as Hex
  const subject = addressOf(world, sender)
  const hash = await setConsents(client, { inboxId, consents: [{ subject, consent: word }] })
  await waitUntilMined(client, { hash })
}

async function stampsOf(world: WebWorld): Promise<number> {
  const { stamps } = (await ask(world, `/v1/senders/${addressOf(world, sender)}/stamps`)) as {
    stamps: object[]
  }
  return stamps.length
}

async function ask({ stack }: WebWorld, path: string): Promise<unknown> {
  const mark = path.includes('?') ? '&' : '?'
  return await (await fetch(`${stack.api.url}${path}${mark}chain=eip155:31337`)).json()
}
