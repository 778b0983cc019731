// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ILedger} from "../interfaces/ILedger.sol";
import {IStamps} from "../interfaces/IStamps.sol";
import {TokenTransfers} from "../libraries/TokenTransfers.sol";
import {Signed} from "../Signed.sol";

/// @title Ledger
/// @dev The guard is taken around each movement of tokens and nowhere else: what a token can call meanwhile (an answer, a
/// native post) only moves balances that the outer call has already accounted for, and is undone with it.
abstract contract Ledger is ILedger, ERC6909, Signed, Multicall, ReentrancyGuardTransient {
    /* CONSTANTS */

    /// @dev Far above what any token has, and so far below 2^256 that no number of deposits makes a balance overflow: a token
    /// that lies could otherwise stop answers that credit other tokens too.
    uint256 private constant _MAX_DEPOSIT = type(uint192).max;

    bytes32 private constant _WITHDRAW_TYPEHASH = keccak256(
        "Withdraw(address owner,address token,uint256 amount,address to,uint256 nonce,uint256 deadline)"
    );

    /* STORAGE */

    /// @dev Credits of one call, merged while they go to the same account and token; {_add} pays out the run before.
    struct Credit {
        address account;
        address token;
        uint256 amount;
    }

    /* DEPOSIT */

    /// @inheritdoc ILedger
    function deposit(address token, address to, uint256 amount) public payable {
        _requireDeposit(token, to, amount);
        uint256 expectedValue = token == TokenTransfers.NATIVE ? amount : 0;
        if (msg.value != expectedValue) revert ValueMismatch(expectedValue, msg.value);
        if (amount == 0) return;

        if (token != TokenTransfers.NATIVE) _pullFromCaller(token, amount);
        _creditDeposit(token, msg.sender, to, amount);
    }

    /// @inheritdoc ILedger
    function depositWithPermit(
        address token,
        address to,
        uint256 amount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        TokenTransfers.requireContract(token);
        TokenTransfers.tryPermit(token, amount, deadline, v, r, s);
        deposit(token, to, amount);
    }

    /// @inheritdoc ILedger
    function depositWithAuthorization(
        address token,
        address from,
        address to,
        uint256 amount,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 salt,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        _requireDeposit(token, to, amount);
        TokenTransfers.requireContract(token);
        if (amount == 0) return;

        // The authorization names no receiver of the credit; its nonce does.
        bytes32 nonce = keccak256(abi.encode(to, salt));
        _pullAuthorized(token, TokenTransfers.Authorization(from, v, amount, validAfter, validBefore, nonce, r, s));
        _creditDeposit(token, from, to, amount);
    }

    function _requireDeposit(address token, address to, uint256 amount) private view {
        _requireReceiver(to);
        if (amount > _MAX_DEPOSIT) revert DepositTooLarge(token, amount, _MAX_DEPOSIT);
    }

    function _creditDeposit(address token, address from, address to, uint256 amount) private {
        _mint(to, _idOf(token), amount);
        emit Deposited(token, from, to, amount);
    }

    /* WITHDRAW */

    /// @inheritdoc ILedger
    function withdraw(address token, uint256 amount, address to) external {
        _requireReceiver(to);
        _withdraw(msg.sender, token, amount, to);
    }

    /// @inheritdoc ILedger
    function withdrawFor(
        address owner,
        address token,
        uint256 amount,
        address to,
        uint256 deadline,
        bytes calldata signature
    ) external {
        _requireReceiver(to);
        bytes32 structHash = keccak256(
            abi.encode(_WITHDRAW_TYPEHASH, owner, token, amount, to, _useNonce(owner), deadline)
        );
        _requireSigned(owner, structHash, deadline, signature);
        _withdraw(owner, token, amount, to);
    }

    function _withdraw(address owner, address token, uint256 amount, address to) private {
        if (amount == 0) return;
        _burn(owner, _idOf(token), amount);
        emit Withdrawn(token, owner, to, amount);
        _push(token, to, amount);
    }

    /* INTERNAL */

    /// @dev Takes `amount` for postage from the caller: native from `msg.value` first, other tokens from the balance first.
    function _takePostage(address token, uint256 amount) internal {
        if (token == TokenTransfers.NATIVE) {
            if (msg.value < amount) _burn(msg.sender, _idOf(token), amount - msg.value);
            else _credit(msg.sender, token, msg.value - amount);
            return;
        }
        if (msg.value != 0) revert IStamps.UnexpectedValue(msg.value);
        uint256 balance = balanceOf(msg.sender, _idOf(token));
        uint256 fromBalance = balance < amount ? balance : amount;
        if (fromBalance != 0) _burn(msg.sender, _idOf(token), fromBalance);
        if (fromBalance != amount) _pullFromCaller(token, amount - fromBalance);
    }

    /// @dev Takes `amount` for postage from the owner's balance, who signed for it.
    function _takeSigned(address owner, address token, uint256 amount) internal {
        _burn(owner, _idOf(token), amount);
    }

    /// @dev Takes `amount` for postage from the owner's balance, as the caller may: its operator, or within its allowance.
    function _takeAllowed(address owner, address token, uint256 amount) internal {
        uint256 id = _idOf(token);
        if (owner != msg.sender && !isOperator(owner, msg.sender)) {
            uint256 allowed = allowance(owner, msg.sender, id);
            if (allowed < amount) revert ERC6909InsufficientAllowance(msg.sender, allowed, amount, id);
            // With its event, unlike in transferFrom: a burn alone does not say whether it was allowed or signed for.
            if (allowed != type(uint256).max) _approve(owner, msg.sender, id, allowed - amount);
        }
        _burn(owner, id, amount);
    }

    function _add(Credit memory credit, address account, address token, uint256 amount) internal {
        if (credit.account != account || credit.token != token) {
            _pay(credit);
            (credit.account, credit.token, credit.amount) = (account, token, 0);
        }
        // Safety: a call adds at most 2^97 for each of its stamps or letters, and no calldata holds 2^159 of them.
        unchecked {
            credit.amount += amount;
        }
    }

    function _pay(Credit memory credit) internal {
        _credit(credit.account, credit.token, credit.amount);
    }

    function _credit(address account, address token, uint256 amount) internal {
        if (amount != 0) _mint(account, _idOf(token), amount);
    }

    function _pullFromCaller(address token, uint256 amount) private nonReentrant {
        TokenTransfers.pullFromCaller(token, amount);
    }

    function _pullAuthorized(address token, TokenTransfers.Authorization memory authorization) private nonReentrant {
        TokenTransfers.pullAuthorized(token, authorization);
    }

    function _push(address token, address to, uint256 amount) private nonReentrant {
        TokenTransfers.push(token, to, amount);
    }

    function _requireReceiver(address to) private view {
        if (to == address(0) || to == address(this)) revert InvalidReceiver(to);
    }

    /// @dev ERC-6909 lets balances be sent anywhere; here they would be lost.
    function _update(address from, address to, uint256 id, uint256 amount) internal override {
        if (to == address(this)) revert InvalidReceiver(to);
        super._update(from, to, id, amount);
    }

    function _idOf(address token) private pure returns (uint256) {
        return uint160(token);
    }
}
