import type { BlockProof } from '../../protocol/wire/proof.ts'
import { asOfExample, stampExample } from '../examples.ts'

const word = (digit: string) => `0x${digit.repeat(64)}`

const headerExample: BlockProof['header'] = {
  parentHash: stampExample.postedBlockHash,
  sha3Uncles: '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
  miner: '0xc014ba5ec014ba5ec014ba5ec014ba5ec014ba5e',
  stateRoot: word('7'),
  transactionsRoot: word('8'),
  receiptsRoot: word('9'),
  logsBloom: `0x${'00'.repeat(256)}`,
  difficulty: '0x0',
  number: '0x2a',
  gasLimit: '0x1c9c380',
  gasUsed: '0xd431',
  timestamp: '0x6b0329c0',
  extraData: '0x',
  mixHash: word('a'),
  nonce: '0x0000000000000000',
  baseFeePerGas: '0x7',
}

/** Shortened: nodes of a proof have some 500 bytes. */
export const blockProofExample: BlockProof = {
  blockHash: asOfExample.blockHash,
  header: headerExample,
  accounts: [
    {
      contract: 'PostOffice',
      address: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
      proof: ['0xf90211a0'],
      words: [{ slot: word('b'), value: '0x6b0329840001', proof: ['0xf90211a0', '0xe2a0'] }],
    },
  ],
}
