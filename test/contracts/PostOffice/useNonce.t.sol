// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice That a voided nonce kills what was signed with it is in signedCall.tree; that it leaves stamps and answers good,
/// which carry none, in the tests of postFor and settleFor.
contract UseNonceTest is PostOfficeTest {
    function test_ReturnsTheNonceUsedUpAndCountsOn() public {
        vm.startPrank(bob.addr);
        for (uint256 nonce = 0; nonce < 3; ++nonce) {
            vm.assertEq(office.nonces(bob.addr), nonce);
            vm.assertEq(office.useNonce(), nonce);
        }
        vm.assertEq(office.nonces(bob.addr), 3);
    }

    function test_EmitsNonceVoidedAlone() public {
        vm.startPrank(bob.addr);
        for (uint256 nonce = 0; nonce < 2; ++nonce) {
            watchLogs();
            vm.expectEmit(address(office));
            emit ISigned.NonceVoided(bob.addr, nonce);
            office.useNonce();
            assertLogs(1);
        }
    }

    function test_LeavesOtherNoncesAlone() public {
        vm.prank(bob.addr);
        office.useNonce();
        vm.assertEq(office.nonces(alice.addr), 0);
        vm.assertEq(ISigned(address(registry)).nonces(bob.addr), 0);
    }
}
