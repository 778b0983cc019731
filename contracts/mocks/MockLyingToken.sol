// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";

/// @title A token that answers what it was told to when asked for a balance, and moves nothing
/// @dev Each transfer makes the next answers `drift` larger, or smaller.
contract MockLyingToken is MockERC20("Lie", "LIE", 18) {
    uint256 public claimed = 1 ether;
    int256 public drift;

    function setDrift(int256 drift_) external {
        drift = drift_;
    }

    function balanceOf(address) public view override returns (uint256) {
        return claimed;
    }

    function transfer(address, uint256) public override returns (bool) {
        _drift();
        return true;
    }

    function transferFrom(address, address, uint256) public override returns (bool) {
        _drift();
        return true;
    }

    function _drift() private {
        claimed = uint256(int256(claimed) + drift);
    }
}
