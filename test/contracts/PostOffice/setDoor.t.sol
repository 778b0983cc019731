// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract SetDoorTest is PostOfficeTest {
    function test_RevertWhen_CallerIsNoWallet() public {
        address[2] memory callers = [mallory.addr, recovery.addr];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, inboxId, callers[i]));
            vm.prank(callers[i]);
            office.setDoor(inboxId, ITerms.Door.Closed);
        }
    }

    function test_RevertWhen_InboxIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, bytes32(0), bob.addr));
        vm.prank(bob.addr);
        office.setDoor(bytes32(0), ITerms.Door.Closed);
    }

    function test_IsFreeWhereNeverSet() public view {
        (ITerms.Door door, uint40 setAt) = office.doorOf(keccak256("nobody"));
        vm.assertEq(uint8(door), uint8(ITerms.Door.Free));
        vm.assertEq(setAt, 0);
    }

    function test_SetsEachAndEmits() public {
        ITerms.Door[4] memory doors = [ITerms.Door.Closed, ITerms.Door.Free, ITerms.Door.Postage, ITerms.Door.Postage];
        for (uint256 i = 0; i < doors.length; ++i) {
            vm.warp(NOW + i);
            vm.expectEmit(address(office));
            emit ITerms.DoorSet(inboxId, doors[i]);
            vm.prank(alice.addr);
            office.setDoor(inboxId, doors[i]);

            (ITerms.Door door, uint40 setAt) = office.doorOf(inboxId);
            vm.assertEq(uint8(door), uint8(doors[i]));
            vm.assertEq(setAt, NOW + i);
        }
    }

    function test_LeavesOtherInboxes() public {
        vm.prank(alice.addr);
        office.setDoor(inboxId, ITerms.Door.Closed);
        (ITerms.Door door, ) = office.doorOf(malloryInboxId);
        vm.assertEq(uint8(door), uint8(ITerms.Door.Postage));
    }

    /// @dev Relays enforce the door; posting reads neither it nor an allowance.
    function test_PostDoesNotReadIt() public {
        ITerms.Door[3] memory doors = [ITerms.Door.Free, ITerms.Door.Postage, ITerms.Door.Closed];
        for (uint256 i = 0; i < doors.length; ++i) {
            vm.prank(alice.addr);
            office.setDoor(inboxId, doors[i]);
            posted(i);
        }
    }
}
