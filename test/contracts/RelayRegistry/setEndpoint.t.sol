// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistrySetEndpointTest is RelayRegistryTest {
    function test_RevertGiven_CallerIsNotRegistered() external {
        expectNotRegistered(mallory.addr);
        vm.prank(mallory.addr);
        relays.setEndpoint("");
    }

    function test_RevertWhen_EndpointIsEmptyOrTooLong() external {
        registerRelay(alice.addr);
        vm.startPrank(alice.addr);

        expectEndpointLength(0);
        relays.setEndpoint("");
        expectEndpointLength(257);
        relays.setEndpoint(textOf(257));
    }

    function test_EmitsRelayEndpointSetAt1And256Bytes() external {
        registerRelay(alice.addr);
        vm.startPrank(alice.addr);
        string[2] memory endpoints = ["x", textOf(256)];

        for (uint256 i = 0; i < 2; ++i) {
            vm.expectEmit(address(relays));
            emit IRelayRegistry.RelayEndpointSet(alice.addr, endpoints[i]);
            relays.setEndpoint(endpoints[i]);
        }
    }

    function test_LeavesTheRelayWord() external {
        registerRelay(alice.addr);
        vm.warp(NOW + 1);

        vm.prank(alice.addr);
        relays.setEndpoint("x");
        assertRelayWord(alice.addr, bob.addr, true, NOW);
    }
}
