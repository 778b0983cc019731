import { describe, expect, it } from 'vitest'
import { operations } from '../../../generated/operations.ts'
import { bodyNamesOf, documented } from './support/apiDocument.ts'

/*
generated/operations.ts
├── has every operation under /v1, and no other
├── says of each what the API's description says
└── given a name → it stands in one place of a request, so that all may be given in one object
*/

const known: Record<string, { method: string; path: string; pathNames: readonly string[] }> =
  operations

describe('operations', () => {
  it('are those of the API in production', () => {
    expect(Object.keys(known).toSorted()).toEqual(
      documented.map(({ operation }) => operation.operationId).toSorted(),
    )
    for (const beside of ['getVerify', 'getDocs', 'getMetrics', 'getOpenApi', 'getHealth']) {
      expect(known).not.toHaveProperty(beside)
    }
  })

  it.each(documented)('say how to ask: $method $path', ({ path, method, operation }) => {
    const namesIn = (place: string) =>
      (operation.parameters ?? []).filter((each) => each.in === place).map(({ name }) => name)
    expect(known[operation.operationId]).toMatchObject({
      ...{ method: method.toUpperCase(), path },
      ...{ pathNames: namesIn('path'), queryNames: namesIn('query') },
    })
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(known[operation.operationId]?.pathNames).toEqual(inPath)
  })

  it.each(documented)('have each name in one place: $method $path', ({ operation }) => {
    const inUrl = (operation.parameters ?? [])
      .filter((parameter) => ['path', 'query'].includes(parameter.in))
      .map(({ name }) => name)
    const names = [...inUrl, ...bodyNamesOf(operation)]
    expect(new Set(names).size).toBe(names.length)
  })

  it('name the list of a page', () => {
    const lists = Object.entries(operations).flatMap(([id, operation]) =>
      'list' in operation ? [[id, operation.list]] : [],
    )
    expect(Object.fromEntries(lists)).toEqual({
      findInboxes: 'inboxes',
      getAccount: 'balances',
      getRelay: 'prices',
      listInboxKeys: 'keys',
      listInboxStamps: 'stamps',
      listMovements: 'movements',
      listRelays: 'relays',
      listSenderStamps: 'stamps',
      listWebhookDeliveries: 'deliveries',
    })
  })
})
