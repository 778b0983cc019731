// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RelayRegistryTest} from "./RelayRegistryTest.sol";

/// @notice In the native token, which is address 0.
contract RelayRegistryCarriageOfTest is RelayRegistryTest {
    function setUp() public override {
        super.setUp();
        registerRelay(alice.addr);
    }

    function test_NotRegistered() external view {
        _assertCarriage(mallory.addr, 0, false);
    }

    function test_NothingSet() external view {
        _assertCarriage(alice.addr, 0, false);
    }

    function test_NotAccepted() external {
        _set(5, false);
        _assertCarriage(alice.addr, 0, false);
    }

    function test_Inactive() external {
        _set(5, true);
        vm.prank(alice.addr);
        relays.setActive(false);
        _assertCarriage(alice.addr, 0, false);
    }

    function test_ActiveAgain() external {
        _set(5, true);
        vm.startPrank(alice.addr);
        relays.setActive(false);
        relays.setActive(true);
        _assertCarriage(alice.addr, 5, true);
    }

    function test_Accepted() external {
        _set(type(uint96).max, true);
        _assertCarriage(alice.addr, type(uint96).max, true);
        _set(0, true);
        _assertCarriage(alice.addr, 0, true);
    }

    function _set(uint96 amount, bool accepted) private {
        vm.prank(alice.addr);
        relays.setCarriage(address(0), amount, accepted);
    }

    function _assertCarriage(address relay, uint96 amount, bool accepted) private view {
        (uint96 gotAmount, bool gotAccepted) = relays.carriageOf(relay, address(0));
        vm.assertEq(gotAmount, amount);
        vm.assertEq(gotAccepted, accepted);
    }
}
