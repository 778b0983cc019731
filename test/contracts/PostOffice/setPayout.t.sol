// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract SetPayoutTest is PostOfficeTest {
    function test_RevertWhen_CallerIsNotTheRecovery() public {
        address[2] memory callers = [alice.addr, mallory.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITerms.NotRecovery.selector, inboxId, callers[i]));
            vm.prank(callers[i]);
            office.setPayout(inboxId, carol.addr);
        }
    }

    function test_RevertWhen_CallerIsNotTheRecoveryAndThePayoutTheContract() public {
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotRecovery.selector, inboxId, alice.addr));
        vm.prank(alice.addr);
        office.setPayout(inboxId, address(office));
    }

    /// @dev The recovery of an inbox that is none is 0, so address 0 itself is let through. It never calls.
    function test_RevertWhen_InboxIsZeroOrUnregistered() public {
        bytes32[2] memory ids = [bytes32(0), keccak256("nobody")];
        for (uint256 i = 0; i < ids.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITerms.NotRecovery.selector, ids[i], bob.addr));
            vm.prank(bob.addr);
            office.setPayout(ids[i], bob.addr);
        }
    }

    function test_RevertWhen_ThePayoutIsTheContract() public {
        vm.expectRevert(abi.encodeWithSelector(ITerms.InvalidPayout.selector, address(office)));
        vm.prank(recovery.addr);
        office.setPayout(inboxId, address(office));
    }

    function test_ZeroIsTheRecovery() public {
        vm.assertEq(office.payoutOf(inboxId), recovery.addr);
        vm.startPrank(recovery.addr);
        office.setPayout(inboxId, carol.addr);
        office.setPayout(inboxId, address(0));
        vm.stopPrank();
        vm.assertEq(office.payoutOf(inboxId), recovery.addr);
    }

    function test_KeepsIt() public {
        vm.prank(recovery.addr);
        office.setPayout(inboxId, carol.addr);
        vm.assertEq(office.payoutOf(inboxId), carol.addr);
        vm.assertEq(office.payoutOf(malloryInboxId), mallory.addr);
    }

    function test_Emits() public {
        vm.expectEmit(address(office));
        emit ITerms.PayoutSet(inboxId, carol.addr);
        vm.prank(recovery.addr);
        office.setPayout(inboxId, carol.addr);

        vm.expectEmit(address(office));
        emit ITerms.PayoutSet(inboxId, address(0));
        vm.prank(recovery.addr);
        office.setPayout(inboxId, address(0));
    }

    function test_IsZeroOfAnInboxThatIsNone() public view {
        vm.assertEq(office.payoutOf(bytes32(0)), address(0));
        vm.assertEq(office.payoutOf(keccak256("nobody")), address(0));
    }
}
