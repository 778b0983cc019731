import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const CONFIG = `import { createRequire } from 'node:module'
const path = createRequire(import.meta.url).resolve('solc/soljson.js')
export default {
  paths: { sources: ['./contracts'], tests: { solidity: './test/contracts' } },
  solidity: { version: '0.8.37', path, settings: { evmVersion: 'prague', optimizer: { enabled: true } } },
}
`

const GATE = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

contract Gate {
    error Closed();

    function pass(uint256 age, bool member) external pure returns (string memory) {
        if (age < 18 && !member) revert Closed();
        return age == 0 ? "newborn" : "guest";
    }

    function digits(uint256 value) external pure returns (uint256 count) {
        assembly ("memory-safe") {
            for {} gt(value, 0) {
                value := div(value, 10)
            } {
                count := add(count, 1)
            }
            if gt(count, 9) {
                count := 9
            }
        }
    }
}
`

/** A Hardhat project with one small contract and the given Solidity statements as its tests. */
export function solidityProject(tests: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'pennypost-fixture-'))
  const functions = Object.entries(tests).map(
    ([name, body]) => `    function ${name}() external {\n        ${body}\n    }\n`,
  )
  const files = {
    'package.json': '{ "type": "module" }',
    'hardhat.config.ts': CONFIG,
    'contracts/Gate.sol': GATE,
    'contracts/mocks/MockUnused.sol': GATE.replace('Gate', 'MockUnused'),
    'test/contracts/Gate.t.sol': `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Gate} from "../../contracts/Gate.sol";

contract GateTest {
    Gate private gate = new Gate();

${functions.join('\n')}
    function check(string memory got, string memory expected) private pure {
        require(keccak256(bytes(got)) == keccak256(bytes(expected)));
    }
}
`,
  }
  for (const [file, text] of Object.entries(files)) write(root, file, text)
  return root
}

export function write(root: string, file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), text)
}
