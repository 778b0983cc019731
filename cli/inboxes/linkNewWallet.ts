import { linkWallet, signLinkWallet } from '@pennypost/sdk'
import type { Account, Hex } from 'viem'
import type { AccountSource } from '../accounts/accountSource.ts'
import { checkLocalChain } from '../accounts/devAccount.ts'
import type { Context } from '../context.ts'
import { actionStep, previewOf } from '../plan/actionStep.ts'
import type { Step } from '../plan/step.ts'
import { toBeSigned } from '../plan/toBeSigned.ts'
import { runPlan } from '../plan.ts'

/** Links a wallet that signs here and now. */
export async function linkNewWallet(
  context: Context,
  inboxId: Hex,
  joining: AccountSource,
): Promise<void> {
  const { id, client, contracts } = await context.chain()
  if (joining.isDev) checkLocalChain(id)
  // Before anything is sent: a wrong password of either is told at once.
  const opened = context.globals.dryRun && joining.address ? undefined : await joining.open()
  const wallet = opened?.address ?? joining.address
  const sign = (account: Account) => signLinkWallet(client, { account, contracts, inboxId })

  const step: Step = {
    label: 'Link',
    async run(stage) {
      const signed = await sign(opened ?? (await joining.open()))
      return await actionStep('Link', linkWallet, signed).run(stage)
    },
    async preview(stage) {
      const address = wallet ?? (await joining.open()).address
      const typedData = await toBeSigned(address, sign)
      const label = `Signed by ${address}`
      const signed = { inboxId, wallet: address, deadline: 0, signature: '0x' } as const
      return [
        ...typedData.map((asked) => ({ kind: 'signature', label, typedData: asked }) as const),
        previewOf('Link', linkWallet, { ...signed, deadline: deadlineOf(typedData[0]) }, stage),
      ]
    },
  }
  await runPlan(context, {
    title: `Link wallet ${wallet} to inbox ${inboxId}`,
    steps: [step],
    facts: { inboxId, wallet },
  })
}

function deadlineOf(typedData: { message?: unknown } | undefined): number {
  const { deadline } = (typedData?.message ?? {}) as { deadline?: bigint }
  return Number(deadline ?? 0n)
}
