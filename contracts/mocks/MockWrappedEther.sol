// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockERC20} from "./MockERC20.sol";

/// @title A token that takes every call it does not know for a deposit of ether, as WETH does
/// @dev So it answers `permit` and `receiveWithAuthorization` without an error, and does nothing.
contract MockWrappedEther is MockERC20("Wrapped Ether", "WETH", 18) {
    // solhint-disable-next-line no-complex-fallback
    fallback() external payable {
        _mint(msg.sender, msg.value);
    }

    receive() external payable {
        _mint(msg.sender, msg.value);
    }
}
