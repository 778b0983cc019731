// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistrySetSignerTest is RelayRegistryTest {
    function test_RevertGiven_CallerIsNotRegistered() external {
        registerRelay(alice.addr);

        expectNotRegistered(bob.addr);
        vm.prank(bob.addr);
        relays.setSigner(address(0));
    }

    function test_RevertWhen_SignerIsZero() external {
        registerRelay(alice.addr);

        vm.expectRevert(IRelayRegistry.SignerIsZero.selector);
        vm.prank(alice.addr);
        relays.setSigner(address(0));
    }

    function test_WritesTheSignerAndLeavesTheRestOfTheWord() external {
        registerRelay(alice.addr);
        vm.warp(NOW + 1);

        vm.prank(alice.addr);
        relays.setSigner(carol.addr);
        assertRelayWord(alice.addr, carol.addr, true, NOW);
    }

    function test_KeepsAnInactiveRelayInactive() external {
        registerRelay(alice.addr);
        vm.startPrank(alice.addr);
        relays.setActive(false);

        relays.setSigner(carol.addr);
        assertRelayWord(alice.addr, carol.addr, false, NOW);
    }

    function test_EmitsRelaySignerSet() external {
        registerRelay(alice.addr);

        vm.expectEmit(address(relays));
        emit IRelayRegistry.RelaySignerSet(alice.addr, carol.addr);
        vm.prank(alice.addr);
        relays.setSigner(carol.addr);
    }
}
