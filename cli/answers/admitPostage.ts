import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import type { StampOptions } from './chosenStamps.ts'
import { checkChosen, chosenStamps } from './chosenStamps.ts'
import { circumstancesOf } from './circumstancesOf.ts'
import { judgeMailings } from './judgeMail.ts'
import { judgeStamps } from './judgeStamps.ts'
import { mailingsOfIds } from './mailingsOfIds.ts'
import { mailingWork } from './mailingWork.ts'
import type { Mail } from './mailOfFile.ts'
import { mailOfFile } from './mailOfFile.ts'
import { postageIdsOfFile } from './postageIdsOfFile.ts'
import { runWorks } from './runWorks.ts'
import { stampWork } from './stampWork.ts'
import { createTokenNames } from './tokenNames.ts'

export type AdmitOptions = Pick<StampOptions, 'stamp'> & {
  list?: string | undefined
  mail?: readonly string[] | undefined
}

/** What `relay admit` does. An id may be that of a stamp or of a mailing: the chain knows which. */
export async function admitPostage(
  context: Context,
  { list, mail: files = [], ...options }: AdmitOptions,
  postageIds: readonly Hex[],
): Promise<void> {
  const ids = [...postageIds, ...(list === undefined ? [] : postageIdsOfFile(list))]
  checkChosen(ids, { ...options, mail: files })
  const circumstances = await circumstancesOf(context, await context.address())
  const mailings = await mailingsOfIds(context, ids)
  const stampIds = ids.filter((id) => mailings.every(({ mailingId }) => mailingId !== id))
  const none = () => Promise.resolve([])
  const chosen = await chosenStamps(context, stampIds, options, none)
  const given = await Promise.all(files.map((file) => mailOfFile(context, file)))
  const stamps = await judgeStamps(context, 'admit', chosen.stamps, circumstances)
  const all = distinct([...mailings, ...given.flat()])
  const mail = await judgeMailings(context, all, circumstances)
  const names = createTokenNames(context)
  const { now } = circumstances
  await runWorks(context, {
    verb: 'Admit',
    works: [
      await stampWork(context, 'admit', stamps.ready, { names, now }),
      await mailingWork(context, mail.ready, names),
    ],
    passedOver: [...chosen.missing, ...stamps.passedOver, ...mail.passedOver],
    isAll: false,
    nothing: 'There is nothing left to do: all of it was admitted before.',
    names,
  })
}

function distinct(mail: readonly Mail[]): readonly Mail[] {
  return [...new Map(mail.map((one) => [one.mailingId, one])).values()]
}
