// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ILedger} from "../interfaces/ILedger.sol";

/// @title Moving tokens in exactly and out at all
library TokenTransfers {
    using SafeERC20 for IERC20;

    /// @dev Address that stands for the chain's native token.
    address internal constant NATIVE = address(0);

    function requireToken(address token) internal view {
        if (token != NATIVE && token.code.length == 0) revert ILedger.TokenHasNoCode(token);
    }

    /// @dev Pulls from the caller only: nobody's approval to this contract serves anyone else (invariant 12).
    function pullFromCaller(address token, uint256 amount) internal {
        requireToken(token);
        uint256 balanceBefore = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 balanceAfter = IERC20(token).balanceOf(address(this));
        // A balance that fell counts as nothing received, not as an arithmetic panic.
        uint256 received = balanceAfter > balanceBefore ? balanceAfter - balanceBefore : 0;
        if (received != amount) revert ILedger.TokenAmountMismatch(token, amount, received);
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
}
