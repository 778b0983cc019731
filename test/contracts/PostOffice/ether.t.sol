// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC6909} from "@openzeppelin/contracts/token/ERC6909/ERC6909.sol";

import {ILedger} from "../../../contracts/interfaces/ILedger.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @notice Ether that comes in by other ways than a deposit or postage.
contract EtherTest is PostOfficeTest {
    function test_RevertWhen_SentWithoutACall() public {
        vm.prank(bob.addr);
        (bool success, ) = address(office).call{value: 1}("");
        vm.assertFalse(success);
    }

    function test_RevertWhen_SentWithACallThatTakesNone() public {
        vm.prank(bob.addr);
        (bool success, ) = address(office).call{value: 1}(abi.encodeCall(office.withdraw, (NATIVE, 0, bob.addr)));
        vm.assertFalse(success);
    }

    /// @dev A block's reward or a contract that ended itself may force it in.
    function test_ForcedInItIsNobodys() public {
        credit(bob.addr, NATIVE, 5);
        vm.deal(address(office), 105);
        assertBalance(bob.addr, NATIVE, 5);

        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, bob.addr, 5, 6, uint256(0))
        );
        vm.prank(bob.addr);
        office.withdraw(NATIVE, 6, bob.addr);

        vm.expectRevert(abi.encodeWithSelector(ILedger.ValueMismatch.selector, 100, 0));
        office.deposit(NATIVE, mallory.addr, 100);

        vm.expectRevert(
            abi.encodeWithSelector(ERC6909.ERC6909InsufficientBalance.selector, mallory.addr, 0, POSTAGE, uint256(0))
        );
        vm.prank(mallory.addr);
        office.post(inputOf(stampOf(NATIVE, 1)));
    }

    /// @dev Tokens sent without a deposit are lost: the next one to pay in gets nothing of them.
    function test_TokensSentInAreNobodys() public {
        dollar.mint(address(office), 100);
        vm.prank(bob.addr);
        office.deposit(address(dollar), bob.addr, 5);
        assertBalance(bob.addr, address(dollar), 5);
        assertHeld(address(dollar), 105);
    }
}
