import { formatEther, formatGwei } from 'viem'
import type { ConnectedChain } from '../chain/connect.ts'
import type { Plan } from '../plan.ts'
import type { Style } from '../print/style.ts'
import type { Cell } from '../print/tables.ts'
import { fields } from '../print/tables.ts'
import { toJson } from '../print/toJson.ts'
import type { DecodedCall } from './decodeCall.ts'
import type { DryCall, DryRun, DrySignature } from './dryRun.ts'

/** Longest value that is printed whole; the document has all of it. */
const longest = 100

/** What a dry run shows, for people. */
export function dryRunText(
  style: Style,
  { name, nativeSymbol = 'native' }: ConnectedChain,
  { title, account, steps, gasPrice, gas, cost }: DryRun,
  details: Plan['details'] = [],
): string {
  const price = `at the present ${formatGwei(gasPrice)} gwei`
  const isSent = steps.some(({ kind }) => kind === 'transaction')
  const total = !isSent
    ? 'nothing: it is only signed'
    : cost === null
      ? `not known before the first step is done; gas is ${price}`
      : `${formatEther(cost)} ${nativeSymbol} for ${gas?.toLocaleString('en')} gas ${price}`
  const head = fields(style, [...details, ['Account', account], ['Chain', name], ['Cost', total]])
  const parts = steps.map((step, index) => {
    const lead = style.bold(`${index + 1}. ${step.label}`)
    return `${lead}\n${indented(step.kind === 'signature' ? signatureText(style, step) : callText(style, step, nativeSymbol))}`
  })
  const note = style.yellow('Dry run: nothing was signed or sent.')
  return [`${style.bold(title)}\n${note}\n${head}`, ...parts].join('\n\n')
}

function callText(style: Style, call: DryCall, symbol: string): string {
  const { to, value, gas, cost, refusedNow } = call
  return fields(style, [
    ['Call', `${call.contract}.${call.function}`],
    ['at', to],
    ...argumentsOf(call),
    ['Value', value === 0n ? undefined : `${formatEther(value)} ${symbol}`],
    [
      'Gas',
      gas === null || cost === null
        ? 'known once the steps before it are done'
        : `${gas.toLocaleString('en')} (${formatEther(cost)} ${symbol})`,
    ],
    [
      'Refused now',
      refusedNow ? `${refusedNow.message} The steps before it may change that.` : undefined,
    ],
  ])
}

function argumentsOf({ arguments: named, calls = [] }: DecodedCall): (readonly [string, Cell])[] {
  const inner = calls.flatMap((call) => [
    ['Call', `${call.contract}.${call.function}`] as const,
    ...argumentsOf(call),
  ])
  return [
    ...Object.entries(named).map(([name, value]) => [`  ${name}`, valueText(value)] as const),
    ...inner,
  ]
}

function signatureText(style: Style, { typedData }: DrySignature): string {
  const { primaryType, domain, message } = typedData
  const rows = Object.entries(message as Readonly<Record<string, unknown>>)
  return fields(style, [
    ['Sign', `${primaryType} for ${domain?.name ?? 'no domain'}`],
    ['at', domain?.verifyingContract],
    ...rows.map(([name, value]) => [`  ${name}`, valueText(value)] as const),
  ])
}

function valueText(value: unknown): string {
  const text = typeof value === 'object' ? toJson(value) : String(value)
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n')
}
