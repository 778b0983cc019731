// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistryRegisterTest is RelayRegistryTest {
    function test_RevertGiven_CallerIsRegistered() external {
        registerRelay(alice.addr);

        _expectRegistered();
        registerRelay(alice.addr);
    }

    function test_RevertGiven_CallerIsRegistered_ThoughInactive() external {
        registerRelay(alice.addr);
        vm.startPrank(alice.addr);
        relays.setActive(false);

        _expectRegistered();
        relays.register(address(0), "");
    }

    function test_RevertWhen_SignerIsZero() external {
        vm.expectRevert(IRelayRegistry.SignerIsZero.selector);
        relays.register(address(0), "");
    }

    function test_RevertWhen_EndpointIsEmptyOrTooLong() external {
        expectEndpointLength(0);
        relays.register(bob.addr, "");
        expectEndpointLength(257);
        relays.register(bob.addr, textOf(257));
    }

    function test_WritesTheRelayWord() external {
        registerRelay(alice.addr);

        assertRelayWord(alice.addr, bob.addr, true, NOW);
        assertRelayWord(bob.addr, address(0), false, 0);
    }

    function test_EmitsRelayRegistered() external {
        vm.expectEmit(address(relays));
        emit IRelayRegistry.RelayRegistered(alice.addr, bob.addr, ENDPOINT);
        registerRelay(alice.addr);
    }

    function test_TakesEndpointsOf1To256Bytes() external {
        vm.prank(alice.addr);
        relays.register(bob.addr, "x");
        vm.prank(carol.addr);
        relays.register(bob.addr, textOf(256));

        // 86 characters of three bytes are too many.
        string memory wide = "";
        for (uint256 i = 0; i < 86; ++i) wide = string.concat(wide, unicode"€");
        expectEndpointLength(258);
        relays.register(bob.addr, wide);
    }

    function test_LetsTwoRelaysShareASigner() external {
        registerRelay(alice.addr);
        registerRelay(carol.addr);

        assertRelayWord(alice.addr, bob.addr, true, NOW);
        assertRelayWord(carol.addr, bob.addr, true, NOW);
    }

    function test_LetsARelaySignForItself() external {
        vm.prank(alice.addr);
        relays.register(alice.addr, ENDPOINT);

        assertRelayWord(alice.addr, alice.addr, true, NOW);
    }

    function _expectRegistered() private {
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.RelayAlreadyRegistered.selector, alice.addr));
    }
}
