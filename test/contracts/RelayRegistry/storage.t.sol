// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RelayRegistryTest} from "./RelayRegistryTest.sol";

/// @notice Fixes where the words are that anyone may prove from a state root: docs/storage.md, contracts.md 3.6.
contract RelayRegistryStorageTest is RelayRegistryTest {
    address internal token = makeAddr("token");

    function setUp() public override {
        super.setUp();
        registerRelay(alice.addr);
        vm.etch(token, hex"00");
        vm.warp(NOW + 1);
        vm.prank(alice.addr);
        relays.setCarriage(token, type(uint96).max - 1, true);
    }

    function test_Slot0_RelayWord() external view {
        bytes32 word = vm.load(address(relays), mappingSlot(alice.addr, 0));

        vm.assertEq(bits(word, 0, 160), uint256(uint160(bob.addr)), "signer");
        vm.assertEq(bits(word, 160, 8), 1, "active");
        vm.assertEq(bits(word, 168, 40), NOW, "registeredAt");
        vm.assertEq(bits(word, 208, 48), 0, "unused");
    }

    function test_Slot1_CarriageWord() external view {
        bytes32 outer = bytes32(uint256(uint160(alice.addr)));
        bytes32 inner = bytes32(uint256(uint160(token)));
        bytes32 word = vm.load(address(relays), mappingSlot(outer, inner, 1));

        vm.assertEq(bits(word, 0, 96), type(uint96).max - 1, "amount");
        vm.assertEq(bits(word, 96, 8), 1, "accepted");
        vm.assertEq(bits(word, 104, 40), NOW + 1, "setAt");
        vm.assertEq(bits(word, 144, 112), 0, "unused");
    }
}
