import type { Hex } from 'viem'
import { keccak256, numberToHex, zeroHash } from 'viem'
import { expect } from 'vitest'
import { inboxIdOf, subjectOf } from '../../../protocol/ids.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import type { Chain } from './chain.ts'
import { holdings, START } from './chain.ts'
import { diceOf } from './draw/dice.ts'
import { drawCall } from './draw/drawCall.ts'
import { KEYS, linkWallet } from './draw/registryCalls.ts'
import type { Letters, Scene } from './draw/scene.ts'
import { callOf } from './draw/scene.ts'
import { walletsOf } from './inboxes.ts'
import { MAX_KEYS } from './keys.ts'
import { balanceOf } from './ledger.ts'
import { NATIVE } from './tokens.ts'
import { viewsOf } from './views.ts'
import { MAX_WALLETS } from './wallets.ts'
import type { Call } from './world.ts'
import { apply } from './world.ts'

/** What is drawn of each call: what it is, and the choices in it. */
export type Step = { draft: string; dice: Uint8Array }

/** How often each function succeeded, and each error ended a call. */
export type Tally = { successes: Map<string, number>; errors: Map<string, number> }

/** How many calls apart everything that the contracts show is compared. */
const CALLS_BETWEEN_LOOKS = 16

/**
 * Runs calls on the chain and through the model, the one drawn from what came of the ones before; each must do on the chain
 * what the model says, and all that the chain shows must be what the model has.
 */
export async function follow(chain: Chain, scene: Scene, steps: readonly Step[], tally: Tally) {
  for (const [index, { draft, dice }] of steps.entries()) {
    await perform(chain, scene, drawCall(scene, draft, diceOf(dice)), tally)
    if (index % CALLS_BETWEEN_LOOKS === CALLS_BETWEEN_LOOKS - 1) await compare(chain, scene)
  }
  await compare(chain, scene)
}

/** One call. */
export async function perform(chain: Chain, scene: Scene, call: Call, tally: Tally) {
  const { state, ...predicted } = apply(scene.setup, scene.state, call)
  const answer = await chain.send(call)
  scene.calls.push(call)
  expect(
    answer,
    `${asText(call)}\nafter\n${scene.calls.slice(0, -1).map(asText).join('\n')}`,
  ).toEqual(predicted)
  scene.state = state
  if (predicted.revert) count(tally.errors, predicted.revert.error)
  else count(tally.successes, `${call.contract}.${call.name}`)
}

/** Everything that can be seen, and that the money there is covers what is owed, to the last unit. */
async function compare(chain: Chain, scene: Scene) {
  const { setup, accounts, tokens, stamps, state } = scene
  const mailings = scene.mailings.map(({ mailing }) => mailing)
  const inboxIds = [...state.registry.inboxes.keys(), zeroHash]
  const subjects = [...accounts.map(subjectOf), ...inboxIds]
  const now = await chain.time()
  const scope = { accounts, tokens, inboxIds, keys: KEYS, subjects, stamps, mailings }
  const views = viewsOf(setup, state, now, scope)
  const seen = await chain.read(views)
  const shown = views.map(({ name, args }, index) => ({ name, args, value: seen[index] }))
  const expected = views.map(({ name, args, expected: value }) => ({ name, args, value }))
  expect(shown, scene.calls.map(asText).join('\n')).toEqual(expected)

  const held = holdings(setup, state, accounts)
  const amounts = await Promise.all(held.map(({ token, holder }) => chain.held(token, holder)))
  expect(held.map((one, index) => ({ ...one, amount: amounts[index] }))).toEqual(held)
  for (const token of tokens) {
    const owed = accounts.reduce((sum, owner) => sum + balanceOf(state, owner, token), 0n)
    const others = balanceOf(state, setup.registry, token)
    const escrow = state.office.escrow.get(token) ?? 0n
    expect(owed + others + escrow).toBe(held.find((one) => isOffice(one, token))?.amount)
  }

  function isOffice({ token, holder }: (typeof held)[number], wanted: string): boolean {
    return token === wanted && holder === setup.office
  }
}

/** Two inboxes that accept tokens, everybody with a balance: else little could happen. */
export async function createScene(chain: Chain, tally: Tally): Promise<Scene> {
  const { setup, accounts } = chain
  const [alice, bob, carol, dave] = accounts as [Hex, Hex, Hex, Hex]
  const inboxIds = [inboxIdOf(alice, 0n), inboxIdOf(bob, 0n)] as [Hex, Hex]
  const tokens: Scene['tokens'] = [NATIVE, ...setup.tokens.keys()]
  const templates = (await Promise.all(
    [3, 1, 300, 5].map((count) => lettersTo([...inboxIds, inboxIdOf(carol, 0n)], count)),
  )) as [Letters, ...Letters[]]
  const scene: Scene = {
    ...{ setup, accounts, tokens, templates, state: chain.state, now: START + 3_600 },
    ...{ stamps: [], mailings: [], calls: [] },
  }
  const registrations: [Hex, Hex][] = [
    [alice, dave],
    [bob, bob],
  ]
  const calls: Omit<Call, 'now'>[] = [
    ...registrations.map(([caller, recovery]) => ({
      ...({ contract: 'registry', name: 'register', caller, value: 0n } as const),
      args: [0n, recovery, []],
    })),
    ...inboxIds.flatMap((inboxId, index) =>
      tokens.slice(0, 3 - index).map((token) => ({
        ...({ contract: 'office', name: 'setTerms', value: 0n } as const),
        caller: [alice, bob][index] as Hex,
        args: [inboxId, token, 1n, 3_600, index === 1],
      })),
    ),
    ...accounts.flatMap((account) =>
      tokens.slice(0, 2).map((token) => ({
        ...({ contract: 'office', name: 'deposit', caller: alice } as const),
        value: token === NATIVE ? 40n : 0n,
        args: [token, account, 40n],
      })),
    ),
  ]
  for (const call of calls) await perform(chain, scene, { ...call, now: scene.now }, tally)
  await compare(chain, scene)
  return { ...scene, calls: [] }
}

/** Leaves the first inbox with room for one more wallet, and for no key. */
export async function crowd(chain: Chain, scene: Scene, tally: Tally) {
  const [caller] = scene.accounts as [Hex]
  const inboxId = inboxIdOf(caller, 0n)
  const ordinary = diceOf(new Uint8Array())
  for (let nth = walletsOf(scene.state, inboxId).length + 1; nth < MAX_WALLETS; nth++) {
    const wallet = chain.createSigner(BigInt(nth))
    await perform(chain, scene, linkWallet(scene, ordinary, inboxId, wallet), tally)
  }
  const keys = Array.from({ length: MAX_KEYS }, (_, nth) => ({
    ...{
      kind: 2_000,
      publicKey: numberToHex(nth, { size: 2 }),
      possession: '0x' as const,
      expiresAt: 0,
    },
  }))
  await perform(chain, scene, callOf(scene, 'registry', 'addKeys', caller, [inboxId, keys]), tally)
}

async function lettersTo(inboxIds: readonly Hex[], count: number): Promise<Letters> {
  const letters = Array.from({ length: count }, (_, index) => ({
    inboxId: inboxIds[index % inboxIds.length] as Hex,
    letterHash: keccak256(numberToHex(index)),
  }))
  return { letters, tree: await mailingTree(letters) }
}

function count(counts: Map<string, number>, name: string) {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function asText({ contract, name, args, caller, value, now }: Call): string {
  const text = JSON.stringify(args, (_, arg: unknown) => {
    if (typeof arg === 'bigint') return `${arg}`
    return typeof arg === 'string' && arg.length > 66 ? `${arg.slice(0, 66)}…` : arg
  })
  return `${now} ${caller} ${contract}.${name}${text}${value === 0n ? '' : ` with ${value} wei`}`
}
