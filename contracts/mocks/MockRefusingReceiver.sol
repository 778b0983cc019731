// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockPuppet} from "./MockPuppet.sol";

/// @title A contract that refuses ether, with as long an answer as it likes
contract MockRefusingReceiver is MockPuppet {
    receive() external payable {
        // Safety: ends the call; memory is zero there.
        assembly ("memory-safe") {
            revert(0x80, 100000)
        }
    }
}
