import type { Mutant } from '../../scripts/solidity/mutant.ts'

const file = 'contracts/postoffice/Ledger.sol'

export const mutants: Mutant[] = [
  {
    name: 'a lying token makes a balance overflow',
    file,
    find: 'if (amount > _MAX_DEPOSIT) revert DepositTooLarge(token, amount, _MAX_DEPOSIT);',
    replace: '',
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'a deposit credits the payer instead of whom it names',
    file,
    find: `        _mint(to, _idOf(token), amount);
`,
    replace: `        _mint(from, _idOf(token), amount);
`,
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'a deposit is credited twice',
    file,
    find: `        _mint(to, _idOf(token), amount);
`,
    replace: `        _mint(to, _idOf(token), amount * 2);
`,
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'Deposited names the receiver as payer',
    file,
    find: 'emit Deposited(token, from, to, amount)',
    replace: 'emit Deposited(token, to, from, amount)',
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'less ether may come along than is credited',
    file,
    find: 'if (msg.value != expectedValue)',
    replace: 'if (msg.value > expectedValue)',
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'ether may come along with a token',
    file,
    find: 'token == TokenTransfers.NATIVE ? amount : 0',
    replace: 'token == TokenTransfers.NATIVE ? amount : msg.value',
    tests: ['PostOffice/deposit.t.sol'],
  },
  {
    name: 'a permit is not handed in',
    file,
    find: `        TokenTransfers.tryPermit(token, amount, deadline, v, r, s);
`,
    replace: '',
    tests: ['PostOffice/depositWithPermit.t.sol'],
  },
  {
    name: 'an authorisation binds no receiver',
    file,
    find: 'keccak256(abi.encode(to, salt))',
    replace: 'salt',
    tests: ['PostOffice/depositWithAuthorization.t.sol'],
  },
  {
    name: 'an authorised deposit is credited to who authorised it',
    file,
    find: `        _creditDeposit(token, from, to, amount);
`,
    replace: `        _creditDeposit(token, from, from, amount);
`,
    tests: ['PostOffice/depositWithAuthorization.t.sol'],
  },
  {
    name: 'withdrawing does not lower the balance',
    file,
    find: `        _burn(owner, _idOf(token), amount);
        emit Withdrawn`,
    replace: '        emit Withdrawn',
    tests: ['PostOffice/withdraw.t.sol'],
  },
  {
    name: 'whoever hands in a signed withdrawal pays it',
    file,
    find: `        _withdraw(owner, token, amount, to);
`,
    replace: `        _withdraw(msg.sender, token, amount, to);
`,
    tests: ['PostOffice/withdrawFor.t.sol'],
  },
  {
    name: 'a signed withdrawal does not bind its receiver',
    file,
    find: '_WITHDRAW_TYPEHASH, owner, token, amount, to, ',
    replace: '_WITHDRAW_TYPEHASH, owner, token, amount, owner, ',
    tests: ['PostOffice/withdrawFor.t.sol'],
  },
  {
    name: 'a signed withdrawal can be used again',
    file,
    find: '_useNonce(owner)',
    replace: 'this.nonces(owner)',
    tests: ['PostOffice/withdrawFor.t.sol'],
  },
  {
    name: 'a surplus of ether is kept',
    file,
    find: `            else _credit(msg.sender, token, msg.value - amount);
`,
    replace: '',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'ether is taken from the balance though it came along',
    file,
    find: '_burn(msg.sender, _idOf(token), amount - msg.value)',
    replace: '_burn(msg.sender, _idOf(token), amount)',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'ether may come along with postage in a token',
    file,
    find: `        if (msg.value != 0) revert IStamps.UnexpectedValue(msg.value);
`,
    replace: '',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'postage in a token is pulled whole, whatever the balance',
    file,
    find: 'if (fromBalance != amount) _pullFromCaller(token, amount - fromBalance)',
    replace: 'if (fromBalance != amount) _pullFromCaller(token, amount)',
    tests: ['PostOffice/post.t.sol'],
  },
  {
    name: 'postFrom needs no allowance',
    file,
    find: `            if (allowed < amount) revert ERC6909InsufficientAllowance(msg.sender, allowed, amount, id);
            // With`,
    replace: `            if (allowed < amount) allowed = amount;
            // With`,
    tests: ['PostOffice/postFrom.t.sol'],
  },
  {
    name: 'an allowance is spent one short',
    file,
    find: '_approve(owner, msg.sender, id, allowed - amount)',
    replace: '_approve(owner, msg.sender, id, allowed - amount + 1)',
    tests: ['PostOffice/postFrom.t.sol'],
  },
  {
    name: 'an endless allowance is spent',
    file,
    find: '            if (allowed != type(uint256).max) _approve',
    replace: '            _approve',
    tests: ['PostOffice/postFrom.t.sol'],
  },
  {
    name: 'an operator needs an allowance',
    file,
    find: ' && !isOperator(owner, msg.sender)',
    replace: '',
    tests: ['PostOffice/postFrom.t.sol'],
  },
  {
    name: 'a run of credits is lost when the account changes',
    file,
    find: `            _pay(credit);
            (credit.account`,
    replace: '            (credit.account',
    tests: ['PostOffice/credits.t.sol'],
  },
  {
    name: 'credits to one account in different tokens are merged',
    file,
    find: 'credit.account != account || credit.token != token',
    replace: 'credit.account != account',
    tests: ['PostOffice/credits.t.sol'],
  },
  {
    name: 'a run of credits starts with what the last one had',
    file,
    find: '(account, token, 0)',
    replace: '(account, token, credit.amount)',
    tests: ['PostOffice/credits.t.sol'],
  },
  {
    name: 'tokens can be moved again while they are moved',
    file,
    find: 'function _pullFromCaller(address token, uint256 amount) private nonReentrant',
    replace: 'function _pullFromCaller(address token, uint256 amount) private',
    tests: ['PostOffice/reentrancy.t.sol'],
  },
  {
    name: 'tokens can be moved again while they are paid out',
    file,
    find: 'function _push(address token, address to, uint256 amount) private nonReentrant',
    replace: 'function _push(address token, address to, uint256 amount) private',
    tests: ['PostOffice/reentrancy.t.sol'],
  },
  {
    name: 'money can be sent to nobody',
    file,
    find: 'if (to == address(0) || to == address(this)) revert',
    replace: 'if (to == address(this)) revert',
    tests: ['PostOffice/withdraw.t.sol', 'PostOffice/deposit.t.sol'],
  },
  {
    name: 'a balance can be sent to the contract',
    file,
    find: `        if (to == address(this)) revert InvalidReceiver(to);
        super`,
    replace: '        super',
    tests: ['PostOffice/erc6909.t.sol'],
  },
]
