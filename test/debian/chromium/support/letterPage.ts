import type { DeliveredLetter, KeyPair, RelaySession } from '@pennypost/sdk'
import {
  acknowledgeLetter,
  activeEncryptionKeys,
  addKeys,
  contentOfText,
  createApiClient,
  createKey,
  fetchWithPostage,
  keyInputOf,
  letterHash,
  openRelaySession,
  readLetters,
  signSenderStatement,
  textOfContent,
  verifyReceipt,
} from '@pennypost/sdk'
import { openLetter, sealLetter } from '@pennypost/sdk/letters'
import type { Account, Address, EIP1193Provider, Hex, Transport } from 'viem'
import { createWalletClient, custom, http, publicActions, zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'

declare const ethereum: EIP1193Provider

/** Where everything is, and whom it is about. */
export type Place = {
  relayUrl: string
  apiUrl: string
  rpcUrl: string
  /** The relay's operator. */
  relay: Address
  inboxId: Hex
}

export type SendParameters = {
  text: string
  /** Most to pay, in wei. */
  most: bigint
  /** Signs that the letter is its own, so that consent counts. */
  isStated?: boolean
  /** Where letters are sent; where the relay takes them, unless told. */
  url?: string
}

export type Sent = {
  letterHash: Hex
  status?: number
  steps: string[]
  /** Carriage and stake that were paid, in wei. */
  paid?: bigint
  hasReceipt?: boolean
  /** Names of the error and of its causes, its reason, and its sentence. */
  error?: { names: string[]; reason: unknown; sentence: string }
}

const chainId = hardhat.id

/** An account whose key the page has. */
function ownClient({ rpcUrl }: Place, privateKey: Hex) {
  return clientOf(http(rpcUrl), privateKeyToAccount(privateKey))
}

/** The account of the wallet that is injected into the page. */
async function walletClient() {
  const transport = custom(ethereum, { retryCount: 0 })
  const [address] = await createWalletClient({ chain: hardhat, transport }).requestAddresses()
  return clientOf(transport, address as Address)
}

function clientOf(transport: Transport, account: Account | Address) {
  const settings = { chain: hardhat, pollingInterval: 50, cacheTime: 0 }
  return createWalletClient({ account, transport, ...settings }).extend(publicActions)
}

type Client = ReturnType<typeof clientOf>

/** Seals a letter to every key of the inbox, and sends it. */
async function send(client: Client, place: Place, parameters: SendParameters): Promise<Sent> {
  const { inboxId, apiUrl, relayUrl, relay } = place
  const api = createApiClient({ url: apiUrl, chain: `eip155:${chainId}` })
  const { inbox } = await api.getInbox({ inboxId })
  const keys = activeEncryptionKeys(inbox)
  const bytes = await sealLetter({
    chainId,
    inboxId,
    keys,
    content: contentOfText(parameters.text),
  })
  const letter = { inboxId, letterHash: letterHash(bytes) }
  const sender = client.account.address
  const steps: string[] = []
  try {
    const senderStatement = parameters.isStated
      ? await signSenderStatement({ chainId, ...letter, relay, signer: client })
      : undefined
    const { response, paid, settlement } = await fetchWithPostage(client, {
      url: parameters.url ?? `${relayUrl}/letters`,
      ...{ address: { inboxId, sender, senderStatement }, bytes, relay },
      maxPostage: { [zeroAddress]: parameters.most },
      onStep: (step) =>
        void steps.push(step.step === 'transaction' ? step.transaction.state : step.step),
    })
    const receipt = await verifyReceipt(client, { settlement, letter, relay })
    const { carriage = 0n, stake = 0n } = paid?.stamp ?? {}
    return {
      ...{ letterHash: letter.letterHash, status: response.status, steps },
      ...{ paid: carriage + stake, hasReceipt: receipt !== undefined },
    }
  } catch (error) {
    return { letterHash: letter.letterHash, steps, error: told(error) }
  }
}

function told(error: unknown): NonNullable<Sent['error']> {
  const names: string[] = []
  for (let each = error; each instanceof Error; each = each.cause) names.push(each.name)
  const { reason, shortMessage } = error as { reason?: unknown; shortMessage?: string }
  return { names, reason, sentence: shortMessage ?? String(error) }
}

type Delivered = { letterHash: Hex; sender: Hex | null; texts: (string | undefined)[] }

/** What has been delivered to the recipient of this page, opened by each of its keys. */
const delivered: Delivered[] = []

let keys: { signing: KeyPair; sealing: KeyPair[] }

/** Gives the inbox a key to sign with, and two to receive letters with: X25519 and X-Wing. */
async function addOwnKeys(place: Place, privateKey: Hex): Promise<void> {
  const { inboxId } = place
  const client = ownClient(place, privateKey)
  const signing = await createKey('ed25519')
  const sealing = [await createKey('x25519'), await createKey('xWing')]
  const inputs = [
    keyInputOf({ chainId, inboxId, key: signing }),
    ...sealing.map((key) => keyInputOf({ chainId, inboxId, key, voucher: signing })),
  ]
  const hash = await addKeys(client, { inboxId, keys: inputs })
  await client.waitForTransactionReceipt({ hash })
  keys = { signing, sealing }
}

/** Opens a session at the relay, and reads letters as they come. */
async function receive({ relayUrl: url, inboxId, relay }: Place): Promise<void> {
  const signer = keys.signing
  const session = await openRelaySession({ url, relay, chainId, inboxId, signer })
  void follow(session)
}

async function follow(session: RelaySession): Promise<void> {
  for await (const letter of readLetters(session, { follow: true })) {
    delivered.push(await opened(letter, session))
    await acknowledgeLetter(session, letter.letterId)
  }
}

async function opened(
  { letterHash: hash, sender, sealed }: DeliveredLetter,
  { inboxId }: RelaySession,
): Promise<Delivered> {
  const opening = keys.sealing.map((key) => openLetter({ chainId, inboxId, key, sealed }))
  return { letterHash: hash, sender, texts: (await Promise.all(opening)).map(textOfContent) }
}

/** What a test has the page do. */
const letterPage = {
  sendByKey: (place: Place, privateKey: Hex, parameters: SendParameters) =>
    send(ownClient(place, privateKey), place, parameters),
  sendByWallet: async (place: Place, parameters: SendParameters) =>
    send(await walletClient(), place, parameters),
  addOwnKeys,
  receive,
  delivered: () => delivered,
}

export type LetterPage = typeof letterPage

Object.assign(globalThis, { letterPage })
