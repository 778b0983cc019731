// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {InboxRegistryTest} from "./InboxRegistryTest.sol";

/// @notice That a voided nonce kills what was signed with it is in signedCall.tree.
contract InboxRegistryUseNonceTest is InboxRegistryTest {
    function test_ReturnsTheNonceUsedUpAndCountsOn() external {
        vm.startPrank(alice.addr);
        for (uint256 nonce = 0; nonce < 3; ++nonce) {
            vm.assertEq(registry.nonces(alice.addr), nonce);
            vm.assertEq(registry.useNonce(), nonce);
        }
        vm.assertEq(registry.nonces(alice.addr), 3);
    }

    function test_EmitsNonceVoided() external {
        vm.startPrank(alice.addr);
        for (uint256 nonce = 0; nonce < 2; ++nonce) {
            vm.expectEmit(address(registry));
            emit ISigned.NonceVoided(alice.addr, nonce);
            registry.useNonce();
        }
    }

    function test_LeavesOthersNoncesAlone() external {
        vm.prank(alice.addr);
        registry.useNonce();

        vm.assertEq(registry.nonces(bob.addr), 0);
    }
}
