// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";
import {MockPuppet} from "./MockPuppet.sol";

/// @title A token that makes its armed call in the middle of a transfer, and may then burn some of what was moved
contract MockReentrantToken is MockERC20("Reentrant", "RE", 18), MockPuppet {
    uint256 public shortBy;

    function setShortBy(uint256 amount) external {
        shortBy = amount;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from == address(0)) return;
        _fire();
        if (shortBy != 0) super._update(to, address(0), shortBy);
    }
}
