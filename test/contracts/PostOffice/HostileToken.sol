// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MockPuppet} from "../../../contracts/mocks/MockPuppet.sol";

/// @title A token that holds nothing for anyone, answers what it likes, and calls back in the middle of transfers
/// @dev Each pull makes its next answers larger by what was asked, less what it falls short by.
contract HostileToken is MockPuppet {
    error Refused();

    bool public refuses;
    uint256 public shortBy;
    uint256 private _claimed = 1 ether;

    receive() external payable {
        _fire();
    }

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function setShortBy(uint256 amount) external {
        shortBy = amount;
    }

    function transfer(address, uint256) external returns (bool) {
        if (refuses) revert Refused();
        // Says that it has nothing left, whatever it was asked for.
        _claimed = 0;
        _fire();
        return true;
    }

    function transferFrom(address, address, uint256 amount) external returns (bool) {
        if (refuses) revert Refused();
        _claimed += amount - shortBy;
        _fire();
        return true;
    }

    function balanceOf(address) external view returns (uint256) {
        return _claimed;
    }
}
