// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistryRelayOfTest is RelayRegistryTest {
    function test_IsTheWordTakenApart() external {
        registerRelay(alice.addr);
        vm.warp(NOW + 1);
        _assertRelay(alice.addr, bob.addr, true, NOW);

        vm.prank(alice.addr);
        relays.setActive(false);
        _assertRelay(alice.addr, bob.addr, false, NOW);
    }

    function test_IsAllZeroWhenNotRegistered() external view {
        _assertRelay(alice.addr, address(0), false, 0);
    }

    function _assertRelay(address relay, address signer, bool active, uint256 registeredAt) private view {
        (address gotSigner, bool gotActive, uint40 gotRegisteredAt) = relays.relayOf(relay);
        vm.assertEq(gotSigner, signer);
        vm.assertEq(gotActive, active);
        vm.assertEq(gotRegisteredAt, registeredAt);
    }
}
