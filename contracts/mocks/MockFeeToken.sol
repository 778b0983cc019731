// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";

/// @title A token that burns a share of each transfer, from when its fee is set
contract MockFeeToken is MockERC20("Fee", "FEE", 18) {
    /// @dev In hundredths of a percent of the amount moved.
    uint256 public feeBasisPoints;

    function setFee(uint256 basisPoints) external {
        feeBasisPoints = basisPoints;
    }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 fee = from == address(0) || to == address(0) ? 0 : (amount * feeBasisPoints) / 10_000;
        if (fee != 0) super._update(from, address(0), fee);
        super._update(from, to, amount - fee);
    }
}
