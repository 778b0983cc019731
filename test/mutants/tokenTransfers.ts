import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/libraries/TokenTransfers.sol'

export const mutants: Mutant[] = [
  {
    name: 'a token without code is taken for one',
    file,
    find: `        if (token.code.length == 0) revert ILedger.TokenHasNoCode(token);
`,
    replace: '',
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'the native token is asked for code',
    file,
    find: 'if (token != NATIVE) requireContract(token)',
    replace: 'requireContract(token)',
    tests: ['PostOffice/setTerms.t.sol'],
  },
  {
    name: 'what a token says it moved is believed',
    file,
    find: `        if (received != amount) revert ILedger.TokenAmountMismatch(token, amount, received);
`,
    replace: '',
    tests: ['PostOffice/hostileTokens.t.sol'],
  },
  {
    name: 'a token may take a fee',
    file,
    find: 'if (received != amount)',
    replace: 'if (received > amount)',
    tests: ['PostOffice/hostileTokens.t.sol'],
  },
  {
    name: 'a token may give more than was asked for',
    file,
    find: 'if (received != amount)',
    replace: 'if (received < amount)',
    tests: ['PostOffice/hostileTokens.t.sol'],
  },
  {
    name: 'a balance that fell is a panic',
    file,
    find: 'balanceAfter > balanceBefore ? balanceAfter - balanceBefore : 0',
    replace: 'balanceAfter - balanceBefore',
    tests: ['PostOffice/hostileTokens.t.sol'],
  },
  {
    name: 'a refused native transfer is passed over',
    file,
    find: `        if (!sent) revert ILedger.NativeTransferFailed(to, amount);
`,
    replace: '',
    tests: ['PostOffice/withdraw.t.sol'],
  },
  {
    name: 'a native transfer leaves half behind',
    file,
    find: 'call(gas(), to, amount, 0, 0, 0, 0)',
    replace: 'call(gas(), to, div(amount, 2), 0, 0, 0, 0)',
    tests: ['PostOffice/withdraw.t.sol'],
  },
  {
    name: 'a native transfer gives the stipend only',
    file,
    find: 'call(gas(), to, amount',
    replace: 'call(0, to, amount',
    tests: ['PostOffice/reentrancy.t.sol', 'PostOffice/withdraw.t.sol'],
  },
]
