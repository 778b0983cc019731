// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";
import {Multicall} from "@openzeppelin/contracts/utils/Multicall.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ILedger} from "../interfaces/ILedger.sol";
import {IStamps} from "../interfaces/IStamps.sol";
import {TokenTransfers} from "../libraries/TokenTransfers.sol";

/// @title Ledger
/// @dev The guard is taken around each movement of tokens and nowhere else: what a token can call meanwhile (an answer, a
/// native post) only moves balances that the outer call has already accounted for, and is undone with it.
abstract contract Ledger is ILedger, ERC6909, Multicall, ReentrancyGuardTransient {
    /* DEPOSIT AND WITHDRAW */

    /// @inheritdoc ILedger
    function deposit(address token, address to, uint256 amount) external payable {
        _requireReceiver(to);
        uint256 expectedValue = token == TokenTransfers.NATIVE ? amount : 0;
        if (msg.value != expectedValue) revert ValueMismatch(expectedValue, msg.value);
        if (amount == 0) return;

        if (token != TokenTransfers.NATIVE) _pullFromCaller(token, amount);
        _mint(to, _idOf(token), amount);
        emit Deposited(token, msg.sender, to, amount);
    }

    /// @inheritdoc ILedger
    function withdraw(address token, uint256 amount, address to) external {
        _requireReceiver(to);
        if (amount == 0) return;

        _burn(msg.sender, _idOf(token), amount);
        emit Withdrawn(token, msg.sender, to, amount);
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

    function _credit(address account, address token, uint256 amount) internal {
        if (amount != 0) _mint(account, _idOf(token), amount);
    }

    function _pullFromCaller(address token, uint256 amount) private nonReentrant {
        TokenTransfers.pullFromCaller(token, amount);
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
