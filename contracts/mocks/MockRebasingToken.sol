// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";

/// @title A token whose balances all change when its rate does, and which rounds what it moves down, as stETH does
contract MockRebasingToken is MockERC20("Rebasing", "REBASE", 18) {
    uint256 private constant _ONE = 1e18;

    /// @notice What a share is worth, in 10^-18 of the token's smallest unit.
    uint256 public rate = _ONE;

    function setRate(uint256 rate_) external {
        rate = rate_;
    }

    function balanceOf(address owner) public view override returns (uint256) {
        return (super.balanceOf(owner) * rate) / _ONE;
    }

    /// @dev Underneath, shares are kept and moved.
    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, (amount * _ONE) / rate);
    }
}
