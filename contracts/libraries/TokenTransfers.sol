// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IERC3009} from "../interfaces/IERC3009.sol";
import {ILedger} from "../interfaces/ILedger.sol";

/// @title Moving tokens in exactly and out at all
library TokenTransfers {
    using SafeERC20 for IERC20;

    /// @dev Address that stands for the chain's native token.
    address internal constant NATIVE = address(0);

    /// @dev What an owner signed for its token, by ERC-3009.
    struct Authorization {
        address from;
        uint8 v;
        uint256 amount;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
        bytes32 r;
        bytes32 s;
    }

    function requireToken(address token) internal view {
        if (token != NATIVE) requireContract(token);
    }

    function requireContract(address token) internal view {
        if (token.code.length == 0) revert ILedger.TokenHasNoCode(token);
    }

    /// @dev For the caller only. Somebody may have handed the permit in before, which leaves the allowance in place: what a
    /// permit is worth, the transfer shows.
    function tryPermit(address token, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s) internal {
        try IERC20Permit(token).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
    }

    /// @dev Pulls from the caller only: nobody's approval to this contract serves anyone else (invariant 12).
    function pullFromCaller(address token, uint256 amount) internal {
        requireToken(token);
        uint256 balanceBefore = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        _requireReceived(token, balanceBefore, amount);
    }

    /// @dev The token checks the signature, and that this contract, its receiver, is the caller.
    function pullAuthorized(address token, Authorization memory given) internal {
        uint256 balanceBefore = IERC20(token).balanceOf(address(this));
        IERC3009(token).receiveWithAuthorization(
            given.from,
            address(this),
            given.amount,
            given.validAfter,
            given.validBefore,
            given.nonce,
            given.v,
            given.r,
            given.s
        );
        _requireReceived(token, balanceBefore, given.amount);
    }

    function push(address token, address to, uint256 amount) internal {
        if (token != NATIVE) return IERC20(token).safeTransfer(to, amount);
        bool sent;
        // Safety: no memory is read or written; the receiver's answer is left where it is.
        assembly ("memory-safe") {
            sent := call(gas(), to, amount, 0, 0, 0, 0)
        }
        if (!sent) revert ILedger.NativeTransferFailed(to, amount);
    }

    function _requireReceived(address token, uint256 balanceBefore, uint256 amount) private view {
        uint256 balanceAfter = IERC20(token).balanceOf(address(this));
        // A balance that fell counts as nothing received, not as an arithmetic panic.
        uint256 received = balanceAfter > balanceBefore ? balanceAfter - balanceBefore : 0;
        if (received != amount) revert ILedger.TokenAmountMismatch(token, amount, received);
    }
}
