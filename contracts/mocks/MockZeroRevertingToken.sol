// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";

/// @title A token that refuses to move nothing
contract MockZeroRevertingToken is MockERC20("Something", "SOME", 18) {
    error NothingToMove();

    function _update(address from, address to, uint256 amount) internal override {
        if (amount == 0) revert NothingToMove();
        super._update(from, to, amount);
    }
}
