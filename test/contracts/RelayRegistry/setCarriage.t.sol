// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IRelayRegistry} from "../../../contracts/interfaces/IRelayRegistry.sol";
import {RelayRegistryTest} from "./RelayRegistryTest.sol";

contract RelayRegistrySetCarriageTest is RelayRegistryTest {
    address internal token = makeAddr("token");

    function setUp() public override {
        super.setUp();
        registerRelay(alice.addr);
        vm.etch(token, hex"00");
    }

    function test_RevertGiven_CallerIsNotRegistered() external {
        expectNotRegistered(bob.addr);
        _set(bob.addr, mallory.addr, 1, true);
    }

    function test_RevertGiven_TokenHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(IRelayRegistry.TokenHasNoCode.selector, mallory.addr));
        _set(alice.addr, mallory.addr, 1, true);
    }

    function test_TakesATokenWithoutCodeWhenNotAccepting() external {
        _set(alice.addr, mallory.addr, 1, false);
        assertCarriageWord(alice.addr, mallory.addr, 1, false, NOW);
    }

    function test_WritesTheCarriageWord() external {
        _set(alice.addr, token, 123_456, true);
        assertCarriageWord(alice.addr, token, 123_456, true, NOW);
    }

    function test_EmitsRelayCarriageSet() external {
        vm.expectEmit(address(relays));
        emit IRelayRegistry.RelayCarriageSet(alice.addr, token, 5, true);
        _set(alice.addr, token, 5, true);

        vm.expectEmit(address(relays));
        emit IRelayRegistry.RelayCarriageSet(alice.addr, token, 0, false);
        _set(alice.addr, token, 0, false);
    }

    function test_TakesTheNativeToken() external {
        _set(alice.addr, address(0), 7, true);
        assertCarriageWord(alice.addr, address(0), 7, true, NOW);
    }

    function testFuzz_TakesAnyAmount(uint96 amount) external {
        _set(alice.addr, token, amount, true);
        assertCarriageWord(alice.addr, token, amount, true, NOW);
    }

    function test_ReplacesWhatWasSetBefore() external {
        _set(alice.addr, token, type(uint96).max, true);
        vm.warp(NOW + 1);

        _set(alice.addr, token, 2, false);
        assertCarriageWord(alice.addr, token, 2, false, NOW + 1);
    }

    function test_KeepsTokensAndRelaysApart() external {
        registerRelay(carol.addr);
        _set(alice.addr, token, 1, true);
        _set(alice.addr, address(0), 2, true);
        _set(carol.addr, token, 3, true);

        assertCarriageWord(alice.addr, token, 1, true, NOW);
        assertCarriageWord(alice.addr, address(0), 2, true, NOW);
        assertCarriageWord(carol.addr, token, 3, true, NOW);
        assertCarriageWord(carol.addr, address(0), 0, false, 0);
    }

    function test_TakesItFromAnInactiveRelay() external {
        vm.prank(alice.addr);
        relays.setActive(false);

        _set(alice.addr, token, 1, true);
        assertCarriageWord(alice.addr, token, 1, true, NOW);
    }

    function _set(address relay, address token_, uint96 amount, bool accepted) private {
        vm.prank(relay);
        relays.setCarriage(token_, amount, accepted);
    }
}
