import type { Context } from 'ponder:registry'
import { ponder } from 'ponder:registry'
import {
  allowance,
  allowanceChange,
  balance,
  cashMovement,
  ledgerTransfer,
  operator,
  operatorChange,
} from 'ponder:schema'
import type { Hex } from 'viem'
import { maxUint256, zeroAddress } from 'viem'

import type { Place } from '../place.ts'
import { placeOf } from '../place.ts'
import { tokenOf } from '../token.ts'

ponder.on('PostOffice:Deposited', async ({ event, context }) => {
  const { token, from, to, amount } = event.args
  await context.db
    .insert(cashMovement)
    .values({ ...placeOf(event, context), kind: 'deposit', token, from, to, amount })
})

ponder.on('PostOffice:Withdrawn', async ({ event, context }) => {
  const { token, owner, to, amount } = event.args
  await context.db
    .insert(cashMovement)
    .values({ ...placeOf(event, context), kind: 'withdrawal', token, from: owner, to, amount })
})

ponder.on('PostOffice:Transfer', async ({ event, context }) => {
  const { caller, sender: from, receiver: to, id, amount } = event.args
  const token = tokenOf(id)
  // Anyone can have anyone transfer nothing to anyone: such rows would only lead readers astray.
  if (!token || amount === 0n) return
  const place = placeOf(event, context)
  await context.db.insert(ledgerTransfer).values({ ...place, caller, from, to, token, amount })

  // A burn was signed for, or its Approval has told what is left.
  const isMove = from !== zeroAddress && to !== zeroAddress
  if (isMove && from !== caller) {
    await spendAllowance(context, place, { owner: from, spender: caller, token }, amount)
  }
  if (from === to) return
  if (from !== zeroAddress) await addToBalance(context, place, from, token, -amount)
  if (to !== zeroAddress) await addToBalance(context, place, to, token, amount)
})

ponder.on('PostOffice:Approval', async ({ event, context }) => {
  const { owner, spender, id, amount } = event.args
  const token = tokenOf(id)
  if (!token) return
  const place = placeOf(event, context)
  await context.db.insert(allowanceChange).values({ ...place, owner, spender, token, amount })
  await setAllowance(context, place, { owner, spender, token }, amount)
})

ponder.on('PostOffice:OperatorSet', async ({ event, context }) => {
  const { owner, spender, approved } = event.args
  const place = placeOf(event, context)
  const id = { chainId: place.chainId, owner, operator: spender }
  await context.db.insert(operatorChange).values({ ...place, ...id, approved })
  const known = await context.db.find(operator, id)
  if ((known?.approved ?? false) === approved) return
  const set = { approved, sinceBlock: place.blockNumber }
  await context.db
    .insert(operator)
    .values({ ...id, ...set })
    .onConflictDoUpdate(set)
})

type AllowanceId = { owner: Hex; spender: Hex; token: Hex }

async function addToBalance(
  context: Context,
  { chainId, blockNumber }: Place,
  account: Hex,
  token: Hex,
  change: bigint,
): Promise<void> {
  if (change === 0n) return
  await context.db
    .insert(balance)
    .values({ chainId, account, token, amount: change, sinceBlock: blockNumber })
    .onConflictDoUpdate((known) => ({ amount: known.amount + change, sinceBlock: blockNumber }))
}

/** Whoever sends another's balance on spends its allowance, of which there is no event, unless it is an operator. */
async function spendAllowance(
  context: Context,
  place: Place,
  id: AllowanceId,
  amount: bigint,
): Promise<void> {
  const { chainId } = place
  const known = await context.db.find(allowance, { chainId, ...id })
  if (!known || known.amount < amount || known.amount === maxUint256) return
  const asOperator = { chainId, owner: id.owner, operator: id.spender }
  if ((await context.db.find(operator, asOperator))?.approved) return
  await setAllowance(context, place, id, known.amount - amount)
}

async function setAllowance(
  context: Context,
  { chainId, blockNumber }: Place,
  id: AllowanceId,
  amount: bigint,
): Promise<void> {
  const key = { chainId, ...id }
  const known = await context.db.find(allowance, key)
  if ((known?.amount ?? 0n) === amount) return
  const set = { amount, sinceBlock: blockNumber }
  await context.db
    .insert(allowance)
    .values({ ...key, ...set })
    .onConflictDoUpdate(set)
}
