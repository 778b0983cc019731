// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";

import {IStamps} from "../../../contracts/interfaces/IStamps.sol";
import {ITerms} from "../../../contracts/interfaces/ITerms.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

contract MulticallTest is PostOfficeTest {
    /// @dev Value would be seen by every call inside, and spent once by each.
    function test_RevertWhen_ValueComesWithIt() public {
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(office.post, (inputOf(stampOf(NATIVE, 1))));
        vm.prank(bob.addr);
        (bool success, bytes memory answer) = address(office).call{value: POSTAGE}(
            abi.encodeCall(office.multicall, (calls))
        );
        vm.assertFalse(success);
        vm.assertEq(answer.length, 0);
        assertHeld(NATIVE, 0);
    }

    function test_RevertWhen_OneFails() public {
        credit(bob.addr, NATIVE, POSTAGE);
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.post, (inputOf(stampOf(NATIVE, 1))));
        calls[1] = abi.encodeCall(office.post, (inputOf(stampOf(NATIVE, 2))));
        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, 0, POSTAGE, uint256(0))
        );
        vm.prank(bob.addr);
        office.multicall(calls);
        assertBalance(bob.addr, NATIVE, POSTAGE);
    }

    function test_EachIsTheCallersOwn() public {
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(office.deposit, (address(dollar), bob.addr, POSTAGE + 5));
        calls[1] = abi.encodeCall(office.post, (inputOf(stampOf(address(dollar), 1))));
        calls[2] = abi.encodeCall(office.withdraw, (address(dollar), 5, carol.addr));
        vm.prank(bob.addr);
        bytes[] memory answers = office.multicall(calls);

        bytes32 id = idOf(stampOf(address(dollar), 1));
        vm.assertEq(answers.length, 3);
        vm.assertEq(abi.decode(answers[1], (bytes32)), id);
        assertWord(id, IStamps.StampStatus.Open, false, false, NOW, 0);
        assertBalance(bob.addr, address(dollar), 0);
        vm.assertEq(dollar.balanceOf(carol.addr), 5);
        assertHeld(address(dollar), POSTAGE);
    }

    function test_AnInboxSetsItselfUpAtOnce() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.setTerms, (inboxId, NATIVE, 5, 1 hours, true));
        calls[1] = abi.encodeCall(office.setDoor, (inboxId, ITerms.Door.Closed));
        vm.prank(alice.addr);
        office.multicall(calls);
        (uint96 stake, , ITerms.Door door, ) = office.quote(inboxId, NATIVE, bob.addr);
        vm.assertEq(stake, 5);
        vm.assertEq(uint8(door), uint8(ITerms.Door.Closed));
    }

    /// @dev An answer of Alice's and one of Mallory's: the second call is not Alice's to make.
    function test_RevertWhen_OneIsNotTheCallersToMake() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(office.setDoor, (inboxId, ITerms.Door.Closed));
        calls[1] = abi.encodeCall(office.setDoor, (malloryInboxId, ITerms.Door.Closed));
        vm.expectRevert(abi.encodeWithSelector(ITerms.NotWallet.selector, malloryInboxId, alice.addr));
        vm.prank(alice.addr);
        office.multicall(calls);
    }
}
