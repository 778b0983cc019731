// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistryMulticallTest is RelayRegistryTest {
    function test_RegistersAndSetsItsPricesInOneCall() external {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(relays.register, (bob.addr, ENDPOINT));
        calls[1] = abi.encodeCall(relays.setCarriage, (address(0), 9, true));

        vm.expectEmit(address(relays));
        emit IRelayRegistry.RelayRegistered(alice.addr, bob.addr, ENDPOINT);
        vm.expectEmit(address(relays));
        emit IRelayRegistry.RelayCarriageSet(alice.addr, address(0), 9, true);
        vm.prank(alice.addr);
        relays.multicall(calls);

        (uint96 amount, bool accepted) = relays.carriageOf(alice.addr, address(0));
        vm.assertEq(amount, 9);
        vm.assertTrue(accepted);
    }

    function test_RevertWhen_OneCallReverts() external {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(relays.register, (bob.addr, ENDPOINT));
        calls[1] = abi.encodeCall(relays.setSigner, (address(0)));

        vm.expectRevert(IRelayRegistry.SignerIsZero.selector);
        vm.prank(alice.addr);
        relays.multicall(calls);
        assertRelayWord(alice.addr, address(0), false, 0);
    }
}
