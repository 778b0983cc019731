// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {PostageRules} from "../../../contracts/libraries/PostageRules.sol";
import {Test} from "../base/Test.sol";

/// @title The library made callable, as a contract that has an address and a clock
contract PostageRulesCaller {
    function requireRelay(uint256 index, address relay, uint96 carriage) external view {
        PostageRules.requireRelay(index, relay, carriage);
    }

    function requireLifetime(uint256 index, uint40 expiresAt, uint256 least) external view {
        PostageRules.requireLifetime(index, expiresAt, least);
    }
}

contract PostageRulesTest is Test {
    PostageRulesCaller internal caller = new PostageRulesCaller();

    /* requireRelay */

    function testFuzz_RequireRelay_RefusesTheContract(uint256 index, uint96 carriage) external {
        vm.expectRevert(abi.encodeWithSelector(IStamps.InvalidRelay.selector, index, address(caller)));
        caller.requireRelay(index, address(caller), carriage);
        vm.expectRevert(abi.encodeWithSelector(IStamps.InvalidRelay.selector, index, address(caller)));
        caller.requireRelay(index, address(caller), 0);
    }

    function testFuzz_RequireRelay_RefusesCarriageWithoutOne(uint256 index, uint96 carriage) external {
        carriage = uint96(bound(carriage, 1, type(uint96).max));
        vm.expectRevert(abi.encodeWithSelector(IStamps.CarriageWithoutRelay.selector, index, carriage));
        caller.requireRelay(index, address(0), carriage);
    }

    function testFuzz_RequireRelay_TakesAllElse(uint256 index, address relay, uint96 carriage) external view {
        vm.assume(relay != address(0) && relay != address(caller));
        caller.requireRelay(index, relay, carriage);
        caller.requireRelay(index, relay, 0);
        caller.requireRelay(index, address(0), 0);
    }

    /* requireLifetime */

    function testFuzz_RequireLifetime_RefusesAllOutside(uint256 index, uint40 expiresAt, uint256 least) external {
        vm.warp(NOW);
        least = bound(least, 0, 60 days);
        if (expiresAt < NOW + least || expiresAt > NOW + 60 days) _expectOutOfRange(index, expiresAt, least);
        caller.requireLifetime(index, expiresAt, least);
    }

    function testFuzz_RequireLifetime_TakesBothEndsAlone(uint256 index, uint256 least) external {
        vm.warp(NOW);
        least = bound(least, 0, 60 days);
        uint40 earliest = uint40(NOW + least);
        uint40 latest = uint40(NOW + 60 days);
        _expectOutOfRange(index, earliest - 1, least);
        caller.requireLifetime(index, earliest - 1, least);
        caller.requireLifetime(index, earliest, least);
        caller.requireLifetime(index, latest, least);
        _expectOutOfRange(index, latest + 1, least);
        caller.requireLifetime(index, latest + 1, least);
    }

    function test_RequireLifetime_TakesAllBetween() external {
        vm.warp(NOW);
        for (uint256 i = 1 hours; i <= 60 days; i += 1 hours) caller.requireLifetime(0, uint40(NOW + i), 1 hours);
    }

    /// @dev More than the 60 days leaves no time at all.
    function test_RequireLifetime_RefusesAllGivenTheLeastIsMore() external {
        vm.warp(NOW);
        uint40[3] memory times = [uint40(NOW + 60 days), uint40(NOW + 60 days + 1), uint40(NOW + 60 days + 2)];
        for (uint256 i = 0; i < times.length; ++i) {
            _expectOutOfRange(7, times[i], 60 days + 1);
            caller.requireLifetime(7, times[i], 60 days + 1);
        }
    }

    function _expectOutOfRange(uint256 index, uint40 expiresAt, uint256 least) private {
        vm.expectRevert(
            abi.encodeWithSelector(IStamps.ExpiryOutOfRange.selector, index, expiresAt, NOW + least, NOW + 60 days)
        );
    }
}
