// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistrySetActiveTest is RelayRegistryTest {
    function test_RevertGiven_CallerIsNotRegistered() external {
        expectNotRegistered(mallory.addr);
        vm.prank(mallory.addr);
        relays.setActive(true);
    }

    function test_TakesTheRelayOutOfServiceAndBack() external {
        registerRelay(alice.addr);
        vm.warp(NOW + 1);
        vm.startPrank(alice.addr);

        relays.setActive(false);
        assertRelayWord(alice.addr, bob.addr, false, NOW);
        relays.setActive(true);
        assertRelayWord(alice.addr, bob.addr, true, NOW);
    }

    function test_EmitsRelayActiveSet_AlsoWhenNothingChanges() external {
        registerRelay(alice.addr);
        vm.startPrank(alice.addr);
        bool[3] memory steps = [true, false, false];

        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit(address(relays));
            emit IRelayRegistry.RelayActiveSet(alice.addr, steps[i]);
            relays.setActive(steps[i]);
        }
    }
}
