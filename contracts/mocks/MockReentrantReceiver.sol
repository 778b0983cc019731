// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockPuppet} from "./MockPuppet.sol";

/// @title A contract that makes its armed call while it receives ether
contract MockReentrantReceiver is MockPuppet {
    receive() external payable {
        _fire();
    }
}
