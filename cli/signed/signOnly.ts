import type { ContractsOption, PennypostClient } from '@pennypost/sdk'
import type { Account } from 'viem'
import type { Context } from '../context.ts'
import { dryRun } from '../plan/dryRun.ts'
import { toBeSigned } from '../plan/toBeSigned.ts'
import { fields } from '../print/tables.ts'
import { timeText } from '../print/timeText.ts'
import { toJson } from '../print/toJson.ts'

/** What is signed, for what. */
export type SignedKind = 'link' | 'register'

type Sign<signed> = (
  client: PennypostClient,
  how: ContractsOption & { account: Account },
) => Promise<signed>

/**
 * Has the account sign something, and prints it for `--signature`: as a document in either form, as it goes to a file. With --dry-run it
 * shows what would be signed.
 */
export async function signOnly<signed extends { deadline: number }>(
  context: Context,
  kind: SignedKind,
  title: string,
  sign: Sign<signed>,
): Promise<void> {
  const { client, contracts, caip2 } = await context.chain()
  if (context.globals.dryRun) {
    const preview = async () => {
      const asked = await toBeSigned(await context.address(), (account) =>
        sign(client, { account, contracts }),
      )
      return asked.map((typedData) => ({ kind: 'signature', label: title, typedData }) as const)
    }
    const never = () => Promise.reject(new Error('This is only signed.'))
    await dryRun(context, { title, steps: [{ label: title, run: never, preview }] })
    return
  }
  const { account } = await context.signer()
  const signed = await sign(client, { account, contracts })
  const { output } = context
  const document = { pennypost: kind, chain: caip2, registry: contracts.InboxRegistry, signed }
  output.note(
    fields(output.style, [
      ['Signed by', account.address],
      ['Good until', timeText(signed.deadline)],
    ]),
  )
  output.result(document, () => toJson(document, 2))
}
